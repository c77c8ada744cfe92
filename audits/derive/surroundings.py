"""The words around a link: what WCAG calls its context, besides the sentence it stands in."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.main_text import count_words

CONTEXTS = ("p", "li", "td", "th", "dd", "dt", "blockquote", "caption", "figcaption")
EXPLAINING_WORDS = 3  # fewer are a label such as "PDF:"
MOST_LISTS = 10  # around one link; no honest page nests deeper
MOST_BESIDE = 20  # parts of a sentence that are looked at, on each side of a link
WITHIN_SENTENCES = frozenset(
    {
        *(
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "dfn",
            "em",
            "font",
            "i",
            "img",
            "input",
        ),
        *(
            "kbd",
            "label",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "time",
        ),
        *("tt", "u", "var", "wbr"),
    }
)


class Surroundings:
    """Remembers how many words each part of a page has."""

    def __init__(self) -> None:
        self._words: dict[HtmlElement, int] = {}

    def explain(self, element: HtmlElement) -> bool:
        """Whether there are words around a link that may say where it leads."""
        own = count_words(element.text_content())
        return self._words_of_sentence(element) >= EXPLAINING_WORDS or any(
            self._words_in(around) - own >= EXPLAINING_WORDS
            or any(self._words_in(header) for header in _headers(around))
            for around in _contexts(element)
        )

    def _words_of_sentence(self, element: HtmlElement) -> int:
        """Words of the sentence that the link is part of, where no paragraph is around it."""
        words, node = 0, element
        for _ in range(MOST_LISTS):
            words += self._words_before(node) + self._words_after(node)
            parent = node.getparent()
            if parent is None or parent.tag not in WITHIN_SENTENCES:
                break
            node = parent
        return words

    def _words_before(self, node: HtmlElement) -> int:
        words = 0
        for beside in islice(node.itersiblings(preceding=True), MOST_BESIDE):
            words += count_words(beside.tail or "")
            if beside.tag not in WITHIN_SENTENCES | {"a"}:
                return words
            words += self._words_but_links(beside)
        parent = node.getparent()
        return words if parent is None else words + count_words(parent.text or "")

    def _words_after(self, node: HtmlElement) -> int:
        words = count_words(node.tail or "")
        for beside in islice(node.itersiblings(), MOST_BESIDE):
            if beside.tag not in WITHIN_SENTENCES | {"a"}:
                break
            words += self._words_but_links(beside) + count_words(beside.tail or "")
        return words

    def _words_but_links(self, beside: HtmlElement) -> int:
        return 0 if beside.tag == "a" else self._words_in(beside)

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
