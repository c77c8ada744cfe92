"""Visits as stretches of runs, links as intervals, and what is remembered for the next night."""

import pytest

from crawler.store.pages import (
    LastVisit,
    StoredLink,
    adopt_landing_pages,
    earlier_urls,
    last_visit,
    redirect_on_record,
    section_of,
    stored_links,
)
from crawler.store.runs import SiteRow

HOME = "https://town.example/"
STRETCHES = "SELECT outcome, status, first_run_id, last_run_id FROM visits ORDER BY id"


def nights(book, *outcomes):
    """One night for each outcome; None is a night that did not come to the page."""
    for outcome in outcomes:
        run = book.begin()
        if outcome is not None:
            book.visit(run, outcome=outcome)
        book.end(run)


def test_the_same_answer_extends_the_stretch(book):
    nights(book, "audited", "audited", "audited")
    assert book.rows(STRETCHES) == [("audited", 200, 1, 3)]


def test_a_run_that_did_not_ask_is_a_gap(book):
    nights(book, "audited", None, "audited")
    assert book.rows(STRETCHES) == [("audited", 200, 1, 1), ("audited", 200, 3, 3)]


def test_a_change_opens_a_new_stretch(book):
    nights(book, "audited", "audited", "missing", "audited")
    assert book.rows(STRETCHES) == [
        ("audited", 200, 1, 2),
        ("missing", 404, 3, 3),
        ("audited", 200, 4, 4),
    ]


def test_a_run_of_another_site_is_no_gap(book):
    nights(book, "audited")
    book.end(book.begin(site=SiteRow("parish", "Parish", "https://parish.example/")))
    nights(book, "audited")
    assert book.rows(STRETCHES) == [("audited", 200, 1, 3)]


@pytest.mark.parametrize("first", ["audited", "error"])
def test_asked_twice_in_one_run_the_last_answer_counts(book, first):
    nights(book, "audited")
    run = book.begin()
    book.visit(run, outcome=first)
    book.visit(run, outcome="audited")
    assert book.rows(STRETCHES) == [("audited", 200, 1, 2)]
    book.visit(run, outcome="error", status=503)
    assert book.rows(STRETCHES) == [("audited", 200, 1, 1), ("error", 503, 2, 2)]


def test_size_and_validators_are_those_last_seen(book):
    book.visit(book.begin(), etag='"a"', bytes=100, body_hash="aa")
    book.end(book.begin())
    book.visit(book.begin(), etag='"b"', bytes=10**30, body_hash="bb")
    assert book.rows("SELECT etag, bytes, body_hash FROM visits") == [('"b"', 2**63 - 1, "bb")]


def test_last_visit(book):
    assert last_visit(book.db, 1, HOME) is None
    page = book.visit(book.begin(), etag='"a"', bytes=100, content_type="text/html", body_hash="aa")
    found = last_visit(book.db, 1, HOME)
    assert found == LastVisit(page, "audited", 200, "text/html", 100, "", '"a"', "", "aa")
    assert found.is_good
    assert last_visit(book.db, 2, HOME) is None


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("error", "It timed out."), ("missing", ""), ("audited", "The page never stopped loading.")],
)
def test_a_visit_that_went_wrong_is_not_good(book, outcome, reason):
    nights(book, "audited")
    book.visit(book.begin(), outcome=outcome, reason=reason)
    assert not last_visit(book.db, 1, HOME).is_good


def test_facts_of_a_page(book):
    nights(book, "audited", "error")
    columns = "kind, title, language, template, section, first_run_id, last_run_id, audited_run_id"
    assert book.rows(f"SELECT {columns} FROM pages") == [
        ("error", "A page", "en", "t", "", 1, 2, 1)
    ]


def test_equal_links_add_nothing_and_come_back_as_they_were(book, to):
    links = [
        to("/bins", "Bins", "nav"),
        to("/bins", "Bins", "nav"),
        to("/bins", "When is my bin day?"),
        to("mailto:hello@town.example", "Write", kind="email"),
        to("https://town.example/a.css", rel="asset", kind="asset"),
        to("/late", "Late", is_rendered=True),
    ]
    for _ in range(2):
        run = book.begin()
        page = book.visit(run)
        book.link(run, page, *links)
        book.end(run)
    assert book.rows("SELECT times FROM links ORDER BY id") == [(2,), (1,), (1,), (1,), (1,)]
    assert book.one("SELECT count(*) FROM targets") == 4
    assert stored_links(book.db, page) == links
    run = book.begin()
    book.link(run, page, *stored_links(book.db, page))
    assert stored_links(book.db, page) == links


