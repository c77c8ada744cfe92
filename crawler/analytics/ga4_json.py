"""Answers of GA4's Data API: dimensions and metrics by name, every value a text."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from audits.derive.behaviour import is_contact
from crawler.analytics.rows import (
    AnalyticsError,
    Counts,
    Export,
    Period,
    Row,
    form_counts,
    number,
    part_of,
    readable,
    share,
)

PAGES = (
    "pagePath",
    "pagePathPlusQueryString",
    "fullPageUrl",
    "pageLocation",
    "unifiedPagePathScreen",
)
LANDINGS = ("landingPage", "landingPagePlusQueryString")
OTHER_PAGES = ("", "(other)", "(not set)")


def knows(data: Any) -> bool:
    """Whether parsed JSON is such an answer."""
    return isinstance(data, dict) and (
        "dimensionHeaders" in data or "runReport" in str(data.get("kind"))
    )


def read(data: Any) -> Export:
    """Return the rows about pages. Raises AnalyticsError."""
    try:
        dimensions = [str(each["name"]) for each in data.get("dimensionHeaders") or []]
        metrics = [str(each["name"]) for each in data.get("metricHeaders") or []]
        lines = [
            [str(each["value"]) for each in [*row["dimensionValues"], *row["metricValues"]]]
            for row in data.get("rows") or []
        ]
    except (KeyError, TypeError, AttributeError):
        raise AnalyticsError("The file is cut off, or not what GA4's Data API answers.") from None
    if not lines:
        raise AnalyticsError("GA4 answered without a single row, so there is nothing to import.")
    places = {name: place for place, name in enumerate([*dimensions, *metrics])}
    part, read_one = _reader(places)
    export = Export("GA4", part, (), _period(lines, places))
    if part == "pages":
        export.notes.append("GA4's Data API counts no exits; an exploration exported as CSV does.")
    if (rows := data.get("rowCount")) and isinstance(rows, int) and rows > len(lines):
        export.notes.append(f"GA4 gave {len(lines):,} of {rows:,} rows; ask for the rest, too.")

    def row(cells: list[str]) -> Row | None:
        return read_one(_named(cells, places))

    export.rows = readable(lines, row, export)
    return export


def _named(cells: list[str], places: dict[str, int]) -> dict[str, str]:
    return {name: cells[place] if place < len(cells) else "" for name, place in places.items()}


def _reader(places: dict[str, int]) -> tuple[str, Callable[[dict[str, str]], Row | None]]:
    has = places.keys()
    if "linkUrl" in has and has & set(PAGES):
        return "links", _link
    if "searchTerm" in has and "pageReferrer" in has:
        return "search", _search
    if has & set(PAGES) and has & {"screenPageViews", "sessions"}:
        return "pages", _page
    if {"eventName", "eventCount"} <= has and has & set(PAGES):
        return "forms", _event
    if has & set(LANDINGS) and "sessions" in has:
        return "entries", _landing
    raise AnalyticsError(
        "The answer of GA4's Data API names no pages with numbers: ask for the dimension pagePath "
        "and the metric screenPageViews."
    )


def _page(cells: dict[str, str]) -> Row | None:
    address = _address(cells, PAGES)
    if not address:
        return None
    return Row(
        address,
        Counts(
            views=number(cells.get("screenPageViews", "")),
            visits=number(cells.get("sessions", "")),
        ),
    )


def _landing(cells: dict[str, str]) -> Row | None:
    address = _address(cells, LANDINGS)
    if not address:
        return None
    sessions = number(cells["sessions"])
    rate = share(cells.get("bounceRate", ""), is_percent=False)
    return Row(address, Counts(entrances=sessions, bounces=part_of(sessions, rate)))


def _event(cells: dict[str, str]) -> Row | None:
    """Count forms that were begun or sent; other events are passed over."""
    address = _address(cells, PAGES)
    counts = form_counts(cells["eventName"], number(cells["eventCount"]) or 0)
    return Row(address, counts) if address and counts else None


def _link(cells: dict[str, str]) -> Row | None:
    """Count a click on a link as a step to contact, when it leads to one."""
    address = _address(cells, PAGES)
    clicks = number(cells.get("eventCount", "")) or 0
    if not address or not is_contact(cells["linkUrl"]):
        return None
    return Row(address, Counts(to_contact=clicks))


def _search(cells: dict[str, str]) -> Row | None:
    """Count a search to the page it was made from; its words are not kept."""
    address = cells["pageReferrer"]
    if address in OTHER_PAGES or cells["searchTerm"] in OTHER_PAGES:
        return None
    return Row(address, Counts(to_search=number(cells.get("eventCount", "")) or 0))


def _address(cells: dict[str, str], names: tuple[str, ...]) -> str:
    page = next((cells[name] for name in names if name in cells), "")
    if page in OTHER_PAGES:
        return ""
    host = cells.get("hostName", "")
    return f"https://{host}{page}" if "." in host and page.startswith("/") else page


def _period(lines: list[list[str]], places: dict[str, int]) -> Period | None:
    """Return from when to when, where each row names its day."""
    if "date" not in places:
        return None
    days = list(_days(lines, places["date"]))
    return Period(min(days), max(days))


def _days(lines: list[list[str]], place: int) -> Iterator[date]:
    for cells in lines:
        text = cells[place].replace("-", "") if place < len(cells) else ""
        try:
            yield date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        except ValueError:
            raise AnalyticsError("The file has rows whose date is none.") from None
