"""The frontier: order, samples, and what is left of it after a kill."""

import pytest


@pytest.fixture
def run(book):
    return book.begin()


def add(frontier, url, **told):
    return frontier.add(url, **{"depth": 1, "rank": 1, "source": "link", **told})


def test_empty(book, run):
    frontier = book.frontier(run)
    assert frontier.take() is None
    assert frontier.waiting() == 0
    assert not frontier.known("/")


def test_an_address_is_let_in_once(book, run):
    frontier = book.frontier(run)
    assert add(frontier, "/a")
    assert not add(frontier, "/a", depth=0)
    frontier.take()
    assert not add(frontier, "/a")
    assert frontier.known("/a")
    assert frontier.waiting() == 0


def test_order_is_rank_then_depth_then_discovery(book, run):
    frontier = book.frontier(run)
    add(frontier, "/file.pdf", rank=5)
    add(frontier, "/deep", depth=3)
    add(frontier, "/second")
    add(frontier, "/third")
    add(frontier, "/", rank=0, depth=0)
    expected = ["/", "/second", "/third", "/deep", "/file.pdf"]
    again = book.frontier(run)
    assert [frontier.take().url for _ in expected] == expected
    assert [again.take().url for _ in expected] == expected


def test_after_a_kill_what_was_not_stored_is_handed_out_again(book, run):
    frontier = book.frontier(run)
    for url in ("/a", "/b", "/c"):
        add(frontier, url, trap="calendar")
    entry = frontier.take()
    assert (entry.url, entry.depth, entry.rank, entry.source) == ("/a", 1, 1, "link")
    frontier.take()
    frontier.done("/b")
    again = book.frontier(run)
    assert [again.take().url, again.take().url, again.take()] == ["/a", "/c", None]
    assert again.known("/b")
    assert again.admitted("calendar") == 3


def test_samples_are_counted_by_rule(book, run):
    frontier = book.frontier(run)
    for n in range(3):
        add(frontier, f"/calendar/{n}", trap="calendar")
    add(frontier, "/bins")
    assert frontier.admitted("calendar") == 3
    assert frontier.admitted("print view") == 0
    assert frontier.admitted("") == 0


def test_each_run_has_its_own(book, run):
    add(book.frontier(run), "/a")
    book.end(run)
    assert not book.frontier(book.begin()).known("/a")
