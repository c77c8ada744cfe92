"""What people decide of findings: kept with its history, and put on every finding it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.scope import Glob, path_of
from crawler.store.record import Record, RecordError, open_record, read_record, told_of
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

SETS_ASIDE = ("accepted", "false positive", "exempt")  # these leave lists and gates
VERDICTS = (*SETS_ASIDE, "burden")  # one of these holds for a finding, or none
KINDS = (*VERDICTS, "assign", "due")
MOST_REASON, MOST_NAME, MOST_PATTERN = 2000, 200, 2000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a person, about a cause, a pattern of pages, a criterion, or all of these."""

    kind: str  # one of KINDS
    reason: str
    person: str
    cause_key: str = ""
    pages: str = ""  # a pattern, as in sites.toml
    criterion: str = ""  # e.g. wcag:1.1.1
    value: str = ""  # who does it, or by when (ISO date)
    expires_on: date | None = None  # the last day on which it holds

    @property
    def scope(self) -> tuple[str, str, str, str]:
        """What it is about; a second decision of the kind with the same scope replaces it."""
        return self.kind, self.cause_key, self.pages, self.criterion


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision: its number, and what it is about now."""

    id: int
    is_new: bool  # False when the very same decision held already
    causes: int
    findings: int  # open ones


def decide(
    db: "Database",
    site_id: int,
    decisions: Iterable[Decision],
    *,
    now: datetime,
    event: str = "decided",
) -> list[Decided]:
    """Write the decisions, all or none, and put them on every finding they are about.

    One that says the same as one that holds is left alone; another of the same kind and scope
    replaces it. Raises RecordError.
    """
    with told_of(db):
        written = [_write(db, site_id, _fit(each), now, event) for each in decisions]
        refresh(db, site_id, now)
        return [Decided(id_, is_new, *_about(db, id_)) for id_, is_new in written]


def _fit(decision: Decision) -> Decision:
    return replace(
        decision,
        reason=storable(decision.reason.strip(), MOST_REASON),
        person=storable(decision.person.strip(), MOST_NAME),
        pages=storable(decision.pages, MOST_PATTERN),
        value=storable(decision.value.strip(), MOST_NAME),
    )


def _write(
    db: "Database", site_id: int, decision: Decision, now: datetime, event: str
) -> tuple[int, bool]:
    stamp = _stamp(now)
    expires = decision.expires_on.isoformat() if decision.expires_on else None
    said = (decision.value, decision.reason, decision.person, expires)
    held = db.execute(
        """SELECT id, value, reason, person, expires_on FROM triage WHERE site_id = ?
           AND ended_at IS NULL AND (kind, cause_key, pages, criterion) = (?, ?, ?, ?)""",
        [site_id, *decision.scope],
    ).fetchone()
    if held is not None and tuple(held[1:]) == said:
        return held[0], False
    if held is not None:
        _end(db, held[0], "replaced", stamp, person=decision.person, reason=decision.reason)
    cursor = db.execute(
        """INSERT INTO triage (site_id, kind, cause_key, pages, criterion, value, reason, person,
               expires_on, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [site_id, *decision.scope, *said, stamp],
    )
    id_ = int(cursor.lastrowid or 0)
    _tell(db, id_, event, stamp, person=decision.person, reason=decision.reason)
    return id_, True


def _about(db: "Database", triage_id: int) -> tuple[int, int]:
    row = db.execute(
        "SELECT count(*), coalesce(sum(findings), 0) FROM triage_causes WHERE triage_id = ?",
        [triage_id],
    ).fetchone()
    return row[0], row[1]


def undo(db: "Database", triage_id: int, *, person: str, reason: str, now: datetime) -> bool:
    """End a decision that holds; what it was about stands in every list again.

    Returns whether there was such a decision. Raises RecordError.
    """
    with told_of(db):
        row = db.execute(
            "SELECT site_id FROM triage WHERE id = ? AND ended_at IS NULL", [triage_id]
        ).fetchone()
        if row is None:
            return False
        said = (storable(person.strip(), MOST_NAME), storable(reason.strip(), MOST_REASON))
        _end(db, triage_id, "undone", _stamp(now), person=said[0], reason=said[1])
        refresh(db, row[0], now)
    return True


def _end(
    db: "Database", triage_id: int, ending: str, stamp: str, *, person: str = "", reason: str = ""
) -> None:
    db.execute(
        "UPDATE triage SET ended_at = ?, ending = ? WHERE id = ?", [stamp, ending, triage_id]
    )
    _tell(db, triage_id, ending, stamp, person=person, reason=reason)


def _tell(
    db: "Database", triage_id: int, event: str, stamp: str, *, person: str, reason: str
) -> None:
    db.execute(
        """INSERT INTO triage_events (triage_id, event, happened_at, person, reason)
           VALUES (?, ?, ?, ?, ?)""",
        [triage_id, event, stamp, person, reason],
    )


