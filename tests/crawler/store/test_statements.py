"""The statement of a site, judged at the end of a run, and its history."""

import json
from pathlib import Path

import pytest

from audits.derive.document import Document
from audits.derive.language import language_of
from audits.derive.main_text import main_text_of
from audits.statement.reading import page_text
from crawler.store.statements import changes_between, judge_statement, save_page_statement
from crawler.store.undo import undo_run

HOME = "https://town.example/"
PATH = "/accessibility-statement"
PAGES = Path(__file__).parents[2] / "audits" / "statement" / "pages"
MODEL = (
    (PAGES / "model.html").read_text(encoding="utf-8").replace("www.town.gov.uk", "town.example")
)
VERDICTS = """SELECT check_id, verdict FROM statement_verdicts
    WHERE ended_run_id IS NULL AND is_fault ORDER BY 1"""


def text_of(html, path=PATH):
    document = Document(html, f"https://town.example{path}")
    main = main_text_of(document)
    return page_text(document, main, language_of(document, main.blocks))


@pytest.fixture
def night(book, to):
    """A night that reads the home page and the statement, and judges it."""

    def run_one(html=MODEL, *, said=None, at="2026-11-28", links=(PATH,), judged=True):
        run = book.begin()
        book.db.execute(
            "UPDATE runs SET started_at = ? WHERE id = ?", [f"{at}T01:00:00+00:00", run.id]
        )
        home = book.visit(run, "/", title="Town Council")
        page = book.visit(run, PATH, title="Accessibility statement - Town Council")
        if said is not None:
            book.judge(run, home, said)
        book.link(run, home, *(to(each, "Accessibility statement", "footer") for each in links))
        with book.db.atomic():
            save_page_statement(book.db, run, page, text_of(html) if html else None)
        book.end(run)
        if judged:
            with book.db.atomic():
                judge_statement(book.db, run, home=HOME, is_whole=True)
        return run

    return run_one


def test_a_model_statement_has_no_faults(book, night):
    night()
    (now,) = book.db.query("SELECT * FROM statement_now")
    assert (now["kind"], now["claim"], now["wcag_version"]) == ("statement", "partially", "2.2")
    assert (now["prepared_on"], now["reviewed_on"], now["review_due_on"]) == (
        "2020-09-20", "2026-05-03", "2027-05-03",
    )  # fmt: skip
    assert (now["grade"], now["decisive"], now["is_likely_refused"]) == ("no fault found", "", 0)
    assert now["checks"] == 51
    assert book.rows(VERDICTS) == []
    assert [each for (each,) in book.rows("SELECT requirement_id FROM statement_criteria ORDER BY 1")] == [
        "wcag:1.1.1", "wcag:1.4.3",
    ]  # fmt: skip


def test_nothing_found_is_judged_too(book, night):
    night(html=None, links=())
    (now,) = book.db.query("SELECT * FROM statement_now")
    assert (now["url"], now["grade"], now["decisive"]) == (None, "fail", "S01")
    assert book.rows("SELECT * FROM statement_drift") == []


def test_what_fails_and_is_not_named(book, night, fails, make_rule):
    reflow = make_rule("reflow", requirements=("wcag:1.4.10",))
    night(said={reflow: fails(".a"), "alt": fails(".b")})
    assert book.rows("SELECT drift, criterion, pages FROM statement_drift") == [
        ("not in the statement", "1.4.10", 1)
    ]
    assert book.rows(VERDICTS) == [("S17", "not met")]
    (now,) = book.db.query("SELECT * FROM statement_now")
    assert (now["grade"], now["decisive"]) == ("fail", "S17")


def test_what_only_a_person_can_tell_is_no_drift(book, night, fails, make_rule):
    from audits.model import Status

    reflow = make_rule("reflow", requirements=("wcag:1.4.10",))
    night(said={reflow: fails(".a", status=Status.NEEDS_REVIEW)})
    assert book.rows("SELECT * FROM statement_drift") == []


def test_what_is_named_and_was_not_found_in_three_runs(book, night, fails):
    from audits.model import Outcome, Status

    fine = Outcome(Status.PASSED)
    night(said={"alt": fails(".a")}, at="2026-11-01")
    night(said={"alt": fine}, at="2026-11-02")
    night(said={"alt": fine}, at="2026-11-03")
    assert book.rows("SELECT * FROM statement_drift") == []
    night(said={"alt": fine}, at="2026-11-04")
    assert book.rows("SELECT drift, criterion FROM statement_drift") == [
        ("no longer found", "1.1.1")
    ]
    assert book.rows(
        "SELECT check_id FROM statement_verdicts WHERE verdict = 'ask' AND check_id = 'S18'"
    )


