"""Write a file whole or not at all: beside its place first, then put there in one step."""

import csv
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from reports.source import ReportError
from reports.wording import spreadsheet_safe


@contextmanager
def whole_file(out: Path, record: Path) -> Iterator[Path]:
    """Give the place of a draft, and put the draft in the place of `out` once it is written.

    What stood there before stays until then, and stays for good when anything goes wrong.
    Raises ReportError, with one sentence, for a place that can't be written and for a full disk.
    """
    _check(out, record)
    draft = out.with_name(f".{out.name[:200]}.draft-{os.getpid()}")
    try:
        yield draft
        with draft.open("rb") as stream:
            os.fsync(stream.fileno())  # a disk that is full says so here at the latest
        draft.replace(out)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _check(out: Path, record: Path) -> None:
    """Refuse what could never be written, and what must never be written over."""
    if out.is_dir():
        raise ReportError(f"{out} is a folder: name a file in it.")
    if not out.parent.is_dir():
        raise ReportError(f"{out} can't be written: there is no folder {out.parent}.")
    if out.exists() and out.samefile(record):
        raise ReportError(f"{out} is the record itself: name another file.")
    if out.exists() and not out.is_file():
        raise ReportError(f"{out} can't be written: it is no plain file.")


def _unwritable(out: Path, error: OSError) -> ReportError:
    return ReportError(f"{out} can't be written: {error.strerror or error}.")


def write_table(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> int:
    """Write a table as CSV and return how many rows it has under its heading.

    It starts with a byte order mark, without which spreadsheets garble Welsh. A cell that a
    spreadsheet would take for a formula gets an apostrophe in front.
    """
    number = 0
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        for row in rows:
            writer.writerow([spreadsheet_safe(value) for value in row])
            number += 1
    return number


def write_with_list(
    stream: IO[str], head: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]
) -> int:
    """Write a JSON object whose last member is a long list, one item at a time.

    Returns how many items there were.
    """
    opening = json.dumps(head, ensure_ascii=False, indent=1)
    stream.write(opening.removesuffix("\n}") + f',\n "{name}": [')
    number = 0
    for number, item in enumerate(items, 1):
        stream.write((",\n  " if number > 1 else "\n  ") + json.dumps(item, ensure_ascii=False))
    stream.write("\n ]\n}")
    return number
