"""The views: the state as of any run, and the questions people ask."""

import re

import pytest

from audits.model import Impact, Status, passed
from crawler.store.migrations import TABLES
from crawler.store.runs import SiteRow
from crawler.store.views import VIEWS

HOST = "https://town.example"
NAMES = re.findall(r"CREATE VIEW (\w+)", VIEWS)


@pytest.fixture
def three_nights(book, fails):
    """.logo is there in all three, .map ends in the second, .crest begins in the third."""
    for selectors in ([".logo", ".map"], [".logo"], [".logo", ".crest"]):
        book.night({"alt": fails(*selectors), "reading-ease": passed(50.0 + len(selectors))})
    return book


@pytest.mark.parametrize("view", NAMES)
def test_every_view_answers_on_an_empty_record(book, view):
    assert book.rows(f"SELECT * FROM {view}") == [] or view == "requirement_status"


@pytest.mark.parametrize("view", NAMES)
def test_every_view_opens_with_its_comment(view):
    assert re.search(rf"CREATE VIEW {view} AS -- [A-Z].{{20,}}\n", VIEWS)


def test_every_table_and_column_has_its_comment():
    bare = [
        line
        for line in TABLES.splitlines()
        if re.match(r"CREATE TABLE|    [a-z_]+ (INTEGER|TEXT|REAL)", line) and " -- " not in line
    ]
    assert bare == []


def test_findings_as_of_each_run(three_nights):
    rows = three_nights.rows("SELECT run_id, finding_id, is_new FROM findings_by_run ORDER BY 1, 2")
    assert rows == [(1, 1, 1), (1, 2, 1), (2, 1, 0), (3, 1, 0), (3, 3, 1)]


def test_outcomes_as_of_each_run(three_nights):
    rows = three_nights.rows(
        """SELECT run_id, value FROM outcomes_by_run o JOIN audits a ON a.id = o.audit_id
           WHERE a.name = 'reading-ease' ORDER BY 1"""
    )
    assert rows == [(1, 52.0), (2, 51.0), (3, 52.0)]


def test_new_fixed_and_still_open(three_nights):
    def look(view):
        return three_nights.rows(f"SELECT run_id, finding_id FROM {view} ORDER BY 1, 2")

    assert look("new_findings") == [(1, 1), (1, 2), (3, 3)]
    assert look("fixed_findings") == [(2, 2)]
    assert look("still_open_findings") == [(2, 1), (3, 1)]
    assert three_nights.rows("SELECT run_id, new, fixed, still_open, open FROM run_changes") == [
        (1, 2, 0, 0, 2),
        (2, 0, 1, 1, 1),
        (3, 1, 0, 1, 2),
    ]


def test_changes_of_two_sites_do_not_mix(three_nights):
    run = three_nights.begin(site=SiteRow("parish", "Parish", "https://parish.example/"))
    three_nights.end(run, "failed")
    assert three_nights.rows(
        "SELECT new, still_open, open FROM run_changes WHERE site = 'parish'"
    ) == [(0, 0, 0)]


def test_a_finding_that_comes_back_is_new_and_reopened(book, fails):
    for outcome in (fails(".logo"), passed(), fails(".logo")):
        book.night({"alt": outcome})
    assert book.rows("SELECT run_id, is_reopened FROM new_findings") == [(1, 0), (3, 1)]


def test_a_page_that_is_gone_is_not_fixed(book, fails):
    book.night({"alt": fails(".logo")})
    run = book.begin()
    book.visit(run, outcome="missing")
    book.end(run)
    assert book.rows("SELECT * FROM fixed_findings") == []
    assert book.rows("SELECT page_gone, open FROM run_changes WHERE run_id = 2") == [(1, 0)]
    assert book.rows("SELECT * FROM page_summary") == []
    assert book.rows("SELECT * FROM not_seen") == []


def test_not_seen(book, fails):
    book.night({"alt": fails(".logo")}, "/ill")
    book.night({"alt": passed()}, "/skipped")
    run = book.begin()
    book.visit(run, "/ill", "error", reason="It timed out.")
    book.visit(run, "/new", "error", reason="Never judged, so nothing of it is open.")
    book.end(run)
    assert book.rows("SELECT url, last_run_id, reason FROM not_seen ORDER BY url") == [
        (f"{HOST}/ill", 1, "It timed out."),
        (f"{HOST}/skipped", 2, ""),
    ]


def test_latest_run_is_one_that_saw_something(book):
    book.night({"alt": passed()})
    book.night({"alt": passed()})
    book.end(book.begin(), "failed")
    book.begin()
    assert book.rows("SELECT run_id, previous_run_id FROM latest_run") == [(2, 1)]


