"""Where the site stands in law: the trend by criterion, what changed, and the regulator's clock."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from reports.rows import Run, Site
from reports.source import json_object
from reports.trend import COVERAGE

WEEKS = (4, 13, 52)
SLACK = 1.5  # a run up to half as long ago again still stands for that time
GRADES = {
    "fail": "It has serious faults",
    "mend": "It has faults to mend",
    "no fault found": "We found no fault in it",
    "not judged": "No run has judged it yet",
}
NO_STATEMENT = "We found none"


@dataclass(frozen=True, slots=True)
class Law:
    """The law that the site is held to, and where that is from."""

    name: str
    jurisdiction: str
    standard: str
    in_force_since: str | None
    checked_on: str
    confidence: str
    source: str
    note: str
    legal_effect: str
    monitoring: str  # JSON: who tests websites for it, and how

    @property
    def regulator(self) -> str:
        """Who tests websites for it; empty when the law names nobody."""
        told = json_object(self.monitoring)
        return str(told.get("body") or "")


@dataclass(frozen=True, slots=True)
class StatementNow:
    """The accessibility statement, in a few numbers."""

    url: str | None
    grade: str
    claim: str | None
    reviewed_on: str | None
    review_due_on: str | None
    checks: int | None
    critical: int | None
    high: int | None
    to_ask: int | None
    by_hand: int | None
    is_likely_refused: int

    @property
    def told_grade(self) -> str:
        if self.checks is None:
            return GRADES["not judged"]
        return GRADES.get(self.grade, self.grade) if self.url else NO_STATEMENT


@dataclass(frozen=True, slots=True)
class Then:
    """A run some weeks ago that can be compared with the last, or why there is none."""

    weeks: int
    run: Run | None
    why_not: str
    criteria: int | None  # failing then


@dataclass(frozen=True, slots=True)
class CriterionTrend:
    """On how many pages a criterion fails now, and failed then; None where nobody can tell."""

    criterion: str
    title: str
    now: int
    then: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed in law since the run before."""

    newly_failing: tuple[str, ...]  # criteria: number and title
    no_longer: tuple[str, ...]
    decided: int  # decisions that people made since then
    ended: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due after a report of the regulator."""

    step: str
    due_on: str
    by_whom: str
    is_past: bool  # as of the run that is reported on


@dataclass(frozen=True, slots=True)
class GdsIssue:
    """An issue of such a report, and what the record has of it."""

    criterion: str
    issue: int | None
    url: str
    words: str
    state: str
    since_run_id: int | None
    told: str
    cause_id: int | None


@dataclass(frozen=True, slots=True)
class GdsReport:
    """A report of the regulator, with its clock."""

    id: int
    reference: str
    received_on: str
    closed_on: str | None
    note: str
    deadlines: tuple[Deadline, ...]
    issues: tuple[GdsIssue, ...]


def _columns(kind: type) -> str:
    return ", ".join(each.name for each in fields(kind))


def law_of(db: sqlite3.Connection, site: Site) -> Law | None:
    """Return the law that the site names; None when it names none."""
    row = db.execute(
        f"""SELECT {_columns(Law)} FROM profiles
            WHERE id = (SELECT profile_id FROM sites WHERE id = ?)""",  # noqa: S608 (our own words)
        [site.id],
    ).fetchone()
    return Law(*row) if row else None


def statement_now(db: sqlite3.Connection, site: Site) -> StatementNow | None:
    """Return how the statement stands; None when no run has looked for one."""
    row = db.execute(
        f"SELECT {_columns(StatementNow)} FROM statement_now WHERE site_id = ?",  # noqa: S608
        [site.id],
    ).fetchone()
    return StatementNow(*row) if row else None


# What people accepted still fails; a false positive never did, and what is exempt is not asked for.
FAILING = """
SELECT q.requirement_id, q.criterion, q.title, count(DISTINCT f.page_id) AS pages
FROM site_criteria q JOIN audit_requirements ar ON ar.requirement_id = q.requirement_id
CROSS JOIN causes c ON c.audit_id = ar.audit_id AND c.site_id = q.site_id
CROSS JOIN findings f ON f.cause_id = c.id
WHERE q.site_id = :site AND f.status = 'failed' AND f.set_aside IN ('', 'accepted')
AND f.first_run_id <= :run AND (f.ended_run_id IS NULL OR f.ended_run_id > :run)
GROUP BY q.requirement_id
"""


def failing(db: sqlite3.Connection, site: Site, run: Run) -> dict[str, tuple[str, int]]:
    """Return the criteria that failed as of a run, by number: title, and pages that failed it."""
    rows = db.execute(FAILING, {"site": site.id, "run": run.id})
    return {row["criterion"]: (row["title"], row["pages"]) for row in rows}


def trend(
    db: sqlite3.Connection, site: Site, run: Run, runs: Sequence[Run]
) -> tuple[list[Then], list[CriterionTrend]]:
    """Return the runs 4, 13 and 52 weeks ago, and each criterion that fails now or did then."""
    chosen = [_run_then(run, runs, weeks) for weeks in WEEKS]
    now = failing(db, site, run)
    then = [failing(db, site, each) if each else None for each, _ in chosen]
    titles = {
        number: title
        for found in (now, *filter(None, then))
        for number, (title, _) in found.items()
    }
    thens = [
        Then(weeks, each, why, None if found is None else len(found))
        for weeks, (each, why), found in zip(WEEKS, chosen, then, strict=True)
    ]
    rows = [
        CriterionTrend(
            number,
            titles[number],
            now.get(number, ("", 0))[1],
            tuple(None if found is None else found.get(number, ("", 0))[1] for found in then),
        )
        for number in sorted(titles, key=_order)
    ]
    return thens, rows


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def _run_then(run: Run, runs: Sequence[Run], weeks: int) -> tuple[Run | None, str]:
    """Return the last run that lies so long back and can be compared, or why there is none."""
    started = datetime.fromisoformat(run.started_at)
    latest, earliest = (started - timedelta(weeks=each) for each in (weeks, weeks * SLACK))
    then = [
        each
        for each in runs
        if each.status in ("done", "partial")
        and earliest <= datetime.fromisoformat(each.started_at) <= latest
    ]
    if not then:
        return None, "no run lies that long back."
    alike = [
        each
        for each in then
        if each.status == "done"
        and abs(each.pages_audited - run.pages_audited) <= COVERAGE * run.pages_audited
    ]
    return (alike[-1], "") if alike else (None, "the runs of then saw far more or fewer pages.")


def changed(db: sqlite3.Connection, site: Site, run: Run, previous: Run | None) -> Changed | None:
    """Return what changed since the run before; None on a first run."""
    if previous is None:
        return None
    now, before = failing(db, site, run), failing(db, site, previous)
    made, ended = db.execute(
        """SELECT coalesce(sum(e.event IN ('decided', 'imported')), 0),
               coalesce(sum(e.event IN ('undone', 'expired')), 0)
           FROM triage_events e JOIN triage t ON t.id = e.triage_id
           WHERE t.site_id = ? AND e.happened_at > ?""",
        [site.id, previous.started_at],
    ).fetchone()
    return Changed(
        tuple(f"{each} {now[each][0]}" for each in sorted(now.keys() - before.keys(), key=_order)),
        tuple(
            f"{each} {before[each][0]}" for each in sorted(before.keys() - now.keys(), key=_order)
        ),
        made,
        ended,
    )


def gds_reports(db: sqlite3.Connection, site: Site, run: Run) -> list[GdsReport]:
    """Return the regulator's reports on the site, open ones first, the latest first."""
    rows = db.execute(
        """SELECT id, reference, received_on, closed_on, note FROM gds_reports WHERE site_id = ?
           ORDER BY closed_on IS NOT NULL, received_on DESC, id DESC""",
        [site.id],
    ).fetchall()
    today = run.started_at[:10]
    return [
        GdsReport(
            id=row["id"],
            reference=row["reference"],
            received_on=row["received_on"],
            closed_on=row["closed_on"],
            note=row["note"],
            deadlines=_deadlines(db, row["id"], today),
            issues=_issues(db, row["id"]),
        )
        for row in rows
    ]


