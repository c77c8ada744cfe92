"""Matomo's page report: as CSV with the names of its API or of its screens, and as JSON.

Rates are reckoned from counts where there are counts. Exits are of visits here, not of views:
that is how Matomo has it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from crawler.analytics.rows import (
    AnalyticsError,
    Column,
    Counts,
    Export,
    Row,
    number,
    part_of,
    readable,
    share,
)
from crawler.analytics.tables import tables_of

NAMES: dict[
    str, tuple[str, ...]
] = {  # what each column is called: by the API, then on the screens in English
    "label": ("label", "page url"),
    "url": ("url", "metadata_url", "metadata: url"),
    "visits": ("nb_visits", "unique pageviews", "unique page views"),
    "views": ("nb_hits", "pageviews", "page views"),
    "entrances": ("entry_nb_visits", "entrances"),
    "bounces": ("entry_bounce_count", "bounces"),
    "exits": ("exit_nb_visits", "exits"),
    "exit rate": ("exit_rate", "exit rate"),
}
FOLDER = "Matomo folded pages into folders; choose the flat view (flat=1) to have every page."


def knows_table(header: list[str]) -> bool:
    """Whether the header of a table is Matomo's."""
    places = Column.of(header, NAMES).places
    return "label" in places and bool(places.keys() & {"visits", "views"})


def knows(data: Any) -> bool:
    """Whether parsed JSON is a report of Matomo."""
    rows: Any = data if isinstance(data, list) else ()
    if isinstance(data, dict):
        if data.get("result") == "error":
            return True
        rows = next((each for each in data.values() if isinstance(each, list) and each), ())
    return bool(rows) and isinstance(rows[0], dict) and {"label", "nb_visits"} <= rows[0].keys()


def read_csv(text: str) -> Export:
    """Return the rows of the CSV. Raises AnalyticsError."""
    for header, lines in tables_of(text):
        if knows_table(header):
            places = Column.of(header, NAMES).places
            rows = (
                {name: cells[place] for name, place in places.items() if place < len(cells)}
                for cells in lines
            )
            return _export(rows, places.keys())
    raise AnalyticsError("The file has none of the columns of Matomo's page report.")


def read_json(data: Any) -> Export:
    """Return the rows of the JSON. Raises AnalyticsError."""
    if isinstance(data, dict):
        if data.get("result") == "error":
            raise AnalyticsError("The file is an error message of Matomo, not a report.")
        raise AnalyticsError(
            "The file holds a report for each of several periods; export one range instead "
            "(period=range)."
        )
    given = [each for each in data if isinstance(each, dict)]
    keys = set().union(*given)  # a row leaves out what is 0 there
    known = {name for name, words in NAMES.items() for word in words if word in keys}
    return _export((_told(each) for each in given), known)


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what a row says, by our names."""
    told: dict[str, str] = {}
    for name, words in NAMES.items():
        for word in words:
            if row.get(word) is not None and isinstance(row[word], str | int | float):
                told.setdefault(name, str(row[word]))
    return told


def _export(rows: Iterable[dict[str, str]], known: Iterable[str]) -> Export:
    has = set(known)
    if not has & {"views", "visits"}:
        raise AnalyticsError("The file tells neither pageviews nor unique pageviews of a page.")
    export = Export("Matomo", "pages", ())
    if has & {"exits", "exit rate"}:
        export.exit_base = "visits"
    if "exits" not in has and "exit rate" in has:
        export.notes.append("Exits are reckoned from Matomo's rounded rates.")

    def row(cells: dict[str, str]) -> Row | None:
        address = cells.get("url", "").strip() or cells.get("label", "").strip()
        if not address.startswith(("/", "http://", "https://")):
            if address and FOLDER not in export.notes and not address.startswith(("(", "-")):
                export.notes.append(FOLDER)
            return None
        return Row(address, _counts(cells, has))

    export.rows = readable(rows, row, export)
    return export


def _counts(cells: Mapping[str, str], has: set[str]) -> Counts:
    def count(name: str) -> int | None:
        return number(cells.get(name, "")) if cells.get(name) else 0 if name in has else None

    visits, exits = count("visits"), count("exits")
    if exits is None:
        exits = part_of(visits, share(cells.get("exit rate", ""), is_percent=True))
    return Counts(
        views=count("views"),
        visits=visits,
        entrances=count("entrances"),
        exits=exits,
        exit_of=visits if exits is not None else None,
        bounces=count("bounces"),
    )
