"""The import of a file: recognised, held against the pages on record, written all or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audits.derive.cost import Costs
from crawler.analytics.access_log import Walks, walk
from crawler.analytics.matching import Matcher
from crawler.analytics.recognise import Recognised, recognise
from crawler.analytics.rows import AnalyticsError, Counts, Export, Period, Progress
from crawler.analytics.sessions import MOST_VIEWS
from crawler.store.analytics import (
    MOST_UNMATCHED,
    Imported,
    delete_imports,
    overlapping,
    refresh_behaviour,
    save_costs,
    save_import,
)
from crawler.store.record import told_of

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_ADDRESSES = 500_000  # of an export that are no pages; those beyond are only counted
SECONDS_A_DAY = 86_400
LONGEST_DAYS = 800  # of a period; longer ones are a slip of the pen


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person at the terminal asks for besides the file."""

    start: date | None = None
    end: date | None = None
    replace: bool = False
    costs: Costs | None = None  # None: as the record has it
    end_pages: tuple[str, ...] | None = None
    extra_hosts: tuple[str, ...] = ()

    def period(self, today: date) -> Period | None:
        """Return from when to when, or None when nothing was said. Raises AnalyticsError."""
        if self.start is None and self.end is None:
            return None
        if self.start is None or self.end is None:
            raise AnalyticsError("Give both --from and --to, the first day and the last.")
        return checked(Period(self.start, self.end), today)


@dataclass(slots=True)
class Result:
    """What became of one table."""

    imported: Imported
    pages: int
    replaced: int
    unmatched: list[tuple[str, int]] = field(default_factory=list)  # those with most views first


@dataclass(slots=True)
class _Sums:
    """What was counted, by page and by address that is no page."""

    pages: dict[int, Counts] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    lines: int = 0
    views: int = 0
    views_matched: int = 0

    def add(self, place: int | str, counts: Counts) -> None:
        weight = counts.weight()
        self.views += weight
        if isinstance(place, int):
            self.views_matched += weight
            self.pages.setdefault(place, Counts()).add(counts)
        elif place in self.others or len(self.others) < MOST_ADDRESSES:
            self.others[place] = self.others.get(place, 0) + weight

    def unmatched(self) -> list[tuple[str, int]]:
        """Return the addresses that are no pages, those with most views first."""
        return sorted(self.others.items(), key=lambda each: (-each[1], each[0]))


def checked(period: Period, today: date) -> Period:
    """Return a period that can be. Raises AnalyticsError."""
    if period.end < period.start:
        raise AnalyticsError(
            f"The period ends on {period.end}, before it starts on {period.start}."
        )
    if period.end > today:
        raise AnalyticsError(f"The period ends on {period.end}, which is still to come.")
    if period.days > LONGEST_DAYS:
        raise AnalyticsError(
            f"The period of {period.days:,} days is longer than {LONGEST_DAYS} days."
        )
    return period


def import_files(
    db: "Database",
    site_id: int,
    files: Sequence[Path],
    asked: Asked,
    *,
    today: date,
    progress: Progress = lambda _: None,
) -> list[Result]:
    """Import an export, or one or more access logs, for a site.

    Raises AnalyticsError, before anything is written.
    """
    said = asked.period(today)
    known = [(path, _recognised(path)) for path in files]
    matcher = matcher_of(db, site_id, asked.extra_hosts)
    if all(each.is_log for _, each in known):
        read = [_log(files, matcher, said, today, progress)]
    elif len(files) > 1:
        raise AnalyticsError(
            "Several files at once can only be access logs; import exports one by one."
        )
    else:
        path, found = known[0]
        read = [_export(each, path, found.digest, matcher, said, today) for each in found.exports]
    with told_of(db):
        results = [_save(db, site_id, each, sums, replace=asked.replace) for each, sums in read]
        if asked.costs is not None:
            save_costs(db, site_id, asked.costs)
        refresh_behaviour(db, site_id, end_pages=asked.end_pages)
    return results


def _recognised(path: Path) -> Recognised:
    try:
        return recognise(path)
    except AnalyticsError as error:
        error.file = path.name
        raise


def matcher_of(db: "Database", site_id: int, extra_hosts: Iterable[str] = ()) -> Matcher:
    """Return what tells of an address which page of the site it is."""
    start = db.execute("SELECT start_url FROM sites WHERE id = ?", [site_id]).fetchone()[0]
    pages = db.execute(
        "SELECT id, url FROM pages WHERE site_id = ? AND kind NOT IN ('missing', 'redirect')",
        [site_id],
    ).fetchall()
    if not pages:
        raise AnalyticsError("The site has no pages on record yet; run a crawl first.")
    redirects = db.execute(
        """SELECT p.url, v.redirect_to FROM pages p JOIN visits v
               ON v.page_id = p.id AND v.last_run_id = p.last_run_id
           WHERE p.site_id = ? AND p.kind = 'redirect' AND v.outcome = 'redirect'""",
        [site_id],
    ).fetchall()
    hosts = {urlsplit(url).netloc for _, url in pages} | set(extra_hosts)
    return Matcher(start, hosts, pages, redirects)


