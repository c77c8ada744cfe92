"""Text from strangers, made safe for a terminal and for a spreadsheet."""

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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
