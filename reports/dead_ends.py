"""Where the site loses people: what the crawl shows, what people did, and where both agree."""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.behaviour import Behaviour
from reports.lists import FEW, First
from reports.rows import Page, Run, Site

SEVERITIES = {1: "Stops people", 2: "Holds people up", 3: "Costs time", 4: "Annoys"}
CONFIDENCES = {"high": "Sure", "med": "Likely", "low": "To ask about"}
FORMULA = (
    "The order comes from how bad each dead end is, times how sure we are. It counts more with "
    "many views, and twice on the page of a task."
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the taxonomy, and how much of it is open."""

    id: str
    group: str
    name: str
    severity: int
    confidence: str
    layer: str
    reason: str
    dead_ends: int
    pages: int
    failed: int
    to_review: int

    @property
    def told_severity(self) -> str:
        return SEVERITIES.get(self.severity, "")

    @property
    def told_confidence(self) -> str:
        return CONFIDENCES.get(self.confidence, "")


@dataclass(frozen=True, slots=True)
class DeadEndPage:
    """A page with dead ends."""

    page: Page
    priority: float
    rules: tuple[tuple[str, int], ...]  # name of the rule, and how often, the worst first
    tasks: tuple[str, ...]  # names of the tasks that are done on it

    @property
    def number(self) -> int:
        return sum(number for _, number in self.rules)


def rules(db: sqlite3.Connection, site: Site) -> list[Rule]:
    """Return every rule of the taxonomy in its order, with what is open of it."""
    rows = db.execute(
        """SELECT rule, group_name, name, severity, confidence, layer, reason, dead_ends, pages,
               failed, to_review FROM dead_ends_by_rule WHERE site = ?""",
        [site.name],
    )
    return [Rule(*row) for row in rows]


def pages(
    db: sqlite3.Connection,
    site: Site,
    known: Mapping[int, Page],
    behaviours: Mapping[int, Behaviour],
) -> First[DeadEndPage]:
    """Return the pages with dead ends, the most pressing first."""
    tasks = tasks_of_pages(db)
    weights: defaultdict[int, float] = defaultdict(float)
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for page_id, name, weight, number in db.execute(
        """SELECT page_id, name, weight, count(*) FROM dead_ends
           WHERE site = ? AND layer = 'structural' GROUP BY page_id, rule
           ORDER BY severity, rule""",
        [site.name],
    ):
        weights[page_id] += weight
        found[page_id].append((name, number))
    listed = [
        DeadEndPage(
            page=known[page_id],
            priority=_priority(weights[page_id], behaviours.get(page_id), page_id in tasks),
            rules=tuple(told),
            tasks=tasks.get(page_id, ()),
        )
        for page_id, told in found.items()
        if page_id in known
    ]
    listed.sort(key=lambda each: (-each.priority, each.page.url))
    return First(listed[:FEW], len(listed))


def _priority(weight: float, behaviour: Behaviour | None, is_task: bool) -> float:  # noqa: FBT001
    views = (behaviour.views_28 or 0.0) if behaviour else 0.0
    return weight * math.log10(10 + views) * (2 if is_task else 1)


def tasks_of_pages(db: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Return the names of the tasks that each page is for."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for page_id, name in db.execute(
        "SELECT page_id, name FROM task_pages WHERE sureness <> 'unsure' ORDER BY name"
    ):
        found[page_id].append(name)
    return {page_id: tuple(names) for page_id, names in found.items()}


def numbers_on(db: sqlite3.Connection, site: Site) -> dict[int, int]:
    """Return how many dead ends that are no mere annoyance each page has."""
    rows = db.execute(
        """SELECT page_id, count(*) FROM dead_ends
           WHERE site = ? AND layer = 'structural' AND status = 'failed' AND severity <= 3
           GROUP BY page_id""",
        [site.name],
    )
    return {row[0]: row[1] for row in rows}


def trend(db: sqlite3.Connection, site: Site, runs: list[Run]) -> Iterator[tuple[int, int]]:
    """Give how many dead ends, on how many pages, were open as of each run."""
    for run in runs:
        row = db.execute(
            """SELECT count(*), count(DISTINCT page_id) FROM every_dead_end
               WHERE site = ? AND since_run_id <= ?
               AND (ended_run_id IS NULL OR ended_run_id > ?)""",
            [site.name, run.id, run.id],
        ).fetchone()
        yield row[0], row[1]
