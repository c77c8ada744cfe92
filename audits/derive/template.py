"""The fingerprint of a page's skeleton: pages made from the same template share it."""

import re
from hashlib import sha256

from lxml.html import HtmlElement

from audits.derive.document import Document

CONTAINERS = frozenset(
    {"header", "nav", "main", "div", "section", "aside", "footer", "article", "form", "table"}
)
DEPTH = 4  # levels below body: deeper than that, pages differ by their content
NUMBERED = re.compile(r"\d")
# Classes that a script or the page's own address puts there, not the template.
PASSING = re.compile(
    r"(?:js|no-js|js-.*|is-.*|has-.*|logged-in|not-logged-in|path-.*|section-.*)\Z"
)


def template_of(document: Document) -> str:
    """A short hash of the body's classes and its outer containers; texts play no part."""
    skeleton = {f"body.{name}" for name in _names(document.body)}
    level: list[tuple[str, HtmlElement]] = [("", document.body)]
    for _ in range(DEPTH):
        level = [
            (f"{path}>{_step(child)}", child)
            for path, parent in level
            for child in parent.iterchildren("*")
            if child.tag in CONTAINERS
        ]
        skeleton.update(path for path, _ in level)
    return sha256("\n".join(sorted(skeleton)).encode("utf-8", "replace")).hexdigest()[:12]


def _step(element: HtmlElement) -> str:
    return ".".join([element.tag, *_names(element)])


def _names(element: HtmlElement) -> list[str]:
    classes = (element.get("class") or "").split()
    return sorted({each for each in classes if not (NUMBERED.search(each) or PASSING.match(each))})
