"""Tables of data say which cells are headers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, go_through, role_of
from audits.derive.forms import is_unshown
from audits.derive.found import found_at
from audits.derive.names import tidy
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    by_surest,
    not_applicable,
)
from audits.registry import audit

SECTIONS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
HEADER_ROLES = frozenset({"columnheader", "rowheader"})
TABLE_ROLES = frozenset({"", "table", "grid", "treegrid"})
BOLD = frozenset({"b", "strong"})
FEWEST = 2  # rows and columns of a table of data
MOST_WORDS = 3  # cells that a message quotes
MOST_CHARACTERS = 100  # of a cell


@dataclass(eq=False, slots=True)
class _Cell:
    element: HtmlElement
    text: str = ""
    is_bold: bool = True  # all of its text


@dataclass(eq=False, slots=True)
class _Row:
    is_head: bool  # in the thead
    cells: list[_Cell] = field(default_factory=list)

    @property
    def filled(self) -> list[_Cell]:
        return [each for each in self.cells if each.text.strip()]


@dataclass(eq=False, slots=True)
class _Table:
    element: HtmlElement
    is_nested: bool  # in another, or around another
    rows: list[_Row] = field(default_factory=list)
    has_header: bool = False
    has_caption: bool = False
    is_in_head: bool = False


@audit(
    title="Tables mark their headers",
    failure_title="Tables do not mark their headers",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    impact=Impact.SERIOUS,
    unit="tables",
)
def table_headers(document: Document) -> Outcome:
    """Tables mark their headers.

    ## Why it matters
    In a table, "£1,200" means something only with its row and column. A screen reader says the
    headers with each cell, but only if they are marked as headers. Bold text is not enough.

    ## Who is hurt
    People who use a screen reader, and people who enlarge a table until its headers are out of
    sight.

    ## What it checks
    That the head of a table (thead) has header cells (th). A person decides where the first row is
    all bold, or where a table has a caption, but no cell is marked as a header. Tables for layout,
    tables inside tables and tables with one row or one column are not judged.

    ## How to fix
    Mark the first row as a header row in the table properties of the editor. In code, use th with
    scope="col" for columns and scope="row" for rows.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), techniques H51 and H63,
    failure technique F91.
    """
    tables = [each for each in _Walk(document).tables if _is_data(each)]
    if not tables:
        return not_applicable("no tables of data on the page")
    findings = [
        _finding(table, *fault, document)
        for table in tables
        if (fault := _fault(table)) is not None
    ]
    return by_surest(findings, "tables")


class _Walk:
    """Goes once through what is shown, and collects the tables with their rows."""

    def __init__(self, document: Document) -> None:
        self.tables: list[_Table] = []
        self._open_tables: list[_Table] = []
        self._cells: list[_Cell] = []
        self._bold: list[HtmlElement] = []
        go_through(
            document.body,
            is_left_out=is_unshown,
            on_open=self._open,
            on_text=self._say,
            on_close=self._close,
        )

    def _say(self, text: str | None) -> None:
        if self._cells and text and text.strip():
            cell = self._cells[-1]
            cell.is_bold = cell.is_bold and bool(self._bold)
            if len(cell.text) < MOST_CHARACTERS:
                cell.text += text[: 2 * MOST_CHARACTERS]

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "table":
            for around in self._open_tables[-1:]:
                around.is_nested = True
            table = _Table(element, is_nested=bool(self._open_tables))
            self._open_tables.append(table)
            self.tables.append(table)
        elif self._open_tables:
            self._open_in(self._open_tables[-1], element)
        if tag in BOLD or _is_styled_bold(element):
            self._bold.append(element)

    def _open_in(self, table: _Table, element: HtmlElement) -> None:
        tag = element.tag
        if tag in SECTIONS:
            table.is_in_head = tag == "thead"
        elif tag == "caption":
            table.has_caption = bool(tidy(element.text_content()[:MOST_CHARACTERS]))
        elif tag == "tr":
            table.rows.append(_Row(is_head=table.is_in_head))
        elif tag in CELLS:
            is_header = tag == "th" or role_of(element) in HEADER_ROLES
            table.has_header = table.has_header or is_header
            cell = _Cell(element)
            self._cells.append(cell)
            if table.rows:
                table.rows[-1].cells.append(cell)

    def _close(self, element: HtmlElement) -> None:
        if self._open_tables and self._open_tables[-1].element is element:
            self._open_tables.pop()
        if self._cells and self._cells[-1].element is element:
            self._cells.pop()
        if self._bold and self._bold[-1] is element:
            self._bold.pop()
        if element.tag in SECTIONS and self._open_tables:
            self._open_tables[-1].is_in_head = False


def _is_styled_bold(element: HtmlElement) -> bool:
    style = "".join(element.get("style", "").lower().split())
    return "font-weight:bold" in style or "font-weight:700" in style


def _is_data(table: _Table) -> bool:
    """Big enough for data, and nothing says that it is for layout."""
    if table.is_nested or role_of(table.element) not in TABLE_ROLES:
        return False
    filled = [row for row in table.rows if row.filled]
    columns = max((len(row.cells) for row in filled), default=0)
    return len(filled) >= FEWEST and columns >= FEWEST


def _fault(table: _Table) -> tuple[str, Status] | None:
    heads = [row for row in table.rows if row.is_head and row.filled]
    if any(map(_has_header, heads)):
        return None
    head = next((row for row in heads if len(row.filled) >= FEWEST), None)
    if head is not None and any(row.filled for row in table.rows if not row.is_head):
        return f"The head of the table has no header cells: {_quoted(head)}.", Status.FAILED
    if table.has_header:
        return None
    first = next(row for row in table.rows if row.filled)
    if len(first.filled) >= FEWEST and all(cell.is_bold for cell in first.filled):
        message = f"No cell is marked as a header. Are the bold words {_quoted(first)} headers?"
        return message, Status.NEEDS_REVIEW
    if table.has_caption:
        message = "The table has a caption but no header cells. Which of its cells are headers?"
        return message, Status.NEEDS_REVIEW
    return None


def _has_header(row: _Row) -> bool:
    """A td with scope counts: HTML 4 let authors mark headers so, and some tools still know it."""
    return any(
        cell.element.tag == "th"
        or role_of(cell.element) in HEADER_ROLES
        or cell.element.get("scope") is not None
        for cell in row.cells
    )


def _quoted(row: _Row) -> str:
    return cut(", ".join(_words(row)), MOST_CHARACTERS)


def _words(row: _Row) -> Iterator[str]:
    return (f"“{cut(tidy(cell.text), 30)}”" for cell in row.filled[:MOST_WORDS])


def _finding(table: _Table, message: str, status: Status, document: Document) -> Finding:
    return found_at(
        table.element,
        document,
        message,
        impact=Impact.SERIOUS,
        status=status,
    )
