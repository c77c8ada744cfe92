"""Decisions as a table: written for a spreadsheet, read back whole or not at all."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from crawler.exits import Stop
from crawler.plain import cells_for
from crawler.sheets import NOTHING, Columns, day, rows_of
from crawler.sheets import criterion as criterion_of
from crawler.store.triage import KINDS, Decision

if TYPE_CHECKING:
    from sqlite_utils import Database

SCOPES = ("cause", "cause_key", "pages", "criterion")
PATTERN_STARTS = ("/", "*", "http://", "https://")  # as in sites.toml
COLUMNS = Columns(
    all=("decision", *SCOPES, "value", "reason", "person", "expires", "about"),
    needed=("decision", "reason", "person"),
    one_of=SCOPES,
)
HOLDING = """
SELECT kind AS decision, cause_id AS cause, cause_key, pages, replace(criterion, 'wcag:', ''),
    value, reason, person, coalesce(expires_on, '') AS expires, cause AS about
FROM triage_now WHERE site_id = ? ORDER BY id
"""
UNDECIDED = """
SELECT '', c.id, c.key, '', '', '', '', '', '', c.title || ' (' || o.pages || ' pages)'
FROM open_causes o JOIN causes c ON c.id = o.id WHERE c.site_id = ?
AND NOT EXISTS (SELECT 1 FROM triage t WHERE t.site_id = c.site_id AND t.cause_key = c.key
    AND t.ended_at IS NULL)
ORDER BY o.pages DESC, c.id
"""


def write_sheet(db: "Database", site_id: int, file: IO[str], *, with_open: bool) -> int:
    """Write the decisions that hold, and open causes to decide on if asked; return the rows."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS.all)
    number = 0
    for sql in (HOLDING, UNDECIDED) if with_open else (HOLDING,):
        for row in db.execute(sql, [site_id]):
            writer.writerow(cells_for(file, row))
            number += 1
    return number


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of a sheet may name: the causes and criteria of one site, and how it dates."""

    keys: frozenset[str]
    by_id: dict[int, str]  # key of each cause
    criteria: frozenset[str]
    is_day_first: bool  # 28/11/2026; never where the law is American

    @classmethod
    def of(cls, db: "Database", site_id: int) -> "Known":
        """Read them from the record."""
        causes = db.execute("SELECT id, key FROM causes WHERE site_id = ?", [site_id]).fetchall()
        criteria = db.execute("SELECT id FROM requirements").fetchall()
        law = db.execute("SELECT coalesce(profile_id, '') FROM sites WHERE id = ?", [site_id])
        return cls(
            frozenset(key for _, key in causes),
            dict(causes),
            frozenset(id_ for (id_,) in criteria),
            not law.fetchone()[0].startswith("us-"),
        )


def read_sheet(lines: Iterable[str], known: Known) -> list[Decision]:
    """Return the decisions of a table. Rows without a decision are passed over.

    Raises Stop, with one sentence about the first thing that is wrong.
    """
    found: list[Decision] = []
    scopes: dict[tuple[str, str, str, str], int] = {}
    for line, row in rows_of(lines, COLUMNS):
        if not row["decision"]:
            continue
        try:
            decision = _decision(row, known)
        except ValueError as error:
            raise Stop(f"Line {line}: {error} {NOTHING}") from error
        if decision.scope in scopes:
            first = scopes[decision.scope]
            raise Stop(f"Line {line} decides again what line {first} decides. {NOTHING}")
        scopes[decision.scope] = line
        found.append(decision)
    return found


def _decision(row: dict[str, str], known: Known) -> Decision:
    return checked(
        kind=row["decision"],
        cause_key=_cause(row, known),
        pages=row["pages"],
        criterion=row["criterion"],
        value=row["value"],
        reason=row["reason"],
        person=row["person"],
        expires=row["expires"],
        known=known,
    )


def _cause(row: dict[str, str], known: Known) -> str:
    """Return the key of the cause that a row names; the key wins over the number."""
    key, number = row["cause_key"], row["cause"]
    if key:
        if key not in known.keys:
            raise ValueError(f"The record knows no cause with the key {key!r}.")
        return key
    return cause_key(number, known) if number else ""


def cause_key(number: str, known: Known) -> str:
    """Return the key of a cause by its number. Raises ValueError."""
    if not number.isascii() or not number.isdigit() or int(number) not in known.by_id:
        raise ValueError(f"The site has no cause {number!r}; dropkerb findings lists them.")
    return known.by_id[int(number)]


def checked(
    *,
    kind: str,
    cause_key: str = "",
    pages: str = "",
    criterion: str = "",
    value: str = "",
    reason: str = "",
    person: str = "",
    expires: str = "",
    known: Known,
) -> Decision:
    """Return a decision that makes sense. Raises ValueError, with a sentence."""
    kind = kind.strip().replace("-", " ").lower()
    kind = "accepted" if kind == "accept" else kind  # as the command is called
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no decision; there are {', '.join(KINDS)}.")
    if criterion:
        criterion = criterion_of(criterion, known.criteria)
    if pages and not pages.startswith(PATTERN_STARTS):
        raise ValueError(f"The pattern {pages!r} must begin with /, * or https://.")
    if not (cause_key or pages or criterion):
        raise ValueError("A decision is about a cause, pages, a criterion, or several of these.")
    for word, said in (("a reason", reason), ("the person who decides", person)):
        if not said.strip():
            raise ValueError(f"A decision needs {word}.")
    if kind == "assign" and not value.strip():
        raise ValueError("Say who is to do it.")
    if kind == "due":
        value = day(value, is_day_first=known.is_day_first).isoformat()
    return Decision(
        kind=kind,
        cause_key=cause_key,
        pages=pages,
        criterion=criterion,
        value=value if kind in ("assign", "due") else "",
        reason=reason,
        person=person,
        expires_on=day(expires, is_day_first=known.is_day_first) if expires else None,
    )
