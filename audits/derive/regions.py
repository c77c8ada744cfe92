"""Where on the page an element stands: header, nav, main, aside, footer, or nowhere special."""

from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

ROLES = {
    "main": "main",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
}
TAGS = {"main": "main", "nav": "nav", "aside": "aside"}
SCOPED_TAGS = {"header": "header", "footer": "footer"}
# A header or footer inside one of these belongs to it, not to the page (HTML-AAM).
SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
# Pages without landmarks: names that pages of the older kind give to their parts.
NAMES = {
    "header": "header",
    "masthead": "header",
    "site-header": "header",
    "page-header": "header",
    "banner": "header",
    "nav": "nav",
    "navigation": "nav",
    "menu": "nav",
    "topnav": "nav",
    "main-nav": "nav",
    "main-menu": "nav",
    "mega-menu": "nav",
    "breadcrumb": "nav",
    "breadcrumbs": "nav",
    "main": "main",
    "content": "main",
    "main-content": "main",
    "maincontent": "main",
    "sidebar": "aside",
    "aside": "aside",
    "supplements": "aside",
    "footer": "footer",
    "site-footer": "footer",
    "page-footer": "footer",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: by landmark, by name, and whether inside sectioning content."""

    landmark: str = ""
    named: str = ""
    is_sectioned: bool = False

    @property
    def region(self) -> str:
        return self.landmark or self.named


class Regions:
    """The regions of one page. Remembers ancestors, so that deep pages stay quick."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, Place] = {}

    def of(self, element: HtmlElement) -> str:
        """The nearest landmark around an element; by common names where there is no landmark."""
        path: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            path.append(node)
            node = node.getparent()
        place = Place() if node is None else self._known[node]
        for each in reversed(path):
            place = self._known[each] = _inside(each, place)
        return place.region


def region_of(element: HtmlElement) -> str:
    """The region of a single element; for many elements of a page, keep a Regions."""
    return Regions().of(element)


def _inside(node: HtmlElement, around: Place) -> Place:
    if not isinstance(node.tag, str):
        return around
    landmark = _landmark(node, is_sectioned=around.is_sectioned)
    named = _named(node)
    is_sectioned = around.is_sectioned or node.tag in SECTIONING
    if not landmark and not named and is_sectioned == around.is_sectioned:
        return around  # as nearly always
    return Place(landmark or around.landmark, named or around.named, is_sectioned)


def _landmark(node: HtmlElement, *, is_sectioned: bool) -> str:
    """Which landmark an element itself is, if any."""
    if role := (node.get("role") or "").strip().lower().partition(" ")[0]:
        return ROLES.get(role, "")
    if node.tag in TAGS:
        return TAGS[node.tag]
    return "" if is_sectioned else SCOPED_TAGS.get(node.tag, "")


def _named(node: HtmlElement) -> str:
    identity, classes = node.get("id"), node.get("class")
    if not (identity or classes) or node.tag in {"html", "body"}:
        return ""
    return _region_named(f"{identity or ''} {classes or ''}")


@lru_cache(maxsize=4096)  # the pages of a site share their names
def _region_named(names: str) -> str:
    for name in names.split():
        if region := NAMES.get(name.lower().replace("_", "-")):
            return region
    return ""
