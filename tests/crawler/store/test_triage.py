"""Decisions of people: what they are about, how they end, and that everything obeys them."""

import sqlite3
from datetime import UTC, date, datetime

import pytest

from audits.model import Outcome, Status
from crawler.gate import Gate, broken_gate
from crawler.store.record import open_record, read_record
from crawler.store.triage import Decision, decide, end_expired, refresh, undo

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WHY = {"reason": "We looked", "person": "A. Reed"}
ASIDE = "SELECT p.url, f.set_aside FROM findings f JOIN pages p ON p.id = f.page_id ORDER BY f.id"


@pytest.fixture
def town(book, fails):
    """Two pages, of which both fail one audit at the same place, and one fails another."""
    run = book.begin()
    for path, said in (
        ("/", {"alt": fails("img.logo", region="header")}),
        ("/news/one", {"alt": fails("img.logo", region="header"), "links": fails("a.more")}),
    ):
        book.judge(run, book.visit(run, path), said)
    book.end(run)
    return book


def key(book, audit):
    return book.one(
        "SELECT c.key FROM causes c JOIN audits a ON a.id = c.audit_id WHERE a.name = ?", audit
    )


def made(book, kind, **about):
    (decided,) = decide(book.db, 1, [Decision(kind=kind, **WHY, **about)], now=NOW)
    return decided


def aside(book):
    return [kind for _, kind in book.rows(ASIDE)]


def another_night(book, fails):
    run = book.begin()
    for path in ("/", "/news/one", "/news/two"):
        said = {"alt": fails("img.logo", region="header")}
        if path != "/":
            said["links"] = fails("a.more")
        book.judge(run, book.visit(run, path), said)
    book.end(run)
    return run


def test_nothing_is_set_aside_by_a_burden_a_name_or_a_day(town):
    for kind, value in (("burden", ""), ("assign", "Web team"), ("due", "2026-12-24")):
        made(town, kind, cause_key=key(town, "alt"), value=value)
    assert aside(town) == ["", "", ""]
    assert town.one("SELECT count(*) FROM open_findings") == 3
    assert town.one("SELECT count(*) FROM findings WHERE triage_id IS NOT NULL") == 2


@pytest.mark.parametrize(
    ("about", "kinds"),
    [
        ({"pages": "/news/*"}, ["", "accepted", "accepted"]),
        ({"pages": "https://town.example/"}, ["accepted", "", ""]),
        ({"criterion": "wcag:1.1.1"}, ["accepted", "accepted", "accepted"]),
        ({"criterion": "wcag:2.4.2"}, ["", "", ""]),
    ],
)
def test_what_a_decision_is_about(town, about, kinds):
    made(town, "accepted", **about)
    assert aside(town) == kinds


def test_all_that_is_said_must_fit(town):
    decided = made(town, "exempt", cause_key=key(town, "alt"), pages="/news/*")
    assert (decided.causes, decided.findings) == (1, 1)
    assert aside(town) == ["", "exempt", ""]


def test_the_narrower_holds_then_the_newer(town):
    made(town, "false positive", cause_key=key(town, "alt"))
    made(town, "accepted", pages="*")
    made(town, "exempt", criterion="wcag:1.1.1")
    assert aside(town) == ["false positive", "false positive", "accepted"]


def test_a_decision_holds_for_pages_and_findings_that_come_later(town, fails):
    made(town, "accepted", pages="/news/*")
    made(town, "false positive", cause_key=key(town, "alt"))
    another_night(town, fails)
    found = {(url, kind) for url, kind in town.rows(ASIDE)}
    assert ("https://town.example/news/two", "false positive") in found
    assert ("https://town.example/news/two", "accepted") in found
    assert town.one("SELECT count(*) FROM open_findings") == 0


def test_a_cause_that_was_undone_and_found_again_is_the_same(town, fails):
    run = town.begin()
    page = town.visit(run, "/")
    town.judge(run, page, {"new": fails("p.new")})
    town.end(run)
    found = key(town, "new")
    made(town, "accepted", cause_key=found)
    run = town.begin()
    town.judge(run, town.visit(run, "/"), {"new": Outcome(Status.PASSED)})
    town.end(run)
    run = town.begin()
    town.judge(run, town.visit(run, "/"), {"new": fails("p.new")})
    town.end(run)
    assert town.one("SELECT set_aside FROM findings WHERE ended_run_id IS NULL AND first_run_id = ?", run.id) == "accepted"  # fmt: skip


