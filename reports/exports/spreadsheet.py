"""The register as CSV, and all tables as a workbook (XLSX). Nothing in either runs as a formula."""

import io
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from reports.exports.subject import Subject
from reports.exports.tables import Cell, Sheet, register, sheets
from reports.exports.writing import write_table

MOST_ROWS = 1_048_575  # of a sheet under its heading, by Excel's limits
MOST_CHARACTERS = 32_000  # of a cell; Excel's limit is 32,767


def write_csv(db: sqlite3.Connection, subject: Subject, path: Path) -> int:
    """Write the register as CSV and return how many rows it has under its heading."""
    sheet = register(db, subject)
    return write_table(path, sheet.columns, sheet.rows)


def write_xlsx(db: sqlite3.Connection, subject: Subject, path: Path) -> int:
    """Write the workbook and return how many rows the register has.

    Rows go to temporary files as they are read; only the packed book is in memory, some hundred
    kilobytes for 5,000 pages. The same record gives the same bytes.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    number = 0
    packed = io.BytesIO()  # XlsxWriter hides what a full disk says
    with xlsxwriter.Workbook(packed, options) as book:
        book.set_properties(
            {
                "title": f"Accessibility risk register of {subject.site.title}"[:200],
                "author": "Dropkerb",
                "comments": "Made from the record of a crawl. Not legal advice.",
                "created": datetime.fromisoformat(subject.run.started_at).replace(tzinfo=None),
            }
        )
        looks = {
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for sheet in sheets(db, subject):
            written = _write_sheet(book, sheet, looks)
            number = written if sheet.name == "Register" else number
    path.write_bytes(packed.getbuffer())
    return number


def _write_sheet(book: Any, sheet: Sheet, looks: dict[str, Any]) -> int:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L{sheet.name}&RPage &P of &N")
    for place, (heading, width) in enumerate(sheet.columns.items()):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, looks["heading"])
    number = 0
    for number, row in enumerate(_within(sheet), 1):
        for place, value in enumerate(row):
            _write_cell(page, number, place, value, looks["cell"])
    page.autofilter(0, 0, number, len(sheet.columns) - 1)
    return number


def _within(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(sheet.rows, 1):
        if number == MOST_ROWS:
            yield [f"More rows than a sheet holds. The rest is left out after {number:,}."]
            return
        yield row


def _write_cell(page: Any, row: int, place: int, value: Cell, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, place, None, look)
    elif isinstance(value, str):
        page.write_string(row, place, value[:MOST_CHARACTERS], look)
    else:
        page.write_number(row, place, value, look)
