"""What an export is about: one site, as of one of its finished runs."""

import re
import sqlite3
from dataclasses import dataclass

from reports import queries
from reports.rows import Run, Site
from reports.source import ReportError

# What was open as of a run, whatever later runs saw.
OPEN_THEN = "f.first_run_id <= :run AND (f.ended_run_id IS NULL OR f.ended_run_id > :run)"
HELD_THEN = OPEN_THEN.replace("f.", "o.")
UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """One site, as of one of its finished runs."""

    site: Site
    run: Run
    is_latest: bool

    @property
    def slug(self) -> str:
        """The site's name, fit for the name of a file."""
        return UNSAFE.sub("-", self.site.name.lower()).strip("-")[:60] or "site"

    @property
    def day(self) -> str:
        """The day of the run, ISO 8601."""
        return self.run.started_at[:10]

    @property
    def asked(self) -> dict[str, int]:
        """The values that statements ask for by name: site and run."""
        return {"site": self.site.id, "run": self.run.id}


def subject_of(
    db: sqlite3.Connection, *, site: str | None = None, run: int | None = None
) -> Subject:
    """Return the site and run that are asked for: the only site, and its latest finished run.

    Raises ReportError, with one sentence, when there is no such site or run, or nothing yet.
    """
    chosen = _site(queries.sites(db), site)
    runs = queries.runs(db, chosen)
    finished = [each for each in runs if each.status in ("done", "partial")]
    if not finished:
        raise ReportError(f"No run of {chosen.name} has finished yet, so there is nothing to tell.")
    if run is None or run == finished[-1].id:
        return Subject(chosen, finished[-1], is_latest=True)
    for each in finished:
        if each.id == run:
            return Subject(chosen, each, is_latest=False)
    numbers = ", ".join(str(each.id) for each in finished[-10:])
    if any(each.id == run for each in runs):
        raise ReportError(f"Run {run} of {chosen.name} gave no result; those that did: {numbers}.")
    raise ReportError(f"{chosen.name} has no run {run}; its last finished runs are: {numbers}.")


def _site(known: list[Site], name: str | None) -> Site:
    names = ", ".join(each.name for each in known)
    if not known:
        raise ReportError("The record holds no site yet: run a crawl first.")
    if name is None and len(known) > 1:
        raise ReportError(f"The record holds several sites; say which by --site: {names}.")
    for each in known:
        if name is None or each.name == name:
            return each
    raise ReportError(f'The record holds no site "{name}"; it holds: {names}.')
