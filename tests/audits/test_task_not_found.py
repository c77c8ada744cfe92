"""task-not-found: no page was found for what people come to do."""

import pytest

from audits.checks.task_not_found import task_not_found
from audits.derive.site import SitePage
from tests.audits.made_site import HOME, URL, journey, task

PAGES = {url: SitePage(url) for url in (HOME, URL, *(f"{HOME}{n}" for n in range(10)))}
MISSING = journey("")


def said(*tasks, tier="unitary", is_complete=True, pages=PAGES):
    return task_not_found(pages, tasks, tier, HOME, is_complete=is_complete).get(HOME)


def test_passes_where_every_task_has_a_page():
    assert said(journey()).status == "passed"


def test_passes_what_this_tier_does_not_offer():
    elsewhere = journey("", wanted=task(tier="cu"))
    assert said(elsewhere, tier="district").status == "passed"


def test_passes_what_the_council_says_it_does_not_offer():
    found = MISSING.found.__class__(MISSING.found.task, is_offered=False)
    assert said(MISSING.__class__(found)).status == "passed"


@pytest.mark.parametrize("given", [{"tier": ""}, {"pages": {HOME: SitePage(HOME)}}])
def test_is_not_applicable_to_what_may_be_no_council(given):
    assert said(MISSING, **given).status == "not applicable"


def test_holds_when_the_run_ended_early():
    assert said(MISSING, is_complete=False).holds


def test_says_nothing_without_a_home_page():
    assert said(MISSING, pages={}) is None


def test_asks_about_a_task_without_a_page():
    outcome = said(MISSING, journey())
    assert outcome.status == "needs review"
    assert [each.subject for each in outcome.findings] == ["Report a missed bin"]
    assert outcome.findings[0].message.endswith("?")
