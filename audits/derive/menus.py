"""The menus of a page: what stands in its menus, header and footer, in which order, in which words.

Other pages of the site are compared by them, so what differs from page to page by its nature is
left out: breadcrumbs, pages of a list, places within the page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute, cut, go_through, role_of
from audits.derive.forms import SEARCH, SEARCH_NAME
from audits.derive.names import accessible_name, tidy

REGIONS = frozenset({"nav", "header", "footer", "aside"})
FINDER = "finder"  # the region of what is no place on the page, but a way to find pages
PASSING = re.compile(
    r"breadcrumb|crumbs?\b|you-are-here|pagination|pager\b|page-nav|toc\b|table-of-contents|on-this-page"
    r"|related|see-also|share|social|language|dewislen-iaith|in-this-section|sub-?nav|side-?nav"
    r"|local-?nav|prev-next",
    re.IGNORECASE,
)
SITE_MAP = re.compile(
    r"(?:our )?site ?map|map o['’]r (?:safle|wefan)|a ?(?:to|-|–) ?z\b.*|(?:full )?index"
    r"|(?:all|our) (?:services|pages|topics)|search\b.*|chwilio\b.*|find a service",
    re.IGNORECASE,
)
# A switch of language leads to this page's own twin.
OTHER_LANGUAGE = re.compile(r"cymraeg|english|gaeilge|gàidhlig|welsh|saesneg", re.IGNORECASE)
MOST_MENUS = 12  # of one page
MOST_ITEMS = 60  # of one menu
MOST_LINKS = 10_000  # of one page that are looked at
LONGEST_NAME = 80
LONGEST_ADDRESS = 300
BUTTON = "button "  # before the address of a form, where the name is that of its button


@dataclass(frozen=True, slots=True)
class Menu:
    """Links that stand together in a menu, a header or a footer."""

    region: str  # nav, header, footer, aside; or finder
    label: str
    items: tuple[tuple[str, str], ...]  # address and name of each
    selector: str = ""


@dataclass(frozen=True, slots=True)
class SiteMenus:
    """Every menu of a site once, and which stand on each page, in their order."""

    menus: Mapping[int, Menu] = field(default_factory=dict)
    on_pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class _Open:
    element: HtmlElement
    region: str  # "" where what is inside belongs to no menu
    is_passing: bool = False
    items: list[tuple[str, str]] = field(default_factory=list)


def menus_of(document: Document) -> tuple[Menu, ...]:
    """The menus that are shown, the ways to find a page last."""
    return _Walk(document).menus


class _Walk:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[_Open] = []
        self._stack: list[_Open] = [_Open(document.body, "")]
        self._finders: list[tuple[str, str]] = []
        self._forms: list[tuple[HtmlElement, _Open]] = []  # each with the menu that it stands in
        self._links = 0
        self._path = document.url.partition("://")[2].partition("/")[2].partition("?")[0] or "\0"
        go_through(
            document,
            on_open=self._open,
            on_close=self._close,
        )

    @property
    def menus(self) -> tuple[Menu, ...]:
        kept = [each for each in self._found if each.items and not each.is_passing]
        made = [
            Menu(
                each.region,
                cut(_label(each.element, self._document), LONGEST_NAME),
                tuple(each.items),
                self._document.selector(each.element),
            )
            for each in kept[:MOST_MENUS]
        ]
        if self._finders:
            made.append(Menu(FINDER, "", tuple(dict.fromkeys(self._finders))))
        return tuple(made)

    def _open(self, element: HtmlElement) -> None:
        region = self._document.region(element)
        region = region if region in REGIONS else ""
        if region != self._stack[-1].region:
            opened = _Open(element, region, _is_passing(element))
            self._stack.append(opened)
            if region:
                self._found.append(opened)
        elif region and _is_passing(element):  # a list of its own in the header or footer
            self._stack.append(_Open(element, region, is_passing=True))
        if element.tag == "form":
            self._forms.append((element, self._stack[-1]))
        if element.tag == "a" and element.get("href") is not None:
            self._link(element)
        elif element.tag in {"input", "button"} and self._forms:
            self._control(element)

    def _close(self, element: HtmlElement) -> None:
        if self._stack[-1].element is element and len(self._stack) > 1:
            self._stack.pop()
        if self._forms and self._forms[-1][0] is element:
            self._forms.pop()

    def _link(self, element: HtmlElement) -> None:
        self._links += 1
        href = element.get("href", "").strip()
        if self._links > MOST_LINKS or not href or href.startswith("#"):
            return
        name = cut(accessible_name(element, self._document), LONGEST_NAME)
        is_of_page = element.get("hreflang") is not None or bool(OTHER_LANGUAGE.fullmatch(name))
        if not name or is_of_page or href.lower().startswith("javascript:"):
            return
        address = self._address(href)
        self._add(address, name)
        if len(self._finders) < MOST_ITEMS and SITE_MAP.fullmatch(name):
            self._finders.append((address, name))

    def _control(self, element: HtmlElement) -> None:
        """A button that sends a form; a field to search with."""
        form, menu = self._forms[-1]
        kind = element.get("type", "submit" if element.tag == "button" else "text").lower()
        action = form.get("action", "").strip()
        address = self._address(action) if action else ""
        if kind in {"submit", "image"}:
            if menu is not self._stack[-1]:
                return  # a form around the whole page: its button may be anything
            name = accessible_name(element, self._document) or tidy(
                element.get("value") or element.get("alt") or ""
            )
            if name and address:
                self._add(BUTTON + address, cut(name, LONGEST_NAME))
        elif len(self._finders) < MOST_ITEMS and _is_search(element, kind, form):
            self._finders.append((address, "search"))

    def _address(self, href: str) -> str:
        """An address without what tells only from which page somebody comes."""
        address = absolute(self._document.base, href).partition("#")[0]
        start, mark, query = address.partition("?")
        if mark and self._path in unquote(query):
            address = start
        return cut(address, LONGEST_ADDRESS)

    def _add(self, address: str, name: str) -> None:
        menu = self._stack[-1]
        if menu.region and not menu.is_passing and len(menu.items) < MOST_ITEMS:
            menu.items.append((address, name))


def _is_search(element: HtmlElement, kind: str, form: HtmlElement) -> bool:
    if kind == "search" or role_of(form) == "search":
        return True
    names = f"{element.get('name', '')} {element.get('id', '')}".split()
    told = f"{form.get('action', '')} {form.get('class', '')} {element.get('placeholder', '')}"
    return any(map(SEARCH_NAME.search, names)) or bool(SEARCH.search(told.replace("-", " ")))


def _is_passing(element: HtmlElement) -> bool:
    told = (element.get(name, "") for name in ("class", "id", "aria-label"))
    return bool(PASSING.search(" ".join(told)))


def _label(element: HtmlElement, document: Document) -> str:
    """The name that a landmark has by ARIA: its text is no name."""
    found = map(document.ids.get, element.get("aria-labelledby", "").split()[:10])
    labelled = " ".join(tidy(each.text_content()[:500]) for each in found if each is not None)
    return labelled.strip() or tidy(element.get("aria-label", ""))
