"""Hand the record over in forms that other programs and people read; reads the record only."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reports.exports import earl, evidence, openacr, sarif, spreadsheet
from reports.exports.subject import Subject, subject_of
from reports.exports.writing import whole_file
from reports.source import ReportError, reading

Rows = Callable[[sqlite3.Connection, Subject, Path], int]


@dataclass(frozen=True, slots=True)
class Format:
    """A form that the record can be handed over in."""

    ending: str  # of the file's name
    counted: str  # what the number that comes back counts
    write: Rows
    is_as_of_now: bool = False  # it tells decisions and risks as they stand, not as they stood


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    path: Path
    number: int
    counted: str  # what the number counts, e.g. results
    bytes: int


def _as_text(write: Callable[[sqlite3.Connection, Subject, IO[str]], int]) -> Rows:
    """Return what writes text to a path; what no encoding knows becomes a question mark."""

    def to_path(db: sqlite3.Connection, subject: Subject, path: Path) -> int:
        with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            return write(db, subject, stream)

    return to_path


FORMATS: Mapping[str, Format] = {
    "earl": Format("earl.jsonld", "assertions", _as_text(earl.write)),
    "csv": Format("register.csv", "rows", spreadsheet.write_csv, is_as_of_now=True),
    "xlsx": Format("register.xlsx", "rows", spreadsheet.write_xlsx, is_as_of_now=True),
    "evidence": Format("evidence.zip", "causes", evidence.write),
    "openacr": Format("openacr.yaml", "criteria with failures", _as_text(openacr.write)),
    "sarif": Format("sarif", "results", _as_text(sarif.write)),
}


def export(
    record: Path,
    name: str,
    out: Path | None = None,
    *,
    site: str | None = None,
    run: int | None = None,
) -> Exported:
    """Write one site, as of one run, in one format; return what was written.

    Without `out` the file is named after site and day, and stands in the current folder. Raises
    ReportError, with one sentence, for a wrong record, site, run or place, and for a full disk.
    """
    form = FORMATS[name]
    with reading(record) as db:
        subject = subject_of(db, site=site, run=run)
        if form.is_as_of_now and not subject.is_latest:
            raise ReportError(f"The register is told as it stands now: leave --run out for {name}.")
        path = out or Path(f"{subject.slug}-{subject.day}.{form.ending}")
        with whole_file(path, record) as draft:
            number = form.write(db, subject, draft)
    return Exported(path, number, form.counted, path.stat().st_size)
