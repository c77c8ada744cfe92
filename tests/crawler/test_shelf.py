import sqlite3
import threading

import pytest

from crawler.answers import header_of
from crawler.shelf import Shelf

URL = "https://www.ottermere.example/style.css"
HEADERS = (
    ("Content-Type", "text/css"),
    ("ETag", '"1"'),
    ("Last-Modified", "Mon, 05 Jan 2026 09:00:00 GMT"),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "council.db-shelf"


def sizes(path):
    db = sqlite3.connect(path)
    try:
        return dict(db.execute("SELECT url, length(body) FROM entries"))
    finally:
        db.close()


@pytest.mark.parametrize("is_file", [True, False])
def test_what_was_checked_in_this_run_is_fresh(path, is_file):
    shelf = Shelf(path if is_file else None)
    assert shelf.get(URL) is None
    entry = shelf.put(URL, "run 1", 200, HEADERS, b"h1 {}")
    assert shelf.fresh(URL, "run 1") == entry
    assert shelf.fresh(URL, "run 2") is None
    assert shelf.fresh(URL, "") is None
    assert shelf.get(URL) == entry
    shelf.close()


def test_it_is_kept_from_night_to_night(path):
    shelf = Shelf(path)
    first = shelf.put(URL, "run 1", 200, HEADERS, b"h1 {}")
    shelf.close()
    shelf.close()
    shelf = Shelf(path)
    assert shelf.get(URL) == first
    assert dict(first.conditions()) == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Mon, 05 Jan 2026 09:00:00 GMT",
    }
    again = shelf.confirm(first, "run 2", (("ETag", '"1"'), ("Expires", "0")))
    assert shelf.fresh(URL, "run 2") == again
    assert again.body == first.body
    assert header_of(again.headers, "expires") == "0"
    assert len([name for name, _ in again.headers if name == "ETag"]) == 1
    shelf.close()


def test_what_is_no_page_of_ours_is_not_asked_conditionally():
    shelf = Shelf()
    assert shelf.put(URL, "run 1", 404, HEADERS, b"").conditions() == ()
    assert shelf.put(URL, "run 1", 200, (), b"").conditions() == ()
    shelf.close()


def test_a_resumed_run_goes_on_with_what_it_has(path):
    shelf = Shelf(path)
    shelf.put(URL, "7 2026-01-05T01:00:00+00:00", 200, HEADERS, b"h1 {}")
    del shelf  # killed
    shelf = Shelf(path)
    assert shelf.fresh(URL, "7 2026-01-05T01:00:00+00:00") is not None
    assert shelf.fresh(URL, "7 2026-03-01T01:00:00+00:00") is None, "a record that was begun anew"
    shelf.close()


def test_the_oldest_go_first(path):
    shelf = Shelf(path, most_bytes=100_000)
    for number in range(20):
        shelf.put(f"{URL}?{number}", "run 1", 200, (), bytes(10_000))
    kept = sizes(path)
    assert sum(kept.values()) <= 100_000
    assert f"{URL}?19" in kept
    assert f"{URL}?0" not in kept
    shelf.close()


def test_the_same_entry_again_takes_no_more_room(path):
    shelf = Shelf(path, most_bytes=100_000)
    shelf.put(f"{URL}?other", "run 1", 200, (), b"x")
    for number in range(50):
        shelf.put(URL, f"run {number}", 200, (), bytes(10_000))
    assert set(sizes(path)) == {URL, f"{URL}?other"}
    shelf.close()


def test_bodies_at_hand_are_bounded(monkeypatch):
    monkeypatch.setattr("crawler.shelf.MOST_BYTES_AT_HAND", 50_000)
    shelf = Shelf()
    for number in range(100):
        shelf.put(f"{URL}?{number}", "run 1", 200, (), bytes(5_000))
    assert sum(len(entry.body) for entry in shelf._at_hand.values()) <= 50_000
    assert shelf.fresh(f"{URL}?0", "run 1") is not None, "read from the database"
    shelf.close()


def other_layout(path):
    db = sqlite3.connect(path)
    db.executescript("CREATE TABLE entries (url); PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_bytes(b"no database" * 500), other_layout]
)
def test_a_file_that_is_no_shelf_is_begun_anew(path, spoil):
    spoil(path)
    shelf = Shelf(path)
    shelf.put(URL, "run 1", 200, HEADERS, b"h1 {}")
    shelf.close()
    assert sizes(path) == {URL: 5}


def test_without_a_place_it_works_in_memory(tmp_path):
    shelf = Shelf(tmp_path / "no" / "such" / "folder" / "shelf")
    shelf.put(URL, "run 1", 200, HEADERS, b"h1 {}")
    assert shelf.fresh(URL, "run 1") is not None
    shelf.close()


def test_a_file_that_breaks_costs_no_more_than_requests(path):
    shelf = Shelf(path)
    shelf.put(URL, "run 1", 200, HEADERS, b"h1 {}")
    shelf._db.close()
    assert shelf.fresh(URL, "run 1") is not None, "it is at hand"
    assert shelf.get(f"{URL}?other") is None
    shelf.put(f"{URL}?third", "run 1", 200, HEADERS, b"")
    assert shelf.fresh(f"{URL}?third", "run 1") is not None
    shelf.close()


def test_one_asks_and_the_others_are_told():
    shelf, told = Shelf(), []
    assert shelf.claim(URL, lambda: told.append("never"))
    assert not shelf.claim(URL, lambda: told.append("second"))
    assert not shelf.claim(URL, lambda: told.append("third"))
    assert told == []
    shelf.put(URL, "run 1", 200, (), b"")
    assert told == ["second", "third"]
    assert shelf.claim(URL, lambda: None)
    shelf.let_go(URL)
    shelf.let_go(URL)
    assert told == ["second", "third"]
    shelf.claim(URL, lambda: None)
    shelf.claim(URL, lambda: told.append("at the end"))
    shelf.close()
    assert told[-1] == "at the end"


def test_a_server_that_was_busy_once_does_not_spoil_the_night():
    shelf = Shelf()
    shelf.put(URL, "run 1", 503, HEADERS, b"")
    shelf.put(URL, "run 1", 503, HEADERS, b"")
    assert shelf.fresh(URL, "run 1") is None
    shelf.put(URL, "run 1", 503, HEADERS, b"")
    assert shelf.fresh(URL, "run 1").status == 503, "it is not asked for every page"
    shelf.put(URL, "run 2", 200, HEADERS, b"h1 {}")
    shelf.put(URL, "run 3", 503, HEADERS, b"")
    assert shelf.get(URL).checked_run == "run 2"
    shelf.close()


def test_many_threads(path):
    shelf, mistakes = Shelf(path, most_bytes=300_000), []

    def work(worker):
        try:
            for number in range(100):
                url = f"{URL}?{number % 40}"
                shelf.put(url, "run 1", 200, HEADERS, f"{number % 40}".encode() * 5_000)
                entry = shelf.fresh(f"{URL}?{worker}", "run 1")
                assert entry is None or entry.body == f"{worker}".encode() * 5_000
        except Exception as error:  # noqa: BLE001
            mistakes.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert mistakes == []
    shelf.close()
