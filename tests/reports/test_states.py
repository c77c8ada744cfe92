"""How a page was when something was found on it is told with the finding."""

import csv

STATE = "after pressing Tab 7 times"


def test_the_page_and_the_table_tell_how_the_page_was(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run, state=STATE)
    report = report_on(record)
    assert f"Found: {STATE}" in report.text(f"pages/{page}.html")
    with (report.folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["state"] for row in csv.DictReader(file)] == [STATE]


def test_nothing_is_said_of_a_page_as_it_loads(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run)
    assert "Found:" not in report_on(record).text(f"pages/{page}.html")


def test_markup_in_a_state_is_shown_as_text(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    state = "after pressing Enter on “<script>x</script>”"
    record.finding(page, record.cause(site, run), run, state=state)
    assert f"Found: {state}" in report_on(record).text(f"pages/{page}.html")


def cause_on_two_pages(record, *states):
    site = record.site()
    run = record.run(site)
    cause = record.cause(site, run)
    for number, state in enumerate(states):
        page = record.page(site, run, f"https://mudford.example/{number}")
        record.finding(page, cause, run, state=state)
    return cause


def test_a_cause_tells_it_once_where_it_is_the_same(record, report_on):
    cause = cause_on_two_pages(record, STATE, STATE)
    assert report_on(record).text(f"causes/{cause}.html").count(f"Found: {STATE}") == 1


def test_a_cause_tells_it_with_each_page_where_it_differs(record, report_on):
    cause = cause_on_two_pages(record, STATE, "after pressing Tab 9 times")
    report = report_on(record)
    rows = " ".join(row[0] for row in report.rows(f"causes/{cause}.html", "places-table"))
    assert f"Found: {STATE}" in rows
    assert "Found: after pressing Tab 9 times" in rows
