"""Figures of the nights for Prometheus, as a text file that its node exporter collects."""

import contextlib
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.configuration import our_settings
from crawler.plain import printable
from crawler.schedule import Beside
from crawler.status import Status, read_status
from crawler.store.record import RecordError, read_record

if TYPE_CHECKING:
    from sqlite_utils import Database

STATES = ("done", "partial", "failed", "running", "interrupted", "never")
OPEN = """SELECT s.name, c.impact, count(*) FROM findings f JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = c.site_id
WHERE f.ended_run_id IS NULL AND f.status = 'failed' AND a.category <> 'best practice'
    AND f.set_aside = ''
GROUP BY 1, 2 ORDER BY 1, 2"""
COUNTS = {
    "requests": "Requests of the crawler in the last run",
    "bytes": "Bytes that the crawler received in the last run",
    "browser_requests": "Requests of the browsers in the last run",
    "browser_bytes": "Bytes that the browsers received in the last run",
    "browsers_replaced": "Browsers that were replaced in the last run",
    "peak_memory_bytes": "Most memory of crawler and browsers in the last run",
    "links_checked": "Links to other places that were checked in the last run",
}


@dataclass(frozen=True, slots=True)
class Family:
    """A gauge: its name without dropkerb_, what it is, and its samples by their labels."""

    name: str
    help: str
    samples: tuple[tuple[dict[str, str], float | None], ...]  # None: nothing to say


def metrics(db: "Database", record: Path, now: datetime) -> str:
    """Return the figures of an open record in the text format of Prometheus."""
    status = read_status(db, record, now=now)
    families = [*_of_sites(status), *_of_runs(db, status), *_of_record(status, record, now)]
    by_impact = db.execute(OPEN).fetchall()
    families.append(
        Family(
            "findings_open",
            "Failures that are open, by impact, without best practices",
            tuple(({"site": site, "impact": impact}, n) for site, impact, n in by_impact),
        )
    )
    return "".join(_text(family) for family in families)


def _of_sites(status: Status) -> Iterator[Family]:
    sites = [(each, {"site": each.name}) for each in status.sites]
    yield Family(
        "run_state",
        "1 for the state of the last run, 0 for all others",
        tuple(
            ({**labels, "state": state}, float(site.status == state))
            for site, labels in sites
            for state in STATES
        ),
    )
    yield Family(
        "run_started_seconds",
        "When the last run started, Unix time",
        tuple((labels, _unix(site.started_at)) for site, labels in sites),
    )
    yield Family(
        "run_finished_seconds",
        "When the last run ended, Unix time",
        tuple((labels, _unix(site.finished_at)) for site, labels in sites),
    )
    yield Family(
        "run_duration_seconds",
        "How long the last run took, over all its starts",
        tuple((labels, site.seconds) for site, labels in sites),
    )
    yield Family(
        "coverage_ratio",
        "Pages of the last run as a share of those of the run before",
        tuple((labels, site.coverage) for site, labels in sites),
    )
    for name in ("audited", "carried", "error", "left"):
        yield Family(
            f"pages_{name}",
            f"Pages {name} in the last run",
            tuple((labels, float(getattr(site, f"pages_{name}"))) for site, labels in sites),
        )


def _of_runs(db: "Database", status: Status) -> Iterator[Family]:
    numbers = {site.run: site.name for site in status.sites if site.run is not None}
    rows = [row for row in db.query("SELECT * FROM runs") if row["id"] in numbers]
    for name, said in COUNTS.items():
        samples = tuple(({"site": numbers[row["id"]]}, float(row[name])) for row in rows)
        yield Family(f"run_{name}", said, samples)


def _of_record(status: Status, record: Path, now: datetime) -> Iterator[Family]:
    beside = Beside(record)
    scheduled, pause = beside.schedule(), beside.pause(now.date())
    start = scheduled.next_start(now).timestamp() if scheduled and not pause else None
    yield Family("record_bytes", "Size of the record with its log", (({}, status.bytes),))
    writes = float(status.writing_pid is not None)
    yield Family("record_is_written", "1 while a process writes the record", (({}, writes),))
    yield Family("paused", "1 while scheduled nights are paused", (({}, float(bool(pause))),))
    yield Family("next_start_seconds", "When the next night starts, Unix time", (({}, start),))
    yield Family("exit_code", "What dropkerb status says", (({}, status.exit_code),))


def _unix(time: str | None) -> float | None:
    return datetime.fromisoformat(time).timestamp() if time else None


def _text(family: Family) -> str:
    name = f"dropkerb_{family.name}"
    lines = [f"# HELP {name} {family.help}.", f"# TYPE {name} gauge"]
    for labels, value in family.samples:
        if value is None or not math.isfinite(value):
            continue
        told = ",".join(f'{key}="{_escaped(word)}"' for key, word in labels.items())
        lines.append(f"{name}{{{told}}} {value:.15g}" if told else f"{name} {value:.15g}")
    return "\n".join(lines) + "\n"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def write_metrics(record: Path, file: Path) -> None:
    """Write the figures of a record to a file, whole or not at all. Raises RecordError."""
    db = read_record(record)
    try:
        text = metrics(db, record, datetime.now().astimezone())
    finally:
        db.close()
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")  # no collector reads such a name
    try:
        draft.write_text(text, "utf-8")
        draft.chmod(0o644)
        draft.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise RecordError(
            f"The metrics file {file} cannot be written: {error.strerror}."
        ) from error


def metrics_file(options: dict[str, Any]) -> Path | None:
    """Return where figures are to be written: as a command was told, or as the setting says."""
    told = options.get("metrics") or our_settings()["DROPKERB_METRICS"]
    return Path(told) if told else None


@contextmanager
def measured(record: Path, file: Path | None) -> Iterator[None]:
    """Write the figures when a run ends, however it ends; that they can't be is told, no more."""
    try:
        yield
    finally:
        if file is not None:
            try:
                write_metrics(record, file)
            except RecordError as error:
                click.echo(printable(f"dropkerb: {error}"), err=True)