def _export(
    export: Export,
    path: Path,
    digest: str,
    matcher: Matcher,
    said: Period | None,
    today: date,
) -> tuple[Imported, _Sums]:
    """Read a table to its end."""
    period = _agreed(export.period, said, today)
    sums = _Sums()
    for row in export.rows:
        sums.lines += 1
        sums.add(matcher.place(row.address), row.counts)
    if not sums.lines and export.part == "forms":
        raise AnalyticsError("None of its events is form_start or form_submit: no form is counted.")
    if not sums.lines:
        raise AnalyticsError("No line of it is about a page, so there is nothing to import.")
    return _imported(
        sums,
        export.source,
        export.part,
        period,
        file=path.name,
        digest=digest,
        lines_left=export.skipped,
        exit_base=export.exit_base,
        notes=" ".join(export.notes),
    )


def _agreed(told: Period | None, said: Period | None, today: date) -> Period:
    """Return the period that file and command line agree on. Raises AnalyticsError."""
    if told and said and told != said:
        raise AnalyticsError(
            f"It says that it is about {told}, but --from and --to say {said}; leave those out."
        )
    period = told or said
    if period is None:
        raise AnalyticsError(
            "It does not say which days it is about; give the first and the last of them, such as "
            "--from 2026-09-01 --to 2026-09-30."
        )
    return checked(period, today)


def _log(
    files: Sequence[Path],
    matcher: Matcher,
    said: Period | None,
    today: date,
    progress: Progress,
) -> tuple[Imported, _Sums]:
    """Read logs to their end."""
    walks = walk(
        files, matcher.place, matcher.leads_to, within=said, today=today, progress=progress
    )
    sessions = walks.sessions
    if walks.first is None or walks.last is None or not sessions.views:
        raise AnalyticsError(
            f"No line of it is about a page seen by a person{f' in {said}' if said else ''}."
        )
    sums = _Sums(lines=sessions.views)
    for place, walked in sessions.walked.items():
        sums.add(place, walked.counts())
    sums.views = sessions.views  # also those of addresses that were forgotten
    name = files[0].name if len(files) == 1 else f"{files[0].name} and {len(files) - 1} more"
    return _imported(
        sums,
        "access log",
        "pages",
        Period(walks.first, walks.last),
        file=name,
        digest=walks.digest,
        lines_left=sum(walks.left_out.values()) + walks.unreadable,
        exit_base="views",
        notes=_told_of(walks),
        visits=sessions.visits,
        seconds=walks.seconds,
    )


def _told_of(walks: Walks) -> str:
    """Say which lines of a log did not count."""
    counts = [f"{number:,} {why}" for why, number in walks.left_out.most_common()]
    if walks.unreadable:
        counts.append(f"{walks.unreadable:,} unreadable ones")
    told = [f"Lines that do not count: {', '.join(counts)}."] if counts else []
    if walks.sessions.robots:
        told.append(
            f"{walks.sessions.robots:,} visits of more than {MOST_VIEWS} views were left out as "
            "robots."
        )
    return " ".join(told)


def _imported(
    sums: _Sums,
    source: str,
    part: str,
    period: Period,
    *,
    file: str,
    digest: str,
    lines_left: int,
    exit_base: str,
    notes: str,
    visits: int | None = None,
    seconds: int | None = None,
) -> tuple[Imported, _Sums]:
    if not sums.pages:
        most = ", ".join(address for address, _ in sums.unmatched()[:3])
        raise AnalyticsError(
            f"None of its addresses is a page of this site on record (the first are {most}); "
            "is it about another site?"
        )
    days = float(period.days) if seconds is None else max(seconds / SECONDS_A_DAY, 1.0)
    return Imported(
        source=source,
        part=part,
        period=period,
        days=days,
        file=file,
        digest=digest,
        imported_at=datetime.now(UTC).isoformat(timespec="seconds"),
        lines=sums.lines,
        lines_left=lines_left,
        views=sums.views,
        views_matched=sums.views_matched,
        addresses_unmatched=len(sums.others),
        visits=visits,
        exit_base=exit_base,
        notes=notes,
    ), sums


def _save(
    db: "Database", site_id: int, imported: Imported, sums: _Sums, *, replace: bool
) -> Result:
    """Write a table, unless it would count days twice. Raises AnalyticsError."""
    others = overlapping(
        db, site_id, imported.source, imported.part, imported.period, imported.digest
    )
    if others and not replace:
        _, period, file = others[0]
        raise AnalyticsError(
            f"{imported.source} of {period} ({file}) is on record and shares days with "
            f"{imported.period}, which would count twice; --replace puts this file in its place."
        )
    delete_imports(db, [each[0] for each in others])
    unmatched = sums.unmatched()[:MOST_UNMATCHED]
    replaced = save_import(db, site_id, imported, sums.pages, unmatched)
    return Result(imported, len(sums.pages), replaced + len(others), unmatched)
