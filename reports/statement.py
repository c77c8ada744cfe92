"""The accessibility statement: what it says, what is wrong with it, how it has changed."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from reports.rows import Site
from reports.source import json_list
from reports.wording import count, day

MOST_VERSIONS = 12
MOST_LINES = 80  # of changes shown of one version
MOST_HOSTS = 30
VERDICTS = {
    "exact": "As in the model",
    "reworded": "In other words",
    "missing": "Missing",
    "met": "In order",
    "not met": "Not in order",
    "ask": "A person decides",
    "by hand": "A person looks",
    "not applicable": "Does not apply",
    "not seen": "Nobody could tell",
}
CLAIMS = {
    "fully": "Fully compliant",
    "partially": "Partially compliant",
    "not": "Not compliant",
    "": "It makes none of the three claims",
}
HOW = {
    "automatic": "What a program decides",
    "assisted": "What a person decides, with evidence",
    "manual": "What a person looks at",
}
ROLES = {
    "main": "The statement",
    "part": "A part of it",
    "translation": "The Welsh version",
    "another": "A second statement",
}
SIGNS = {"+": "New", "-": "Gone", " ": "As before"}
KINDS = {
    "no statement": "The page that people find is about accessibility and is no statement.",
    "document": "People find a file, and no page.",
    "elsewhere": "The statement stands on another site, which we did not read.",
}
RANK = {name: place for place, name in enumerate(("critical", "high", "medium", "low"))}


@dataclass(frozen=True, slots=True)
class CheckVerdict:
    """What one check says of the statement."""

    id: str
    number: int | None  # in the regulator's own list
    how: str
    severity: str
    decides: int  # 1 when the regulator would likely call it non-compliant for this alone
    part: str
    title: str
    why: str
    by_hand: str
    verdict: str
    is_fault: int
    quote: str
    message: str
    write: str
    since: str  # when the run began that first said so

    @property
    def told(self) -> str:
        return VERDICTS.get(self.verdict, self.verdict)


@dataclass(frozen=True, slots=True)
class Drifting:
    """A success criterion where statement and crawl differ."""

    kind: str
    requirement: str
    criterion: str
    title: str
    level: str
    pages: int
    causes: int
    quote: str


@dataclass(frozen=True, slots=True)
class Host:
    """Another host, and whether the statement names it."""

    host: str
    kind: str
    supplier: str
    pages: int
    example: str
    is_named: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a statement, and what it changed."""

    role: str
    url: str
    claim: str
    reviewed_on: str | None
    since: str
    is_now: bool
    changes: tuple[tuple[str, str], ...]  # what became of a line, and the line
    left_out: int

    @property
    def told(self) -> str:
        return ROLES.get(self.role, self.role)


@dataclass(frozen=True, slots=True)
class SiteStatement:
    """The statement of a site as it stands."""

    url: str
    page_id: int | None
    kind: str
    found_by: str
    title: str
    claim: str
    wcag: str
    scope: str
    prepared_on: str | None
    reviewed_on: str | None
    tested_on: str | None
    due_on: str | None
    since: str
    grade: str
    decisive: tuple[str, ...]
    critical: int
    faults: int
    to_ask: int
    promises: tuple[tuple[str, str], ...]

    @property
    def told_claim(self) -> str:
        return CLAIMS.get(self.claim, self.claim)

    @property
    def verdict(self) -> str:
        """What matters most, in a sentence or two."""
        if self.grade == "not judged":
            return "No run has judged the statement yet."
        if not self.url:
            return "We found no accessibility statement on this site."
        refused = " The regulator would likely call it non-compliant." if self.decisive else ""
        others = self.faults - self.critical
        if self.critical:
            rest = f" It has {count(others, 'other fault')} besides." if others else ""
            said = f"The statement fails, for {count(self.critical, 'critical fault')}.{rest}"
            return f"{said}{refused}"
        if self.faults:
            said = (
                f"The statement has {count(self.faults, 'fault')} to mend, none of them critical."
            )
            return f"{said}{refused}"
        return "These checks found no fault in the statement. People have to look at the rest."

    @property
    def told_kind(self) -> str:
        return KINDS.get(self.kind, "")


