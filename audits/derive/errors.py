"""Messages about mistakes in a form, and how pages mark them."""

import re

from lxml.html import HtmlElement

from audits.derive.document import is_shown
from audits.derive.main_text import count_words
from audits.derive.names import tidy

FIELDS = ("input", "select", "textarea")
MOST_WORDS = 60  # more is no message but a part of the page
NAMED_ERROR = re.compile(
    r"(?:^|[-_])(?:error|errors|invalid|alert-danger)(?:$|[-_\d])", re.IGNORECASE
)
# A message to somebody who filled in a form, and not about a page that is missing.
CALLS_FOR_MENDING = re.compile(
    r"\b(?:please|must|cannot|can't|enter|fill|fills|filled|select|choose|invalid|incorrect|"
    r"required|correct|correctly|rhowch|llenwch|annilys)\b",
    re.IGNORECASE,
)


def error_messages_in(around: HtmlElement) -> list[HtmlElement]:
    """The outermost elements that are named errors, and speak of something to be mended."""
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in around.iter("*"):
        if element.getparent() in inside:
            inside.add(element)
        elif element.tag not in FIELDS and is_named_error(element) and _is_message(element):
            inside.add(element)
            found.append(element)
    return found


def is_named_error(element: HtmlElement) -> bool:
    """Whether the id or the class of an element calls it an error."""
    names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    return any(map(NAMED_ERROR.search, names))


def _is_message(element: HtmlElement) -> bool:
    if next(element.iter(*FIELDS), None) is not None:
        return False  # a field with its message, coloured as a whole
    text = tidy(element.text_content())
    if not 0 < count_words(text) <= MOST_WORDS or not CALLS_FOR_MENDING.search(text):
        return False
    return is_shown(element)