def test_a_run_that_is_taken_back_leaves_the_decisions(town, fails):
    run = town.begin()
    town.judge(run, town.visit(run, "/"), {"odd": fails("b")})
    made(town, "accepted", pages="*")
    town.end(run, "failed")
    assert town.one("SELECT count(*) FROM triage_now") == 1
    assert set(aside(town)) == {"accepted"}


def test_undo_brings_it_back_and_is_remembered(town):
    decided = made(town, "accepted", pages="*")
    assert undo(town.db, decided.id, person="B", reason="It was real", now=NOW)
    assert not undo(town.db, decided.id, person="B", reason="Twice", now=NOW)
    assert aside(town) == ["", "", ""]
    assert town.rows("SELECT event, person FROM triage_events") == [
        *[("decided", "A. Reed"), ("undone", "B")]
    ]


def test_the_same_again_changes_nothing_and_another_replaces(town):
    first = made(town, "accepted", pages="*")
    again = made(town, "accepted", pages="*")
    assert (again.id, again.is_new, again.causes, again.findings) == (first.id, False, 2, 3)
    second = made(town, "accepted", pages="*", expires_on=date(2027, 1, 1))
    assert second.is_new
    assert town.rows("SELECT id, ending FROM triage") == [(first.id, "replaced"), (second.id, "")]


def test_it_holds_on_its_last_day_and_not_after(town):
    made(town, "accepted", pages="*", expires_on=date(2026, 11, 30))
    for day, kind in ((30, "accepted"), (31, "")):
        with town.db.atomic():
            refresh(town.db, 1, datetime(2026, 12 if day == 31 else 11, day % 31 or 1, tzinfo=UTC))
        assert aside(town) == [kind] * 3
    assert town.rows("SELECT event FROM triage_events")[-1] == ("expired",)


def test_expired_ones_end_before_the_record_is_read(town):
    made(town, "accepted", pages="*", expires_on=date(2026, 11, 30))
    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert end_expired(town.path, NOW) == ""
    said = end_expired(town.path, later)
    assert "still count: the record can't be written. Another run" in said
    town.db.close()
    assert end_expired(town.path, later) == ""
    reader = read_record(town.path)
    assert reader.execute("SELECT count(*) FROM open_findings").fetchone()[0] == 3
    reader.close()
    town.db = open_record(town.path)


def test_the_history_is_only_added_to(town):
    made(town, "accepted", pages="*")
    for statement in ("DELETE FROM triage_events", "UPDATE triage_events SET person = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            town.db.execute(statement)


def test_gates_and_sums_obey(town, fails):
    run = another_night(town, fails)
    assert broken_gate(town.db, run.id, [Gate("serious")])
    made(town, "accepted", cause_key=key(town, "alt"))
    assert "3 open failures" not in broken_gate(town.db, run.id, [Gate("serious")])
    made(town, "false positive", cause_key=key(town, "links"))
    assert broken_gate(town.db, run.id, [Gate("serious"), Gate("minor", is_new=True)]) == ""
    run = another_night(town, fails)
    totals = dict(
        town.rows(
            "SELECT measure, value FROM run_totals WHERE run_id = ? AND dimension = 'site'", run.id
        )
    )
    assert totals["failed findings"] == 0
    assert totals["findings accepted"] == 3
    assert totals["findings false positive"] == 2


@pytest.mark.parametrize(
    "view",
    [
        *("open_findings", "open_causes", "findings_by_run", "new_findings", "worst_pages"),
        *("still_open_findings", "dead_ends", "requirement_status", "run_changes"),
    ],
)
def test_no_view_of_what_is_to_be_done_has_what_is_set_aside(town, view):
    made(town, "false positive", pages="*")
    asked = {
        "requirement_status": "SELECT sum(pages_failed + causes) FROM requirement_status",
        "run_changes": "SELECT sum(new + open) FROM run_changes",
    }.get(view, f"SELECT count(*) FROM {view}")
    assert town.one(asked) == 0
    assert town.one("SELECT count(*) FROM set_aside_findings") == 3
