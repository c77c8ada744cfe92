"""The tasks that people come for, the ways there, and the indicative star of the site."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from reports.rows import Page, Site
from reports.source import json_list
from reports.wording import count, path_of

NOT_PLAIN = re.compile(r"[^a-z0-9-]+")
ENDS = {
    "information": "The page itself tells it",
    "form": "Online form",
    "payment": "Online payment",
    "hand-off": "Another website",
    "start": "A button to a page that was not read",
    "login": "Sign-in",
    "print form": "A form to print",
    "email": "E-mail",
    "phone": "Telephone",
    "visit": "A visit in person",
    "nothing": "Nothing",
}
REGIONS = {
    "main": "in the main part of the page",
    "nav": "in the menu",
    "header": "in the header",
    "aside": "at the side of the page",
    "footer": "in the footer",
}
PARTS = {
    "title": "title",
    "heading": "heading",
    "address": "address",
    "link": "links to it",
    "opening": "first words",
}
STATES = {
    "found": "Found",
    "not found": "We found no page",
    "not known": "We found no page, but did not read the whole site",
    "not of this tier": "Not a task of this kind of council",
    "tier not known": "We found no page, and don't know the kind of council",
    "not offered": "The council says that it does not offer this",
}
ON_NARROW = {"works": "It fits", "trouble": "There is trouble"}
# Kinds of ends that lead away when they have an address; what is there, nobody looked at.
AWAY = {
    "form": "We did not look into the form that stands there.",
    "payment": "We did not look at the other website.",
    "hand-off": "We did not look at the other website.",
    "start": "We did not read the page behind the button.",
}
NOT_ASKED = ("not known", "not of this tier", "tier not known", "not offered")
ONLINE = 2  # of 4: with trouble, but online


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the star, with its answer and what it rests on."""

    text: str
    answer: str
    evidence: str


@dataclass(frozen=True, slots=True)
class End:
    """One way in which a task ends."""

    kind: str
    text: str
    url: str
    supplier: str
    fields: int
    on_page: str
    hops: int  # pages between the page of the task and that one
    is_told: bool
    is_broken: bool

    @property
    def words(self) -> str:
        """What it is, and whose system, where we know it."""
        said = ENDS.get(self.kind, self.kind)
        return f"{said} ({self.supplier})" if self.supplier else said

    @property
    def unseen(self) -> str:
        """What was not looked at there, in a sentence; "" where all of it was."""
        return AWAY.get(self.kind, "") if self.url else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that was weighed for a task."""

    url: str
    score: float
    parts: str


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the way, the link that leads there, and how people fall off there."""

    url: str
    title: str
    link_text: str
    region: str
    page: Page | None
    falls: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return REGIONS.get(self.region, "on the page")

    @property
    def label(self) -> str:
        return self.title.strip() or path_of(self.url)


