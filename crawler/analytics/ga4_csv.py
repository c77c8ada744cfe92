"""GA4's reports and explorations, as it exports them to CSV.

Comments tell the dates; tables may be stacked, and the first need not be the one about pages.
The line of totals has no name in its first cell. Numbers may have commas.
"""

import re
from collections.abc import Iterator
from datetime import date

from crawler.analytics.rows import (
    AnalyticsError,
    Column,
    Counts,
    Export,
    Period,
    Row,
    form_counts,
    part_of,
    readable,
    share,
)
from crawler.analytics.tables import comments_of, tables_of

PAGE = re.compile(
    r"page path(?: and screen class| \+ query string(?: and screen class)?)?|page location"
    r"|full page url",
    re.IGNORECASE,
)
LANDING = re.compile(r"landing page(?: \+ query string)?", re.IGNORECASE)
TITLE = re.compile(r"page title(?: and screen (?:class|name))?", re.IGNORECASE)
NAMES = {
    "views": ("views", "pageviews", "screen views"),
    "sessions": ("sessions", "visits"),
    "entrances": ("entrances",),
    "exits": ("exits",),
    "exit rate": ("exit rate",),
    "bounce rate": ("bounce rate",),
    "engagement rate": ("engagement rate",),
    "event": ("event name",),
    "events": ("event count",),
    "host": ("hostname", "host name"),
    "segment": ("segment", "comparison", "comparisons"),
}
DAY = re.compile(r"(start|end) date: *(\d{4})-?(\d\d)-?(\d\d)", re.IGNORECASE)
OTHER_PAGES = ("(other)", "(not set)", "(data not available)")


def knows(text: str) -> bool:
    """Whether a text is such an export."""
    comments = comments_of(text)
    if any(DAY.match(line) for line in comments) and "," in text:
        return True
    return any(
        _kind(header) for header, _ in tables_of(text[: 1 << 16].rpartition("\n")[0] or text)
    )


def read(text: str) -> Export:
    """Return the table about pages. Raises AnalyticsError."""
    has_titles = False
    for header, lines in tables_of(text):
        if kind := _kind(header):
            return _export(kind, header, lines, _period(text))
        has_titles |= any(TITLE.fullmatch(name) for name in header[:2])
    if has_titles:
        raise AnalyticsError(
            "The file lists titles of pages, not their addresses; in GA4 choose Page path and "
            "screen class, then export again."
        )
    raise AnalyticsError(
        "The file is from GA4, but no table in it has pages with numbers: export Pages and "
        "screens, or Landing page."
    )


def _kind(header: list[str]) -> str:
    """Return what a table is about: pages, landing pages, forms of pages, or "" for none."""
    known = Column.of(header, NAMES)
    has = known.places.keys()
    is_of_pages = any(PAGE.fullmatch(name) for name in header)
    if has & {"views", "exits", "entrances"} and is_of_pages:
        return "pages"
    if {"event", "events"} <= has and is_of_pages:
        return "forms"
    is_landing = any(LANDING.fullmatch(name) for name in header)
    return "entries" if is_landing and has & {"sessions", "entrances"} else ""


def _export(
    kind: str, header: list[str], lines: Iterator[list[str]], period: Period | None
) -> Export:
    columns = Column.of(header, NAMES)
    wanted = LANDING if kind == "entries" else PAGE
    columns.places["page"] = next(n for n, name in enumerate(header) if wanted.fullmatch(name))
    export = Export("GA4", kind, (), period)
    if kind == "pages" and "exits" not in columns.places and "exit rate" not in columns.places:
        export.notes.append(
            "GA4's reports do not count exits; an exploration with the metric Exits does."
        )
    if {"exits", "exit rate"} & columns.places.keys():
        export.exit_base = "views"
    take = {"pages": _page, "forms": _event, "entries": _landing}[kind]
    first_segment: list[str] = []

    def row(cells: list[str]) -> Row | None:
        _one_segment(columns.text(cells, "segment"), first_segment)
        return take(columns, cells)

    export.rows = readable(lines, row, export)
    return export


def _one_segment(segment: str, seen: list[str]) -> None:
    """Refuse a table that tells the same views once for all people and again for some."""
    if not segment:
        return
    if seen and seen[0] != segment:
        raise AnalyticsError(
            "The file compares groups of people, so views would count twice; remove the "
            "comparison or the other segments in GA4, then export again."
        )
    seen.append(segment)
    del seen[1:]


def _page(columns: Column, cells: list[str]) -> Row | None:
    address = _address(columns, cells)
    if not address:
        return None
    views = columns.count(cells, "views")
    exits = columns.count(cells, "exits")
    if exits is None:
        exits = part_of(views, share(columns.text(cells, "exit rate"), is_percent=False))
    return Row(
        address,
        Counts(
            views=views,
            visits=columns.count(cells, "sessions"),
            entrances=columns.count(cells, "entrances"),
            exits=exits,
            exit_of=views if exits is not None else None,
        ),
    )


def _event(columns: Column, cells: list[str]) -> Row | None:
    """Count forms that were begun or sent; other events are passed over."""
    address = _address(columns, cells)
    counts = form_counts(columns.text(cells, "event"), columns.count(cells, "events") or 0)
    return Row(address, counts) if address and counts else None


def _landing(columns: Column, cells: list[str]) -> Row | None:
    address = _address(columns, cells)
    if not address:
        return None
    entrances = columns.count(cells, "entrances")
    if entrances is None:
        entrances = columns.count(cells, "sessions")
    rate = share(columns.text(cells, "bounce rate"), is_percent=False)
    if rate is None:
        engaged = share(columns.text(cells, "engagement rate"), is_percent=False)
        rate = None if engaged is None else 1 - engaged
    return Row(address, Counts(entrances=entrances, bounces=part_of(entrances, rate)))


def _address(columns: Column, cells: list[str]) -> str:
    """Return the address of a line, or "" for that of totals and those about no page."""
    page = columns.text(cells, "page")
    if not page or page in OTHER_PAGES:
        return ""
    host = columns.text(cells, "host")
    return f"https://{host}{page}" if "." in host and page.startswith("/") else page


def _period(text: str) -> Period | None:
    found: dict[str, date] = {}
    for line in comments_of(text):
        if told := DAY.match(line):
            try:
                day = date(int(told[2]), int(told[3]), int(told[4]))
            except ValueError:
                raise AnalyticsError(
                    f'The file has a date that does not exist: "{told[0]}".'
                ) from None
            found.setdefault(told[1].lower(), day)
    return Period(found["start"], found["end"]) if len(found) == 2 else None  # noqa: PLR2004
