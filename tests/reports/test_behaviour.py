"""What the report says of what people do: nothing where nothing was counted, no share under 100 views."""

import pytest

from reports import behaviour
from reports.rows import Site

COUNTED = {
    "source": "Matomo", "period_start": "2026-09-01", "period_end": "2026-09-28", "days": 28.0, "views": 2345,
    "exits": 1400, "exit_of": 2345, "exit_base": "views", "views_28": 2345.0, "has_enough": 1, "is_answer": 0,
    "exit_rate": 0.597, "exit_low": 0.577, "exit_high": 0.617, "usual_exit_rate": 0.3,
}  # fmt: skip


@pytest.fixture
def page(record):
    site = record.site()
    return record.page(site, record.run(site))


def test_nothing_counted_nothing_said(record, report_on, page):
    assert "What people do here" not in report_on(record).text(f"pages/{page}.html")


def test_few_views_have_no_share(record, report_on, page):
    hidden = dict.fromkeys(("exit_rate", "exit_low", "exit_high", "usual_exit_rate"))
    record.add(
        "behaviour", page_id=page, **{**COUNTED, **hidden, "views_28": 45.0, "has_enough": 0}
    )
    text = report_on(record).text(f"pages/{page}.html")
    assert "Views in 28 days: 45." in text
    assert "hidden under 100 views" in text
    assert "in 100" not in text


def test_where_leaving_is_success_it_is_said(record, report_on, page):
    record.add("behaviour", page_id=page, **{**COUNTED, "is_answer": 1})
    text = report_on(record).text(f"pages/{page}.html")
    assert "found what they came for" in text
    assert "far more" not in text


def test_excess_exits_with_their_cost(record, report_on, page):
    record.add(
        "behaviour",
        page_id=page,
        **COUNTED,
        onward=900,
        to_contact=90,
        contact_share=0.1,
        is_excess=1,
        excess_28=696.0,
        cost="180 to 200 contacts a month, GBP 480 to 1,700",
        cost_source="Contacts = people who leave.",
    )
    text = report_on(record).text(f"pages/{page}.html")
    assert "60 in 100 were the last of a visit (in all likelihood 58 to 62)" in text
    assert "Usual for such pages are 30." in text
    assert "That is far more: 696 people in 28 days." in text
    assert "10 in 100 went on to a contact page" in text
    assert "180 to 200 contacts a month, GBP 480 to 1,700" in text
    assert "1 September 2026 to 28 September 2026" in text


def test_points_imports_and_addresses_that_are_no_pages(record, page):
    record.add("behaviour", page_id=page, **COUNTED, is_excess=1, excess_28=696.0)
    record.add(
        "dead_end_rules", rule_id="DE01", place=0, group_name="broken", name="Broken link",
        severity=2, confidence="high", layer="structural", weight=4.0,
    )  # fmt: skip
    record.add("dead_end_audits", rule_id="DE01", audit="broken-links", on_pages="any page")
    run = record.db.execute("SELECT max(id) FROM runs").fetchone()[0]
    site = Site(1, "mudford", "Mudford", "https://mudford.example/", "", "")
    record.db.conn.row_factory = None
    assert behaviour.abandonment_points(record.db, site).rows == []
    cause = record.cause(1, run, audit="broken-links", region="main")
    record.add(
        "findings", page_id=page, cause_id=cause, status="failed", message="x", first_run_id=run
    )
    (point,) = behaviour.abandonment_points(record.db, site).rows
    assert (point.place, point.lost_28, point.dead_ends) == (1, 696.0, "DE01")
    number = record.add(
        "analytics_imports", site_id=1, source="Matomo", part="pages", period_start="2026-09-01",
        period_end="2026-09-28", days=28.0, file="m.csv", digest="x", imported_at="2026-10-01", lines=1, lines_left=0,
        views=2400, views_matched=2345, pages=1, addresses_unmatched=1,
    )  # fmt: skip
    record.add("analytics_unmatched", import_id=number, address="/<script>", views=55)
    assert behaviour.unmatched(record.db, site).rows == [("/<script>", 55)]
    (imported,) = behaviour.imports(record.db, site)
    assert (imported.file, imported.views_matched) == ("m.csv", 2345)