def statement_of(db: sqlite3.Connection, site: Site) -> SiteStatement | None:
    """Return the statement of a site; None when no run has judged it."""
    row = _one(
        db,
        """SELECT n.*, coalesce(t.promises, '[]') AS promises FROM statement_now n
           LEFT JOIN statements t ON t.id = n.statement_id WHERE n.site_id = ?""",
        site,
    )
    if row is None or row["grade"] == "not judged":
        return None
    faults = sum(row[name] or 0 for name in ("critical", "high", "medium", "low"))
    return SiteStatement(
        url=row["url"] or "",
        page_id=row["page_id"],
        kind=row["kind"] or "",
        found_by=row["found_by"] or "",
        title=row["title"] or "",
        claim=row["claim"] or "",
        wcag=row["wcag_version"] or "",
        scope=row["scope"] or "",
        prepared_on=row["prepared_on"],
        reviewed_on=row["reviewed_on"],
        tested_on=row["tested_on"],
        due_on=row["review_due_on"],
        since=row["since"] or "",
        grade=row["grade"],
        decisive=tuple(row["decisive"].split()),
        critical=row["critical"] or 0,
        faults=faults,
        to_ask=row["to_ask"] or 0,
        promises=tuple((each[0], each[1]) for each in json_list(row["promises"])),
    )


def _one(db: sqlite3.Connection, sql: str, site: Site) -> dict[str, Any] | None:
    cursor = db.execute(sql, [site.id])
    row = cursor.fetchone()
    return row and dict(zip([each[0] for each in cursor.description], row, strict=True))


def verdicts(db: sqlite3.Connection, site: Site) -> list[CheckVerdict]:
    """Return what each check says, in the order of the checks."""
    rows = db.execute(
        """SELECT c.id, c.regulator_number, c.how, c.severity, c.decides, c.part, c.title, c.why,
               c.by_hand, v.verdict, v.is_fault, v.quote, v.message, v.write_instead, r.started_at
           FROM statement_verdicts v JOIN statement_checks c ON c.id = v.check_id
           JOIN runs r ON r.id = v.first_run_id
           WHERE v.site_id = ? AND v.ended_run_id IS NULL ORDER BY c.place""",
        [site.id],
    )
    return [CheckVerdict(*told) for told in rows]


def faults_of(checks: list[CheckVerdict]) -> list[CheckVerdict]:
    """Return the checks with a fault, the gravest first."""
    return sorted(
        (each for each in checks if each.is_fault),
        key=lambda each: (RANK.get(each.severity, len(RANK)), not each.decides),
    )


def groups_of(checks: list[CheckVerdict]) -> list[tuple[str, list[CheckVerdict]]]:
    """Return the checks in three groups: a program decides, it helps, a person alone."""
    return [
        (words, [each for each in checks if each.how == how])
        for how, words in HOW.items()
        if any(each.how == how for each in checks)
    ]


def drift(db: sqlite3.Connection, site: Site) -> list[Drifting]:
    """Return where statement and crawl differ, most pages first."""
    rows = db.execute(
        """SELECT drift, requirement_id, criterion, title, level, pages, causes, quote
           FROM statement_drift WHERE site_id = ? ORDER BY pages DESC, requirement_id""",
        [site.id],
    )
    return [Drifting(*row) for row in rows]


def hosts(db: sqlite3.Connection, site: Site) -> list[Host]:
    """Return the other hosts that the crawl met, those that nobody named first."""
    rows = db.execute(
        """SELECT host, kind, supplier, pages, example_url, is_named FROM statement_hosts
           WHERE site_id = ? ORDER BY is_named, pages DESC, host LIMIT ?""",
        [site.id, MOST_HOSTS],
    )
    return [Host(*row) for row in rows]


def versions(db: sqlite3.Connection, site: Site) -> list[Version]:
    """Return the versions of the statements, newest first, with what each changed."""
    rows = db.execute(
        """SELECT s.role, s.url, s.claim, s.reviewed_on, r.started_at, s.ended_run_id, s.changes
           FROM statements s JOIN runs r ON r.id = s.first_run_id
           WHERE s.site_id = ? ORDER BY s.role <> 'main', s.id DESC LIMIT ?""",
        [site.id, MOST_VERSIONS],
    )
    return [
        Version(role, url, claim, reviewed, since, ended is None, *_changes(changes))
        for role, url, claim, reviewed, since, ended, changes in rows
    ]


def _changes(told: str) -> tuple[tuple[tuple[str, str], ...], int]:
    lines = [(SIGNS.get(sign, sign), line) for sign, line in json_list(told) if line.strip()]
    return tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES)


def told_promise(promised: str, run_day: str) -> str:
    """Return whether a promised day has passed by the day of the run."""
    return "Passed" if promised < run_day[:10] else f"Until {day(promised)}"
