"""How each site's nights go: the last run, what it saw and left; for people and monitors."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.exits import DONE, FAILED, PARTIAL
from crawler.plain import printable
from crawler.store.record import writer_of

if TYPE_CHECKING:
    from sqlite_utils import Database

COVERAGE_DROP = 0.20  # of the pages of the run before; reports do not compare such runs
WORDS = {DONE: "well", PARTIAL: "in part", FAILED: "failed"}
RUN = """SELECT s.id AS site_id, s.name, s.title, r.id AS run, r.started_at, r.finished_at,
    r.status, r.reason, r.pages_audited, r.pages_carried, r.pages_error, r.pages_left, r.seconds,
    EXISTS (SELECT 1 FROM frontier f WHERE f.run_id = r.id) AS is_resumable,
    (SELECT b.pages_audited FROM runs b WHERE b.site_id = s.id AND b.id < r.id
        AND b.status IN ('done', 'partial') ORDER BY b.id DESC LIMIT 1) AS pages_before
FROM sites s LEFT JOIN runs r ON r.id = (SELECT max(id) FROM runs WHERE site_id = s.id)
ORDER BY s.name"""
UNSEEN = """SELECT p.url, r.started_at FROM pages p JOIN runs r ON r.id = p.audited_run_id
WHERE p.site_id = ? AND p.kind NOT IN ('missing', 'redirect', 'document')
AND p.audited_run_id < (SELECT max(id) FROM runs WHERE site_id = p.site_id
    AND status IN ('done', 'partial'))
ORDER BY p.audited_run_id, p.id LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """The last run of one site. Times are UTC, ISO 8601."""

    name: str
    title: str
    run: int | None  # its number; None when there was none yet
    started_at: str | None
    finished_at: str | None  # None while it runs, and after a kill
    status: str  # done, partial, failed, running, interrupted, or never
    reason: str
    pages_audited: int
    pages_carried: int
    pages_error: int
    pages_left: int
    pages_before: int | None  # audited in the last run before it that gave a result
    seconds: float
    oldest_unseen: str | None  # the page that was not judged for longest, though it is not gone
    oldest_unseen_at: str | None  # when the run began that last judged it

    @property
    def coverage(self) -> float | None:
        """Pages audited as a share of those of the run before; None where nothing tells."""
        if not self.pages_before or self.status not in ("done", "partial"):
            return None
        return self.pages_audited / self.pages_before

    def trouble(self, now: datetime, stale_hours: float) -> Iterator[tuple[int, str]]:
        """Yield an exit code and a sentence for each thing that is not as it should be."""
        if self.status == "never":
            yield FAILED, f"{self.name} has had no run yet."
            return
        if self.status == "failed":
            yield FAILED, f"The last run of {self.name} failed: {self.reason or 'no reason given'}."
        elif self.status == "interrupted":
            yield PARTIAL, f"The last run of {self.name} was interrupted; the next one goes on."
        elif self.status == "partial":
            yield PARTIAL, f"The last run of {self.name} was done in part: {self.reason}."
        if self.coverage is not None and self.coverage < 1 - COVERAGE_DROP:
            yield (
                PARTIAL,
                (
                    f"The last run of {self.name} saw {self.pages_audited:,} pages, the run before "
                    f"{self.pages_before:,}."
                ),
            )
        last = self.finished_at or self.started_at
        if stale_hours and last and self.status != "running":
            age = (now - datetime.fromisoformat(last)) / timedelta(hours=1)
            if age > stale_hours:
                yield FAILED, f"{self.name} has had no run for {age:.0f} hours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The record, who writes it now, and each of its sites."""

    record: str
    bytes: int  # of the record and its write-ahead log
    writing_pid: int | None
    sites: tuple[SiteStatus, ...]
    now: datetime
    stale_hours: float = 0  # a site without a run for longer has failed; 0: no such limit

    def troubles(self) -> list[tuple[int, str]]:
        """Return an exit code and a sentence for each trouble, the gravest first."""
        found = [each for site in self.sites for each in site.trouble(self.now, self.stale_hours)]
        if not self.sites:
            found.append((FAILED, "The record holds no site yet."))
        return sorted(found, key=lambda each: -each[0])

    @property
    def exit_code(self) -> int:
        """0 when all is well, 2 when something was done in part, 3 when something failed."""
        return max((code for code, _ in self.troubles()), default=DONE)


