"""What is reckoned up from imports: quiet where views are few, confirmed only where both agree."""

import json
from datetime import date

import pytest

from audits.derive.cost import Costs
from crawler.analytics.telling import told_points
from crawler.store.analytics import refresh_behaviour, views_by_page
from crawler.store.runs import Run
from crawler.store.totals import save_totals

USUAL = [f"/usual-{n}" for n in range(6)]


@pytest.fixture
def street(town):
    """Six pages that lose a fifth of their visitors, and some that may lose more."""
    for path in [*USUAL, "/apply", "/apply-for-more", "/opening-times"]:
        town.page(path)
    return town


def matomo(**pages):
    """An export in which each page was seen so often, and left so often."""
    rows = {**dict.fromkeys(USUAL, (1000, 200)), **pages}
    lines = [
        f"{path if path.startswith('/') else '/' + path.replace('_', '-')},{views},{views},{exits}"
        for path, (views, exits) in rows.items()
    ]
    return "label,nb_visits,nb_hits,exit_nb_visits\n" + "\n".join(lines)


def number(street, path):
    return street.rows("SELECT id FROM pages WHERE url LIKE ?", f"%{path}")[0][0]


def points(street):
    rows = street.rows("SELECT url, round(lost_28), dead_ends FROM abandonment_points")
    return [(url.rpartition("example")[2], lost, rules) for url, lost, rules in rows]


def shown(street, path, columns):
    return street.rows(
        f"SELECT {columns} FROM page_behaviour WHERE page_id = ?", number(street, path)
    )[0]


def test_nothing_imported_nothing_told(street):
    assert street.rows("SELECT * FROM page_behaviour") == []
    assert points(street) == []
    assert views_by_page(street.db, 1) == {}


def test_a_dead_end_that_nobody_leaves_is_not_confirmed(street):
    street.finding(number(street, "/apply"), "no-onward-link")
    street.load(matomo(apply=(1000, 220)))
    assert points(street) == []


def test_many_exits_without_a_dead_end_are_not_confirmed(street):
    street.load(matomo(apply=(1000, 800)))
    assert shown(street, "/apply", "is_excess") == (1,)
    assert points(street) == []


def test_where_leaving_is_success_nothing_is_confirmed(street):
    street.finding(number(street, "/opening-times"), "no-onward-link")
    street.load(matomo(opening_times=(1000, 900)))
    assert shown(street, "/opening-times", "is_answer, is_excess") == (1, 0)
    assert points(street) == []


def test_pages_that_the_owner_calls_ends_are_left_out(street):
    street.finding(number(street, "/apply"), "no-onward-link")
    street.load(matomo(apply=(1000, 800)), end_pages=("/app*",))
    assert points(street) == []


def test_few_views_have_counts_and_no_rate(street):
    street.finding(number(street, "/apply"), "no-onward-link")
    street.load(matomo(apply=(99, 99)))
    assert shown(street, "/apply", "views, exits, views_28, is_hidden, exit_rate, exit_low") == (
        *(99, 99, 99.0, 1, None, None),
    )
    assert points(street) == []


def test_a_link_broken_in_every_footer_confirms_nothing(street):
    street.finding(number(street, "/apply"), "broken-links", region="footer")
    street.load(matomo(apply=(1000, 800)))
    assert points(street) == []


def test_what_is_mended_confirms_nothing(street):
    street.finding(number(street, "/apply"), "no-onward-link", ended=1)
    street.load(matomo(apply=(1000, 800)))
    assert points(street) == []


def test_what_is_only_asked_about_confirms_nothing(street):
    street.finding(number(street, "/apply"), "broken-links", status="needs review")
    street.load(matomo(apply=(1000, 800)))
    assert points(street) == []


def test_confirmed_points_those_with_most_lost_first(street):
    street.finding(number(street, "/apply"), "no-onward-link")
    street.finding(number(street, "/apply"), "broken-links")
    street.finding(number(street, "/apply-for-more"), "captcha-tests", status="needs review")
    street.load(matomo(apply=(1000, 800), apply_for_more=(5000, 4000)))
    assert points(street) == [("/apply-for-more", 3000, "DE31"), ("/apply", 600, "DE01 DE10")]
    row = street.rows(
        "SELECT place, exit_rate, usual_exit_rate, lost_low_28, lost_high_28, cost FROM abandonment_points"
    )[1]
    assert row[:3] == (2, 0.8, 0.2)
    assert row[3] < 600 < row[4]
    assert row[5] == "150 to 170 contacts a month, GBP 410 to 1,400"


