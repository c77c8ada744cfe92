"""Evidence is kept for each cause, the latest; without it, a finding is stored all the same."""

from dataclasses import replace

from audits.model import Evidence
from crawler.store.undo import undo_run

ROWS = "SELECT cause_id, page_id, run_id, role, name, picture, width, height FROM evidence"


def with_evidence(outcome, *taken):
    pairs = zip(outcome.findings, taken, strict=True)
    return replace(outcome, findings=tuple(replace(f, evidence=e) for f, e in pairs))


def test_the_latest_evidence_of_a_cause_is_kept(book, fails):
    old, new = Evidence("image", "", b"old", 9, 8), Evidence("image", "Logo", b"new", 7, 6)
    _, page = book.night({"alt": with_evidence(fails(".logo", ".map"), old, None)})
    book.night({"alt": with_evidence(fails(".logo", ".map"), new, None)})
    book.night({"alt": fails(".logo", ".map")})
    assert book.rows(ROWS) == [(1, page, 2, "image", "Logo", b"new", 7, 6)]


def test_any_element_of_a_cause_may_bring_it(book, fails):
    book.night({"alt": with_evidence(fails(".a", ".a"), None, Evidence("image", "x\ud800"))})
    assert book.rows(ROWS) == [(1, 1, 1, "image", "x\ufffd", None, 0, 0)]


def test_a_run_that_is_undone_leaves_no_evidence(book, fails):
    run = book.begin()
    page = book.visit(run)
    book.judge(run, page, {"alt": with_evidence(fails(".logo"), Evidence("image", "", b"x", 1, 1))})
    with book.db.atomic():
        undo_run(book.db, run)
    assert book.rows(ROWS) == []
    assert book.one("SELECT count(*) FROM causes") == 0


def test_a_picture_is_not_put_away_for_words_alone(book, fails):
    with_picture, bare = Evidence("image", "", b"old", 9, 8), Evidence("image", "Logo")
    book.night({"alt": with_evidence(fails(".logo"), with_picture)})
    book.night({"alt": with_evidence(fails(".logo"), bare)})
    assert book.rows(ROWS) == [(1, 1, 1, "image", "", b"old", 9, 8)]
