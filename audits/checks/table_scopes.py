"""Headers of rows and of columns say which they are."""

from audits.derive.document import Document
from audits.derive.found import found_at
from audits.derive.tables import FEWEST, Table, tables_of
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 20
PLAIN = "The headers of the table have no scope."


@audit(
    title="Header cells say whether they are for a row or a column",
    failure_title="Header cells do not say whether they are for a row or a column",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="tables",
    version=2,
)
def table_scopes(document: Document) -> Outcome:
    """Header cells say whether they are for a row or a column.

    ## Why it matters
    Without a scope, a screen reader has to guess which cells a header is for. Most guess well in
    simple tables. Where there are headers at the top and at the side, or two rows of them, some do
    not.

    ## Who is hurt
    People who use a screen reader, above all an older one, and move from cell to cell.

    ## What it checks
    Tables of data that have header cells (th). Their header cells should have a scope, or the other
    cells should name their headers. It tells all simple tables, with headers on one side only, in
    one finding.

    ## How to fix
    Set "row header" and "column header" in the cell properties of the editor. In code, use
    scope="col" in the first row and scope="row" in the first column.

    ## Source
    WCAG 2.2, technique H63. HTML standard, The th element: without scope, browsers work it out.
    Good practice, since no criterion asks for the attribute itself.
    """
    tables = [each for each in tables_of(document) if each.is_data and _has_headers(each)]
    if not tables:
        return not_applicable("no tables of data with header cells on the page")
    without = [each for each in tables if not _is_told(each)]
    if not without:
        return passed(0, "tables")
    plain = [each for each in without if _message(each) == PLAIN]  # one finding for all of them
    folded = {*plain[1:]}
    told = [each for each in without if each not in folded]
    findings = [
        found_at(
            each.element,
            document,
            _message(each),
            impact=Impact.MINOR,
            elements=len(plain) if each is next(iter(plain), None) else 1,
        )
        for each in told[:MOST_FINDINGS]
    ]
    return failed(*findings, value=len(without), unit="tables")


def _has_headers(table: Table) -> bool:
    """Whether some cells are headers, and others are data."""
    filled = [each.element.tag for each in table.cells if each.is_filled]
    return "th" in filled and "td" in filled


def _message(table: Table) -> str:
    if _has_both(table):
        return "The table has headers at the top and at the side, and they have no scope."
    top = [row for row in table.rows if row.filled][:FEWEST]
    if len(top) == FEWEST and all(row.is_of_headers for row in top):
        return "The table has two rows of headers, and they have no scope."
    return PLAIN


def _has_both(table: Table) -> bool:
    rows = [row for row in table.rows if row.filled]
    if not rows or not rows[0].is_of_headers:
        return False
    sides = sum(
        row.cells[0].is_header and len(row.cells) >= FEWEST and not row.cells[1].is_header
        for row in rows[1:]
    )
    return sides >= FEWEST and 2 * sides >= len(rows) - 1


def _is_told(table: Table) -> bool:
    """Whether all headers have a scope; where they stand on one side only, one of them."""
    if any(cell.element.get("headers") for cell in table.cells):
        return True
    headers = [cell for cell in table.cells if cell.is_header and cell.text.strip()]
    has_scope = [bool(cell.scope) or cell.element.tag != "th" for cell in headers]
    return all(has_scope) if _has_both(table) else any(has_scope)