def test_a_dead_end_found_later_confirms_at_once(street):
    street.load(matomo(apply=(1000, 800)))
    street.finding(number(street, "/apply"), "no-onward-link")
    assert len(points(street)) == 1


def test_costs_of_the_owner(street):
    street.finding(number(street, "/apply"), "no-onward-link")
    street.load(
        matomo(apply=(1000, 800)),
        costs=Costs.of({"phone": 5.15, "web": 0.15, "face_to_face": 10.15}),
    )
    cost, source = street.rows("SELECT cost, cost_source FROM abandonment_points")[0]
    assert cost == "150 to 170 contacts a month, GBP 780 to 1,700"
    assert "From sites.toml" in source
    assert "0.25" in source
    street.load(matomo(apply=(1000, 800)))  # without sites.toml the record remembers
    assert street.rows("SELECT cost FROM abandonment_points") == [(cost,)]


def test_visits_are_what_matomo_counts_exits_of(street):
    text = matomo(apply=(1000, 500)).replace("/apply,1000,1000", "/apply,1000,5000")
    street.load(text)
    assert shown(street, "/apply", "views, exit_base, exit_rate") == (5000, "visits", 0.5)


def test_views_of_the_newest_four_weeks_of_one_source(street):
    street.load(matomo(apply=(100, 10)), start="2026-08-01", end="2026-08-31")
    street.load(matomo(apply=(200, 10)), start="2026-09-01", end="2026-09-14")
    street.load(matomo(apply=(300, 10)), start="2026-09-15", end="2026-09-28")
    street.load("name,visitors,pageviews,bounce_rate,time_on_page\n/apply,9,9,9,9\n")
    page = number(street, "/apply")
    assert views_by_page(street.db, 1)[page] == 500
    assert shown(street, "/apply", "period_start, period_end, days, source") == (
        *("2026-09-01", "2026-09-28", 28.0, "Matomo"),
    )


def test_newer_numbers_without_exits_win_in_the_end(street):
    street.load(matomo(apply=(200, 10)), start="2026-01-01", end="2026-01-28")
    street.load("name,visitors,pageviews,bounce_rate,time_on_page\n/apply,9,9,9,9\n")
    assert shown(street, "/apply", "source") == ("Plausible",)


def test_bounce_and_next_steps(street):
    street.load(
        '[{"label":"/apply","nb_visits":400,"nb_hits":500,"entry_nb_visits":200,"entry_bounce_count":50,"exit_nb_visits":100}]'
    )
    assert shown(street, "/apply", "bounce_rate, contact_share, search_share") == (0.25, None, None)


def test_reckoned_again_after_a_run_that_knows_other_pages(street):
    street.load(matomo(apply=(1000, 800)))
    page = number(street, "/apply")
    street.db.execute("UPDATE pages SET title = 'Opening times' WHERE id = ?", [page])
    refresh_behaviour(street.db, 1, end_pages=())
    assert shown(street, "/apply", "is_answer, is_excess") == (1, 0)


def test_two_sites_do_not_mix(street):
    street.load(matomo(apply=(1000, 800)))
    street.db["sites"].insert(
        {"name": "other", "title": "O", "start_url": "https://other.example/"}
    )
    refresh_behaviour(street.db, 2)
    assert views_by_page(street.db, 2) == {}
    assert views_by_page(street.db, 1)


def test_import_takes_its_rows_along_when_it_is_replaced(street):
    street.load(matomo(apply=(1000, 800)))
    street.load("label,nb_visits,nb_hits\n/apply,5,6\n/nowhere,1,1\n", today=date(2026, 10, 1))
    assert street.rows("SELECT count(*) FROM analytics") == [(1,)]
    assert street.rows("SELECT count(*) FROM analytics_unmatched") == [(1,)]
    assert street.rows("PRAGMA foreign_key_check") == []


def test_a_run_keeps_the_sums_for_a_trend_once_something_is_counted(street):
    def sums():
        return street.rows(
            """SELECT measure, value FROM site_trend
               WHERE measure IN ('abandonment points', 'people lost in 28 days') ORDER BY 1"""
        )

    with street.db.atomic():
        save_totals(street.db, Run(1, 1))
    assert sums() == []
    street.finding(number(street, "/apply"), "no-onward-link")
    street.load(matomo(apply=(1000, 800)))
    with street.db.atomic():
        save_totals(street.db, Run(1, 1))
    assert sums() == [("abandonment points", 1.0), ("people lost in 28 days", pytest.approx(600))]


