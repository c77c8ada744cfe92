"""redirect-chains: two redirects in a row and more, and circles."""

import pytest

from audits.checks.redirect_chains import redirect_chains
from audits.derive.site import SiteLink, SitePage, Target

PAGE = "https://x.test/a"
OLD = "https://x.test/old"
NEW = "https://x.test/new"


def judged(target, **page):
    pages = {PAGE: SitePage(PAGE, **({"out_links": 5} | page))}
    return redirect_chains(pages, {PAGE: [SiteLink(OLD, text="Old")]}, {OLD: target})[PAGE]


@pytest.mark.parametrize(
    "target",
    [
        Target(OLD, state="ok", hops=0),
        Target(OLD, state="ok", hops=1, redirect_to=NEW),
        Target(OLD, state="broken", hops=1),
        Target(OLD, state="unsure"),
    ],
)
def test_passes_no_redirect_and_one(target):
    assert judged(target).status == "passed"


@pytest.mark.parametrize(
    ("state", "unsure"), [("unsure", {OLD}), ("blocked to robots", {OLD}), ("ok", set())]
)
def test_names_the_addresses_that_nobody_could_look_at(state, unsure):
    assert judged(Target(OLD, state=state)).unsure == unsure


@pytest.mark.parametrize("page", [{"out_links": 0}, {"out_links": 3, "unchecked_links": 3}])
def test_is_not_applicable_when_nothing_was_checked(page):
    assert judged(Target(OLD), **page).status == "not applicable"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target(OLD, state="ok", hops=2, redirect_to=NEW), f"2 redirects before it ends at {NEW}"),
        (Target(OLD, state="ok", hops=4), "4 redirects."),
        (Target(OLD, state="broken", hops=5), "5 redirects and never ends at a page"),
    ],
)
def test_fails_chains_and_circles(target, words):
    outcome = judged(target)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].subject == OLD
    assert words in outcome.findings[0].message
