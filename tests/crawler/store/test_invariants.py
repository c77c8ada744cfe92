"""What must hold of a record: sound ones are quiet, each broken promise is told in a sentence."""

import sqlite3

import pytest
from sqlite_utils import Database

from audits.model import Outcome, Status
from crawler.store.invariants import complaints
from crawler.store.runs import SiteRow

PASSED = Outcome(Status.PASSED)


def count_pages(book):
    """Give each run the counter that a crawl keeps."""
    book.db.execute(
        """UPDATE runs SET pages_audited = coalesce((SELECT value FROM run_totals
               WHERE run_id = runs.id AND dimension = 'site' AND measure = 'pages audited'), 0)"""
    )
    book.db.conn.commit()


@pytest.fixture
def three_nights(book, fails, to):
    """A page with a fault that came and went, a link, and another site."""
    book.night({"image-alt": fails(".logo"), "page-title": PASSED})
    run, page = book.night({"image-alt": PASSED, "page-title": PASSED})
    book.link(run, page, to("/bins", "Bins"))
    book.night({"image-alt": fails(".logo"), "page-title": PASSED})
    other = book.begin(site=SiteRow("parish", "Parish", "https://parish.example/"))
    book.end(other)
    count_pages(book)
    return book


def test_an_empty_record_is_sound(book):
    assert list(complaints(book.db)) == []


def test_ended_and_open_rows_of_several_sites_are_sound(three_nights):
    assert list(complaints(three_nights.db)) == []


def test_a_run_under_way_keeps_its_frontier(three_nights):
    run = three_nights.begin()
    three_nights.frontier(run).add("https://town.example/a", depth=1, rank=1, source="link")
    three_nights.db.conn.commit()
    assert list(complaints(three_nights.db)) == []


HARMS = [
    ("UPDATE findings SET ended_run_id = first_run_id, ending = 'fixed'", "end before they begin"),
    (("INSERT INTO outcomes (page_id, site_id, audit_id, audit_version, status, first_run_id)"
     " SELECT page_id, site_id, audit_id, 1, 'passed', 2 FROM outcomes WHERE ended_run_id IS NULL"
     " AND first_run_id = 1"), "say two things of one page"),
    ("UPDATE outcomes SET ended_run_id = 3 WHERE ended_run_id = 2", "begin before the verdict"),
    ("UPDATE findings SET ended_run_id = 4 WHERE ended_run_id = 2", "before the same finding has"),
    (("INSERT INTO links (page_id, target_id, text, region, rel, first_run_id)"
     " SELECT page_id, target_id, text, region, rel, 3 FROM links"), "stand twice"),
    (("UPDATE visits SET last_run_id = 3 WHERE id = 1;"
     " INSERT INTO visits (page_id, first_run_id, last_run_id, outcome) VALUES (1, 2, 3, 'error')"),
     "answered in two ways"),
    ("UPDATE causes SET site_id = 2", "a page of another site than their cause"),
    ("UPDATE outcomes SET site_id = 2 WHERE ended_run_id IS NULL", "verdicts belong to a page of another"),
    ("UPDATE targets SET site_id = 2", "links lead from a page of one site"),
    ("UPDATE findings SET first_run_id = 4 WHERE ended_run_id IS NULL", "by a run of another site"),
    ("UPDATE findings SET ending = ''", "without saying how"),
    ("DELETE FROM outcomes WHERE ended_run_id IS NULL", "open without a verdict"),
    ("UPDATE pages SET kind = 'missing'", "open on pages that are gone"),
    ("UPDATE pages SET last_run_id = 1", "judged by a later run"),
    ("UPDATE visits SET last_run_id = 2", "in another run than their last answer"),
    ("UPDATE runs SET previous_run_id = 3 WHERE id = 2", "do not come after"),
    ("UPDATE runs SET previous_run_id = NULL WHERE id = 3", "not followed by"),
    ("UPDATE runs SET status = 'running' WHERE id = 1", "count as under way"),
    ("INSERT INTO frontier (run_id, url, depth, rank, source) VALUES (1, '/a', 1, 1, 'link')",
     "still hold addresses"),
    ("UPDATE runs SET pages_carried = 9", "more pages carried over"),
    ("UPDATE runs SET pages_audited = 9", "other pages than their sums"),
    ("UPDATE runs SET status = 'failed' WHERE id = 3", "kept of runs that failed"),
    (("INSERT INTO asset_sets (id, site_id, key, members) VALUES (1, 1, '', '[]');"
     " INSERT INTO looks (page_id, html_hash, versions, asset_set_id, run_id, looked_at)"
     " VALUES (1, '', '', 1, 4, '')"), "opened by a later run"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM targets", "rows of links name a row of targets"),
]  # fmt: skip


def test_each_broken_promise_is_told(three_nights):
    whole = bytearray(three_nights.db.conn.serialize())
    whole[18:20] = b"\1\1"  # no write-ahead log in memory
    for harm, told in HARMS:
        db = Database(sqlite3.connect(":memory:"))
        db.conn.deserialize(whole)
        db.conn.executescript(harm)
        said = list(complaints(db))
        assert any(told in sentence for sentence in said), (harm, said)
        db.close()


def test_a_damaged_file_is_told_and_nothing_else_is_asked(dropkerb, three_nights, tmp_path):
    path = three_nights.path
    three_nights.db.close()
    done = dropkerb("check", path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{path} is sound.\n")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\x55" * 8192
    path.write_bytes(content)
    done = dropkerb("check", path, cwd=tmp_path)
    assert done.returncode == 3
    assert "damaged" in done.stdout + done.stderr
    three_nights.open = lambda: None