def read_status(
    db: "Database", record: Path, *, now: datetime | None = None, stale_hours: float = 0
) -> Status:
    """Return how the nights of an open record go."""
    writer = writer_of(record)
    return Status(
        record=str(record.resolve()),
        bytes=size_of(record),
        writing_pid=writer,
        sites=tuple(_site(db, row, is_writing=writer is not None) for row in db.query(RUN)),
        now=now or datetime.now(UTC),
        stale_hours=stale_hours,
    )


def size_of(record: Path) -> int:
    """Return the bytes of the record and of its write-ahead log."""
    files = (record, record.with_name(f"{record.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _site(db: "Database", row: dict[str, Any], *, is_writing: bool) -> SiteStatus:
    unseen = db.execute(UNSEEN, [row["site_id"]]).fetchone() or (None, None)
    status = row["status"] or "never"
    if (status == "running" and not is_writing) or (status == "partial" and row["is_resumable"]):
        status = "interrupted"
    return SiteStatus(
        name=row["name"],
        title=row["title"],
        run=row["run"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        status=status,
        reason=(row["reason"] or "").rstrip("."),
        pages_audited=row["pages_audited"] or 0,
        pages_carried=row["pages_carried"] or 0,
        pages_error=row["pages_error"] or 0,
        pages_left=row["pages_left"] or 0,
        pages_before=row["pages_before"],
        seconds=row["seconds"] or 0.0,
        oldest_unseen=unseen[0],
        oldest_unseen_at=unseen[1],
    )


def as_json(status: Status, more: dict[str, Any]) -> str:
    """Return the status as a JSON object, with what else a monitor wants to know."""
    told = {
        "record": status.record,
        "bytes": status.bytes,
        "writing_pid": status.writing_pid,
        **more,
        "sites": [{**asdict(site), "coverage": site.coverage} for site in status.sites],
        "state": WORDS[status.exit_code],
        "troubles": [sentence for _, sentence in status.troubles()],
        "exit_code": status.exit_code,
    }
    return json.dumps(told, indent=1)


def as_text(status: Status, more: list[tuple[str, str]]) -> str:
    """Return the status for a person at a terminal."""
    lines = []
    for site in status.sites:
        lines += [f"{site.title} ({site.name})", *_facts(site), ""]
    pid = status.writing_pid
    writer = "nobody" if pid is None else f"process {pid}" if pid else "a process"
    lines.append(_fact("Record", f"{status.record}, {status.bytes / 1e6:,.1f} MB", ""))
    lines.append(_fact("Written by", f"{writer} at the moment", ""))
    lines += [_fact(name, said, "") for name, said in more]
    troubles = status.troubles()
    lines += ["", *(sentence for _, sentence in troubles)] if troubles else ["", "All is well."]
    return printable("\n".join(lines))


def _facts(site: SiteStatus) -> Iterator[str]:
    if site.run is None:
        yield _fact("Last run", "none yet")
        return
    ended = {"running": "under way", "partial": "done in part"}.get(site.status, site.status)
    yield _fact(
        "Last run",
        f"number {site.run}, {_when(site.started_at)}, {ended}, {site.seconds / 60:.0f} minutes",
    )
    yield _fact(
        "Pages",
        f"{site.pages_audited:,} audited, of these {site.pages_carried:,} carried over; "
        f"{site.pages_error:,} with errors, {site.pages_left:,} left waiting",
    )
    if site.coverage is not None:
        said = f"{100 * site.coverage:.0f} % of the {site.pages_before:,} pages of the run before"
        yield _fact("Coverage", said)
    if site.oldest_unseen:
        said = f"{site.oldest_unseen}, last judged {_when(site.oldest_unseen_at)}"
        yield _fact("Longest unseen", said)


def _fact(name: str, said: str, before: str = "  ") -> str:
    return f"{before}{name:<16}{said}"


def _when(time: str | None) -> str:
    return datetime.fromisoformat(time).strftime("%d %B %Y %H:%M UTC") if time else "never"
