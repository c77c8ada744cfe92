"""The order of a night: what counts most, what was left, what changed, what was long unseen."""

import pytest

from crawler.store import turns
from crawler.store.turns import Left, Turns, left_over

HOST = "https://town.example"


def rank(known, path, source="earlier run", **told):
    return known.rank(f"{HOST}{path}", source, **{"is_document": False, "place": None, **told})


@pytest.fixture
def nights(book):
    """Three nights: /old was judged in the first alone, /bins in all, /late was left by two."""
    for number in (1, 2, 3):
        run = book.begin()
        frontier = book.frontier(run)
        for path in ("/", "/bins", *(["/old"] if number == 1 else ["/late"])):
            frontier.add(f"{HOST}{path}", depth=2, rank=7, source="link")
            if path != "/late":
                book.visit(run, path)
                frontier.done(f"{HOST}{path}")
        if number == 3:
            frontier.add(f"{HOST}/later", depth=3, rank=7, source="link")
        book.end(run, "done" if number == 1 else "partial")
    book.db.execute("UPDATE runs SET started_at = '2026-11-2' || id || 'T01:00:00+00:00'")
    return book


def test_a_first_night_knows_nothing(book):
    known = Turns.read(book.db, book.begin())
    assert [rank(known, "/", "start"), rank(known, "/a", "link"), rank(known, "/b", "sitemap")] == [
        turns.START,
        turns.FOUND,
        turns.LISTED,
    ]
    assert rank(known, "/c.pdf", "link", is_document=True) == turns.DOCUMENT
    assert rank(known, "/d", place=4) == turns.MAY_WAIT + 4


def test_what_was_left_is_kept_with_how_long_it_waits(nights):
    assert left_over(nights.db, 1) == [Left(f"{HOST}/late", 2, 2), Left(f"{HOST}/later", 3, 1)]
    run = nights.begin()
    nights.end(run, "failed")
    assert len(left_over(nights.db, 1)) == 2
    run = nights.begin()
    nights.end(run)
    assert left_over(nights.db, 1) == []


def test_the_order_of_a_short_night(nights):
    run = nights.begin()
    known = Turns.read(nights.db, run, [f"{HOST}/pinned"])
    order = [
        rank(known, "/", "start"),
        rank(known, "/pinned"),
        rank(known, "/late"),
        rank(known, "/later"),
        rank(known, "/bins", "sitemap", changed="2026-11-23"),
        rank(known, "/new", "link"),
        rank(known, "/new", "sitemap"),
        rank(known, "/old"),
        rank(known, "/bins"),
        rank(known, "/a.pdf", is_document=True),
        rank(known, "/style", place=0),
    ]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_an_address_that_was_left_waits_for_nothing(nights):
    known = Turns.read(nights.db, nights.begin())
    usual = rank(known, "/late")
    assert rank(known, "/late", place=0) == usual
    assert rank(known, "/late", "sitemap", is_document=True) == usual < turns.CHANGED


def test_pages_of_tasks_and_pages_that_keep_changing(nights):
    nights.db["tasks"].insert(
        {"run_id": 3, "task_id": "missed-bin", "name": "Bins", "state": "found", "page_id": 2}
    )
    nights.db.execute("INSERT INTO asset_sets VALUES (1, 1, '', '[]')")
    nights.db.execute(
        """INSERT INTO looks (page_id, html_hash, versions, asset_set_id, run_id, looked_at, why)
           SELECT id, '', '', 1, 3, '', 'its HTML changed' FROM pages WHERE url LIKE '%/old'"""
    )
    known = Turns.read(nights.db, nights.begin())
    assert rank(known, "/bins") == turns.TASK
    assert rank(known, "/old") == turns.CHANGED


@pytest.mark.parametrize(
    ("changed", "is_newer"),
    [
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2026-11-24", True),
        ("", False),
        ("yesterday", False),
    ],
)
def test_what_a_sitemap_says(nights, changed, is_newer):
    known = Turns.read(nights.db, nights.begin())
    found = rank(known, "/bins", "sitemap", changed=changed)
    assert found == (turns.CHANGED if is_newer else turns.LISTED)
    assert rank(known, "/unknown", "sitemap", changed=changed) == turns.LISTED
