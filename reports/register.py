"""The risk register, every criterion as it stands, what people decided, and what may be exempt."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import groupby
from operator import attrgetter

from reports.lists import FEW, First
from reports.rows import Site
from reports.source import json_list

MOST_RISKS = 200  # rows that are shown; the table to download has all
STATUSES = {
    "open": "Open",
    "burden claimed": "Burden claimed",
    "accepted": "Accepted",
    "false positive": "False positive",
    "exempt": "Exempt",
    "fixed": "Fixed",
}
KINDS = {
    "accepted": "Accepted",
    "false positive": "False positive",
    "exempt": "Exempt",
    "burden": "Disproportionate burden claimed",
    "assign": "Who mends it",
    "due": "By when",
}
EVENTS = {
    "decided": "Decided",
    "imported": "Came from a table",
    "undone": "Ended by a person",
    "expired": "Ran out",
    "replaced": "Another decision took its place",
}
STATES = {
    "failing": "Failing",
    "asked": "A person must look",
    "no automated failure found": "No automated failure found",
    "not tested automatically": "Not tested automatically",
}
NOT_LOOKED_FOR = {
    "live-media": "A crawl can't tell whether something is live.",
    "heritage": "Only a person can tell what a heritage item is.",
    "intranet": "The crawl sees only what everybody sees.",
    "schools": "Only you know which sites are those of schools.",
}
FORMULA = tuple(
    """