def test_a_link_begins_and_ends(book, to):
    shown = [["/bins", "/tax"], ["/tax"], ["/tax", "/bins"]]
    for paths in shown:
        run = book.begin()
        book.link(run, book.visit(run), *map(to, paths))
        book.end(run)
    rows = book.rows("SELECT target_id, first_run_id, ended_run_id FROM links ORDER BY id")
    assert rows == [(1, 1, 2), (2, 1, None), (1, 3, None)]


def test_links_stored_twice_in_one_run(book, to):
    run = book.begin()
    page = book.visit(run)
    book.link(run, page, to("/bins"), to("/tax"))
    book.end(run)
    run = book.begin()
    book.link(run, page, to("/bins", "Bins!"))
    book.link(run, page, to("/bins"), to("/new"))
    rows = book.rows("SELECT target_id, text, first_run_id, ended_run_id FROM links ORDER BY id")
    assert rows == [(1, "", 1, None), (2, "", 1, 2), (3, "", 2, None)]


def test_what_is_linked_and_loaded_counts_as_linked(book, to):
    run = book.begin()
    picture = "https://town.example/map.png"
    book.link(run, book.visit(run), to(picture, rel="asset", kind="asset"))
    assert book.one("SELECT kind FROM targets") == "asset"
    book.link(run, book.visit(run, "/map"), to(picture, "The map", kind="document"))
    book.link(run, book.visit(run, "/bins"), to(picture, rel="asset", kind="asset"))
    assert book.one("SELECT kind FROM targets") == "document"


def test_hostile_links_are_stored(book):
    run = book.begin()
    nasty = StoredLink("javascript:\ud83d" + "x" * 9000, "other", "\x00" + "y" * 9000)
    book.link(run, book.visit(run), nasty, nasty)
    assert book.rows("SELECT length(url), times FROM targets JOIN links") == [(2000, 2)]


def test_earlier_addresses(book):
    run = book.begin()
    for path, outcome in [("/", "audited"), ("/gone", "missing"), ("/old", "redirect"),
                          ("/a.pdf", "document"), ("/ill", "error"), ("/no", "forbidden")]:  # fmt: skip
        book.visit(run, path, outcome)
    book.db.execute("UPDATE pages SET click_depth = 3 WHERE url = ?", [HOME])
    found = earlier_urls(book.db, run.site_id)
    assert [(url.removeprefix("https://town.example"), depth) for url, depth in found] == [
        ("/", 3),
        ("/a.pdf", None),
        ("/ill", None),
        ("/no", None),
    ]
    assert earlier_urls(book.db, 99) == []


@pytest.mark.parametrize("outcome", ["missing", "redirect"])
def test_an_audited_page_that_is_gone_is_asked_for_some_more_nights(book, outcome):
    nights(book, "audited")
    asked = []
    for _ in range(4):
        asked.append(len(earlier_urls(book.db, 1)))
        nights(book, outcome)
    assert asked == [1, 1, 1, 0]


def test_a_page_that_leads_elsewhere_for_now_stays_a_page(book):
    for outcome in ("audited", "redirect"):
        run = book.begin()
        book.visit(run, outcome=outcome, status=302)
        book.visit(run, "/new", "redirect", status=302)
        book.end(run)
    assert book.rows("SELECT kind FROM pages ORDER BY id") == [("page",), ("redirect",)]


def test_where_the_start_page_led_in_this_run(book):
    nights(book, "redirect")
    run = book.begin()
    assert redirect_on_record(book.db, run, HOME) == ""
    book.visit(run, outcome="redirect", redirect_to=f"{HOME}en")
    assert redirect_on_record(book.db, run, HOME) == f"{HOME}en"
    book.visit(run, "/js", "redirect", status=200, redirect_to=f"{HOME}en")
    assert redirect_on_record(book.db, run, f"{HOME}js") == ""


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("", ""),
        ("/", ""),
        ("/bins", ""),
        ("/?p=/a/b", ""),
        ("/bins/", "bins"),
        ("/bins/days/x", "bins"),
    ],
)
def test_section(path, section):
    assert section_of(f"https://town.example{path}") == section


def test_a_landing_page_belongs_to_its_section(book):
    run = book.begin()
    for path in ("/", "/bins", "/tax.html", "/bins/days", "/tax/bands", "/news"):
        book.visit(run, path)
    adopt_landing_pages(book.db, run.site_id)
    found = dict(book.rows("SELECT substr(url, 21), section FROM pages"))
    assert found == {"/": "", "/bins": "bins", "/bins/days": "bins", "/news": "",
                     "/tax.html": "tax", "/tax/bands": "tax"}  # fmt: skip
