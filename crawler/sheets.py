"""Tables in CSV that people fill in: read whole, or refused in one sentence."""

import csv
import errno
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from crawler.exits import Stop
from crawler.plain import FORMULA_STARTS

MOST_LINES = 100_000
NOTHING = "Nothing was imported."
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table may have."""

    all: Sequence[str]
    needed: Sequence[str] = ()  # each of these must be there
    one_of: Sequence[str] = ()  # and one of these


@contextmanager
def opened(file: Path) -> Iterator[Iterable[str]]:
    """Give the lines of a table, from a file or from standard input ("-"). Raises Stop."""
    import sys

    if str(file) == "-":
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except OSError as error:
        raise Stop(f"{file} could not be read: {error.strerror}.") from error


@contextmanager
def written(file: Path, record: Path) -> Iterator[IO[str]]:
    """Give a file to write a table to; it takes the place of `file` once it is whole.

    It starts with a byte order mark, without which spreadsheets garble Welsh. Raises Stop, with one
    sentence, for a place that can't be written, and for the record itself.
    """
    if file.exists() and record.exists() and file.samefile(record):
        raise Stop(f"{file} is the record itself; name another file.")
    draft = file.with_name(f".{file.name[:200]}.{os.getpid()}.part")
    try:
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with draft.open("w", encoding="utf-8-sig", newline="") as stream:
            yield stream
        draft.replace(file)
    except OSError as error:
        raise Stop(f"{file} could not be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def rows_of(lines: Iterable[str], columns: Columns) -> list[tuple[int, dict[str, str]]]:
    """Return each row with its line; a column that is missing is empty.

    Raises Stop, with one sentence about the first thing that is wrong.
    """
    try:
        return list(_rows(lines, columns))
    except csv.Error as error:
        raise Stop(f"This is no table in CSV: {error}. {NOTHING}") from error
    except UnicodeDecodeError as error:
        raise Stop(f"The file is not in UTF-8; save it as CSV UTF-8. {NOTHING}") from error


def _rows(lines: Iterable[str], columns: Columns) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(lines, strict=True)
    header = [name.strip().lower().removeprefix("\ufeff") for name in next(reader, [])]
    _check_header(header, columns)
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise Stop(
                f"Line {reader.line_num} has {len(row)} cells and the header has {len(header)}. "
                f"{NOTHING}"
            )
        if reader.line_num > MOST_LINES:
            raise Stop(f"The table has more than {MOST_LINES:,} lines. {NOTHING}")
        told = dict.fromkeys(columns.all, "")
        told.update((name, _bare(cell)) for name, cell in zip(header, row, strict=True))
        yield reader.line_num, told


def _check_header(header: Sequence[str], columns: Columns) -> None:
    what = _fault(header, columns)
    if what:
        raise Stop(
            f"The table {what}; its columns are {', '.join(columns.all)}, in any order. {NOTHING}"
        )


def _fault(header: Sequence[str], columns: Columns) -> str:
    for name in columns.needed:
        if name not in header:
            return f"lacks the column {name!r}"
    for name in header:
        if name not in columns.all:
            return f"has a column {name!r}, which means nothing here"
        if header.count(name) > 1:
            return f"has the column {name!r} twice"
    if columns.one_of and not set(columns.one_of) & set(header):
        return f"has none of the columns {', '.join(columns.one_of)}"
    return ""


def _bare(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from taking a cell for a formula."""
    cell = cell.strip()
    is_guarded = cell.startswith("'") and cell[1:].lstrip(" ").startswith(FORMULA_STARTS)
    return cell[1:] if is_guarded else cell


def day(said: str, *, is_day_first: bool = False) -> date:
    """Return a day that is written as 2026-11-28. Raises ValueError, with a sentence.

    Spreadsheets write dates anew when they save a table: where the day comes first, 28/11/2026 is
    taken too.
    """
    try:
        slashed = SLASHED.fullmatch(said.strip()) if is_day_first else None
        if slashed:
            day_, month, year = map(int, slashed.groups())
            return date(year, month, day_)
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise ValueError(f"{said!r} is no date; write it as 2026-11-28.") from error


def criterion(said: str, known: Iterable[str]) -> str:
    """Return the id of a criterion such as 1.4.3 or WCAG 1.4.3. Raises ValueError."""
    number = said.strip().lower().removeprefix("wcag").lstrip(" :").split(" ")[0]
    if f"wcag:{number}" not in set(known):
        raise ValueError(f"The record knows no criterion {said!r}; write it as 1.4.3.")
    return f"wcag:{number}"
