"""What `dropkerb import-analytics` says: the site it is about, how far it is, what matched."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.analytics.importing import Asked, Result
from crawler.analytics.rows import AnalyticsError, Progress
from crawler.exits import Stop
from crawler.plain import printable
from crawler.sites import load_sites

if TYPE_CHECKING:
    from datetime import date

    from sqlite_utils import Database

    from crawler.sites import Site

BIG = 20_000_000  # bytes; smaller files are done before anybody wonders
LINE_SECONDS = 15.0  # between two lines where there is no terminal
MOST_SHOWN = 10  # addresses that are no pages


def chosen_site(db: "Database", named: str | None) -> tuple[int, str]:
    """Return number and name of the site that is meant. Raises Stop."""
    known = {name: id_ for id_, name in db.execute("SELECT id, name FROM sites ORDER BY name")}
    if not known:
        raise Stop("The record holds no site yet; run a crawl first.")
    names = ", ".join(known)
    if named is None:
        if len(known) > 1:
            raise Stop(f"The record holds several sites; say which with --site: {names}.")
        named = next(iter(known))
    if named not in known:
        raise Stop(f"The record knows no site {named!r}; it has: {names}.")
    return known[named], named


def asked_for(
    site: "Site | None", start: "date | None", end: "date | None", *, replace: bool
) -> Asked:
    """Return what is asked, with what sites.toml says of the site."""
    from audits.derive.cost import Costs

    if site is None:
        return Asked(start, end, replace=replace)
    return Asked(
        start,
        end,
        replace=replace,
        costs=Costs.of(site.costs),
        end_pages=site.end_pages,
        extra_hosts=site.extra_hosts,
    )


def site_in_file(name: str, sites: Path) -> "Site | None":
    """Return the site of that name in the sites file, if there is such a file and such a site."""
    return load_sites(sites).get(name) if sites.exists() else None


@contextmanager
def watched(files: Sequence[Path], *, quiet: bool) -> Iterator[Progress]:
    """Show how far a big file is read: a bar on a terminal, lines elsewhere."""
    size = sum(path.stat().st_size for path in files if path.exists())
    if quiet or size < BIG:
        yield lambda _: None
    elif sys.stderr.isatty():
        with click.progressbar(length=size, label="Reading", file=sys.stderr) as bar:
            yield lambda done: bar.update(max(0, done - bar.pos))
    else:
        said = [time.monotonic()]

        def tell(done: int) -> None:
            if time.monotonic() - said[0] >= LINE_SECONDS:
                said[0] = time.monotonic()
                click.echo(f"Reading: {100 * done // size} %", err=True)

        yield tell


def sentence(error: AnalyticsError, files: Sequence[Path]) -> str:
    """Return the one sentence about a file that was not imported."""
    several = f"{files[0].name} and {len(files) - 1} more"
    name = error.file or (files[0].name if len(files) == 1 else several)
    said = str(error)
    if said.split(" ", 1)[0] in ("It", "Its", "The", "Most", "None", "No", "Give", "Several"):
        said = said[0].lower() + said[1:]
    verb = "were" if name == several else "was"
    return f"{name} {verb} not imported: {said}"


def told(result: Result) -> str:
    """Return what a person wants to know of an import."""
    imported = result.imported
    share = 100 * imported.views_matched // max(imported.views, 1)
    words = {"entries": "entrances", "exits": "exits", "links": "clicks", "search": "searches"} | {
        "forms": "starts and ends of forms"
    }
    what = words.get(imported.part, "views")
    on = f"{_count(result.pages, 'page')} of the record"
    lines = [
        f"{imported.file}: {imported.source}, {imported.part}, {imported.period}",
        f"  {_count(imported.lines, 'line')} counted, {imported.lines_left:,} left out.",
        f"  {imported.views_matched:,} of {imported.views:,} {what} ({share} %) are on {on}.",
    ]
    if result.replaced:
        lines.append("  What was imported of these days before was replaced.")
    if result.unmatched:
        number = imported.addresses_unmatched
        verb = "is no page" if number == 1 else "are no pages"
        lines.append(f"  {_count(number, 'address', 'es')} {verb} of the record; those with most:")
        lines += [f"    {views:>9,}  {address}" for address, views in result.unmatched[:MOST_SHOWN]]
    if imported.notes:
        lines.append(f"  {imported.notes}")
    return printable("\n".join(lines))


def told_points(db: "Database", site_id: int) -> str:
    """Return where people are lost, as far as the crawl and what was imported both show it."""
    rows = db.execute(
        """SELECT url, lost_28, dead_ends, cost FROM abandonment_points
           WHERE site_id = ? ORDER BY place""",
        [site_id],
    ).fetchall()
    if not rows:
        has_exits = db.execute(
            """SELECT max(b.exit_rate) FROM behaviour b JOIN pages p ON p.id = b.page_id
               WHERE p.site_id = ?""",
            [site_id],
        ).fetchone()[0]
        if has_exits is None:
            return "How many people leave is not known: no page has both exits and 100 views."
        return "No point of abandonment is confirmed: where many leave, the crawl saw no dead end."
    names = dict(db.execute("SELECT rule_id, name FROM dead_end_rules").fetchall())
    lines = [f"{_count(len(rows), 'point')} of abandonment confirmed, most people lost first:"]
    for url, lost, rules, cost in rows[:MOST_SHOWN]:
        lines.append(f"  {round(lost):>9,}  {url}")
        lines.append(f"             {'; '.join(names[each] for each in rules.split())}")
        lines += [f"             {cost}"] if cost else []
    lines.append("Numbers are people lost in 28 days; dropkerb report shows how they are reckoned.")
    return printable("\n".join(lines))


def _count(number: int, one: str, more: str = "s") -> str:
    return f"{number:,} {one}{'' if number == 1 else more}"
