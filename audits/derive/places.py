"""Findings about elements that a browser found: by selector, with the HTML that it had then.

What a browser tells comes from the page, so nothing is taken for granted but that it is a mapping.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cssselect import GenericTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.lookup import FRAME, SHADOW
from audits.derive.names import tidy
from audits.model import Finding, Impact, Status

MOST_PLACES = 40  # of one kind on one page; more would only fill the record
MOST_SELECTOR = 2_000  # characters
LONGEST_STEPS = 400  # characters of a selector that is looked up in the tree
TAG = re.compile(r"<([a-zA-Z][\w-]*)")
KINDS = {"a": "link", "button": "button"} | dict.fromkeys(("input", "select", "textarea"), "field")
TRANSLATOR = GenericTranslator()

Place = Mapping[str, Any]
"""An element as a script of ours tells of it: selector, html, text, box, and what it measured."""


def places(told: Any, *names: str) -> Iterator[Place]:
    """Yield the places in a list that lies under these names, those that are well-formed."""
    for name in names:
        told = told.get(name) if isinstance(told, Mapping) else None
    if isinstance(told, list):
        for each in told[:MOST_PLACES]:
            if isinstance(each, Mapping) and isinstance(each.get("selector"), str):
                yield each


def number(place: Mapping[str, Any], name: str) -> float:
    value = place.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return 0


def words_of(place: Mapping[str, Any], name: str = "words", most: int = 60) -> str:
    """Return words of the page, in quotation marks, cut short."""
    value = place.get(name)
    return f"“{cut(tidy(value if isinstance(value, str) else ''), most)}”"


def found_in_browser(
    place: Place,
    document: Document,
    message: str,
    *,
    impact: Impact,
    status: Status = Status.FAILED,
    subject: str = "",
    elements: int = 1,
    state: str = "",
) -> Finding:
    """Return a finding about an element that a browser found, in such a state of the page."""
    selector, html = str(place["selector"])[:MOST_SELECTOR], place.get("html")
    is_in_frame = FRAME in selector
    return Finding(
        f"In a frame: {message}" if is_in_frame else message,
        selector=selector,
        snippet=html[:300] if isinstance(html, str) else "",
        region=_region(selector, document),
        subject=subject,
        impact=impact,
        status=status,
        elements=max(1, elements),
        state=f"in a frame, {state}" if state and is_in_frame else state,
    )


def kind_of(place: Place) -> str:
    """Return what a stop is, in a word: one rule of a style sheet is mostly about one kind."""
    html = place.get("html")
    tag = TAG.match(html) if isinstance(html, str) else None
    return KINDS.get(tag[1].lower() if tag else "", "element")


def element_of(place: Place, document: Document) -> HtmlElement | None:
    """Return the element in the page as it was read, if it was there then."""
    return look_up(str(place["selector"]), document)


def look_up(selector: str, document: Document) -> HtmlElement | None:
    """Return what a selector finds first; None for what is in a frame or a shadow root."""
    is_inner = FRAME in selector or SHADOW in selector
    if not selector or len(selector) > LONGEST_STEPS or is_inner:
        return None
    try:
        found = document.root.xpath(TRANSLATOR.css_to_xpath(selector))
    except (SelectorError, etree.XPathError, ValueError):
        return None
    return found[0] if found else None


def _region(selector: str, document: Document) -> str:
    element = look_up(selector.partition(FRAME)[0].partition(SHADOW)[0], document)
    return "" if element is None else document.region(element)
