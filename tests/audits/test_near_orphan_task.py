"""near-orphan-task: hardly any page links to the page of a task."""

import pytest

from audits.checks.near_orphan_task import near_orphan_task
from tests.audits.made_site import HOME, URL, journey, judged, known

LIST = known("https://town.test/a-to-z/m", "A to Z", headings=("A to Z: M",), links=30)
LANDING = known("https://town.test/bins", "Bins", links=9)
OTHER = known("https://town.test/parks", "Parks", links=9)


def said(*sources, is_complete=True, tasks=None):
    return judged(
        near_orphan_task,
        known(),
        LIST,
        LANDING,
        OTHER,
        tasks=[journey()] if tasks is None else tasks,
        sources={URL: [each if isinstance(each, str) else each.url for each in sources]},
        is_complete=is_complete,
    )


@pytest.mark.parametrize(
    "sources",
    [(), (HOME,), (HOME, LIST), (OTHER, LIST), (OTHER, "https://town.test/x"), (LANDING,)],
)
def test_passes_pages_that_are_found_in_several_ways(sources):
    assert said(*sources).status == "passed"


def test_says_nothing_where_no_task_was_found():
    assert said(LIST, tasks=()) is None


def test_holds_when_the_run_ended_early():
    outcome = said(LIST, is_complete=False)
    assert (outcome.status, outcome.holds) == ("not applicable", True)


def test_fails_a_page_that_only_a_list_leads_to():
    assert said(LIST).status == "failed"


def test_asks_about_a_page_that_one_page_leads_to():
    outcome = said(OTHER)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
