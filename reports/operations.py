"""How the nights go, for operations: coverage, errors by host, blocks, budget, slow pages, size."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from reports.lists import First, first
from reports.rows import Note, Page, Run, Site
from reports.source import json_object
from reports.trend import COVERAGE
from reports.wording import brief, duration, number, size

SERVER_ERRORS = 500  # HTTP statuses from here on
MOST_RUNS = 30
MOST_ROWS = 20
MOST_LEFT = 10

ANSWERS = """
SELECT p.url, v.status, v.reason FROM pages p JOIN visits v ON v.page_id = p.id
WHERE p.site_id = :site AND v.last_run_id = :run AND (v.outcome = 'error' OR v.status >= 500)
UNION ALL
SELECT t.url, t.status, t.reason FROM targets t
WHERE t.site_id = :site AND t.checked_run_id = :run AND t.kind = 'external'
AND (t.state = 'unsure' OR t.state = 'broken' AND t.status IS NULL OR t.status >= 500)
"""
FORBIDDEN = """SELECT count(*) FROM pages p JOIN visits v ON v.page_id = p.id
WHERE p.site_id = :site AND v.last_run_id = :run AND v.outcome = 'forbidden'"""
SLOWEST = """SELECT t.page_id, t.seconds FROM page_seconds t JOIN pages p ON p.id = t.page_id
WHERE p.site_id = :site AND t.run_id = :run ORDER BY t.seconds DESC LIMIT :most"""
LEFT = """SELECT l.url, r.started_at FROM left_over l JOIN runs r ON r.id = l.since_run_id
WHERE l.site_id = ? ORDER BY l.since_run_id, l.place"""


@dataclass(frozen=True, slots=True)
class HostErrors:
    """A host that did not answer as it should."""

    host: str
    addresses: int
    server_errors: int  # answers from 500 on
    reason: str  # the most usual one


@dataclass(frozen=True, slots=True)
class RunThen:
    """One run in the table of runs."""

    run: Run
    coverage: float | None  # pages, as a share of those of the run before with a result
    is_low: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One number of this run beside that of the run before, in words."""

    name: str
    now: str
    before: str


def hosts(db: sqlite3.Connection, site: Site, run: Run) -> First[HostErrors]:
    """Return the hosts with errors in the run, those with most addresses first."""
    by_host: dict[str, list[tuple[int | None, str]]] = {}
    for url, status, reason in db.execute(ANSWERS, {"site": site.id, "run": run.id}):
        by_host.setdefault(urlsplit(url).netloc, []).append((status, reason))
    found = [
        HostErrors(
            host,
            len(answers),
            sum((status or 0) >= SERVER_ERRORS for status, _ in answers),
            Counter(reason for _, reason in answers).most_common(1)[0][0],
        )
        for host, answers in by_host.items()
    ]
    return first(sorted(found, key=lambda each: (-each.addresses, each.host)), MOST_ROWS)


def forbidden(db: sqlite3.Connection, site: Site, run: Run) -> int:
    """Return how many own addresses robots.txt or the server kept from the run."""
    return int(db.execute(FORBIDDEN, {"site": site.id, "run": run.id}).fetchone()[0])


def slowest(
    db: sqlite3.Connection, site: Site, run: Run, pages: dict[int, Page]
) -> list[tuple[Page, float]]:
    """Return the pages that took longest to open and judge in the run, with their seconds."""
    rows = db.execute(SLOWEST, {"site": site.id, "run": run.id, "most": MOST_ROWS})
    return [(pages[page], seconds) for page, seconds in rows if page in pages]


def left_over(db: sqlite3.Connection, site: Site) -> First[tuple[str, str]]:
    """Return the addresses that wait for the next run: address, and when a run first left it."""
    return first([tuple(row) for row in db.execute(LEFT, [site.id])], MOST_LEFT)


def runs_then(runs: Sequence[Run]) -> First[RunThen]:
    """Return the runs, newest first, each with its coverage."""
    told = []
    before = 0
    for run in runs:
        has_result = run.status in ("done", "partial")
        coverage = run.pages_audited / before if has_result and before else None
        told.append(RunThen(run, coverage, coverage is not None and coverage < 1 - COVERAGE))
        before = run.pages_audited if has_result else before
    return first(told[::-1], MOST_RUNS)


def record_bytes(db: sqlite3.Connection) -> int:
    """Return the size of the record without its log."""
    pages, bytes_ = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS)
    return int(pages * bytes_)


PRAGMAS = ("page_count", "page_size")


def budget(db: sqlite3.Connection, run: Run) -> list[tuple[str, str, str]]:
    """Return what the run could use, what it used, each with a name: pages and time."""
    told = db.execute("SELECT settings FROM runs WHERE id = ?", [run.id]).fetchone()[0]
    asked = json_object(told)
    pages, minutes = asked.get("max_pages"), asked.get("max_minutes")
    found = []
    if isinstance(pages, int):
        found.append(("Pages", number(run.pages_audited), number(pages)))
    if isinstance(minutes, int | float):
        most = duration(60 * minutes) if minutes else "no limit"
        found.append(("Time", duration(run.seconds), most))
    return found


def comparison(run: Run, before: Run | None) -> list[Comparison]:
    """Return the numbers of a run beside those of the run before."""
    if before is None:
        return []
    return [
        Comparison(name, show(value(run)), show(value(before))) for name, value, show in COMPARED
    ]


COMPARED: tuple[tuple[str, Callable[[Run], float], Callable[[Any], str]], ...] = (
    ("Time taken", lambda run: run.seconds, duration),
    ("Pages audited", lambda run: run.pages_audited, number),
    ("Pages carried over", lambda run: run.pages_carried, number),
    ("Pages a minute", lambda run: run.pages_per_minute, brief),
    ("Pages with errors", lambda run: run.pages_error, number),
    ("Left waiting", lambda run: run.pages_left, number),
    ("Requests of the crawler", lambda run: run.requests, number),
    ("Requests of the browsers", lambda run: run.browser_requests, number),
    ("Received", lambda run: run.bytes + run.browser_bytes, size),
    ("Browsers replaced", lambda run: run.browsers_replaced, number),
    ("Most memory", lambda run: run.peak_memory_bytes, size),
)


def of_kinds(notes: Sequence[Note], *kinds: str) -> list[Note]:
    """Return the notes of some kinds."""
    return [note for note in notes if note.kind in kinds]
