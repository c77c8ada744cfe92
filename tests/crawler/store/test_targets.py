"""Addresses that pages link to: what is left to ask, and where own addresses lead."""

import pytest

from crawler.store.targets import resolve_own_targets, save_target, unchecked

HOST = "https://town.example"


def resolve(book, run):
    with book.db.atomic():
        resolve_own_targets(book.db, run)


def target(book, path):
    columns = "state, status, hops, redirect_to"
    state, status, hops, leads_to = book.rows(
        f"SELECT {columns} FROM targets WHERE url = ?", f"{HOST}{path}"
    )[0]
    return state, status, hops, leads_to.removeprefix(HOST)


def crawl(book, to, answers):
    """A night in which the home page links to every address, and each answers so."""
    run = book.begin()
    home = book.visit(run)
    for path, told in answers.items():
        outcome, *rest = told if isinstance(told, tuple) else (told,)
        keys = {"redirect": "redirect_to", "error": "status"}
        values = [f"{HOST}{value}" if outcome == "redirect" else value for value in rest]
        book.visit(run, path, outcome, **dict(zip([keys.get(outcome)], values, strict=False)))
    book.link(run, home, *map(to, answers))
    resolve(book, run)
    return run


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("audited", "ok"),
        ("document", "ok"),
        (("error", 200), "ok"),  # it answered; that the browser choked on it is no broken link
        ("missing", "broken"),
        (("error", 500), "broken"),
        (("error", 400), "broken"),
        (("error", 503), "unsure"),
        (("error", None), "unsure"),
        (("error", 403), "blocked to robots"),
        (("error", 429), "blocked to robots"),
        ("forbidden", "blocked to robots"),
    ],
)
def test_state_of_an_own_address(book, to, told, state):
    crawl(book, to, {"/bins": told})
    assert target(book, "/bins")[0] == state


def test_redirects_are_followed_hop_by_hop(book, to):
    crawl(book, to, {"/a": ("redirect", "/b"), "/b": ("redirect", "/c"), "/c": "audited"})
    assert target(book, "/a") == ("ok", 200, 2, "/c")
    assert target(book, "/b") == ("ok", 200, 1, "/c")
    assert target(book, "/c") == ("ok", 200, 0, "")


def test_a_redirect_to_a_page_that_is_gone(book, to):
    crawl(book, to, {"/a": ("redirect", "/b"), "/b": "missing"})
    assert target(book, "/a") == ("broken", 404, 1, "/b")


def test_a_circle(book, to):
    crawl(book, to, {"/in": ("redirect", "/a"), "/a": ("redirect", "/b"), "/b": ("redirect", "/a")})
    assert target(book, "/a")[:3] == ("broken", 301, 2)
    assert target(book, "/in")[:3] == ("broken", 301, 3)
    assert book.one("SELECT count(*) FROM targets WHERE reason LIKE '%circle%'") == 3


def test_a_page_that_redirects_to_itself_may_do_so_for_a_cookie(book, to):
    crawl(book, to, {"/a": ("redirect", "/a")})
    assert target(book, "/a")[0] == "unsure"


def test_a_redirect_that_leaves_the_crawl_is_left_to_the_link_check(book, to):
    run = crawl(book, to, {"/a": ("redirect", "/elsewhere")})
    assert target(book, "/a") == ("not checked", None, 0, "")
    assert unchecked(book.db, run) == [f"{HOST}/a"]


def test_a_page_that_turns_out_to_be_a_file(book, to):
    crawl(book, to, {"/download": "document"})
    assert book.rows("SELECT kind, page_id FROM targets") == [("document", 2)]


def test_what_is_left_to_ask(book, to):
    run = book.begin()
    page = book.visit(run)
    book.link(
        run,
        page,
        to("/"),
        to("/waiting"),
        to("/excluded"),
        to("/a.css", rel="asset", kind="asset"),
        to("https://else.example/", kind="external"),
        to("mailto:a@b.example", kind="email"),
        to("ftp://else.example/", kind="other"),
    )
    book.frontier(run).add(f"{HOST}/waiting", depth=1, rank=1, source="link")
    resolve(book, run)
    expected = [f"{HOST}/excluded", f"{HOST}/a.css", "https://else.example/"]
    assert unchecked(book.db, run) == expected
    save_target(book.db, run, expected[0], state="ok", status=200, bytes=10**30)
    assert unchecked(book.db, run) == expected[1:]


def test_a_link_that_is_gone_is_not_asked_for(book, to):
    run = book.begin()
    page = book.visit(run)
    book.link(run, page, to("https://else.example/", kind="external"))
    book.end(run)
    run = book.begin()
    book.link(run, page)
    assert unchecked(book.db, run) == []


def test_the_longest_unasked_comes_first_and_the_rest_keep_their_state(book, to):
    urls = [f"https://else.example/{n}" for n in range(3)]
    run = book.begin()
    page = book.visit(run)
    book.link(run, page, *(to(url, kind="external") for url in urls))
    save_target(book.db, run, urls[0], state="broken", status=404, reason="It answered 404.")
    book.end(run)
    run = book.begin()
    assert unchecked(book.db, run) == [urls[1], urls[2], urls[0]]
    assert book.rows("SELECT state, checked_run_id FROM targets WHERE id = 1") == [("broken", 1)]
