"""The passages of a page: each run of text that one block holds, line by line as it is shown."""

import re
from dataclasses import dataclass, field
from typing import cast

from lxml.html import HtmlElement

from audits.derive.document import Document, go_through, role_of
from audits.derive.main_text import BLOCKS, NOT_TEXT
from audits.derive.names import tidy

SILENT = NOT_TEXT | {"button", "code", "kbd", "pre", "samp"}
BOLD_TAGS = frozenset({"b", "strong"})
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
LIGHT_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.IGNORECASE)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTED = frozenset({"list", "listitem", "menu", "menuitem", "tree", "treeitem", "row", "table"})
HELD_TAGS = frozenset(
    "address blockquote button caption dd dt fieldset figcaption figure footer header label legend "
    "li nav summary td th".split()
)
BREAK = "\x00"  # stands for <br>; the parser lets no such character through
MOST_PASSAGES = 20_000  # of one page
MOST_CHARACTERS = 20_000  # of one passage


@dataclass(eq=False, slots=True)
class Passage:
    """A run of text without a block inside it."""

    element: HtmlElement  # the block that holds it
    lines: list[str]  # what <br> parts
    is_bold: bool  # all of it
    is_linked: bool  # all of it
    is_heading: bool
    is_listed: bool  # in something that a role makes a list or a table
    holders: frozenset[str]  # tags around it that say what it is: li, td, label ...
    is_after_gap: bool  # a picture, a table or a field stands before it

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(slots=True)
class _Run:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    is_bold: bool = True
    is_linked: bool = True


def passages_of(document: Document) -> list[Passage]:
    """The passages that are shown, in their order; a page is gone through once for all audits."""
    if document.passages is None:
        document.passages = _Walk(document).found
    return cast("list[Passage]", document.passages)


class _Walk:
    def __init__(self, document: Document) -> None:
        self.found: list[Passage] = []
        self._blocks: list[HtmlElement] = [document.body]
        self._bold: list[tuple[HtmlElement, bool]] = []
        self._open: dict[str, list[HtmlElement]] = {"link": [], "heading": [], "listed": []}
        self._holders: list[tuple[HtmlElement, frozenset[str]]] = []
        self._run = _Run()
        self._is_after_gap = False
        go_through(
            document,
            leaves_out=SILENT,
            on_left_out=self._leave_out,
            on_open=self._enter,
            on_text=self._say,
            on_close=self._leave,
        )
        self._end_run()

    def _leave_out(self, element: HtmlElement) -> None:
        if element.tag not in {"script", "style", "template", "noscript"}:
            if element.tag in BLOCKS:
                self._end_run()
            self._is_after_gap = True

    def _enter(self, element: HtmlElement) -> None:
        tag, role, style = element.tag, role_of(element), element.get("style", "")
        if tag in BLOCKS:
            self._end_run()
            self._blocks.append(element)
        if tag == "br":
            self._run.parts.append(BREAK)
        elif tag in {"img", "hr", "table"}:
            self._is_after_gap = True
        if tag in BOLD_TAGS or (style and BOLD_STYLE.search(style)):
            self._bold.append((element, True))
        elif style and LIGHT_STYLE.search(style):
            self._bold.append((element, False))
        if tag == "a":
            self._open["link"].append(element)
        if tag in HEADINGS or role == "heading":
            self._open["heading"].append(element)
        if role in LISTED:
            self._open["listed"].append(element)
        if tag in HELD_TAGS:
            around = self._holders[-1][1] if self._holders else frozenset()
            self._holders.append((element, around | {tag}))

    def _leave(self, element: HtmlElement) -> None:
        if self._blocks[-1] is element and len(self._blocks) > 1:
            self._end_run()
            self._blocks.pop()
        if self._bold and self._bold[-1][0] is element:
            self._bold.pop()
        for elements in self._open.values():
            if elements and elements[-1] is element:
                elements.pop()
        if self._holders and self._holders[-1][0] is element:
            self._holders.pop()
        if element.tag == "table":
            self._is_after_gap = True

    def _say(self, text: str) -> None:
        run = self._run
        if run.length > MOST_CHARACTERS:
            return
        run.parts.append(text)
        run.length += len(text)
        if any(map(str.isalnum, text)):
            run.is_bold = run.is_bold and bool(self._bold) and self._bold[-1][1]
            run.is_linked = run.is_linked and bool(self._open["link"])

    def _end_run(self) -> None:
        run = self._run
        if not run.parts:
            return
        self._run = _Run()
        if not run.length or len(self.found) >= MOST_PASSAGES:
            return
        lines = [line for each in "".join(run.parts).split(BREAK) if (line := tidy(each))]
        if not lines:
            return
        self.found.append(
            Passage(
                element=self._blocks[-1],
                lines=lines,
                is_bold=run.is_bold,
                is_linked=run.is_linked,
                is_heading=bool(self._open["heading"]),
                is_listed=bool(self._open["listed"]),
                holders=self._holders[-1][1] if self._holders else frozenset(),
                is_after_gap=self._is_after_gap,
            )
        )
        self._is_after_gap = False
