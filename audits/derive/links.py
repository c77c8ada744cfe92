"""Every link, asset and frame of a page: where it leads, what it says, where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute
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
LINKED_ASSETS = frozenset({"stylesheet", "icon"})
NOT_ADDRESSES = ("data:", "blob:", "about:")
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
    selector: str = ""


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
        document.links = [
            replace(link, selector=document.selector(element))
            for link, element in islice(_links(document), MAX_LINKS)
        ]
    return document.links


def extract_addresses(document: Document) -> list[Link]:
    """The same without selectors, which are half of the work and no concern of a crawl."""
    return [link for link, _ in islice(_links(document), MAX_LINKS)]


def _links(document: Document) -> Iterator[tuple[Link, HtmlElement]]:
    for element in document.root.iter("*"):
        if element.tag in {"a", "area"}:
            yield from _anchor(element, document)
        elif element.tag in {"iframe", "frame"}:
            title = tidy(element.get("title", ""))
            yield from _made(element, element.get("src"), document, rel="frame", text=title)
        elif element.tag == "link":
            if LINKED_ASSETS & set(element.get("rel", "").lower().split()):
                yield from _made(element, element.get("href"), document, rel="asset")
        elif element.tag in ASSET_SOURCES:
            address = element.get(ASSET_SOURCES[element.tag]) or _first_of_set(element)
            text = tidy(element.get("alt", ""))
            yield from _made(element, address, document, rel="asset", text=text)


def _anchor(element: HtmlElement, document: Document) -> Iterator[tuple[Link, HtmlElement]]:
    href = element.get("href")
    if href is None or _is_asleep(element):
        return
    link = Link(
        url=absolute(document.base, href),
        href=href,
        text=accessible_name(element, document),
        region=document.region(element),
        nofollow="nofollow" in element.get("rel", "").lower().split(),
    )
    yield link, element


def _made(
    element: HtmlElement, address: str | None, document: Document, *, rel: str, text: str = ""
) -> Iterator[tuple[Link, HtmlElement]]:
    address = (address or "").strip()
    if not address or address.lower().startswith((*NOT_ADDRESSES, "javascript:")):
        return
    if _is_asleep(element):
        return
    link = Link(
        url=absolute(document.base, address),
        href=address,
        text=text,
        region=document.region(element),
        rel=rel,
    )
    yield link, element


def _is_asleep(element: HtmlElement) -> bool:
    """Whether it is there only for browsers without scripts, or for scripts."""
    return next(element.iterancestors("noscript", "template"), None) is not None


def _first_of_set(element: HtmlElement) -> str:
    candidates = element.get("srcset", "").split()
    return candidates[0].rstrip(",") if candidates else ""