def test_exits_and_views_of_other_days_make_no_rate(street):
    street.load(
        "name,visitors,pageviews,bounce_rate,time_on_page\n/apply,900,1000,1,1\n", end="2026-09-14"
    )
    street.load("name,unique_exits,total_exits,exit_rate\n/apply,900,900,\n")
    assert shown(street, "/apply", "exits, exit_rate, is_excess") == (900, None, 0)
    street.load(
        "name,visitors,pageviews,bounce_rate,time_on_page\n/apply,900,1000,1,1\n", replace=True
    )
    assert shown(street, "/apply", "exits, exit_rate") == (900, 0.9)


def test_exits_are_of_the_views_of_the_days_on_which_they_were_counted(street):
    report = "# Start date: 2026090{}\n# End date: 202609{}\n\nPage path,Views{}\n/apply,1000{}\n"
    street.load(report.format(1, 14, "", ""), start=None, end=None)
    ga4 = report.format(1, 28, ",Exits", ",400").replace("20260901", "20260915")
    street.load(ga4, start=None, end=None)
    assert shown(street, "/apply", "views, exits, exit_rate") == (2000, 400, 0.4)


def test_many_steps_to_contact_are_told(street):
    steps = {
        "dimensionHeaders": [{"name": "pagePath"}, {"name": "linkUrl"}],
        "metricHeaders": [{"name": "eventCount"}],
        "rows": [
            {
                "dimensionValues": [{"value": "/apply"}, {"value": "tel:01234"}],
                "metricValues": [{"value": "150"}],
            }
        ],
    }
    views = "# Start date: 20260901\n# End date: 20260928\n\nPage path,Views\n/apply,1000\n"
    street.load(views, start=None, end=None)
    street.load(json.dumps(steps), end="2026-09-14")
    assert shown(street, "/apply", "contact_share, is_contact_excess") == (None, 0)  # other days
    street.load(json.dumps(steps))
    assert shown(street, "/apply", "contact_share, is_contact_excess") == (0.15, 1)


def events(*lines):
    days = "# Start date: 20260901\n# End date: 20260928\n\n"
    return days + "\n".join(["Page path,Event name,Event count", *lines])


@pytest.mark.parametrize(
    ("starts", "sends", "expected"),
    [
        (29, 0, (29, None, 0)),  # few
        (100, 100, (100, 0.0, 0)),
        (100, 120, (100, 0.0, 0)),  # sent twice
        (100, 45, (100, 0.55, 0)),  # the interval reaches below a half
        (100, 30, (100, 0.7, 1)),
        (100, 0, (100, 1.0, 1)),
    ],
)
def test_forms_that_people_begin_and_do_not_send(street, starts, sends, expected):
    lines = [f"/apply,form_start,{starts}", "/usual-1,form_submit,5"]
    lines += [f"/apply,form_submit,{sends}"] if sends else []
    street.load(events(*lines), start=None, end=None)
    assert shown(street, "/apply", "form_starts, unfinished_share, is_unfinished") == expected


def test_where_nothing_sent_is_counted_nothing_is_known_of_forms(street):
    street.load(events("/apply,form_start,100"), start=None, end=None)
    assert shown(street, "/apply", "unfinished_share, is_unfinished") == (None, 0)


def test_the_terminal_is_told_where_people_are_lost(street):
    assert "is not known" in told_points(street.db, 1)
    street.load(matomo(apply=(1000, 800)))
    assert "No point of abandonment is confirmed" in told_points(street.db, 1)
    street.finding(number(street, "/apply"), "no-onward-link")
    said = told_points(street.db, 1).splitlines()
    assert said[0] == "1 point of abandonment confirmed, most people lost first:"
    assert said[1].split() == ["600", "https://www.town.example/apply"]
    assert said[2].strip() == "No way on in the main text"
    assert "contacts a month, GBP" in said[3]


def test_points_are_kept_period_by_period(street):
    street.finding(number(street, "/apply"), "no-onward-link")
    street.finding(number(street, "/apply-for-more"), "no-onward-link")
    for month, pages in (
        (7, {}),
        (8, {"apply": (1000, 800)}),
        (9, {"apply": (1000, 800)}),
        (10, {"apply_for_more": (1000, 900)}),
    ):
        days = {"start": f"2026-{month:02}-01", "end": f"2026-{month:02}-28"}
        street.load(matomo(**pages), **days, today=date(2026, 11, 1))
        refresh_behaviour(street.db, 1)  # as the end of a run does
    rows = street.rows("SELECT period_end, points, lost_28, new, gone FROM abandonment_trend")
    assert rows == [
        ("2026-07-28", 0, 0.0, 0, 0),
        ("2026-08-28", 1, 600.0, 1, 0),
        ("2026-09-28", 1, 600.0, 0, 0),
        ("2026-10-28", 1, 700.0, 1, 1),
    ]
