"""Text from strangers, made safe for a terminal and for a spreadsheet."""

import unicodedata
from collections.abc import Iterable
from typing import IO

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def printable(text: str) -> str:
    """Return the text without control and formatting characters (escape codes, bidi tricks)."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char)[0] != "C" else "�" for char in text
    )


def spreadsheet_safe(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + value
    return value


def cells_for(stream: IO[str], row: Iterable[object]) -> list[object]:
    """Return the cells of a row of CSV: none runs in a spreadsheet, or on a terminal."""
    safe = [spreadsheet_safe(each) for each in row]
    if not stream.isatty():
        return safe
    return [printable(each) if isinstance(each, str) else each for each in safe]