def refresh(db: "Database", site_id: int, now: datetime) -> None:
    """End what has expired, and put each decision that holds on the findings it is about.

    Call it inside a transaction: when something was decided, and at the end of every run, whose
    findings are new. Of two decisions that fit a finding the narrower holds, then the newer.
    """
    stamp = _stamp(now)
    for (id_,) in db.execute(
        "SELECT id FROM triage WHERE site_id = ? AND ended_at IS NULL AND expires_on < ?",
        [site_id, now.date().isoformat()],
    ).fetchall():
        _end(db, id_, "expired", stamp)
    db.execute("DROP TABLE IF EXISTS temp.triage_hits")
    db.execute(
        """CREATE TEMP TABLE triage_hits (triage_id INTEGER, kind TEXT, narrowness INTEGER,
           finding_id INTEGER, cause_id INTEGER, is_open INTEGER)"""
    )
    holding = db.query(
        """SELECT id, kind, narrowness, cause_key, pages, criterion FROM triage
           WHERE site_id = ? AND ended_at IS NULL""",
        [site_id],
    )
    for decision in list(holding):  # a table can't be dropped while rows are read
        _gather(db, site_id, decision)
    _put_on_findings(db, site_id)
    db.execute(
        "DELETE FROM triage_causes WHERE triage_id IN (SELECT id FROM triage WHERE site_id = ?)",
        [site_id],
    )
    db.execute(
        """INSERT INTO triage_causes (triage_id, cause_id, findings)
           SELECT triage_id, cause_id, sum(is_open) FROM triage_hits GROUP BY 1, 2"""
    )
    db.execute("DROP TABLE temp.triage_hits")


def _gather(db: "Database", site_id: int, decision: Mapping[str, Any]) -> None:
    """Note every finding, open or ended, that a decision is about."""
    asked: dict[str, object] = {"site": site_id, "id": decision["id"]}
    where = ["c.site_id = :site"]
    if decision["cause_key"]:
        where.append("c.key = :cause")
        asked["cause"] = decision["cause_key"]
    if decision["criterion"]:
        where.append(
            """c.audit_id IN (SELECT audit_id FROM audit_requirements
               WHERE requirement_id = :criterion)"""
        )
        asked["criterion"] = decision["criterion"]
    if decision["pages"]:
        _choose_pages(db, site_id, decision["pages"])
        where.append("f.page_id IN (SELECT page_id FROM temp.triage_pages)")
    db.execute(
        f"""INSERT INTO triage_hits
            SELECT t.id, t.kind, t.narrowness, f.id, f.cause_id, f.ended_run_id IS NULL
            FROM triage t JOIN causes c JOIN findings f ON f.cause_id = c.id
            WHERE t.id = :id AND {" AND ".join(where)}""",  # noqa: S608 (our own words)
        asked,
    )
    db.execute("DROP TABLE IF EXISTS temp.triage_pages")


def _choose_pages(db: "Database", site_id: int, pattern: str) -> None:
    glob = Glob(pattern)
    db.execute("CREATE TEMP TABLE triage_pages (page_id INTEGER PRIMARY KEY)")
    rows = db.execute("SELECT id, url FROM pages WHERE site_id = ?", [site_id]).fetchall()
    db.conn.executemany(
        "INSERT INTO triage_pages (page_id) VALUES (?)",
        [(id_,) for id_, url in rows if glob.matches(url, path_of(url))],
    )


def _put_on_findings(db: "Database", site_id: int) -> None:
    """Write on each finding the decision that holds for it; touch only what changes."""
    marks = ", ".join("?" * len(VERDICTS))
    db.execute(
        f"""CREATE TEMP TABLE triage_held AS SELECT finding_id, triage_id, kind FROM (
                SELECT finding_id, triage_id, kind, row_number() OVER (
                    PARTITION BY finding_id ORDER BY narrowness DESC, triage_id DESC) AS place
                FROM triage_hits WHERE kind IN ({marks})) WHERE place = 1""",  # noqa: S608
        VERDICTS,
    )
    db.execute("CREATE UNIQUE INDEX temp.triage_held_finding ON triage_held(finding_id)")
    db.execute(
        """UPDATE findings SET triage_id = NULL, set_aside = '' WHERE triage_id IS NOT NULL
           AND cause_id IN (SELECT id FROM causes WHERE site_id = ?)
           AND id NOT IN (SELECT finding_id FROM triage_held)""",
        [site_id],
    )
    db.execute(
        """UPDATE findings SET triage_id = h.triage_id,
               set_aside = iif(h.kind = 'burden', '', h.kind)
           FROM triage_held h WHERE h.finding_id = findings.id
           AND findings.triage_id IS NOT h.triage_id"""
    )
    db.execute("DROP TABLE temp.triage_held")


def end_expired(path: Path, now: datetime) -> str:
    """End decisions of a record that have expired, before it is read; wait for nobody.

    Returns a sentence when some have expired and the record can't be written now, else "".
    """
    db = read_record(path)
    try:
        sites = [
            site_id
            for (site_id,) in db.execute(
                "SELECT DISTINCT site_id FROM triage WHERE ended_at IS NULL AND expires_on < ?",
                [now.date().isoformat()],
            )
        ]
    finally:
        db.close()
    if not sites:
        return ""
    try:
        record: Record = open_record(path)
    except RecordError as error:
        return f"Some decisions have expired and still count: the record can't be written. {error}"
    try:
        with told_of(record):
            for site_id in sites:
                refresh(record, site_id, now)
    finally:
        record.close()
    return ""


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
