"""Every link, asset and frame of a page: where it leads, what it says, where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from audits.derive.document import SLEEPERS, Document, absolute, role_of
from audits.derive.names import accessible_name, tidy

ASSET_SOURCES = {
    "script": "src",
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
LISTED = ("a", "area", "iframe", "frame", "link", *ASSET_SOURCES)
LINKED_ASSETS = frozenset({"stylesheet", "icon"})
NOT_ADDRESSES = ("data:", "blob:", "about:")
# What a script makes of a click: location = '/bins', window.location.href = "/bins".
SET_BY_SCRIPT = re.compile(r"location(?:\.href)?\s*=\s*(?:'([^']{1,2000})'|\"([^\"]{1,2000})\")")
MAX_LINKS = 10_000  # of one page; more is a trap or a fault, and would swamp the record


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page names, with what the reader is told about it."""

    url: str  # absolute, as a browser would make it; not canonical
    href: str  # as written
    text: str = ""  # accessible name as far as HTML tells
    region: str = ""
    rel: str = "link"  # link, asset or frame
    nofollow: bool = False
    number: int = 0  # its place among the page's links, from 0


def links_dropped(page: str | Document, url: str) -> int:
    """How many links, assets and frames of a page go beyond those that extract_links returns."""
    document = page if isinstance(page, Document) else Document(page, url)
    sources = {"a": "href", "area": "href", "link": "href", "iframe": "src", "frame": "src"}
    elements = document.root.iter(*sources, *ASSET_SOURCES)
    return max(0, sum(_has_address(each, sources) for each in elements) - MAX_LINKS)


def _has_address(element: HtmlElement, sources: Mapping[str, str]) -> bool:
    if element.tag == "link":
        return bool(LINKED_ASSETS & set(element.get("rel", "").lower().split()))
    name = sources.get(element.tag) or ASSET_SOURCES[element.tag]
    return bool(element.get(name) or (element.tag in ASSET_SOURCES and element.get("srcset")))


def extract_links(page: str | Document, url: str) -> list[Link]:
    """The links, assets and frames of a page in their order; honours <base>."""
    document = page if isinstance(page, Document) else Document(page, url)
    if document.links is None:
        document.links = list(islice(_links(document), MAX_LINKS))
    return document.links


def scripted_links(page: str | Document, url: str) -> list[Link]:
    """What is called a link by its role only: a script follows it, no crawler does."""
    document = page if isinstance(page, Document) else Document(page, url)
    if document.scripted_links is None:
        extract_links(document, url)  # whose numbers come first
        found = document.root.xpath("//*[@role][not((self::a or self::area) and @href)]")
        elements = (each for each in found if role_of(each) == "link")
        document.scripted_links = [
            _scripted(each, document) for each in islice(elements, MAX_LINKS)
        ]
    return document.scripted_links


def told_links(links: list[Link], document: Document) -> list[tuple[Link, HtmlElement]]:
    """The links, without assets and frames, that a screen reader can reach."""
    both = ((each, element_of(each, document)) for each in links if each.rel == "link")
    return [(link, element) for link, element in both if document.is_told(element)]


def leads_to_itself(link: Link, element: HtmlElement, document: Document) -> bool:
    """Whether a link leads to the heading that it stands in, for people to copy the address."""
    if not link.href.startswith("#"):
        return False
    target = document.ids.get(unquote(link.href[1:]))
    return target is not None and target in (element, *islice(element.iterancestors(), 3))


def element_of(link: Link, document: Document) -> HtmlElement:
    """The element of a link that extract_links returned for this document."""
    return document.link_elements[link.number]


def _links(document: Document) -> Iterator[Link]:
    for element in document.root.iter(*LISTED):
        if element.tag in {"a", "area"}:
            yield from _anchor(element, document)
        elif element.tag in {"iframe", "frame"}:
            title = tidy(element.get("title", ""))
            yield from _made(element, element.get("src"), document, rel="frame", text=title)
        elif element.tag == "link":
            if LINKED_ASSETS & set(element.get("rel", "").lower().split()):
                yield from _made(element, element.get("href"), document, rel="asset")
        else:
            address = element.get(ASSET_SOURCES[element.tag]) or _first_of_set(element)
            text = tidy(element.get("alt", ""))
            yield from _made(element, address, document, rel="asset", text=text)


def _anchor(element: HtmlElement, document: Document) -> Iterator[Link]:
    href = element.get("href")
    if href is None or _is_asleep(element, document):
        return
    document.link_elements.append(element)
    yield Link(
        url=absolute(document.base, href),
        href=href,
        text=accessible_name(element, document),
        region=document.region(element),
        nofollow="nofollow" in element.get("rel", "").lower().split(),
        number=len(document.link_elements) - 1,
    )


def _scripted(element: HtmlElement, document: Document) -> Link:
    target = SET_BY_SCRIPT.search(element.get("onclick", "")[:10_000])
    href = (target[1] or target[2]) if target else ""
    document.link_elements.append(element)
    return Link(
        url=absolute(document.base, href) if href else "",
        href=href,
        text=accessible_name(element, document),
        region=document.region(element),
        number=len(document.link_elements) - 1,
    )


def _made(
    element: HtmlElement, address: str | None, document: Document, *, rel: str, text: str = ""
) -> Iterator[Link]:
    address = (address or "").strip()
    if not address or address.lower().startswith((*NOT_ADDRESSES, "javascript:")):
        return
    if _is_asleep(element, document):
        return
    document.link_elements.append(element)
    yield Link(
        url=absolute(document.base, address),
        href=address,
        text=text,
        region=document.region(element),
        rel=rel,
        number=len(document.link_elements) - 1,
    )


def _is_asleep(element: HtmlElement, document: Document) -> bool:
    """Whether it is there only for browsers without scripts, or for scripts."""
    if not document.has_sleepers:
        return False
    return next(element.iterancestors(*SLEEPERS), None) is not None


def _first_of_set(element: HtmlElement) -> str:
    candidates = element.get("srcset", "").split()
    return candidates[0].rstrip(",") if candidates else ""
