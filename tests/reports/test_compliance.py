"""Where the site stands in law: the trend by criterion, what changed, the regulator's clock."""

from datetime import UTC, date, datetime

import pytest

from audits.regulator import load_regulator
from crawler.store.clock import ReportedIssue, add_report
from crawler.store.regulator import save_regulator

STARTS = {1: "2025-12-02", 2: "2026-01-15", 3: "2026-02-26", 4: "2026-03-28"}


@pytest.fixture
def town(record):
    """A site with four runs over four months."""
    record.site_id = record.site()
    for day in STARTS.values():
        record.run(record.site_id, audited=10, started_at=f"{day}T01:00:00+00:00")
    record.pages = [
        record.page(record.site_id, 1, f"https://mudford.example/{number}", f"Page {number}")
        for number in range(3)
    ]
    for page in record.pages:
        record.seen_again(page, 4)
    return record


def fail(town, page, first, ended=None, audit="axe:image-alt"):
    cause = town.cause(town.site_id, first, audit)
    ending = {"ended_run_id": ended, "ending": "fixed"} if ended else {}
    town.finding(town.pages[page], cause, first, **ending)


def test_a_first_run_has_no_past(record, report_on):
    site = record.site()
    record.page(site, record.run(site))
    told = report_on(record).text("law.html")
    assert "This is the first run, so nothing can have changed." in told
    assert "4 weeks ago: no run lies that long back. 13 weeks ago: no run lies" in told
    assert "No run has looked for one" in told or "No run has judged it yet" in told
    assert "Nobody has entered a report of the regulator." in told
    assert "The site names no law" in told
    assert "not known" not in told


def test_the_trend_by_criterion(town, report_on):
    fail(town, 0, 1)
    fail(town, 1, 1, ended=3)
    fail(town, 2, 4)
    fail(town, 2, 2, ended=4, audit="page-title")
    report = report_on(town)
    assert "4 weeks ago: the run of 26 February 2026." in report.text("law.html")
    assert report.rows("law.html", "criteria-trend") == [
        ["1.1.1 Non-text Content", "2", "1", "2", "not known"],
        ["2.4.2 Page Titled", "0", "1", "0", "not known"],
        ["Criteria that fail", "1", "2", "1", "not known"],
    ]
    assert "13 weeks ago: the run of 2 December 2025." in report.text("law.html")
    assert "Criteria for which we find no failure any more: 2.4.2 Page Titled." in report.text("law.html")  # fmt: skip


@pytest.mark.parametrize(
    "change", ["pages_audited = 5", "status = 'partial'", "pages_audited = 13"]
)
def test_a_run_that_can_not_be_compared_is_no_point_of_the_trend(town, report_on, change):
    town.db.execute(f"UPDATE runs SET {change} WHERE id = 3")
    town.db.conn.commit()
    fail(town, 0, 1)
    report = report_on(town)
    assert "4 weeks ago: the runs of then saw far more or fewer pages." in report.text("law.html")
    assert report.rows("law.html", "criteria-trend")[0][1:3] == ["1", "not known"]


def test_a_false_positive_counts_at_no_point_of_time(town, report_on):
    fail(town, 0, 1)
    town.db.execute("UPDATE findings SET set_aside = 'false positive'")
    town.db.conn.commit()
    told = report_on(town).text("law.html")
    assert "No criterion fails now, and none did in those runs." in told


def test_the_clock_and_what_became_of_each_issue(town, report_on):
    save_regulator(town.db, load_regulator().issues)
    fail(town, 0, 1)
    fail(town, 1, 1, ended=3)
    add_report(
        town.db,
        town.site_id,
        received=date(2026, 3, 2),
        reference="Case 7",
        issues=[
            ReportedIssue(24, "wcag:1.1.1", "https://mudford.example/0", "=Logo"),
            ReportedIssue(24, "wcag:1.1.1", "https://mudford.example/1"),
            ReportedIssue(24, "wcag:1.1.1", "https://mudford.example/2"),
        ],
        clock=load_regulator().clock,
        now=datetime(2026, 3, 3, tzinfo=UTC),
    )
    report = report_on(town)
    due = report.facts("law.html")["Next day of the regulator's clock"]
    assert due == "25 May 2026 Have mended what the report lists, and the statement."
    days = report.rows("law.html", "deadlines-1")
    assert days[0] == ["9 March 2026 Past", "You", "Say that you have the report."]
    assert days[2][0] == "30 March 2026"
    assert [row[2].split(" A ")[0] for row in report.rows("law.html", "issues-1")] == [
        *("Open", "No longer found since run 3", "Not seen No check has found it.")
    ]
    assert "We left bank holidays out." in report.text("law.html")