@dataclass(frozen=True, slots=True)
class Task:
    """What people come to do, and how far the site lets them."""

    id: str
    name: str
    service: int | None  # number in the Local Government Services List
    interaction: int | None
    is_own: bool
    state: str
    url: str
    title: str
    page: Page | None
    score: float
    sureness: str
    clicks: int | None
    end: str
    mobile: str
    stale: tuple[str, ...]
    competing: tuple[str, ...]
    notes: tuple[str, ...]  # what is in the way on a narrow screen
    falls: int
    star: int | None
    completion: int | None
    why: str
    questions: tuple[Question, ...]
    ends: tuple[End, ...]
    candidates: tuple[Candidate, ...]
    steps: tuple[Step, ...]
    loose_falls: tuple[str, ...]  # those that belong to no step, since no way is known

    @property
    def file(self) -> str:
        return f"journeys/{NOT_PLAIN.sub('-', self.id.lower()) or 'task'}.html"

    @property
    def is_found(self) -> bool:
        return self.state == "found"

    @property
    def is_asked(self) -> bool:
        return self.state not in NOT_ASKED

    @property
    def told_state(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def told_end(self) -> str:
        if not self.is_found:
            return ""
        return self.ends[0].words if self.ends else ENDS.get(self.end, self.end)

    @property
    def unseen(self) -> str:
        """What was not looked at where the task ends, in a sentence; "" where all of it was."""
        return self.ends[0].unseen if self.is_found and self.ends else ""

    @property
    def told_narrow(self) -> str:
        """How the pages of the task do on a narrow screen, as far as they were tried."""
        return ON_NARROW.get(self.mobile, "Not looked at") if self.is_found else ""

    @property
    def hops(self) -> int:
        """How many pages after the page of the task it ends."""
        return self.ends[0].hops if self.ends else 0

    @property
    def told_clicks(self) -> str:
        if not self.is_found:
            return ""
        return "No way known" if self.clicks is None else count(self.clicks, "click")

    @property
    def is_online(self) -> bool:
        return (self.completion or 0) >= ONLINE

    @property
    def summary(self) -> str:
        """What matters most, in a sentence or two."""
        if not self.is_found:
            return f"{self.told_state}."
        way = "No way from the home page is known." if self.clicks is None else ""
        way = way or f"People get to the page in {self.told_clicks}."
        return f"{way} {self.why}"


@dataclass(frozen=True, slots=True)
class SiteStar:
    """The indicative star of the site."""

    star: int | None
    tasks: float | None
    navigation: int | None
    mobile: int | None
    stage_one_failed: bool | None
    why: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class TasksThen:
    """How the tasks stood in one run."""

    run_id: int
    found: int
    not_found: int
    online: int
    mean_star: float | None
    star: int | None


def tasks_of(db: sqlite3.Connection, site: Site, pages: Mapping[int, Page]) -> list[Task]:
    """Return the tasks of the latest run that looked for them, the worst first."""
    rows = db.execute(
        """SELECT * FROM latest_tasks WHERE site = ?
           ORDER BY state IN (SELECT value FROM json_each(?)),
               state <> 'not found', star IS NULL, star, completion, findable, name, task_id""",
        [site.name, json.dumps(NOT_ASKED)],
    ).fetchall()
    run = rows[0]["run_id"] if rows else 0
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in db.execute("SELECT * FROM journeys WHERE run_id = ? ORDER BY task_id, step", [run]):
        page = pages.get(row["page_id"]) if row["page_id"] else None
        step = Step(row["url"], row["title"], row["link_text"], row["region"], page)
        steps[row["task_id"]].append(step)
    return [_task(row, steps[row["task_id"]], pages) for row in rows]


def _task(row: sqlite3.Row, steps: list[Step], pages: Mapping[int, Page]) -> Task:
    falls: dict[int, list[str]] = defaultdict(list)
    for number, sentence in json_list(row["falls"]):
        falls[number].append(sentence)
    placed = tuple(replace(step, falls=tuple(falls[n])) for n, step in enumerate(steps))
    loose = () if placed else tuple(each for told in falls.values() for each in told)
    return Task(
        id=row["task_id"],
        name=row["name"],
        service=row["lgsl"],
        interaction=row["lgil"],
        is_own=bool(row["is_own"]),
        state=row["state"],
        url=row["url"] or "",
        title=row["title"] or "",
        page=pages.get(row["page_id"]) if row["page_id"] else None,
        score=row["score"] or 0.0,
        sureness=row["sureness"],
        clicks=row["clicks"],
        end=row["end_kind"],
        mobile=row["mobile"],
        stale=tuple(json_list(row["stale"])),
        competing=tuple(json_list(row["competing"])),
        notes=tuple(json_list(row["notes"])),
        falls=sum(map(len, falls.values())),
        star=row["star"],
        completion=row["completion"],
        why=row["why"],
        questions=_questions(row["questions"]),
        ends=tuple(map(_end, json_list(row["ends"]))),
        candidates=tuple(map(_candidate, json_list(row["candidates"]))),
        steps=placed,
        loose_falls=loose,
    )


def _questions(stored: str) -> tuple[Question, ...]:
    told = json_list(stored)
    return tuple(Question(each["text"], each["answer"], each["evidence"]) for each in told)


def _end(told: dict[str, Any]) -> End:
    return End(
        kind=told["kind"],
        text=told["text"],
        url=told["url"],
        supplier=told["supplier"],
        fields=told["fields"],
        on_page=told["on_page"],
        hops=told["hops"],
        is_told=told["is_told"],
        is_broken=told["is_broken"],
    )


def _candidate(told: dict[str, Any]) -> Candidate:
    parts = (f"{PARTS.get(name, name)} {value:.2f}" for name, value in told["parts"].items())
    return Candidate(told["url"], told["score"], ", ".join(parts))


def site_star(db: sqlite3.Connection, site: Site) -> SiteStar | None:
    """Return the star of the latest run that gave one."""
    row = db.execute(
        """SELECT k.* FROM site_stars k JOIN runs r ON r.id = k.run_id
           WHERE r.site_id = ? AND r.status IN ('done', 'partial')
           ORDER BY k.run_id DESC LIMIT 1""",
        [site.id],
    ).fetchone()
    if row is None:
        return None
    failed = row["stage_one_failed"]
    return SiteStar(
        star=row["star"],
        tasks=row["tasks"],
        navigation=row["navigation"],
        mobile=row["mobile"],
        stage_one_failed=None if failed is None else bool(failed),
        why=row["why"],
        questions=_questions(row["questions"]),
    )


def tasks_then(db: sqlite3.Connection, site: Site) -> list[TasksThen]:
    """Return how the tasks stood in each finished run that looked for them, newest first."""
    rows = db.execute(
        """SELECT t.run_id, sum(t.state = 'found'), sum(t.state = 'not found'),
               sum(coalesce(t.completion, 0) >= ?), avg(t.star), k.star
           FROM tasks t JOIN runs r ON r.id = t.run_id LEFT JOIN site_stars k ON k.run_id = t.run_id
           WHERE r.site_id = ? AND r.status IN ('done', 'partial')
           GROUP BY t.run_id ORDER BY t.run_id DESC LIMIT 30""",
        [ONLINE, site.id],
    )
    return [TasksThen(*row) for row in rows]
