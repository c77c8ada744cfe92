"""The site's numbers as of each run, recomputed from the record's intervals."""

import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from reports.rows import Run, Site

MOST_RUNS = 30  # shown in charts
DONE_IN_PART = "done in part"
COVERAGE = 0.20  # a run that saw so much more or less than the last can't be compared with it


@dataclass(frozen=True, slots=True)
class Moment:
    """The site's numbers as of one run."""

    run: Run
    pages_failing: int  # pages with a sure failure of a check that speaks to a criterion
    pages_with_any: int  # pages with a sure failure of any kind, advice apart
    causes: int  # that surely fail, advice and what makes texts hard to read apart
    criteria: int
    broken: int  # broken addresses
    ease: float | None
    grade: float | None
    not_comparable: str  # why it must not be compared with the run before; empty when it can be


def moments(db: sqlite3.Connection, site: Site, runs: Sequence[Run]) -> list[Moment]:
    """Return the numbers of the finished runs, oldest first."""
    finished = [run for run in runs if run.status in ("done", "partial")]
    doubts = incomparable(finished)
    shown = finished[-MOST_RUNS:]
    ids = [run.id for run in shown]
    count = {
        name: _distinct(db.execute(sql, [site.id, ids[0]]), ids) for name, sql in COUNTS.items()
    }
    ease, grade = (_mean(db, site, name, ids) for name in ("reading-ease", "reading-grade"))
    return [
        Moment(
            run=run,
            **{name: numbers[place] for name, numbers in count.items()},
            ease=ease[place],
            grade=grade[place],
            not_comparable=doubts[run.id],
        )
        for place, run in enumerate(shown)
    ]


def incomparable(runs: Sequence[Run]) -> dict[int, str]:
    """Return, for each run, why it can't be compared with the last complete one, if it can't."""
    doubts = {}
    seen: int | None = None
    for run in runs:
        doubts[run.id] = ""
        if run.status == "partial":
            doubts[run.id] = DONE_IN_PART
        elif seen and abs(run.pages_audited - seen) > COVERAGE * seen:
            share = round(100 * abs(run.pages_audited - seen) / seen)
            word = "more" if run.pages_audited > seen else "fewer"
            doubts[run.id] = f"saw {share} % {word} pages than the last complete run"
        if run.status == "done":
            seen = run.pages_audited
    return doubts


WITH_CRITERIA = "AND c.audit_id IN (SELECT audit_id FROM audit_requirements)"
NO_ADVICE = "AND c.audit_id NOT IN (SELECT id FROM audits WHERE category = 'best practice')"
# Each long sentence is a cause of its own: a thousand of them would hide everything else.
NO_SENTENCES = "AND c.audit_id NOT IN (SELECT id FROM audits WHERE category = 'readability')"
BROKEN = "AND c.audit_id = (SELECT id FROM audits WHERE name = 'broken-links')"
CRITERIA = """JOIN audit_requirements ar ON ar.audit_id = c.audit_id
    JOIN requirements q ON q.id = ar.requirement_id AND q.level IN ('A', 'AA')"""


# What people accepted still fails its criterion; it is only no longer to be done.
TO_DO, FAILING = "f.set_aside = ''", "f.set_aside IN ('', 'accepted')"


def _spans(thing: str, *, join: str = "", only: str = "", counts: str = TO_DO) -> str:
    """Return the statement that gives the things that surely fail, each with its intervals.

    What is set aside now is left out at every point: a decision must not look like a repair.
    """
    return f"""SELECT DISTINCT {thing}, f.first_run_id, f.ended_run_id
        FROM findings f JOIN causes c ON c.id = f.cause_id {join}
        WHERE c.site_id = ? AND f.status = 'failed' AND {counts}
        AND (f.ended_run_id IS NULL OR f.ended_run_id > ?) {only} ORDER BY 1"""  # noqa: S608 (our own words)


COUNTS = {
    "pages_failing": _spans("f.page_id", only=WITH_CRITERIA, counts=FAILING),
    "pages_with_any": _spans("f.page_id", only=NO_ADVICE),
    "causes": _spans("f.cause_id", only=f"{NO_ADVICE} {NO_SENTENCES}"),
    "criteria": _spans("ar.requirement_id", join=CRITERIA, counts=FAILING),
    "broken": _spans("c.subject", only=BROKEN),
}


def _distinct(spans: Iterable[sqlite3.Row], runs: list[int]) -> list[int]:
    """Return how many things were open as of each run, from (thing, first run, ended run)."""
    masks: Counter[int] = Counter()
    for _, rows in groupby(spans, key=itemgetter(0)):
        mask = 0
        for _, first, ended in rows:
            start = bisect_left(runs, first)
            end = len(runs) if ended is None else bisect_left(runs, ended)
            mask |= (1 << max(end, start)) - (1 << start)
        masks[mask] += 1
    return [
        sum(number for mask, number in masks.items() if mask >> place & 1)
        for place in range(len(runs))
    ]


def _mean(db: sqlite3.Connection, site: Site, audit: str, runs: list[int]) -> list[float | None]:
    """Return the mean value of an audit over the pages, as of each run."""
    sums, numbers = [0.0] * (len(runs) + 1), [0] * (len(runs) + 1)
    rows = db.execute(
        """SELECT first_run_id, ended_run_id, sum(value), count(*) FROM outcomes
           WHERE audit_id = (SELECT id FROM audits WHERE name = ?) AND site_id = ?
           AND value IS NOT NULL AND (ended_run_id IS NULL OR ended_run_id > ?) GROUP BY 1, 2""",
        [audit, site.id, runs[0]],
    )
    for first, ended, total, number in rows:
        start = bisect_left(runs, first)
        end = len(runs) if ended is None else bisect_left(runs, ended)
        for place in range(start, end):
            sums[place] += total
            numbers[place] += number
    return [sums[at] / numbers[at] if numbers[at] else None for at in range(len(runs))]
