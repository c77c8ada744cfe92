"""The words around a link: what WCAG calls its context, besides the sentence it stands in."""

from itertools import islice
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from audits.derive.main_text import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXTS = ("p", "li", "td", "th", "dd", "dt", "blockquote", "caption", "figcaption")
EXPLAINING_WORDS = 3  # fewer are a label such as "PDF:"


class Surroundings:
    """Remembers how many words each part of a page has."""

    def __init__(self) -> None:
        self._words: dict[HtmlElement, int] = {}

    def explain(self, element: HtmlElement) -> bool:
        """Whether there are words around a link that may say where it leads."""
        around = next(element.iterancestors(*CONTEXTS), None)
        if around is None:
            return False
        own = count_words(element.text_content())
        if self._words_in(around) - own >= EXPLAINING_WORDS:
            return True
        headers: Iterator[HtmlElement]
        if around.tag == "dd":  # its term, as in a list of answers with "Change" beside each
            headers = islice(around.itersiblings("dt", preceding=True), 1)
        else:
            row = around.getparent() if around.tag == "td" else None
            headers = iter(()) if row is None else row.iterchildren("th")
        return any(self._words_in(header) for header in headers)

    def _words_in(self, around: HtmlElement) -> int:
        if around not in self._words:
            self._words[around] = count_words(around.text_content())
        return self._words[around]
