"""The clock of a regulator's report: what is due when, and what became of each issue in it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from audits.regulator import Clock
from crawler.scope import with_twin
from crawler.store.record import told_of
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

YOU, REGULATOR = "you", "the regulator"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due, or that comes."""

    step: str
    days: int  # after the report was received
    by_whom: str


@dataclass(frozen=True, slots=True)
class ReportedIssue:
    """An issue that a report lists."""

    issue: int | None = None  # its number in the regulator's list
    requirement: str = ""  # e.g. wcag:1.4.3
    url: str = ""  # canonical; empty when it is about the whole site
    words: str = ""


def clock_of(db: "Database", site_id: int, usual: Clock) -> Clock:
    """Return how long each step takes: as the site's law says, and as usual where it does not."""
    row = db.execute(
        """SELECT p.monitoring FROM sites s JOIN profiles p ON p.id = s.profile_id
           WHERE s.id = ?""",
        [site_id],
    ).fetchone()
    said = json.loads(row[0]) if row else {}
    told = asdict(usual)
    told.update((name, said[name]) for name in told if said.get(name))
    return Clock(**{**told, "follow_up_weeks": tuple(told["follow_up_weeks"])})


def deadlines(clock: Clock) -> list[Deadline]:
    """Return what is due after a report, in days; bank holidays are not considered."""
    return sorted(_deadlines(clock), key=lambda each: each.days)


def _deadlines(clock: Clock) -> Iterator[Deadline]:
    yield Deadline("Say that you have the report", clock.acknowledge_days, YOU)
    for weeks in clock.follow_up_weeks:
        yield Deadline("May ask how far you are", 7 * weeks, REGULATOR)
    yield Deadline("Have mended what the report lists, and the statement", 7 * clock.fix_weeks, YOU)
    after = 7 * (clock.fix_weeks + clock.chaser_weeks)
    yield Deadline("Asks what you have done, if you have not said", after, REGULATOR)
    yield Deadline("May test again from this day on, and decide", after, REGULATOR)
    yield Deadline(
        "Last day to ask for a review, if it decided on the statement on that day",
        after + clock.decision_days,
        YOU,
    )


def address_on_record(db: "Database", site_id: int, url: str) -> str:
    """Return the address by which the record has a page, or the one given when it has none.

    A report may write https for http, leave out www, or end a folder without a slash.
    """
    parts = urlsplit(url)
    spelt = [
        urlunsplit((scheme, host, path, parts.query, ""))
        for scheme in (parts.scheme, "https", "http")
        for host in (parts.netloc, *with_twin(parts.netloc))
        for path in (parts.path, parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/")
    ]
    known = {
        row[0]
        for row in db.execute(
            """SELECT url FROM pages WHERE site_id = ? AND kind <> 'redirect'
               AND url IN (SELECT value FROM json_each(?))""",
            [site_id, json.dumps(spelt)],
        )
    }
    return next((each for each in spelt if each in known), url)


def add_report(
    db: "Database",
    site_id: int,
    *,
    received: date,
    reference: str,
    issues: Iterable[ReportedIssue],
    clock: Clock,
    now: datetime,
) -> int:
    """Write a report with its deadlines and its issues; return its number. Raises RecordError."""
    with told_of(db):
        cursor = db.execute(
            """INSERT INTO gds_reports (site_id, reference, received_on, entered_at)
               VALUES (?, ?, ?, ?)""",
            [
                *(site_id, storable(reference.strip(), 100), received.isoformat()),
                now.astimezone(UTC).isoformat(timespec="seconds"),
            ],
        )
        report = int(cursor.lastrowid or 0)
        db.conn.executemany(
            """INSERT INTO gds_deadlines (report_id, place, step, days, due_on, by_whom)
               VALUES (?, ?, ?, ?, ?, ?)""",
            [
                (
                    *(report, place, each.step, each.days),
                    *((received + timedelta(days=each.days)).isoformat(), each.by_whom),
                )
                for place, each in enumerate(deadlines(clock))
            ],
        )
        db.conn.executemany(
            """INSERT INTO gds_issues
                   (report_id, place, regulator_issue_id, requirement_id, url, words)
               VALUES (?, ?, ?, ?, ?, ?)""",
            [
                (
                    *(report, place, each.issue, each.requirement),
                    address_on_record(db, site_id, each.url) if each.url else "",
                    storable(each.words),
                )
                for place, each in enumerate(issues)
            ],
        )
    return report


def close_report(db: "Database", report: int, *, on: date, note: str) -> bool:
    """Close a report's case; return whether there was an open one. Raises RecordError."""
    with told_of(db):
        done = db.execute(
            "UPDATE gds_reports SET closed_on = ?, note = ? WHERE id = ? AND closed_on IS NULL",
            [on.isoformat(), storable(note.strip()), report],
        )
        return done.rowcount > 0


def remove_report(db: "Database", report: int) -> bool:
    """Take out a report that was entered by mistake; return whether there was one.

    Raises RecordError.
    """
    with told_of(db):
        for table in ("gds_issues", "gds_deadlines"):
            db.execute(f"DELETE FROM {table} WHERE report_id = ?", [report])  # noqa: S608 (ours)
        return db.execute("DELETE FROM gds_reports WHERE id = ?", [report]).rowcount > 0
