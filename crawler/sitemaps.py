"""Sitemaps as they come: XML or text, packed or not, honest or not."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from itertools import islice

from lxml import etree

MOST_ENTRIES = 50_000  # the protocol's own limit for one file (sitemaps.org)
MOST_BYTES = 50 * 1024 * 1024  # the protocol's own limit, unpacked
LONGEST_DAY = 10  # characters of a day, as in 2026-11-28; what comes after is the time
GZIP_START = b"\x1f\x8b"
ROOTS = ("urlset", "sitemapindex")


class SitemapError(Exception):
    """A sitemap that cannot be read, with one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The addresses that one sitemap file lists, as written there."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)  # by page: its lastmod, if it has one


def parse(body: bytes) -> Sitemap:
    """Read a sitemap, a sitemap index or a text sitemap.

    Of a file that breaks off, what came before counts. Raises SitemapError for anything else.
    """
    content = _unpacked(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content:
        raise SitemapError("It is empty.")
    if content.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _from_xml(content)
    return _from_text(content)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(GZIP_START):
        return body
    try:
        content = zlib.decompressobj(wbits=31).decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise SitemapError("It is packed with gzip, but damaged.") from error
    if len(content) > MOST_BYTES:
        raise SitemapError("It unpacks to more than 50 MB.")
    return content


def _from_text(content: bytes) -> Sitemap:
    """Read a text sitemap: one address a line.

    Line by line, since to split millions of them in one call would hold up all other threads.
    """
    lines = TextIOWrapper(BytesIO(content), "utf-8", "replace")  # each kind of line end is one
    found = (line.strip() for line in lines)
    addresses = (line for line in found if line.lower().startswith(("http://", "https://")))
    pages = tuple(islice(addresses, MOST_ENTRIES))
    if not pages:
        raise SitemapError("It is neither XML nor a list of addresses.")
    return Sitemap(pages=pages)


def _from_xml(content: bytes) -> Sitemap:
    if content[:20].lower().startswith((b"<!doctype html", b"<html")):
        raise SitemapError("It is an HTML page, not a sitemap.")
    found: list[tuple[str, str, str]] = []
    try:
        found.extend(islice(_entries(content), MOST_ENTRIES))
    except etree.XMLSyntaxError as error:
        raise SitemapError("It is not well-formed XML.") from error
    if not content.rstrip(b" \t\r\n\0").endswith(b">"):
        del found[-1:]  # it broke off, perhaps in the middle of an address
    return Sitemap(
        pages=tuple(address for kind, address, _ in found if kind == "url"),
        sitemaps=tuple(address for kind, address, _ in found if kind == "sitemap"),
        changed={address: day for kind, address, day in found if kind == "url" and day},
    )


def _entries(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield ("url" or "sitemap", address, lastmod); no entity is resolved, nothing is fetched."""
    parser = etree.iterparse(
        BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    _, root = next(parser, ("", None))
    if root is None:
        raise SitemapError("It is not well-formed XML.")
    if _name(root) not in ROOTS:
        raise SitemapError(f"It is <{_name(root)[:40]}>, not a sitemap.")
    for event, element in parser:
        is_entry = _name(element) in ("url", "sitemap")
        if event == "start" or not (is_entry or element.getparent() is root):
            continue
        if is_entry and (address := _text_of(element, "loc")):
            yield _name(element), address, _text_of(element, "lastmod")[:LONGEST_DAY]
        element.clear()  # also what is no entry: millions of such would fill the memory
        while element.getprevious() is not None:
            del element.getparent()[0]


def _text_of(element: etree._Element, name: str) -> str:
    """Return the text of the first child of that name that has one, or ""."""
    texts = (child.text.strip() for child in element if _name(child) == name and child.text)
    return next(filter(None, texts), "")


def _name(element: etree._Element) -> str:
    """Return a tag without its namespace; sitemaps come with odd ones, or none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
