"""Where the site loses people: what the crawl shows, what people did, and where both agree."""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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
    pages: int | None  # None where nothing measured it
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


def rules(db: sqlite3.Connection, site: Site, behaviours: Mapping[int, Behaviour]) -> list[Rule]:
    """Return every rule of the taxonomy in its order, with what is open of it.

    Those that only analytics show are counted in what was imported.
    """
    rows = db.execute(
        """SELECT rule, group_name, name, severity, confidence, layer, reason, dead_ends, pages,
               failed, to_review FROM dead_ends_by_rule WHERE site = ?""",
        [site.name],
    )
    measured = [each.measured for each in behaviours.values()]
    return [_counted(Rule(*row), measured) for row in rows]


def _counted(rule: Rule, measured: list[dict[str, bool]]) -> Rule:
    if rule.layer == "structural":
        return rule
    told = [each[rule.id] for each in measured if rule.id in each]
    return replace(rule, pages=sum(told) if told else None)


def striking(
    known: Mapping[int, Page], behaviours: Mapping[int, Behaviour]
) -> First[tuple[Page, Behaviour]]:
    """Return the pages that people leave, or search and write from, far more than from others."""
    found = [
        (known[page_id], each)
        for page_id, each in behaviours.items()
        if each.is_striking and page_id in known
    ]
    found.sort(key=lambda each: (-each[1].excess_28, -(each[1].views_28 or 0), each[0].url))
    return First(found[:FEW], len(found))


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


def trend(
    db: sqlite3.Connection, site: Site, runs: list[Run]
) -> Iterator[tuple[int, int, int, int]]:
    """Give how many dead ends, on how many pages, were open as of each run; how many new, gone."""
    for run in runs:
        is_open = "(ended_run_id IS NULL OR ended_run_id > :run)"
        row = db.execute(
            f"""SELECT count(*) FILTER (WHERE {is_open}),
                   count(DISTINCT page_id) FILTER (WHERE {is_open}),
                   count(*) FILTER (WHERE since_run_id = :run AND {is_open}),
                   count(*) FILTER (WHERE ended_run_id = :run)
               FROM every_dead_end WHERE site = :site AND since_run_id <= :run""",  # noqa: S608
            {"site": site.name, "run": run.id},
        ).fetchone()
        yield tuple(row)
