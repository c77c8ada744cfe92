"""Plausible's tables of pages, of entries and of exits: one by one, or as the zip of its dashboard.

The dashboard's export keeps the 100 pages with most; a site's whole export is told by days.
"""

from collections.abc import Callable, Iterator
from datetime import date

from crawler.analytics.rows import (
    AnalyticsError,
    Column,
    Counts,
    Export,
    NotANumber,
    Period,
    Row,
    part_of,
    readable,
    share,
    whole_of,
)
from crawler.analytics.tables import tables_of

NAMES = {
    "name": ("name", "page", "entry_page", "exit_page"),
    "date": ("date",),
    "host": ("hostname",),
    "visitors": ("visitors",),
    "visits": ("visits",),
    "views": ("pageviews",),
    "entrances": ("total_entrances", "entrances"),
    "exits": ("total_exits", "exits"),
    "bounce rate": ("bounce_rate",),
    "bounces": ("bounces",),
    "exit rate": ("exit_rate",),
}
MOST_ROWS = 100  # of a table that the dashboard exports
SHORTENED = "Plausible's dashboard exports the 100 pages with most; the others are not in it."


def knows_table(header: list[str]) -> bool:
    """Whether the header of a table is Plausible's."""
    return bool(_part(header))


def read(text: str) -> Export:
    """Return the rows of one table. Raises AnalyticsError."""
    for header, lines in tables_of(text):
        if part := _part(header):
            return _export(part, Column.of(header, NAMES), list(lines))
    raise AnalyticsError("The file has none of the columns of Plausible's tables of pages.")


def _part(header: list[str]) -> str:
    """Return what a table is about, or "" when it is not one of Plausible's."""
    places = Column.of(header, NAMES).places
    lowered = [name.lower() for name in header]
    if "name" not in places:
        return ""
    first = lowered[places["name"]]
    if "unique_exits" in lowered or (first == "exit_page" and "exits" in places):
        return "exits"
    if "unique_entrances" in lowered or (first == "entry_page" and "entrances" in places):
        return "entries"
    if "visitors" in places and ({"time_on_page", "scroll_depth", "pageviews"} & set(lowered)):
        return "pages" if first in ("name", "page") else ""
    return ""


def _export(part: str, columns: Column, lines: list[list[str]]) -> Export:
    export = Export("Plausible", part, (), _period(columns, lines))
    if part == "exits":
        export.exit_base = "views"
    if len(lines) >= MOST_ROWS and export.period is None:
        export.notes.append(SHORTENED)
    read_one: Callable[[Column, list[str]], Counts] = {
        "pages": _page,
        "entries": _entry,
        "exits": _exit,
    }[part]

    def row(cells: list[str]) -> Row | None:
        name, host = columns.text(cells, "name"), columns.text(cells, "host")
        if not name.startswith(("/", "http://", "https://")):
            return None
        address = f"https://{host}{name}" if host and name.startswith("/") else name
        return Row(address, read_one(columns, cells))

    export.rows = readable(lines, row, export)
    return export


def _page(columns: Column, cells: list[str]) -> Counts:
    visits = columns.count(cells, "visits")
    if visits is None:
        visits = columns.count(cells, "visitors")
    return Counts(views=columns.count(cells, "views"), visits=visits)


def _entry(columns: Column, cells: list[str]) -> Counts:
    entrances = columns.count(cells, "entrances")
    bounces = columns.count(cells, "bounces")
    if bounces is None:
        bounces = part_of(entrances, share(columns.text(cells, "bounce rate"), is_percent=True))
    return Counts(entrances=entrances, bounces=bounces)


def _exit(columns: Column, cells: list[str]) -> Counts:
    """Count exits; of how many views they are follows from the rate, where that is told.

    Views in a table of exits are something else: those of the visits that ended there.
    """
    exits = columns.count(cells, "exits")
    rate = share(columns.text(cells, "exit rate"), is_percent=True)
    return Counts(exits=exits, exit_of=whole_of(exits, rate))


def _period(columns: Column, lines: list[list[str]]) -> Period | None:
    if "date" not in columns.places:
        return None
    days = list(_days(columns, lines))
    return Period(min(days), max(days)) if days else None


def _days(columns: Column, lines: list[list[str]]) -> Iterator[date]:
    for cells in lines:
        try:
            yield date.fromisoformat(columns.text(cells, "date"))
        except (ValueError, NotANumber):
            raise AnalyticsError("The file has rows whose date is none.") from None
