"""Elements that an engine or an audit names by a selector, found again in the page's HTML."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, cast
from weakref import ref

from cssselect import HTMLTranslator, SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from audits.derive.document import Document

FRAME = " >>> "  # between the steps of a selector that goes into frames
SHADOW = " >> "  # and into shadow roots
FIRST_STEP = re.compile(r"[#.][A-Za-z_][\w-]*(?![\w\\-])")  # an id or a class that needs no escape
ANCHORED = re.compile(  # a path from an id or from the top, as we write them: quick to follow
    r"(?:#(?P<id>[A-Za-z][\w-]*)|(?P<top>html|body))"
    r"(?P<steps>(?: > [a-z][\w-]*:nth-of-type\(\d+\))*)"
)
STEP = re.compile(r" > ([a-z][\w-]*):nth-of-type\((\d+)\)")
CSS = HTMLTranslator()
MOST_LOOKUPS = 1000  # other selectors of one page that are looked up; past that, nothing is found


def selector_of(target: Sequence[Any]) -> str:
    """One line for axe's target: a step for each frame, and in it one for each shadow root."""
    return FRAME.join(
        step if isinstance(step, str) else SHADOW.join(map(str, step)) for step in target
    )


@lru_cache(maxsize=1024)  # what is wrong in a header is wrong on each page
def _compiled(selector: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    return cast("Callable[..., list[HtmlElement]]", CSSSelector(selector, translator="html"))


@lru_cache(maxsize=1024)
def _compiled_from(selector: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """What finds elements by a selector whose first step is the element that it is given."""
    return cast("Callable[..., list[HtmlElement]]", XPath(CSS.css_to_xpath(selector, "self::")))


def lookup_of(document: Document | None) -> "Lookup":
    """Return the lookup of a document, which all who ask share."""
    if document is None:
        return Lookup(None)
    if document.lookup is None:
        document.lookup = Lookup(document)
    found: Lookup = document.lookup
    return found


class Lookup:
    """Finds elements again in the page's HTML, to tell where they stand and which are the same."""

    def __init__(self, document: Document | None) -> None:
        # The document keeps us: were it kept by us, its tree would wait for the collector.
        self._owner = None if document is None else ref(document)
        self._known: dict[str, tuple[HtmlElement, ...]] = {}
        self._lookups = 0
        self._children: dict[tuple[HtmlElement, str], list[HtmlElement]] = {}

    @property
    def _document(self) -> Document | None:
        return None if self._owner is None else self._owner()

    def region(self, selector: str) -> str:
        """The region of the element, or of the frame or shadow host that it is in."""
        outer = selector.partition(FRAME)[0].partition(SHADOW)[0]
        regions = {self._document.region(each) for each in self._look_up(outer) if self._document}
        return regions.pop() if len(regions) == 1 else ""

    def element(self, selector: str) -> HtmlElement | None:
        """The one element that a selector means; None for what is in a frame or a shadow root."""
        if FRAME in selector or SHADOW in selector:
            return None
        found = self._look_up(selector)
        return found[0] if len(found) == 1 else None

    def _look_up(self, selector: str) -> tuple[HtmlElement, ...]:
        if not selector or self._document is None:
            return ()
        if path := ANCHORED.fullmatch(selector):
            return self._followed(path)
        if selector not in self._known:
            if self._lookups >= MOST_LOOKUPS:
                return ()
            self._lookups += 1
            self._known[selector] = self._found(selector)
        return self._known[selector]

    def _followed(self, path: re.Match[str]) -> tuple[HtmlElement, ...]:
        """Follow a path of ours step by step."""
        assert self._document is not None
        if identity := path["id"]:
            starts = self._document.ids_and_classes.get(f"#{identity}", [])
        else:
            starts = self._document.root.xpath(f"/html{'/body' * (path['top'] == 'body')}")
        return tuple(
            element for start in starts if (element := self._down(start, path["steps"])) is not None
        )

    def _down(self, element: HtmlElement, steps: str) -> HtmlElement | None:
        for tag, place in STEP.findall(steps):
            key = element, tag
            if key not in self._children:
                self._children[key] = list(element.iterchildren(tag))
            if not 0 < int(place) <= len(self._children[key]):
                return None
            element = self._children[key][int(place) - 1]
        return element

    def _found(self, selector: str) -> tuple[HtmlElement, ...]:
        """Find what a selector means, from the few elements that its first step can be."""
        assert self._document is not None
        step = FIRST_STEP.match(selector)
        try:
            if step is None or "," in selector:
                return tuple(_compiled(selector)(self._document.root))
            starts = self._document.ids_and_classes.get(step[0], ())
            find = _compiled_from(selector)
            return tuple(dict.fromkeys(each for start in starts for each in find(start)))
        except (SelectorError, XPathError, ValueError):
            return ()  # axe knows selectors that this parser does not
