"""Numbers as of each run, from intervals."""

from dataclasses import replace

import pytest

from reports import queries
from reports.charts import Point, line_chart
from reports.source import reading
from reports.trend import incomparable, moments


def numbers(record):
    record.db.conn.commit()
    with reading(record.path) as db:
        site = queries.sites(db)[0]
        return moments(db, site, queries.runs(db, site))


def test_no_findings_is_zero_and_nothing_measured_is_none(record):
    site = record.site()
    record.page(site, record.run(site))
    (only,) = numbers(record)
    assert (only.pages_failing, only.causes, only.criteria, only.broken, only.ease) == (
        0,
        0,
        0,
        0,
        None,
    )


def test_page_counts_once_however_many_findings_come_and_go(record):
    site = record.site()
    runs = [record.run(site) for _ in range(4)]
    page = record.page(site, runs[0])
    record.finding(page, record.cause(site, runs[0]), runs[0], ended_run_id=runs[1], ending="fixed")
    record.finding(page, record.cause(site, runs[0]), runs[0], ended_run_id=runs[2], ending="fixed")
    record.finding(page, record.cause(site, runs[0]), runs[3])
    found = numbers(record)
    assert [moment.pages_failing for moment in found] == [1, 1, 0, 1]
    assert [moment.causes for moment in found] == [2, 1, 0, 1]


def test_review_and_best_practice_are_no_failures_of_criteria(record):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run, status="needs review")
    record.finding(page, record.cause(site, run, "axe:region"), run)
    (only,) = numbers(record)
    assert (only.pages_failing, only.pages_with_any, only.criteria) == (0, 0, 0)


def test_hard_sentences_hide_no_other_cause(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run)
    for _ in range(3):
        record.finding(page, record.cause(site, run, "reading-ease"), run)
    (only,) = numbers(record)
    assert (only.causes, only.pages_with_any) == (1, 1)
    cards = report_on(record).page("index.html").xpath('//dl[@class="cards"]/div')
    told = {each.findtext(".//a"): [part.text_content() for part in each[1:]] for each in cards}
    assert told["Causes to fix"] == [
        "1",
        "0 of them on several pages: fix once, clear all; 3 hard words and sentences apart",
    ]
    assert "Tasks that people can do online" not in told


def test_mean_reading_ease_as_of_each_run(record):
    site = record.site()
    first, second = record.run(site), record.run(site)
    page = record.page(site, first)
    record.verdict(site, page, "reading-ease", "passed", first, value=60.0, ended_run_id=second)
    record.verdict(site, page, "reading-ease", "passed", second, value=70.0)
    assert [moment.ease for moment in numbers(record)] == [60.0, 70.0]


@pytest.mark.parametrize(("status", "audited", "doubt"), [
    ("done", 100, ""), ("done", 120, ""), ("done", 130, "saw 30 % more pages than the last complete run"),
    ("done", 50, "saw 50 % fewer pages than the last complete run"), ("partial", 100, "done in part"),
])  # fmt: skip
def test_runs_that_cannot_be_compared(record, status, audited, doubt):
    site = record.site()
    record.page(site, record.run(site, audited=100))
    first = numbers(record)[0].run
    assert (
        incomparable([first, replace(first, id=2, status=status, pages_audited=audited)])[2]
        == doubt
    )


def test_chart_of_one_run():
    chart = line_chart("Causes", [Point("1 Mar", 3)])
    assert "Causes: 3 in the only run so far." in chart
    assert line_chart("Causes", [Point("1 Mar", None)]) == ""


def test_chart_marks_what_cannot_be_compared_and_leaves_it_off_the_line():
    chart = line_chart(
        "Causes", [Point("1 Mar", 3), Point("2 Mar", 1, is_comparable=False), Point("3 Mar", 4)]
    )
    assert chart.count('class="dot"') == 2
    assert chart.count('class="doubt"') == 1
    assert len(chart.split('points="')[1].split('"')[0].split()) == 2