def test_history_keeps_each_version_with_what_changed(book, night):
    first = night(at="2026-11-01")
    night(at="2026-11-02")
    third = night(MODEL.replace("too little contrast", "low contrast"), at="2026-11-03")
    rows = book.rows("SELECT first_run_id, ended_run_id, changes FROM statements ORDER BY id")
    assert [row[:2] for row in rows] == [(first.id, third.id), (third.id, None)]
    changes = json.loads(rows[1][2])
    assert [
        "-",
        "Some text has too little contrast. This fails WCAG 2.2 success criterion 1.4.3 (contrast minimum).",
    ] in changes
    assert len([sign for sign, _ in changes if sign != " "]) == 2
    assert ("X05", "not met") in book.rows(VERDICTS)
    night(
        MODEL.replace("too little", "low").replace("3 May 2026", "4 November 2026"), at="2026-11-04"
    )
    assert ("X05", "not met") not in book.rows(VERDICTS)


def test_a_verdict_is_one_row_until_it_changes(book, night):
    night(at="2026-11-01")
    run = night(at="2027-05-20")
    assert book.rows(VERDICTS) == [("S21", "not met"), ("S31", "not met")]
    assert book.rows(
        "SELECT verdict, ended_run_id FROM statement_verdicts WHERE check_id = 'S31' ORDER BY id"
    ) == [("met", run.id), ("not met", None)]
    assert book.one("SELECT count(*) FROM statement_verdicts WHERE check_id = 'S01'") == 1


def test_judged_twice_in_a_run_it_is_the_same(book, night):
    run = night()
    before = book.rows("SELECT * FROM statements"), book.rows("SELECT * FROM statement_verdicts")
    with book.db.atomic():
        judge_statement(book.db, run, home=HOME, is_whole=True)
    assert before == (
        book.rows("SELECT * FROM statements"),
        book.rows("SELECT * FROM statement_verdicts"),
    )


def test_a_run_taken_back_leaves_no_words(book, night):
    night(at="2026-11-01")
    run = night(MODEL.replace("pictures", "images"), at="2026-11-02", judged=False)
    with book.db.atomic():
        undo_run(book.db, run)
    assert book.one("SELECT count(*) FROM page_statements") == 0
    assert book.one("SELECT count(*) FROM statements") == 1


def test_hosts_of_the_same_owner_are_held_against_the_scope(book, night, to):
    run = night()
    page = book.visit(run, "/")
    book.link(run, page, to("https://maps.town.example/a", "Maps", kind="external"),
              to("https://rnib.example/", "RNIB", kind="external"))  # fmt: skip
    with book.db.atomic():
        judge_statement(book.db, run, home=HOME, is_whole=True)
    assert book.rows("SELECT host, kind, pages, is_named FROM statement_hosts") == [
        ("maps.town.example", "own", 1, 0)
    ]
    assert (
        book.one(
            "SELECT verdict FROM statement_verdicts WHERE check_id = 'S10' AND ended_run_id IS NULL"
        )
        == "ask"
    )


def test_a_broken_way_to_complain(book, night):
    run = night()
    page = book.visit(run, PATH, title="Accessibility statement")
    from crawler.store.pages import StoredLink

    book.link(
        run,
        page,
        StoredLink("https://www.equalityadvisoryservice.com/", "external", "EASS", "main"),
    )
    book.db.execute("UPDATE targets SET state = 'broken' WHERE url LIKE '%equalityadvisory%'")
    with book.db.atomic():
        judge_statement(book.db, run, home=HOME, is_whole=True)
    assert {("S41", "not met"), ("X04", "not met")} <= set(book.rows(VERDICTS))


def test_changes_are_lines_with_signs():
    assert changes_between("a\nb\nc", "a\nx\nc") == [
        ["-", "b"] if sign == "-" else [sign, line]
        for sign, line in [(" ", "a"), ("-", "b"), ("+", "x"), (" ", "c")]
    ]


def test_the_words_of_the_checks_travel_with_the_record(book, night):
    night()
    assert book.one("SELECT count(*) FROM statement_checks") == 51
    assert book.one("SELECT count(*) FROM statement_checks WHERE decides") == 11
    assert book.one("SELECT count(*) FROM profile_exemptions WHERE profile_id = 'uk-psbar'") == 9


def test_a_statement_that_breaks_the_judge_leaves_the_run_and_the_verdicts_before(
    book, night, monkeypatch
):
    from types import SimpleNamespace

    from crawler import closing

    run = night()

    def breaks(db, *_, **__):
        db.execute("DELETE FROM statement_verdicts")
        raise ValueError("hostile")

    notes = []
    monkeypatch.setattr(closing, "judge_statement", breaks)
    closing.judge_its_statement(
        SimpleNamespace(
            db=book.db, run=run, stop_reason="", site=SimpleNamespace(include=()),
            note=lambda kind, message: notes.append(kind),
        )
    )  # fmt: skip
    assert notes == ["statement"]
    assert book.one("SELECT count(*) FROM statement_verdicts") == 51
