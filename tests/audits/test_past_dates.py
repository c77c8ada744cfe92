"""past-dates: people are asked to act by a date that is past."""

from datetime import date

import pytest

from audits.checks.past_dates import past_dates
from tests.audits.made_site import URL, judged, known

TODAY = date(2026, 6, 15)
OLD = (("2024-10-31", "Apply by 31 October 2024"),)


def said(calls, url=URL, title="Apply for a place", **facts):
    page = known(url, title, calls=calls, **facts)
    return judged(past_dates, page, today=TODAY, of=url)


@pytest.mark.parametrize(
    ("calls", "facts"),
    [
        ((("2026-10-31", "Apply by"),), {}),
        ((("2026-05-20", "Apply by"),), {}),
        (OLD, {"last_date": "2026-09-01"}),
        (OLD, {"years": ("2024/25", "2026/27")}),
        ((*OLD, ("2026-12-01", "Apply by")), {}),
    ],
)
def test_passes_dates_that_hold(calls, facts):
    assert said(calls, **facts).status == "passed"


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://town.test/news/apply", "Apply for a place"),
        ("https://town.test/2024/apply", "Apply for a place"),
        (URL, "Minutes of the meeting"),
    ],
)
def test_says_nothing_of_news_and_papers(url, title):
    assert said(OLD, url, title) is None


def test_says_nothing_where_nobody_is_asked_to_act():
    assert said(()) is None


def test_fails_a_task_with_a_date_that_is_past():
    outcome = said(OLD)
    assert outcome.status == "failed"
    assert "31 October 2024" in outcome.findings[0].message


def test_asks_on_other_pages():
    outcome = said(OLD, title="Allotments")
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
