"""Tables of data say which cells are headers."""

import re

from audits.derive.document import Document, role_of
from audits.derive.found import found_at
from audits.derive.main_text import count_words
from audits.derive.tables import FEWEST, LAYOUT_ROLES, Row, Table, quoted, tables_of
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    by_surest,
    not_applicable,
)
from audits.registry import audit

NUMBER = re.compile(
    r"[£$€]?\s*[-–+]?[\d,. ]*\d[\d,. ]*(?:%|p|am|pm|kg|km|m|miles?|tonnes?)?", re.IGNORECASE
)
ENOUGH_ROWS = 3  # below the first, to see that a column is one of numbers
SHORT = 6  # words of a cell of numbers or of its header


@audit(
    title="Tables mark their headers",
    failure_title="Tables do not mark their headers",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    version=2,
    impact=Impact.SERIOUS,
    unit="tables",
)
def table_headers(document: Document) -> Outcome:
    """Tables mark their headers.

    ## Why it matters
    In a table, "£1,200" means something only with its row and column. A screen reader says the
    headers with each cell, but only if the code marks them as headers. Bold text is not enough.

    ## Who is hurt
    People who use a screen reader, and people who enlarge a table until its headers are out of
    sight.

    ## What it checks
    That the head of a table (thead) has header cells (th). A person decides where the table marks
    no header, but the first row is all bold or stands over numbers. So it is where such a table has
    a caption. A person also decides about two rows of headers that nothing ties to their columns,
    and about two headers in each row without a scope.

    The same holds for rows with fewer or more cells than headers, and for headers in a table that
    calls itself a layout. It does not judge tables for layout, tables inside tables, or tables with
    one row or one column.

    ## How to fix
    Mark the first row as a header row in the table properties of the editor. In code, use th with
    scope="col" for columns and scope="row" for rows. For a header over several columns, use
    scope="colgroup", or better two simple tables.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), techniques H51, H43 and H63,
    failure techniques F46 and F91.
    """
    tables = [each for each in tables_of(document) if each.is_data or _is_denied(each)]
    if not tables:
        return not_applicable("no tables of data on the page")
    findings = [
        _finding(table, *fault, document)
        for table in tables
        if (fault := _fault(table)) is not None
    ]
    return by_surest(findings, "tables")


def _is_denied(table: Table) -> bool:
    """Whether a table says that it is for layout, and has headers or a caption all the same."""
    if role_of(table.element) not in LAYOUT_ROLES or table.is_nested:
        return False
    return (table.has_header or table.has_caption) and len(table.rows) >= FEWEST


def _fault(table: Table) -> tuple[str, Status] | None:
    if _is_denied(table):
        message = "The table says that it is for layout, and has headers. Does it hold data?"
        return message, Status.NEEDS_REVIEW
    heads = [row for row in table.rows if row.is_head and row.filled]
    if any(map(_has_header, heads)):
        return _fault_of_grid(table)
    head = next((row for row in heads if len(row.filled) >= FEWEST), None)
    if head is not None and any(row.filled for row in table.rows if not row.is_head):
        return f"The head of the table has no header cells: {quoted(head)}.", Status.FAILED
    if table.has_header:
        return _fault_of_grid(table)
    first = next(row for row in table.rows if row.filled)
    if len(first.filled) >= FEWEST and all(cell.is_bold for cell in first.filled):
        message = f"The code marks no cell as a header. Are the bold words {quoted(first)} headers?"
        return message, Status.NEEDS_REVIEW
    if table.has_caption:
        message = "The table has a caption but no header cells. Which of its cells are headers?"
        return message, Status.NEEDS_REVIEW
    if _stands_over_numbers(table, first):
        message = f"The code marks no cell as a header. Are {quoted(first)} headers of the columns?"
        return message, Status.NEEDS_REVIEW
    return None


def _fault_of_grid(table: Table) -> tuple[str, Status] | None:
    """What is odd about a table that has headers."""
    if _has_unbound_headers(table):
        message = (
            "The table has more than one row or column of headers, and they do not say what they "
            "are for. Does a screen reader say the right ones with each cell?"
        )
        return message, Status.NEEDS_REVIEW
    widths = table.widths()
    first = next((number for number, row in enumerate(table.rows) if row.is_of_headers), None)
    if first is None or first >= len(widths):
        return None
    for number, width in enumerate(widths[first + 1 :], first + 1):
        row = table.rows[number]
        if width != widths[first] and len(row.cells) > 1 and row.filled:
            message = (
                f"The headers are of {widths[first]} columns, and row {number + 1} has {width} "
                "cells. Do all its cells stand under their headers?"
            )
            return message, Status.NEEDS_REVIEW
    return None


def _has_unbound_headers(table: Table) -> bool:
    """Two rows of headers at the top, or two in each row, and no word which are for what."""
    if any(cell.element.get("headers") for cell in table.cells):
        return False
    top = []
    for row in table.rows:
        if not row.is_of_headers:
            break
        top.append(row)
    if len(top) == len(table.rows):
        return False
    if len(top) < FEWEST:
        pairs = [row.cells[:2] for row in table.rows[len(top) :] if _has_two_headers(row)]
        return len(pairs) >= FEWEST and not any(cell.scope for pair in pairs for cell in pair)
    if any(cell.span("colspan") > 1 for cell in top[0].cells):
        return not any(cell.scope == "colgroup" for cell in top[0].cells)
    return not any(cell.scope for row in top for cell in row.cells)


def _has_two_headers(row: Row) -> bool:
    """Whether a row begins with two headers, and data follows."""
    two = row.cells[:2]
    return (
        len(row.cells) > len(two)
        and all(cell.is_header and cell.text.strip() for cell in two)
        and not row.cells[-1].is_header
    )


def _stands_over_numbers(table: Table, first: Row) -> bool:
    """Whether the first row has words where the rows below have numbers only."""
    below = [row for row in table.rows if row is not first and row.filled]
    if len(below) < ENOUGH_ROWS or any(len(row.cells) != len(first.cells) for row in below):
        return False
    if any(cell.has_box or count_words(cell.text) > SHORT for cell in first.cells):
        return False
    return any(
        cell.text.strip()
        and not NUMBER.search(cell.text)
        and all(NUMBER.fullmatch(row.cells[column].text.strip()) for row in below)
        for column, cell in enumerate(first.cells)
    )


def _has_header(row: Row) -> bool:
    """A td with scope counts: HTML 4 let authors mark headers so, and some tools still know it."""
    return any(each.is_header or each.element.get("scope") is not None for each in row.cells)


def _finding(table: Table, message: str, status: Status, document: Document) -> Finding:
    return found_at(
        table.element,
        document,
        message,
        impact=Impact.SERIOUS,
        status=status,
    )
