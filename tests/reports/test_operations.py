"""The page on the health of runs: figures from small records, in words that operations can use."""

import json

import pytest


@pytest.fixture
def nights(record):
    """Two runs: the second saw half the pages, met errors, and left an address."""
    site = record.site()
    first = record.run(site, audited=10)
    page = record.page(site, first)
    run = record.run(
        site, audited=5, status="partial", reason="the time until 05:00 was used up", pages_error=2,
        pages_left=1, settings=json.dumps({"max_pages": 5000, "max_minutes": 240}),
    )  # fmt: skip
    record.seen_again(page, run)
    for number, (status, reason) in enumerate(
        [(503, "The server answered 503."), (None, "No answer.")]
    ):
        address = f"https://mudford.example/e{number}"
        broken = record.page(site, run, address, "", outcome="error")
        record.db.execute(
            "UPDATE visits SET status = ?, reason = ? WHERE page_id = ?", [status, reason, broken]
        )
    record.page(site, run, "https://mudford.example/no", "", outcome="forbidden")
    record.add("targets", site_id=site, url="https://pay.example/x", kind="external", state="broken",
               status=502, reason="The server answered 502.", checked_run_id=run)  # fmt: skip
    record.add("targets", site_id=site, url="https://gone.example/x", kind="external", state="broken",
               status=404, reason="It is gone.", checked_run_id=run)  # fmt: skip
    record.add(
        "left_over",
        site_id=site,
        url="https://mudford.example/<b>late",
        depth=1,
        place=1,
        since_run_id=first,
    )
    record.add("page_seconds", page_id=page, run_id=run, seconds=12.5)
    record.add(
        "run_notes",
        run_id=run,
        kind="sampled",
        message='Sampled: addresses of the kind "calendar".',
        number=9,
    )
    record.add("run_notes", run_id=run, kind="assets", message="A style changed.")
    record.db.conn.commit()
    return record


def test_a_quiet_night(record, report_on):
    run = record.run(record.site())
    record.page(1, run)
    report = report_on(record)
    text = report.text("operations.html")
    assert "The last run went to its end." in text
    assert "Every host answered as it should." in text
    assert "the run had time for every address" in text
    assert report.facts("operations.html")["Pages, against the run before"] == "nothing to compare"


def test_a_bad_night(nights, report_on):
    report = report_on(nights)
    text = report.text("operations.html")
    assert "ended early: the time until 05:00 was used up." in text
    facts = report.facts("operations.html")
    assert facts["Pages, against the run before"] == "50 %"
    assert facts["Server errors (status 500 and up)"] == "2"
    assert facts["Addresses that robots.txt or the server refused"] == "1"
    assert facts["Pages used, of the budget"] == "5 of 5,000"
    assert facts["Left for the next run"] == "1"
    assert report.rows("operations.html", "hosts-table") == [
        ["mudford.example", "2", "1", "The server answered 503."],
        ["pay.example", "1", "1", "The server answered 502."],
    ]
    ((address, since),) = report.rows("operations.html", "left-table")
    assert "<b>late" in address
    assert since == "1 March 2026"
    assert [row[0] for row in report.rows("operations.html", "blocks-table")] == ["Sampled"]
    assert report.rows("operations.html", "slow-table")[0][1] in ("12.5", "12")
    newest, oldest = report.rows("operations.html", "runs-table")
    assert newest[3] == "50 % Low"
    assert oldest[3] == ""
    assert ["Pages audited", "5", "10"] in report.rows("operations.html", "before-table")
