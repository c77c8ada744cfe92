"""A run that is undone leaves the record as it was, but for what it was answered."""

import pytest

from audits.model import passed
from crawler.store.pages import save_facts
from crawler.store.undo import undo_run

STATE = (
    "SELECT id, page_id, audit_id, status, note, first_run_id, ended_run_id FROM outcomes",
    "SELECT id, page_id, cause_id, first_run_id, ended_run_id, ending FROM findings",
    "SELECT id, page_id, target_id, first_run_id, ended_run_id FROM links",
    "SELECT id, key FROM causes",
    "SELECT id, url, kind, title, language, template, audited_run_id FROM pages",
    "SELECT name, last_run_id FROM audits",
)


def state(book):
    return [sorted(map(repr, book.rows(sql))) for sql in STATE]


@pytest.fixture
def before(book, fails, to):
    """Two nights, so that something has ended before."""
    book.night({"alt": fails(".logo", ".old"), "title": passed()})
    run = book.begin()
    for path in ("/", "/bins"):
        page = book.visit(run, path, title=f"The page {path}")
        book.link(run, page, to("/bins"), to("/tax"))
        book.judge(run, page, {"alt": fails(".logo"), "title": passed()})
    book.end(run)
    return state(book)


def undone(book, run):
    with book.db.atomic():
        undo_run(book.db, run)
    return state(book)


def test_a_run_that_saw_nothing(book, before):
    assert undone(book, book.begin()) == before


def test_what_it_began_ended_and_wrote_is_as_it_was(book, before, fails, to):
    run = book.begin()
    page = book.visit(run, title="Back soon", template="u")
    book.link(run, page, to("/"))
    book.judge(run, page, {"alt": passed(), "title": fails(".t"), "new": passed()}, "u")
    book.visit(run, "/bins", "missing")
    assert state(book) != before
    after = undone(book, run)
    before[-1].append("('new', None)")
    assert after == [*before[:-1], sorted(before[-1])]
    rows = "SELECT outcome FROM visits WHERE last_run_id = ? ORDER BY id"
    assert book.rows(rows, run.id) == [("audited",), ("missing",)]


def test_what_ended_and_came_back_with_another_verdict(book, before, fails):
    """The old row and the new one are equal but for the run: only one may be open."""
    run = book.begin()
    book.visit(run, outcome="missing")
    page = book.visit(run)
    book.db.execute("UPDATE findings SET ended_run_id = ? WHERE page_id = ? AND ended_run_id IS NULL",
                    [run.id, page])  # fmt: skip
    book.db.execute(
        """INSERT INTO findings (page_id, cause_id, status, message, first_run_id)
           SELECT page_id, cause_id, status, 'again', ? FROM findings
           WHERE ended_run_id = ?""",
        [run.id, run.id],
    )
    assert undone(book, run)[1] == before[1]


def test_a_page_that_is_new_was_never_audited(book, before):
    run = book.begin()
    with book.db.atomic():
        save_facts(book.db, run, book.visit(run, "/new"), title="", language="", template="")
    undone(book, run)
    assert book.one("SELECT audited_run_id FROM pages WHERE url LIKE '%/new'") is None


def test_a_run_that_failed_is_undone(book, before):
    run = book.begin()
    for path in ("/", "/bins"):
        book.visit(run, path, "missing")
    book.end(run, "failed")
    assert state(book) == before
    assert book.one("SELECT count(*) FROM pages_before") == 0
