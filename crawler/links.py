"""The links of a page, as they go to the record, and the way from them to the frontier."""

from collections.abc import Iterable

from audits.derive.document import Document
from audits.derive.links import MAX_LINKS, Link, extract_links, links_dropped
from crawler.addresses import AddressError, canonical, kind_of
from crawler.items import Capture
from crawler.night import Night, is_document_address
from crawler.store.pages import StoredLink


def links_in(night: Night, html: str, url: str) -> tuple[list[StoredLink], int]:
    """Return the links of a page, and how many were too many to read.

    Thousands of them take a second, so not in the event loop.
    """
    document = Document(html, url)
    links = extract_links(document, url)
    dropped = links_dropped(document, url) if len(links) == MAX_LINKS else 0
    return to_stored(night, links), dropped


def to_stored(night: Night, links: Iterable[Link]) -> list[StoredLink]:
    """Return links with canonical addresses, each named for what it leads to."""
    stored = []
    for link in links:
        kind = kind_of(link.url)
        url = link.url
        if kind == "web":
            try:
                url = canonical(link.url)
            except AddressError:
                kind = "other"
            else:
                kind = _web_kind(night, url, link.rel)
        stored.append(
            StoredLink(url=url[:2000], kind=kind, text=link.text, region=link.region, rel=link.rel)
        )
    return stored


def _web_kind(night: Night, url: str, rel: str) -> str:
    """Return whether an address is an own page, an own document, an asset or external."""
    if rel == "asset":
        return "asset"
    if night.scope.judge(url).kind == "external":
        return "external"
    return "document" if is_document_address(url) else "page"


def admit_found(night: Night, capture: Capture) -> None:
    """Admit what a page links to, in a transaction of its own: before the page is judged."""
    with night.db.atomic():
        admit_links(night, capture)


def admit_links(night: Night, capture: Capture) -> None:
    """Admit every own address that a page links to."""
    depth = capture.entry.depth + 1
    for link in capture.links:
        if link.rel != "asset" and link.kind in ("page", "document"):
            night.admit(link.url, depth=depth, source="link")
