"""What the report says of dead ends: three layers, kept apart."""

import csv

import pytest

RULES = [
    ("DE01", "broken", "Broken link", 2, "high", "structural", 4.0, "broken-links"),
    ("DE20", "wrong channel", "Only by telephone", 1, "med", "structural", 5.6, "only-by-contact"),
    ("DE70", "measured", "Many leave", 2, "high", "behavioural", 4.0, ""),
]


@pytest.fixture
def town_of(record):
    site = record.site()
    run = record.run(site)
    record.add("audits", name="only-by-contact", title="a", failure_title="b", category="structure",
               scope="page", why="", fix="", checks="", source="", unit="")  # fmt: skip
    for place, (rule, group, name, severity, confidence, layer, weight, audit) in enumerate(RULES):
        record.add(
            "dead_end_rules", rule_id=rule, place=place, group_name=group, name=name,
            severity=severity, confidence=confidence, layer=layer, weight=weight,
        )  # fmt: skip
        if audit:
            record.add("dead_end_audits", rule_id=rule, audit=audit, on_pages="any page")

    def page(path, *audits):
        found = record.page(site, run, f"https://mudford.example{path}", path)
        for audit in audits:
            cause = record.cause(site, run, audit=audit, region="main")
            record.finding(found, cause, run)
        return found

    return page


def test_without_dead_ends_the_page_says_what_the_crawl_shows(record, report_on, town_of):
    town_of("/a")
    text = report_on(record).text("dead-ends.html")
    assert "The crawl shows no dead end" in text
    assert "Nobody can tell yet" in text


def test_the_most_pressing_page_stands_first_and_tasks_count_twice(record, report_on, town_of):
    town_of("/broken", "broken-links")
    town_of("/ring-up", "only-by-contact")
    task = town_of("/task", "broken-links")
    record.add(
        "tasks", run_id=1, task_id="missed-bin", name="Report a missed bin", state="found",
        page_id=task, sureness="sure",
    )  # fmt: skip
    rows = report_on(record).rows("dead-ends.html", "stuck-table")
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("/task /task", "Report a missed bin", "8"),
        ("/ring-up /ring-up", "No task", "5.6"),
        ("/broken /broken", "No task", "4"),
    ]


def test_exits_alone_are_no_abandonment_and_both_are(record, report_on, town_of):
    quiet, stuck = town_of("/quiet"), town_of("/stuck", "broken-links")
    record.add(
        "analytics_imports", site_id=1, source="Matomo", part="pages", period_start="2026-09-01",
        period_end="2026-09-28", days=28.0, file="m.csv", digest="x", imported_at="2026-10-01",
        lines=1, lines_left=0, views=2000, views_matched=2000, pages=2, addresses_unmatched=0,
    )  # fmt: skip
    for page in (quiet, stuck):
        record.add(
            "behaviour", page_id=page, source="Matomo", period_start="2026-09-01",
            period_end="2026-09-28", days=28.0, views=1000, views_28=1000.0, exits=600,
            exit_base="views", has_enough=1, is_answer=0, exit_rate=0.6, exit_low=0.57,
            exit_high=0.63, usual_exit_rate=0.3, excess_28=300.0, excess_low_28=270.0,
            excess_high_28=330.0, is_excess=1, cost="90 to 110 contacts a month, GBP 200 to 800",
            cost_source="Contacts = people who leave, times a share.",
        )  # fmt: skip
    for month in ("08", "09"):
        record.add(
            "measured_periods", site_id=1, source="Matomo", period_start=f"2026-{month}-01",
            period_end=f"2026-{month}-28", pages=2, views_28=2000.0, exits_measured=2, excess=2,
        )  # fmt: skip
    record.add(
        "abandonment_history", site_id=1, source="Matomo", period_end="2026-09-28", page_id=stuck,
        lost_28=300.0, dead_ends="DE01", cost="",
    )  # fmt: skip
    report = report_on(record)
    assert report.rows("dead-ends.html", "rules-3")[0][3] == "2"
    assert [row[0] for row in report.rows("dead-ends.html", "striking-table")] == [
        "/quiet /quiet",
        "/stuck /stuck",
    ]
    assert "people who leave, times" in report.text("dead-ends.html")
    assert [row[2:] for row in report.rows("dead-ends.html", "periods-table")] == [
        ["1", "1", "0", "300"],
        ["0", "0", "0", "0"],
    ]
    rows = report.rows("dead-ends.html", "points-table")
    assert [row[0] for row in rows] == ["/stuck /stuck"]
    assert rows[0][1:3] == ["300 270 to 330", "60 in 100 leave. Usual are 30."]
    assert "GBP 200 to 800" in rows[0][4]
    assert "Broken link" in rows[0][3]


def test_the_whole_taxonomy_is_told_by_groups(record, report_on, town_of):
    town_of("/a", "only-by-contact")
    report = report_on(record)
    assert report.rows("dead-ends.html", "rules-2") == [
        ["Only by telephone DE20", "Stops people", "Likely", "1", "0"]
    ]


def test_every_dead_end_is_there_to_download(record, report_on, town_of):
    town_of("/a", "broken-links")
    folder = report_on(record).folder
    with (folder / "dead-ends.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["rule"] for row in csv.DictReader(stream)] == ["DE01"]


def test_the_trend_counts_a_dead_end_once_though_two_rules_share_its_check(
    record, report_on, town_of
):
    town_of("/a", "broken-links")
    record.db.execute("UPDATE dead_end_audits SET on_pages = 'other pages'")
    record.add(
        "dead_end_rules", rule_id="DE02", place=9, group_name="broken", name="Broken link on a task",
        severity=1, confidence="high", layer="structural", weight=8.0,
    )  # fmt: skip
    record.add("dead_end_audits", rule_id="DE02", audit="broken-links", on_pages="task pages")
    record.run(1)
    rows = report_on(record).rows("dead-ends.html", "history-table")
    assert [row[1:] for row in rows] == [["1", "1", "0", "0"], ["1", "1", "1", "0"]]


def test_what_went_is_told_by_run(record, report_on, town_of):
    town_of("/a", "broken-links")
    run = record.run(1)
    record.db.execute("UPDATE findings SET ended_run_id = ?, ending = 'fixed'", [run])
    rows = report_on(record).rows("dead-ends.html", "history-table")
    assert rows[0][1:] == ["0", "0", "0", "1"]


def test_what_nobody_measured_is_not_told_as_none(record, report_on, town_of):
    town_of("/a")
    rows = report_on(record).rows("dead-ends.html", "rules-3")
    assert rows == [["Many leave DE70", "Holds people up", "Sure", "Not measured", "0"]]
