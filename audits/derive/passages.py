"""What a page says, passage by passage: the words of each paragraph, heading, cell or label."""

from dataclasses import dataclass, field
from typing import cast

from lxml.html import HtmlElement

from audits.derive.document import Document, go_through
from audits.derive.forms import is_unshown
from audits.derive.names import INLINE, tidy

MOST_CHARACTERS = 2000  # of one passage
MOST_PASSAGES = 5000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that run on without a break, and the element that holds them."""

    element: HtmlElement
    text: str


def passages_of(document: Document) -> list[Passage]:
    """Return the passages that are shown; the page is gone through once for all audits."""
    if document.passages is None:
        document.passages = _Walk(document).passages
    return cast("list[Passage]", document.passages)


@dataclass(eq=False, slots=True)
class _Open:
    parts: list[str] = field(default_factory=list)
    length: int = 0


class _Walk:
    def __init__(self, document: Document) -> None:
        self.passages: list[Passage] = []
        self._holders: list[HtmlElement] = [document.body]
        self._open = _Open()
        go_through(
            document.body,
            is_left_out=is_unshown,
            on_open=self._start,
            on_text=self._say,
            on_close=self._end,
        )
        self._flush()

    def _start(self, element: HtmlElement) -> None:
        if element.tag not in INLINE:
            self._flush()
            self._holders.append(element)

    def _end(self, element: HtmlElement) -> None:
        if element.tag not in INLINE:
            self._flush()
            if len(self._holders) > 1:
                self._holders.pop()

    def _say(self, text: str | None) -> None:
        if text and self._open.length < MOST_CHARACTERS:
            self._open.parts.append(text[:MOST_CHARACTERS])
            self._open.length += len(text)

    def _flush(self) -> None:
        text = tidy("".join(self._open.parts))
        self._open = _Open()
        if text and len(self.passages) < MOST_PASSAGES:
            self.passages.append(Passage(self._holders[-1], text))
