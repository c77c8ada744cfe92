"""Build the report: one record in, one folder of plain HTML out."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports import queries
from reports.contexts import SiteList
from reports.facts import Facts
from reports.folder import check_out, swapped_in
from reports.render import Writer
from reports.rows import Run, Site
from reports.site import SiteReport
from reports.source import ReportError, reading
from reports.wording import file_name

__all__ = ["Built", "ReportError", "build", "check_out"]

STATIC = Path(__file__).parent / "static"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was written."""

    index: Path  # its first page
    pages: int  # HTML pages in it
    seconds: float


def build(
    record: Path, out: Path, *, site: str | None = None, progress: Progress | None = None
) -> Built:
    """Write the report on the record to the folder, in place of the one that is there.

    A record of several sites gets a folder for each and a list of them, unless one is named.
    Raises ReportError, with one sentence for the person who asked.
    """
    started = time.monotonic()
    with reading(record) as db, swapped_in(out) as draft:
        found = queries.sites(db)
        if site is not None:
            found = [each for each in found if each.name == site]
            if not found:
                raise ReportError(_no_such_site(site, queries.sites(db), record))
        writer = Writer(draft, progress or _silent)
        if len(found) == 1:
            _write_one(db, found[0], record, writer)
        else:
            _write_each(db, found, record, writer)
    return Built(out / "index.html", writer.tally.written, time.monotonic() - started)


def _no_such_site(name: str, known: list[Site], record: Path) -> str:
    names = ", ".join(each.name for each in known) or "none"
    return f'{record} holds no site "{name}"; it holds: {names}.'


def _silent(_done: int, _total: int) -> None:
    pass


def _write_one(db: sqlite3.Connection, site: Site, record: Path, writer: Writer) -> None:
    facts = Facts.read(db, site)
    if facts is None:
        raise ReportError(_nothing_yet(record))
    writer.copy(STATIC)
    SiteReport(db, facts, writer).write()


def _write_each(db: sqlite3.Connection, sites: list[Site], record: Path, writer: Writer) -> None:
    """Write each site's report into a folder of its own, and a list of them at the top."""
    listed: list[tuple[Site, Run | None, str]] = []
    for site in sites:
        facts = Facts.read(db, site, sites_file="../index.html")
        if facts is None:
            listed.append((site, None, ""))
            continue
        folder = file_name(site.name.replace(".", "-"), site.id, "site")
        inner = writer.inside(folder)
        inner.copy(STATIC)
        SiteReport(db, facts, inner).write()
        listed.append((site, facts.run, f"{folder}/index.html"))
    if not any(run for _, run, _ in listed):
        raise ReportError(_nothing_yet(record))
    writer.copy(STATIC)
    writer.write(SiteList(sites=listed), "index.html")


def _nothing_yet(record: Path) -> str:
    return f"{record} holds no finished run yet, so there is nothing to report on."
