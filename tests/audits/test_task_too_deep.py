"""task-too-deep: many clicks until a task can be done."""

import pytest

from audits.checks.task_too_deep import task_too_deep
from tests.audits.made_site import URL, ended, journey, judged, known


def said(clicks, *ends, is_complete=True):
    tasks = [journey(URL, *ends, clicks=clicks)]
    return judged(task_too_deep, known(), tasks=tasks, is_complete=is_complete)


@pytest.mark.parametrize("clicks", [0, 1, 3])
def test_passes_a_task_within_three_clicks(clicks):
    assert said(clicks).status == "passed"


def test_holds_when_the_run_ended_early():
    outcome = said(9, is_complete=False)
    assert (outcome.status, outcome.holds) == ("not applicable", True)


def test_says_nothing_where_no_task_was_found():
    assert judged(task_too_deep, known(), is_complete=True) is None


def test_fails_a_task_six_clicks_away():
    assert said(6).status == "failed"


def test_counts_the_clicks_to_where_it_is_done():
    assert said(5, ended("form", hops=1)).status == "failed"


@pytest.mark.parametrize("clicks", [4, 5])
def test_asks_about_a_task_four_or_five_clicks_away(clicks):
    outcome = said(clicks)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
