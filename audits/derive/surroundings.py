"""The words around a link: what WCAG calls its context, besides the sentence it stands in."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.main_text import count_words

CONTEXTS = ("p", "li", "td", "th", "dd", "dt", "blockquote", "caption", "figcaption")
EXPLAINING_WORDS = 3  # fewer are a label such as "PDF:"
MOST_LISTS = 10  # around one link; no honest page nests deeper


class Surroundings:
    """Remembers how many words each part of a page has."""

    def __init__(self) -> None:
        self._words: dict[HtmlElement, int] = {}

    def explain(self, element: HtmlElement) -> bool:
        """Whether there are words around a link that may say where it leads."""
        own = count_words(element.text_content())
        return any(
            self._words_in(around) - own >= EXPLAINING_WORDS
            or any(self._words_in(header) for header in _headers(around))
            for around in _contexts(element)
        )

    def _words_in(self, around: HtmlElement) -> int:
        if around not in self._words:
            self._words[around] = count_words(around.text_content())
        return self._words[around]


def _contexts(element: HtmlElement) -> Iterator[HtmlElement]:
    """The part of the text around it; of a list also the item or answer that the list is in."""
    for around in islice(element.iterancestors(*CONTEXTS), MOST_LISTS):
        yield around
        if around.tag != "li":
            return


def _headers(around: HtmlElement) -> Iterator[HtmlElement]:
    """What stands before an answer or a cell and says what it is about."""
    if around.tag == "dd":
        yield from islice(around.itersiblings("dt", preceding=True), 1)
    elif around.tag == "td" and (row := around.getparent()) is not None:
        yield from row.iterchildren("th")
