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
    """Two short hashes of the page's outer containers, with a dot between; texts play no part.

    The first is of the shell, all that stands around the main content, which many kinds of page
    share; the second of the main content's own containers. Where a page marks no main content, the
    shell is its outermost containers only: those within differ with the content.
    """
    shell = {f"body.{name}" for name in _names(document.body)}
    content: set[str] = set()
    within: set[str] = set()
    level: list[tuple[str, HtmlElement, bool]] = [("", document.body, False)]
    for depth in range(DEPTH):
        level = [
            (f"{path}>{_step(child)}", child, is_inside or document.region(parent) == "main")
            for path, parent, is_inside in level
            for child in parent.iterchildren("*")
            if child.tag in CONTAINERS
        ]
        for path, _, is_inside in level:
            (content if is_inside else within if depth else shell).add(path)
    if content:
        shell |= within
    else:
        content = within
    return f"{_hash(shell)}.{_hash(content)}"


def shell_of(template: str) -> str:
    """The part of a fingerprint that is of what stands around the main content."""
    return template.partition(".")[0]


def _hash(paths: set[str]) -> str:
    return sha256("\n".join(sorted(paths)).encode("utf-8", "replace")).hexdigest()[:12]


def _step(element: HtmlElement) -> str:
    return ".".join([element.tag, *_names(element)])


def _names(element: HtmlElement) -> list[str]:
    classes = (element.get("class") or "").split()
    return sorted({each for each in classes if not (NUMBERED.search(each) or PASSING.match(each))})
