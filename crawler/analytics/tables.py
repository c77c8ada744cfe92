"""Exports as text, and the tables that stand in them."""

import csv
import io
from collections.abc import Iterator

from crawler.analytics.rows import AnalyticsError

MOST_BYTES = 64 * 1024 * 1024  # of an export; those of a council's site are far smaller
MOST_LINES = 2_000_000
MOST_CELL = 100_000  # characters

BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def decoded(raw: bytes) -> str:
    """Return the text of an export: UTF-16 where its first bytes say so, else UTF-8.

    Raises AnalyticsError.
    """
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return raw.decode("cp1252", errors="replace")  # saved again by a spreadsheet
        raise AnalyticsError("The file is cut off, or not in the encoding that it says.") from None


def lines_of(text: str) -> Iterator[list[str]]:
    """Return the lines of a CSV, cells apart; an empty line is an empty list.

    Raises AnalyticsError.
    """
    separator = _separator(text)
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader):
            if number > MOST_LINES:
                raise AnalyticsError(f"The file has more than {MOST_LINES:,} lines.")
            yield cells if any(cell.strip() for cell in cells) else []
    except csv.Error as error:
        raise AnalyticsError("The file is not the CSV that it looks like.") from error


def tables_of(text: str) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    """Return each table of a CSV: its header, and its lines up to the next empty one.

    Comments, which begin with "#", stand between tables. Read a table's lines before the next.
    """
    lines = lines_of(text)
    for cells in lines:
        if cells and not cells[0].startswith("#"):
            rest = _until_empty(lines)
            yield [cell.strip().lstrip("\ufeff") for cell in cells], rest
            for _ in rest:
                pass


def comments_of(text: str) -> list[str]:
    """Return what the comments of a CSV say, without their signs."""
    return [
        line.lstrip('#" ').rstrip('", \r')
        for line in text[: 1 << 16].splitlines()
        if line.lstrip('"').startswith("#")
    ]


def _until_empty(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    for cells in lines:
        if not cells or cells[0].startswith("#"):
            return
        yield cells


def _separator(text: str) -> str:
    """Return what parts the cells: a comma, or what a spreadsheet elsewhere made of it."""
    header = next(
        (line for line in text[: 1 << 16].splitlines() if line.strip() and line[0] != "#"), ""
    )
    return max(",;\t", key=header.count)
