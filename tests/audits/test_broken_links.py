"""broken-links: what is broken, told on each page that links there."""

import pytest

from audits.checks.broken_links import broken_links
from audits.derive.site import SiteLink, SitePage, Target

PAGE = "https://x.test/a"
GONE = "https://x.test/gone"


def judged(links=(), targets=(), **page):
    pages = {PAGE: SitePage(PAGE, **({"out_links": 5} | page))}
    flawed = {PAGE: list(links)} if links else {}
    return broken_links(pages, flawed, {target.url: target for target in targets})[PAGE]


@pytest.mark.parametrize(
    ("state", "hops"), [("blocked to robots", 0), ("unsure", 0), ("ok", 3), ("not checked", 0)]
)
def test_passes_what_is_not_plainly_broken(state, hops):
    outcome = judged([SiteLink(GONE)], [Target(GONE, state=state, hops=hops)])
    assert (outcome.status, outcome.value, outcome.note) == ("passed", 0, "")


@pytest.mark.parametrize(
    ("state", "unsure"),
    [("unsure", {GONE}), ("blocked to robots", {GONE}), ("not checked", {GONE}), ("ok", set())],
)
@pytest.mark.parametrize("others", [0, 1])
def test_names_the_addresses_that_nobody_could_look_at(state, unsure, others):
    other = Target("https://x.test/other", state="broken")
    links = [SiteLink(GONE), *[SiteLink(other.url)] * others]
    assert judged(links, [Target(GONE, state=state, hops=2), other]).unsure == unsure


def test_passes_a_page_without_flawed_links():
    assert judged().status == "passed"


def test_says_when_some_links_were_not_checked():
    outcome = judged(unchecked_links=2)
    assert outcome.status == "passed"
    assert outcome.note == "some of the page's links were not checked"


@pytest.mark.parametrize("page", [{"out_links": 0}, {"out_links": 3, "unchecked_links": 3}])
def test_is_not_applicable_when_nothing_was_checked(page):
    assert judged(**page).status == "not applicable"


def test_fails_with_the_target_as_the_subject():
    link = SiteLink(GONE, text="Old page", region="footer")
    outcome = judged([link], [Target(GONE, state="broken", status=404, reason="Not found (404).")])
    assert (outcome.status, outcome.value, outcome.unit) == ("failed", 1, "links")
    finding = outcome.findings[0]
    assert (finding.subject, finding.region, finding.impact) == (GONE, "footer", "serious")
    assert finding.message == (
        f"The link “Old page” leads to {GONE}, which is broken (Not found (404))."
    )


def test_counts_an_address_once_however_often_it_is_linked():
    links = [SiteLink(GONE, text="One"), SiteLink(GONE, text="Two", region="nav")]
    outcome = judged(links, [Target(GONE, state="broken")])
    assert (outcome.value, len(outcome.findings)) == (1, 2)


def test_a_missing_picture_weighs_less_than_a_dead_link():
    link = SiteLink(GONE, rel="asset")
    outcome = judged([link], [Target(GONE, kind="asset", state="broken")])
    assert outcome.findings[0].impact == "moderate"
    assert outcome.findings[0].message.startswith("A file that the page loads")


def test_speaks_of_every_page():
    pages = {url: SitePage(url, out_links=1) for url in ("https://x.test/", PAGE)}
    assert broken_links(pages, {}, {}).keys() == pages.keys()
