"""The scripts that stand in a page itself, to be read and never run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derive.document import Document

JAVASCRIPT = re.compile(r"|(?:text|application)/(?:x-)?(?:java|ecma)script|module", re.IGNORECASE)
MOST_CHARACTERS = 300_000  # of all scripts of a page
# Going somewhere else, or sending a form: to a reader the page changes.
NAVIGATES = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace|reload)\s*\("
    r"|\b(?:window|self)\.open\s*\(|\bMM_jumpMenu\s*\(|\.(?:request)?submit\s*\(",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Script:
    element: HtmlElement
    text: str


def inline_scripts(document: Document) -> Iterator[Script]:
    """The scripts written into the page, in their order, up to a length no honest page has."""
    left = MOST_CHARACTERS
    for element in document.root.iter("script"):
        kind = (element.get("type") or "").partition(";")[0].strip()
        if element.get("src") or not JAVASCRIPT.fullmatch(kind):
            continue
        text = (element.text or "")[:left]
        left -= len(text)
        if text:
            yield Script(element, text)
        if left <= 0:
            return
