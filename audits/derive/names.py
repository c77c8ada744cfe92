"""The accessible name of an element, as far as its HTML tells."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, is_hidden

EDGES = re.compile(r"^[\W_]+|[\W_]+$")
MAX_NAME = 2000  # characters of one name
MAX_LOOKED_AT = 2000  # elements inside one name: a hostile page may nest links without end


def accessible_name(element: HtmlElement, document: Document) -> str:
    """What a screen reader would call it: aria-labelledby, aria-label, content, title."""
    if labelled := _labelled_by(element, document):
        return labelled
    if label := tidy(element.get("aria-label", "")):
        return label
    return content_name(element) or tidy(element.get("title", ""))


def content_name(element: HtmlElement) -> str:
    """Text and image alternatives inside an element, without what is hidden."""
    parts: list[str] = [_own(element)]
    parts.extend(_inside(element))
    return tidy("".join(parts))[:MAX_NAME]


def description_of(element: HtmlElement, document: Document) -> str:
    """What a screen reader says after the name, in small letters."""
    text = ""
    if identities := element.get("aria-describedby", ""):
        if identities not in document.descriptions:  # many elements may point at one long text
            found = (document.ids.get(each) for each in identities.split())
            document.descriptions[identities] = " ".join(
                content_name(each) for each in found if each is not None
            )
        text = document.descriptions[identities]
    text = text or element.get("aria-description", "").strip() or element.get("title", "")
    return tidy(text).casefold()


def bare(text: str) -> str:
    """A name without what stands around its words, in small letters: to compare it."""
    return EDGES.sub("", text).casefold()


def tidy(text: str) -> str:
    return " ".join(text.split())


def _inside(element: HtmlElement) -> list[str]:
    """Depth first without recursion: a hostile page may nest thousands deep.

    Ends where the name is as long as it may be: links in links without end share their text.
    """
    parts: list[str] = [element.text or ""]
    stack = [iter(element)]
    open_elements: list[HtmlElement] = []
    length = len(tidy(parts[0]))
    while stack and len(parts) < MAX_LOOKED_AT and length < MAX_NAME:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            if not open_elements:
                continue
            closed = open_elements.pop()
            part = _gap(closed) + (closed.tail or "")
        elif not isinstance(child.tag, str) or _is_silent(child):
            part = child.tail or ""
        elif label := tidy(child.get("aria-label", "")):
            part = f" {label} {child.tail or ''}"
        else:
            part = _gap(child) + _own(child) + (child.text or "")
            open_elements.append(child)
            stack.append(iter(child))
        parts.append(part)
        length += len(tidy(part))
    return parts


INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)


def _gap(element: HtmlElement) -> str:
    return "" if element.tag in INLINE else " "


def _own(element: HtmlElement) -> str:
    if element.tag in {"img", "area"}:
        return f" {element.get('alt', '')} "
    if element.tag == "input" and element.get("type", "").lower() in {"submit", "button", "reset"}:
        return f" {element.get('value', '')} "
    return ""


def _is_silent(element: HtmlElement) -> bool:
    return is_hidden(element) or element.get("aria-hidden") == "true"


def _labelled_by(element: HtmlElement, document: Document) -> str:
    if not (identities := element.get("aria-labelledby")):
        return ""  # as nearly always
    found = [document.ids.get(each) for each in identities.split()]
    names = [
        tidy(each.get("aria-label", "")) or content_name(each) for each in found if each is not None
    ]
    return tidy(" ".join(names))