def test_page_summary_and_worst_pages(book, fails, make_rule):
    tip = make_rule("tip", category="best practice")
    run = book.begin()
    said = {
        "/fine": {
            "reading-ease": passed(71.5),
            "reading-grade": passed(7),
            "main-text-length": passed(350),
        },
        "/bad": {
            "alt": fails(".z", impact=Impact.MINOR),
            "label": fails(".b", impact=Impact.CRITICAL),
        },
        "/worse": {"alt": fails(".a", ".b", impact=Impact.CRITICAL)},
        "/doubt": {"alt": fails(".a", status=Status.NEEDS_REVIEW), tip: fails(".c")},
    }
    for path, judged in said.items():
        book.judge(run, book.visit(run, path), judged)
    columns = "substr(url, 21), failed, to_review, best_practice, worst_impact, reading_ease, words"
    assert book.rows(f"SELECT {columns} FROM page_summary ORDER BY id") == [
        ("/fine", 0, 0, 0, "", 71.5, 350.0),
        ("/bad", 2, 0, 0, "critical", None, None),
        ("/worse", 2, 0, 0, "critical", None, None),
        ("/doubt", 0, 1, 1, "", None, None),
    ]
    assert book.rows("SELECT substr(url, 21) FROM worst_pages") == [("/worse",), ("/bad",)]


def test_redirect_chains(book):
    run = book.begin()
    for path, leads_to in [("/a", "/b"), ("/b", "/c"), ("/x", "/y"), ("/y", "/x"), ("/in", "/x"),
                           ("/self", "/self"), ("/out", "/never")]:  # fmt: skip
        book.visit(run, path, "redirect", redirect_to=f"{HOST}{leads_to}")
    book.visit(run, "/c")
    rows = book.rows(
        "SELECT url, hops, ends_at, ends_as, is_circle FROM redirect_chains ORDER BY url"
    )
    assert [tuple(str(value).removeprefix(HOST) for value in row) for row in rows] == [
        ("/a", "2", "/c", "page", "0"),
        ("/b", "1", "/c", "page", "0"),
        ("/in", "3", "/x", "redirect", "1"),
        ("/out", "1", "/never", "not visited", "0"),
        ("/self", "1", "/self", "redirect", "1"),
        ("/x", "2", "/x", "redirect", "1"),
        ("/y", "2", "/y", "redirect", "1"),
    ]


def test_a_redirect_that_is_mended_is_no_chain(book):
    run = book.begin()
    book.visit(run, "/a", "redirect", redirect_to=f"{HOST}/b")
    book.end(run)
    book.visit(book.begin(), "/a")
    assert book.rows("SELECT * FROM redirect_chains") == []


def test_open_causes_and_findings(book, fails):
    run = book.begin()
    for path in ("/a", "/b"):
        book.judge(run, book.visit(run, path), {"alt": fails(".logo", region="header")})
    assert book.rows("SELECT pages, failed, impact FROM open_causes") == [(2, 2, "serious")]
    assert book.rows("SELECT url, requirements, audit FROM open_findings") == [
        (f"{HOST}/a", "wcag:1.1.1", "alt"),
        (f"{HOST}/b", "wcag:1.1.1", "alt"),
    ]


def test_requirement_status(book, fails, make_rule):
    title = make_rule("title", requirements=("wcag:2.4.2",))
    book.night({"alt": fails(".logo"), title: passed()})
    columns = "requirement, is_required, pages_failed, causes, is_partly_tested"
    found = {row[0]: row[1:] for row in book.rows(f"SELECT {columns} FROM requirement_status")}
    assert found["wcag:1.1.1"] == (1, 1, 1, 1)
    assert found["wcag:2.4.2"] == (1, 0, 0, 1)
    assert found["wcag:1.2.4"] == (1, 0, 0, 0)
    assert len(found) == book.one("SELECT count(*) FROM requirements")


def test_run_health_and_trend(three_nights):
    three_nights.db.execute("UPDATE runs SET pages_audited = id, seconds = 30")
    columns = "run_id, pages_per_minute, pages_more_than_before"
    assert three_nights.rows(f"SELECT {columns} FROM run_health") == [
        (1, 2.0, None),
        (2, 4.0, 1),
        (3, 6.0, 1),
    ]
    trend = "SELECT run_id, value FROM site_trend WHERE measure = 'failed findings'"
    assert three_nights.rows(trend) == [(1, 2.0), (2, 1.0), (3, 2.0)]


def test_visits_by_run(book):
    for outcome in ("audited", "audited", "missing"):
        run = book.begin()
        book.visit(run, outcome=outcome)
        book.end(run)
    assert book.rows("SELECT run_id, outcome FROM visits_by_run") == [
        (1, "audited"),
        (2, "audited"),
        (3, "missing"),
    ]