Risk = likelihood × impact, 1 to 25.
Likelihood 5: the regulator's list has the issue, and it stands where the regulator looks first. \
That is the home page, the contact page, the statement, a form or a PDF.
Likelihood 4: the list has it, and it stands elsewhere.
Likelihood 3: any other failure at level A or AA.
Impact 5: on a page where people do a task. Impact 4: in a part that pages share.
Impact 3: on more than 10 pages. Impact 2: anywhere else.
""".strip().split("\n")
)


@dataclass(frozen=True, slots=True)
class Risk:
    """A criterion and a cause that fails it, or did."""

    requirement_id: str
    criterion: str
    title: str
    level: str
    cause_id: int
    audit: str
    issue: str
    first_seen: str
    age_days: int | None
    pages: int
    tasks: int
    task_names: str
    visits: float | None  # in 28 days; None where nothing was counted
    severity: str
    likelihood: int
    impact: int
    risk: int
    rule: str
    in_statement: int | None  # None when no statement is known
    owner: str
    fix_by: str | None
    status: str
    reason: str
    reviewer: str
    review_on: str | None
    evidence: str
    example: str | None
    fixed_run_id: int | None
    set_aside: int

    @property
    def told_status(self) -> str:
        return STATUSES.get(self.status, self.status)

    @property
    def told_statement(self) -> str:
        if self.in_statement is None:
            return "No statement known"
        return "The statement names it" if self.in_statement else "Not in the statement"

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "burden claimed")


@dataclass(frozen=True, slots=True)
class CriterionNow:
    """A criterion as it stands, as far as automation goes; never shown as met."""

    requirement_id: str
    criterion: str
    title: str
    level: str
    url: str
    state: str
    causes: int
    pages: int
    accepted: int
    false_positives: int
    exempt: int
    causes_to_review: int
    pages_to_review: int
    audits: str  # names, parted by spaces, of those that can show a failure
    asking: str  # and of those that only ask
    not_looked_at: str
    by_hand: str

    @property
    def told_state(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def told_set_aside(self) -> str:
        """How many causes people set aside, by decision; empty when they did so with none."""
        told = (
            (self.accepted, "accepted"),
            (self.false_positives, "false positive"),
            (self.exempt, "exempt"),
        )
        return ", ".join(f"{number:,} {words}" for number, words in told if number)

    @property
    def number_of_checks(self) -> int:
        return len(self.audits.split()) + len(self.asking.split())


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, and what it is about."""

    id: int
    kind: str
    cause_id: int | None
    cause: str
    cause_key: str
    pages: str
    criterion: str
    value: str
    reason: str
    person: str
    decided_at: str
    expires_on: str | None
    causes: int
    findings: int

    @property
    def told_kind(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def scope(self) -> str:
        """What it is about, in words."""
        parts = [
            f"cause {self.cause_id or self.cause_key}" if self.cause_key else "",
            f"pages {self.pages}" if self.pages else "",
            f"criterion {self.criterion.removeprefix('wcag:')}" if self.criterion else "",
        ]
        told = ", ".join(filter(None, parts))
        return told[:1].upper() + told[1:]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a decision."""

    happened_at: str
    event: str
    triage_id: int
    kind: str
    person: str
    reason: str

    @property
    def told_event(self) -> str:
        return EVENTS.get(self.event, self.event)

    @property
    def told_kind(self) -> str:
        return KINDS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may come under an exemption."""

    url: str
    why: str
    dates: tuple[tuple[str, str], ...]  # where each date is from, and the date


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption of the site's law, with what may come under it."""

    id: str
    words: str
    before: str | None
    candidates: First[Candidate]
    not_looked_for: str  # why, or empty


@dataclass(frozen=True, slots=True)
class Plan:
    """Who mends a cause, by when."""

    owner: str
    fix_by: str


def _columns(kind: type) -> str:
    return ", ".join(each.name for each in fields(kind))


def risks(db: sqlite3.Connection, site: Site) -> list[Risk]:
    """Return every row of the register, the greatest risk first, what is fixed last."""
    rows = db.execute(
        f"""SELECT {_columns(Risk)} FROM risk_register WHERE site_id = ?
            ORDER BY status NOT IN ('open', 'burden claimed'), status = 'fixed', risk DESC,
                pages DESC, criterion, cause_id""",  # noqa: S608 (our own words)
        [site.id],
    )
    return [Risk(*row) for row in rows]


def criteria_now(db: sqlite3.Connection, site: Site) -> list[CriterionNow]:
    """Return every criterion that the site is held to, in the order of their numbers."""
    rows = db.execute(
        f"SELECT {_columns(CriterionNow)} FROM criteria_now WHERE site_id = ?",  # noqa: S608
        [site.id],
    )
    found = [CriterionNow(*row) for row in rows]
    return sorted(found, key=lambda each: _order(each.criterion))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def decisions(db: sqlite3.Connection, site: Site) -> First[Decision]:
    """Return the decisions that hold, the newest first."""
    rows = db.execute(
        f"SELECT {_columns(Decision)} FROM triage_now WHERE site_id = ? ORDER BY id DESC",  # noqa: S608
        [site.id],
    ).fetchall()
    return First([Decision(*row) for row in rows[:MOST_RISKS]], len(rows))


def events(db: sqlite3.Connection, site: Site) -> First[Event]:
    """Return what happened to decisions, the latest first."""
    rows = db.execute(
        """SELECT e.happened_at, e.event, e.triage_id, t.kind, e.person, e.reason
           FROM triage_events e JOIN triage t ON t.id = e.triage_id WHERE t.site_id = ?
           ORDER BY e.id DESC""",
        [site.id],
    ).fetchall()
    return First([Event(*row) for row in rows[:FEW]], len(rows))


def set_aside(db: sqlite3.Connection, site: Site) -> dict[str, tuple[int, int]]:
    """Return how many open findings of how many causes stand apart, by the kind of decision."""
    rows = db.execute(
        """SELECT f.set_aside, count(*), count(DISTINCT f.cause_id) FROM findings f
           JOIN causes c ON c.id = f.cause_id WHERE c.site_id = ? AND f.triage_id IS NOT NULL
           AND f.set_aside <> '' AND f.ended_run_id IS NULL GROUP BY f.set_aside ORDER BY 1""",
        [site.id],
    )
    return {STATUSES.get(row[0], row[0]): (row[1], row[2]) for row in rows}


def set_aside_on(db: sqlite3.Connection, site: Site) -> dict[int, int]:
    """Return how many open findings people set aside on each page that has some."""
    rows = db.execute(
        """SELECT f.page_id, count(*) FROM findings f JOIN pages p ON p.id = f.page_id
           WHERE p.site_id = ? AND f.triage_id IS NOT NULL AND f.set_aside <> ''
           AND f.ended_run_id IS NULL GROUP BY f.page_id""",
        [site.id],
    )
    return dict(rows.fetchall())


def exemptions(db: sqlite3.Connection, site: Site) -> list[Exemption]:
    """Return the exemptions of the site's law, each with what may come under it."""
    rows = db.execute(
        """SELECT exemption_id, url, why, dates FROM exemption_candidates WHERE site_id = ?
           ORDER BY exemption_id, url""",
        [site.id],
    ).fetchall()
    found = {
        name: [Candidate(row["url"], row["why"], _dates(row["dates"])) for row in group]
        for name, group in groupby(rows, key=lambda row: row["exemption_id"])
    }
    told = db.execute(
        """SELECT e.exemption_id, e.words, e.before FROM profile_exemptions e
           JOIN sites s ON s.profile_id = e.profile_id WHERE s.id = ? ORDER BY e.place""",
        [site.id],
    )
    return [
        Exemption(
            id=row["exemption_id"],
            words=row["words"],
            before=row["before"],
            candidates=_first(found.get(row["exemption_id"], [])),
            not_looked_for=NOT_LOOKED_FOR.get(row["exemption_id"], ""),
        )
        for row in told
    ]


def _first(candidates: list[Candidate]) -> First[Candidate]:
    return First(candidates[:FEW], len(candidates))


def _dates(stored: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(source), str(day)) for source, day in json_list(stored))


def plans(db: sqlite3.Connection, site: Site) -> dict[int, Plan]:
    """Return who mends which cause by when, as far as people said so."""
    rows = db.execute(
        """SELECT k.cause_id, t.kind, t.value
           FROM triage_causes k JOIN triage t ON t.id = k.triage_id
           WHERE t.site_id = ? AND t.ended_at IS NULL AND t.kind IN ('assign', 'due')
           ORDER BY k.cause_id, t.narrowness, t.id""",
        [site.id],
    ).fetchall()
    told = {}
    for cause_id, group in groupby(rows, key=lambda row: row["cause_id"]):
        last = {row["kind"]: row["value"] for row in group}
        told[cause_id] = Plan(last.get("assign", ""), last.get("due", ""))
    return told


def by_status(found: Iterable[Risk]) -> dict[str, int]:
    """Return how many rows have which status."""
    ordered = sorted(found, key=attrgetter("status"))
    return {name: len(list(group)) for name, group in groupby(ordered, key=attrgetter("status"))}
