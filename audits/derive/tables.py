"""The tables of a page: their rows and cells, and what marks them as data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, go_through, role_of
from audits.derive.forms import has_aria_name
from audits.derive.names import tidy

SECTIONS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
HEADER_ROLES = frozenset({"columnheader", "rowheader"})
TABLE_ROLES = frozenset({"", "table", "grid", "treegrid"})
LAYOUT_ROLES = frozenset({"none", "presentation"})
BOLD = frozenset({"b", "strong"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What a cell of data hardly holds.
BOXES = HEADINGS | {"form", "nav", "table", "iframe", "article", "section", "header", "footer"}
FEWEST = 2  # rows and columns of a table of data
MOST_WORDS = 3  # cells that a message quotes
MOST_CHARACTERS = 100  # of a cell
MOST_SPAN = 1000  # of a cell, as in the HTML standard
MOST_ROWS = 500  # of a table whose grid is drawn


@dataclass(eq=False, slots=True)
class Cell:
    element: HtmlElement
    text: str = ""
    is_bold: bool = True  # all of its text
    has_box: bool = False  # a heading, a form, another table ...
    has_picture: bool = False

    @property
    def is_header(self) -> bool:
        return self.element.tag == "th" or role_of(self.element) in HEADER_ROLES

    @property
    def scope(self) -> str:
        return (self.element.get("scope") or "").strip().lower()

    @property
    def is_filled(self) -> bool:
        return bool(self.text.strip()) or self.has_picture or self.has_box

    def span(self, name: str) -> int:
        said = (self.element.get(name) or "").strip()
        number = int(said) if re.fullmatch(r"[0-9]{1,6}", said) else 1
        return max(1, min(number, MOST_SPAN))


@dataclass(eq=False, slots=True)
class Row:
    is_head: bool  # in the thead
    cells: list[Cell] = field(default_factory=list)

    @property
    def filled(self) -> list[Cell]:
        return [each for each in self.cells if each.text.strip()]

    @property
    def is_of_headers(self) -> bool:
        """Whether two cells at least are headers, and none of those with a text is data."""
        headers = sum(each.is_header for each in self.cells)
        return headers >= FEWEST and all(each.is_header for each in self.filled)


@dataclass(eq=False, slots=True)
class Table:
    element: HtmlElement
    is_nested: bool  # in another, or around another
    is_inside: bool  # in another
    rows: list[Row] = field(default_factory=list)
    has_header: bool = False
    has_caption: bool = False
    has_name: bool = False  # by ARIA, a summary or the figure that it stands in
    is_headed: bool = False  # a heading, a bold line, or words that end in a colon, stand before it
    is_in_head: bool = False

    @property
    def is_data(self) -> bool:
        """Big enough for data, and nothing says that it is for layout."""
        if self.is_nested or role_of(self.element) not in TABLE_ROLES:
            return False
        filled = [row for row in self.rows if row.filled]
        columns = max((len(row.cells) for row in filled), default=0)
        return len(filled) >= FEWEST and columns >= FEWEST

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row.cells)

    def widths(self) -> list[int]:
        """How many columns each row fills, with what reaches into it from above."""
        found = []
        reaching: list[tuple[int, int]] = []  # rows still to come, and columns
        for row in islice(self.rows, MOST_ROWS):
            own = sum(cell.span("colspan") for cell in row.cells)
            found.append(own + sum(columns for _, columns in reaching))
            reaching = [(rows - 1, columns) for rows, columns in reaching if rows > 1]
            reaching += [
                (rows - 1, cell.span("colspan"))
                for cell in row.cells
                if (rows := cell.span("rowspan")) > 1
            ]
        return found


def quoted(row: Row) -> str:
    """The first words of a row, for a message."""
    words = (f"“{cut(tidy(cell.text), 30)}”" for cell in row.filled[:MOST_WORDS])
    return cut(", ".join(words), MOST_CHARACTERS)


def tables_of(document: Document) -> list[Table]:
    """The tables that are shown; a page is gone through once for all audits."""
    if document.tables is None:
        is_none = next(document.body.iter("table"), None) is None
        document.tables = [] if is_none else _Walk(document).tables
    return cast("list[Table]", document.tables)


class _Walk:
    """Goes once through what is shown, and collects the tables with their rows."""

    def __init__(self, document: Document) -> None:
        self.tables: list[Table] = []
        self._document = document
        self._open_tables: list[Table] = []
        self._cells: list[Cell] = []
        self._bold: list[HtmlElement] = []
        self._is_headed = False  # since the last table
        self._last_words = ""
        self._is_last_bold = False
        go_through(
            document,
            on_open=self._open,
            on_text=self._say,
            on_close=self._close,
        )

    def _say(self, text: str) -> None:
        if text.isspace():
            return
        if not self._cells:
            self._last_words = text[-MOST_CHARACTERS:].rstrip()
            self._is_last_bold = bool(self._bold)
            return
        cell = self._cells[-1]
        cell.is_bold = cell.is_bold and bool(self._bold)
        if len(cell.text) < MOST_CHARACTERS:
            cell.text += text[: 2 * MOST_CHARACTERS]

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if self._cells:
            self._cells[-1].has_box = self._cells[-1].has_box or tag in BOXES
            is_picture = tag in {"img", "svg", "input", "select", "button", "textarea"}
            self._cells[-1].has_picture = self._cells[-1].has_picture or is_picture
        elif tag in HEADINGS or role_of(element) == "heading":
            self._is_headed = True
        if tag == "table":
            self._open_table(element)
        elif self._open_tables:
            self._open_in(self._open_tables[-1], element)
        if tag in BOLD or _is_styled_bold(element):
            self._bold.append(element)

    def _open_table(self, element: HtmlElement) -> None:
        for around in self._open_tables[-1:]:
            around.is_nested = True
        table = Table(element, is_nested=bool(self._open_tables), is_inside=bool(self._open_tables))
        is_introduced = self._is_last_bold or self._last_words.endswith(":")
        table.is_headed = self._is_headed or is_introduced
        is_told = has_aria_name(element, self._document) or bool(tidy(element.get("summary", "")))
        table.has_name = is_told or _is_in_figure(element)
        self._is_headed = False
        self._open_tables.append(table)
        self.tables.append(table)

    def _open_in(self, table: Table, element: HtmlElement) -> None:
        tag = element.tag
        if tag in SECTIONS:
            table.is_in_head = tag == "thead"
        elif tag == "caption":
            table.has_caption = bool(tidy(element.text_content()[:MOST_CHARACTERS]))
        elif tag == "tr":
            table.rows.append(Row(is_head=table.is_in_head))
        elif tag in CELLS:
            cell = Cell(element)
            table.has_header = table.has_header or cell.is_header
            self._cells.append(cell)
            if table.rows:
                table.rows[-1].cells.append(cell)

    def _close(self, element: HtmlElement) -> None:
        if self._open_tables and self._open_tables[-1].element is element:
            self._open_tables.pop()
            self._last_words, self._is_last_bold = "", False
        if self._cells and self._cells[-1].element is element:
            self._cells.pop()
        if self._bold and self._bold[-1] is element:
            self._bold.pop()
        if element.tag in SECTIONS and self._open_tables:
            self._open_tables[-1].is_in_head = False


def _is_in_figure(element: HtmlElement) -> bool:
    around = next(islice(element.iterancestors("figure"), 1), None)
    return around is not None and around.find("figcaption") is not None


def _is_styled_bold(element: HtmlElement) -> bool:
    style = "".join(element.get("style", "").lower().split())
    return "font-weight:bold" in style or "font-weight:700" in style
