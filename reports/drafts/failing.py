"""What surely fails now, by criterion: what every paper counts and names."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from reports.exports.subject import OPEN_THEN, Subject

SHARED = frozenset({"header", "nav", "aside", "footer"})  # parts that pages share


@dataclass(frozen=True, slots=True)
class Failing:
    """A criterion that surely fails, with what the record knows of it."""

    requirement: str
    number: str
    title: str
    level: str
    pages: int
    causes: int
    shared: int  # of those, in parts that pages share
    example: str
    views: float | None  # of those pages in 28 days; None when nobody imported any
    tasks: tuple[str, ...]  # that people do on those pages
    is_claimed: bool  # every cause of it is claimed to be a disproportionate burden
    fix_by: str
    is_in_statement: bool | None


@dataclass(slots=True)
class _Reach:
    """Causes and pages of one criterion."""

    causes: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)


RISKS = """
SELECT requirement_id, criterion, title, level, cause_id, pages, status, in_statement, example,
    owner, coalesce(fix_by, '') AS fix_by
FROM risk_register WHERE site_id = ? AND status IN ('open', 'accepted', 'burden claimed')
ORDER BY requirement_id, risk DESC, cause_id
"""
# What people called a false positive or exempt does not count; what they accepted still fails.
REACH = """
SELECT DISTINCT ar.requirement_id, c.id AS cause_id, c.region, f.page_id
FROM causes c JOIN findings f ON f.cause_id = c.id
JOIN audit_requirements ar ON ar.audit_id = c.audit_id
WHERE c.site_id = ? AND f.status = 'failed' AND f.ended_run_id IS NULL
AND f.set_aside IN ('', 'accepted')
"""
VIEWS = """
SELECT b.page_id, b.views_28 FROM behaviour b JOIN pages p ON p.id = b.page_id
WHERE p.site_id = ? AND b.views_28 IS NOT NULL
"""
TASKS = """
SELECT t.page_id, t.name FROM task_pages t JOIN pages p ON p.id = t.page_id
WHERE p.site_id = ? AND t.sureness <> 'unsure'
"""


SET_ASIDE = f"""
SELECT count(DISTINCT f.id) FROM findings f JOIN causes c ON c.id = f.cause_id
JOIN audit_requirements ar ON ar.audit_id = c.audit_id
JOIN site_criteria q ON q.site_id = c.site_id AND q.requirement_id = ar.requirement_id
WHERE c.site_id = :site AND f.status = 'failed' AND f.set_aside IN ('false positive', 'exempt')
AND {OPEN_THEN}
"""  # noqa: S608 (our own words)


def left_out(db: sqlite3.Connection, subject: Subject) -> int:
    """Return how many sure failures papers leave out: false positives, and what is exempt."""
    return int(db.execute(SET_ASIDE, subject.asked).fetchone()[0])


def open_risks(db: sqlite3.Connection, subject: Subject) -> list[sqlite3.Row]:
    """Return the rows of the register that are not fixed and not set aside for good."""
    return db.execute(RISKS, [subject.site.id]).fetchall()


def failing_criteria(
    db: sqlite3.Connection, subject: Subject, risks: Iterable[sqlite3.Row] | None = None
) -> list[Failing]:
    """Return the criteria that surely fail now, in their own order.

    `risks` are the open ones, where they were read already.
    """
    site = subject.site.id
    reach: defaultdict[str, _Reach] = defaultdict(_Reach)
    for row in db.execute(REACH, [site]):
        one = reach[row["requirement_id"]]
        one.causes.add(row["cause_id"])
        one.pages.add(row["page_id"])
        if row["region"] in SHARED:
            one.shared.add(row["cause_id"])
    views = {row["page_id"]: row["views_28"] for row in db.execute(VIEWS, [site])}
    tasks: defaultdict[int, set[str]] = defaultdict(set)
    for row in db.execute(TASKS, [site]):
        tasks[row["page_id"]].add(row["name"])
    rows = open_risks(db, subject) if risks is None else risks
    found = [
        _failing(list(group), reach[requirement], views, tasks)
        for requirement, group in groupby(rows, key=itemgetter("requirement_id"))
    ]
    return sorted(found, key=lambda each: [int(part) for part in each.number.split(".")])


def _failing(
    rows: list[sqlite3.Row],
    reach: _Reach,
    views: dict[int, float],
    tasks: dict[int, set[str]],
) -> Failing:
    first = rows[0]
    viewed = [views[page] for page in reach.pages if page in views]
    names = set().union(*(tasks[page] for page in reach.pages if page in tasks))
    return Failing(
        requirement=first["requirement_id"],
        number=first["criterion"],
        title=first["title"],
        level=first["level"],
        pages=len(reach.pages),
        causes=len(reach.causes),
        shared=len(reach.shared),
        example=first["example"] or "",
        views=sum(viewed) if viewed else None,
        tasks=tuple(sorted(names)),
        is_claimed=all(row["status"] == "burden claimed" for row in rows),
        fix_by=max(row["fix_by"] for row in rows),
        is_in_statement=None if first["in_statement"] is None else bool(first["in_statement"]),
    )
