"""What a page says that may be an accessibility statement or a part of one, block by block."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute
from audits.derive.language import Language
from audits.derive.main_text import Block, MainText
from audits.derive.missing import Missing
from audits.derive.names import accessible_name, tidy
from audits.statement.wording import heading_words

MOST_BLOCKS = 1500  # of one page; the longest statement seen has 400
LONGEST_BLOCK = 5000  # characters
LONGEST_TEXT = 200_000  # characters of all blocks
MOST_LINKS = 400
LONGEST_LINK = 200  # characters of its text
LONGEST_URL = 500
LONGEST_BOLD = 90  # characters of a line in bold that stands for a heading
MOST_STEPS = 30  # elements between a link and the block that it stands in
MOST_HEADINGS = 300
FIRST_PARTS = 4  # of a bold line that are looked at

# A page that may be one says so in its address, its title or its main heading.
ABOUT = re.compile(r"accessib|hygyrch", re.IGNORECASE)
# Or it has a heading that hardly any other page has.
TELLING = re.compile(
    r"compliance status|non-? ?accessible content|enforcement procedure|disproportionate burden"
    r"|preparation of this (?:accessibility )?statement|statws cydymffurfi|gweithdrefn orfodi"
    r"|baich anghymesur|cynnwys (?:anhygyrch|nad yw'n hygyrch)"
)
KINDS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in a block."""

    text: str
    url: str  # absolute; also mailto: and tel:


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One unit of a page's text."""

    kind: str  # h1 to h6; b: a line in bold that stands for a heading; li, td; p for all others
    text: str
    links: tuple[PageLink, ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.kind in KINDS or self.kind == "b"


@dataclass(frozen=True, slots=True)
class PageText:
    """The main part of a page that may be a statement."""

    heading: str = ""  # its first heading of level 1
    language: str = ""  # code
    blocks: tuple[TextBlock, ...] = ()

    @property
    def hash(self) -> str:
        """A hash of its words: the same as long as nothing is changed that people read."""
        words = "\n".join(f"{each.kind} {each.text}" for each in self.blocks)
        return hashlib.sha256(words.encode()).hexdigest()[:32]

    def packed(self) -> list[Any]:
        """Return its blocks as JSON can hold them."""
        return [
            [each.kind, each.text, [[link.text, link.url] for link in each.links]]
            for each in self.blocks
        ]


def unpacked(blocks: Iterable[Any]) -> tuple[TextBlock, ...]:
    """Return the blocks that `packed` made."""
    return tuple(
        TextBlock(kind, text, tuple(PageLink(*link) for link in links))
        for kind, text, links in blocks
    )


def known_statement(
    document: Document, url: str, title: str, artefacts: Mapping[str, Any]
) -> PageText | None:
    """Return what a page says, when it may be a statement; None for all other pages.

    Takes the artefacts `main_text` and `language` of the page. Never raises.
    """
    main, language = artefacts.get("main_text"), artefacts.get("language")
    if not isinstance(main, MainText):
        return None
    try:
        if not _may_be_one(document, url, title, main):
            return None
        return page_text(document, main, language if isinstance(language, Language) else None)
    except (ValueError, RecursionError):  # a hostile page may break this and nothing else
        return None


def page_text(document: Document, main: MainText | Missing, language: Language | None) -> PageText:
    """Return the main part of a page as blocks with their links."""
    blocks = [] if isinstance(main, Missing) else main.blocks[:MOST_BLOCKS]
    links = _links(document, blocks)
    told, left = [], LONGEST_TEXT
    for place, block in enumerate(blocks):
        text = tidy(block.text[:LONGEST_BLOCK])
        left -= len(text)
        if left < 0:
            break
        told.append(TextBlock(_kind(block, text), text, tuple(links.get(place, ()))))
    code = "" if language is None else language.detected or language.declared_code
    return PageText(_first_heading(document), code, tuple(told))


def _may_be_one(document: Document, url: str, title: str, main: MainText) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        path = ""
    if ABOUT.search(path) or ABOUT.search(title) or ABOUT.search(_first_heading(document)):
        return True
    headings = (each for each in main.blocks if each.kind == "heading")
    return any(
        TELLING.search(heading_words(each.text[:LONGEST_LINK]))
        for each in islice(headings, MOST_HEADINGS)
    )


def _first_heading(document: Document) -> str:
    found = next(document.body.iter("h1"), None)
    return "" if found is None else tidy("".join(islice(found.itertext(), 50)))[:LONGEST_LINK]


def _kind(block: Block, text: str) -> str:
    element = block.element
    tag = "" if element is None or not isinstance(element.tag, str) else element.tag
    if block.kind == "heading":
        return tag if tag in KINDS else "h2"
    if block.kind == "table cell":
        return "td"
    if element is not None and len(text) <= LONGEST_BOLD and _is_bold(element, text):
        return "b"
    return "li" if block.kind == "list item" else "p"


def _is_bold(element: HtmlElement, text: str) -> bool:
    """Whether all of a paragraph is in bold, as a heading that is none is."""
    if element.tag not in ("p", "div", "dt"):
        return False
    first = next(element.iter("strong", "b", "dt"), None)
    if first is None:
        return False
    said = tidy("".join(islice(first.itertext(), 20)))
    return len(said) > 3 and said.rstrip(": ") == text.rstrip(": ")  # noqa: PLR2004


def _links(document: Document, blocks: list[Block]) -> dict[int, list[PageLink]]:
    """Return the links of each block, by its place; each link is looked at once."""
    holders: dict[HtmlElement, list[int]] = {}
    for place, block in enumerate(blocks):
        if block.element is not None:
            holders.setdefault(block.element, []).append(place)
    found: dict[int, list[PageLink]] = {}
    if not holders:
        return found
    for link in islice(document.body.iter("a"), 10 * MOST_LINKS):
        href = (link.get("href") or "").strip()
        places = _around(link, holders) if href else None
        if places is None:
            continue
        text = tidy(accessible_name(link, document))[:LONGEST_LINK]
        url = href if href.lower().startswith("mailto:") else absolute(document.base, href)
        place = next((at for at in places[:50] if text and text in blocks[at].text), places[0])
        found.setdefault(place, []).append(PageLink(text, url[:LONGEST_URL]))
    return found


def _around(link: HtmlElement, holders: Mapping[HtmlElement, list[int]]) -> list[int] | None:
    element: HtmlElement | None = link
    for _ in range(MOST_STEPS):
        if element is None:
            return None
        if element in holders:
            return holders[element]
        element = element.getparent()
    return None
