"""The headings of a page in their order, as a screen reader lists them."""

import re
from dataclasses import dataclass
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from audits.derive.document import Document, role_of, snippet
from audits.derive.names import accessible_name

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CALLED = XPath(f".//*[{' or '.join(f'self::{tag}' for tag in TAGS)} or @role]")
STATED = re.compile(r"\s*([1-9]\d?)\s*\Z", re.ASCII)
DEFAULT_LEVEL = 2  # of role="heading" without aria-level (WAI-ARIA 1.2)
MAX_HEADINGS = 2000  # of one page: more is a trap or a fault


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading that is not hidden."""

    level: int
    text: str  # accessible name; "" when it says nothing
    selector: str
    snippet: str
    region: str


def headings_of(document: Document) -> list[Heading]:
    """Every heading that HTML does not hide, with its level."""
    found: list[Heading] = []
    for element in cast("list[HtmlElement]", CALLED(document.body)):
        level = _level(element)
        if not level or not document.is_told(element):
            continue
        found.append(
            Heading(
                level=level,
                text=accessible_name(element, document),
                selector=document.selector(element),
                snippet=snippet(element),
                region=document.region(element),
            )
        )
        if len(found) == MAX_HEADINGS:
            break
    return found


def _level(element: HtmlElement) -> int:
    """1 to 6 and beyond for a heading; 0 for anything else."""
    role = role_of(element)
    if role and role != "heading":
        return 0
    stated = STATED.match(element.get("aria-level") or "")
    if element.tag in TAGS:
        own = TAGS.index(element.tag) + 1
    elif role == "heading":
        own = DEFAULT_LEVEL
    else:
        return 0
    return int(stated[1]) if stated else own
