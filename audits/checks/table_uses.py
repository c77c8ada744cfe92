"""Tables hold data, one in each, and say which cells are which."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, role_of
from audits.derive.found import found_at
from audits.derive.tables import FEWEST, TABLE_ROLES, Cell, Table, tables_of
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 20
DAY = re.compile(r"\d{1,2}\b")
FEW_CELLS = 3  # a table with no more is hardly one


@audit(
    title="Tables are simple and hold data",
    failure_title="Tables are used for layout or are oddly made",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="tables",
    version=2,
)
def table_uses(document: Document) -> Outcome:
    """Tables are simple and hold data.

    ## Why it matters
    A screen reader says "table, two columns" and reads cell by cell. Where the table only places
    things on the page, that is noise. Tables in tables and empty headers get people lost.

    ## Who is hurt
    People who use a screen reader, and people who read on a phone: tables do not fold.

    ## What it checks
    Tables inside cells of other tables. Tables that hold headings, forms or lists of pictures and
    no header cell, or have one row or column only, which are for layout. Tables all of whose cells
    are headers. Cells without a text, but for the corner, and rows without any content. It reports
    one thing of each table. It leaves out calendars and tables with role="presentation".

    ## How to fix
    Let styles place things on the page. Give each table one subject, and write words into each
    cell: "none" or "not known" where there is nothing. Delete rows that only make space.

    ## Source
    W3C, Web Accessibility Tutorials, Tables, Tips and tricks; WCAG 2.2, failure technique F49 for
    the order of what a table places. Good practice: no success criterion forbids these.
    """
    tables = [each for each in tables_of(document) if role_of(each.element) in TABLE_ROLES]
    if not tables:
        return not_applicable("no tables on the page")
    found = [(each, fault) for each in tables if (fault := _fault(each))]
    findings = [
        found_at(each.element, document, fault, impact=Impact.MINOR)
        for each, fault in found[:MOST_FINDINGS]
    ]
    count = len(found)
    return failed(*findings, value=count, unit="tables") if findings else passed(0, "tables")


def _fault(table: Table) -> str:
    if table.is_inside:
        return "The table stands in a cell of another table."
    cells = list(table.cells)
    if table.is_nested or len(cells) < FEWEST:
        return ""
    if not table.has_header and not table.has_caption:
        return _fault_of_layout(table)
    return _fault_of_data(table, cells)


def _fault_of_data(table: Table, cells: list[Cell]) -> str:
    if len(cells) > FEW_CELLS and len(table.rows) > 1 and all(each.is_header for each in cells):
        return "All cells of the table are headers: none is data."
    corner = table.rows[0].cells[:1] if table.rows else []
    empty = [each for each in cells if each.is_header and not each.is_filled]
    if any(each not in corner and not _has_label(each.element) for each in empty):
        return "The table has a header cell without a text."
    rows = [row for row in table.rows if row.cells]
    if any(not any(each.is_filled for each in row.cells) for row in rows):
        return "The table has a row without any content."
    empty = [each for each in cells if not each.is_header and not each.is_filled]
    if any(each not in corner for each in empty) and not _is_calendar(cells):
        count = sum(each not in corner for each in empty)
        cells_are = "One cell of the table is" if count == 1 else f"{count} cells of the table are"
        return f"{cells_are} empty: nobody can tell whether it means none or not known."
    return ""


def _is_calendar(cells: list[Cell]) -> bool:
    """Whether the cells hold the days of a month, which begins in the middle of a week."""
    data = [each.text.strip() for each in cells if not each.is_header and each.is_filled]
    return sum(DAY.match(each) is not None for each in data) * 2 > len(data)


def _fault_of_layout(table: Table) -> str:
    if any(each.has_box for each in table.cells):
        return "The table places parts of the page: it has no headers, and holds whole sections."
    rows = [row for row in table.rows if row.cells]
    if len(rows) == 1 or all(len(row.cells) == 1 for row in rows):
        return "The table places parts of the page: it has no headers, and one row or column only."
    return ""


def _has_label(element: HtmlElement) -> bool:
    return any(element.get(name) for name in ("aria-label", "aria-labelledby", "title", "abbr"))