def next_due(reports: Sequence[GdsReport]) -> Deadline | None:
    """Return what the site's owner has to do next for reports whose case is open, if anything."""
    ahead = [
        each
        for report in reports
        if not report.closed_on
        for each in report.deadlines
        if each.by_whom == "you" and not each.is_past
    ]
    return min(ahead, key=lambda each: each.due_on, default=None)


def _deadlines(db: sqlite3.Connection, report: int, today: str) -> tuple[Deadline, ...]:
    rows = db.execute(
        "SELECT step, due_on, by_whom FROM gds_deadlines WHERE report_id = ? ORDER BY place",
        [report],
    )
    return tuple(
        Deadline(row["step"], row["due_on"], row["by_whom"], is_past=row["due_on"] < today)
        for row in rows
    )


def _issues(db: sqlite3.Connection, report: int) -> tuple[GdsIssue, ...]:
    rows = db.execute(
        """SELECT substr(requirement_id, 6), regulator_issue_id, url, words, state, since_run_id,
               told, cause_id FROM gds_issue_states WHERE report_id = ? ORDER BY place""",
        [report],
    )
    return tuple(GdsIssue(*row) for row in rows)


def pages_affected(db: sqlite3.Connection, site: Site) -> int:
    """Return on how many pages some criterion of the law fails for sure."""
    row = db.execute(
        """SELECT count(DISTINCT f.page_id) FROM findings f JOIN causes c ON c.id = f.cause_id
           JOIN audit_requirements ar ON ar.audit_id = c.audit_id
           JOIN site_criteria q ON q.site_id = c.site_id AND q.requirement_id = ar.requirement_id
           WHERE c.site_id = ? AND f.status = 'failed' AND f.ended_run_id IS NULL
           AND f.set_aside IN ('', 'accepted')""",
        [site.id],
    ).fetchone()
    return int(row[0])
