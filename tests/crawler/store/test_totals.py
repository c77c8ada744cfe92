"""The sums of a run."""

import pytest

from audits.model import Outcome, Status, not_applicable, passed


@pytest.fixture
def total(book):
    """Look a sum up: total("site", "pages audited")."""

    def look_up(dimension, measure, name="", run=None):
        found = book.rows(
            """SELECT value FROM run_totals WHERE dimension = ? AND measure = ? AND name = ?
               AND run_id = coalesce(?, (SELECT max(id) FROM runs))""",
            *(dimension, measure, name, run),
        )
        return found[0][0] if found else None

    return look_up


def test_a_run_that_audited_nothing(book, total):
    book.end(book.begin(), "failed")
    assert total("site", "pages audited") == 0
    assert total("site", "failed findings") == 0
    assert total("section", "pages audited") is None


def test_only_pages_of_the_run_count(book, total, fails):
    book.night({"alt": fails(".logo")}, "/bins")
    book.night({"alt": fails(".logo")}, "/")
    assert total("site", "pages audited") == 1
    assert total("site", "failed findings") == 1
    assert total("site", "failed findings not seen") == 1
    assert total("site", "pages with failures not seen") == 1


def test_new_fixed_and_open(book, total, fails):
    book.night({"alt": fails(".logo", ".map")})
    book.night({"alt": fails(".map", ".crest", ".seal")})
    sums = {"failed findings": 3, "new findings": 2, "fixed findings": 1, "causes to fix": 3}
    for measure, value in sums.items():
        assert total("site", measure) == value
        assert total("audit", measure, "alt") == value
    assert total("site", "pages with failures") == 1
    assert total("site", "new findings", run=1) == 2


def test_best_practice_and_doubt_stand_apart(book, total, fails, make_rule):
    tip = make_rule("tip", category="best practice", requirements=())
    book.night({tip: fails(".a"), "alt": fails(".b", status=Status.NEEDS_REVIEW)})
    assert total("site", "failed findings") == 0
    assert total("site", "pages with failures") == 0
    assert total("site", "best practice findings") == 1
    assert total("site", "findings to review") == 1
    assert total("audit", "failed findings", "tip") == 1


def test_what_the_law_asks(book, total, fails, make_rule):
    two = make_rule("contrast", requirements=("wcag:1.4.3", "wcag:1.4.11"))
    grade = make_rule("reading-grade", category="readability", requirements=())
    book.night(
        {two: fails(".a"), grade: fails(".b"), "alt": fails(".c", status=Status.NEEDS_REVIEW)}
    )
    assert total("site", "criteria failed") == 2
    assert total("site", "failed findings under the law") == 1
    assert total("site", "failed findings") == 2
    assert total("requirement", "failed findings", "wcag:1.4.3") == 1
    assert total("requirement", "findings to review", "wcag:1.1.1") == 1


def test_verdicts_and_mean_value_of_an_audit(book, total):
    run = book.begin()
    said = [
        passed(60.0),
        Outcome(Status.FAILED, 30.0),
        not_applicable("too short"),
        Outcome(Status.ERROR),
    ]
    for number, outcome in enumerate(said):
        book.judge(run, book.visit(run, f"/{number}"), {"reading-ease": outcome, "alt": passed()})
    book.end(run)
    assert total("audit", "mean value", "reading-ease") == 45.0
    assert total("audit", "mean value", "alt") is None
    for verdict in ("passed", "failed", "not applicable"):
        assert total("audit", f"pages {verdict}", "reading-ease") == 1
    assert total("audit", "pages with error", "reading-ease") == 1


def test_by_section_and_owner(book, total, fails):
    run = book.begin()
    for path in ("/bins/days", "/bins", "/tax/bands"):
        book.judge(run, book.visit(run, path), {"alt": fails(".logo")})
    book.db.execute("UPDATE pages SET owner = 'Waste' WHERE url LIKE '%bins%'")
    book.end(run)
    assert total("section", "pages audited", "bins") == 2
    assert total("section", "failed findings", "tax") == 1
    assert total("owner", "failed findings", "Waste") == 2


def test_summed_up_twice_is_the_same(book, fails):
    run, _ = book.night({"alt": fails(".logo")})
    before = book.rows("SELECT * FROM run_totals")
    book.end(run)
    assert book.rows("SELECT * FROM run_totals") == before
