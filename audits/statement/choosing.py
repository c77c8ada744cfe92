"""Which page is the statement: the one that a resident would find."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from audits.derive.hosts import registrable
from audits.statement.judging import Kind
from audits.statement.parts import Statement, statement_of
from audits.statement.reading import PageText
from audits.statement.sections import MANDATORY
from audits.statement.wording import plain

LINK_TEXT = re.compile(
    r"(?:(?:website|web|site|digital|our|view|read)(?: our)? )?accessibility(?: (?:statement"
    r"|notice|information|policy"
    r"|help|page|and usability))?(?: (?:for|of|on|at) .+)?|.*accessibility statement.*"
    r"|(?:.*datganiad )?hygyrchedd.*"
)  # fmt: skip
FOR_SURE = re.compile(r"accessibility statement|datganiad hygyrchedd")
USUAL_PATHS = (
    *(
        "/accessibility-statement",
        "/accessibility",
        "/website-accessibility",
        "/site/accessibility",
    ),
    *("/about-this-website/accessibility", "/accessibility-statement.html", "/accessibility.html"),
    *("/datganiad-hygyrchedd", "/hygyrchedd"),
)
MOST_PAGES = 60  # that are weighed; a site with more has a page on access to each building
MOST_HOPS = 3  # from a page about accessibility to the statement
MOST_PARTS = 10
ON_MOST = 0.5  # of all pages
FILES = re.compile(
    r"\.(?:pdf|docx?|odt|rtf)(?:$|[?#])|docs\.google\.com/(?:document|file)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A link, with where it ends after redirects, and on how many pages it stands."""

    text: str
    url: str
    pages: int = 1
    is_document: bool = False


@dataclass(frozen=True)
class Candidate:
    """A page that may be a statement or a part of one."""

    url: str
    title: str
    text: PageText

    @cached_property
    def statement(self) -> Statement:
        return statement_of([(self.url, self.text)], title=self.title)

    @property
    def is_called_one(self) -> bool:
        return FOR_SURE.search(plain(f"{self.title} | {self.text.heading}")) is not None

    @property
    def is_welsh(self) -> bool:
        return self.text.language == "cy" or "datganiad hygyrchedd" in plain(self.text.heading)


@dataclass(frozen=True, slots=True)
class Known:
    """What the crawl knows that helps to find the statement."""

    home: str
    pages: Mapping[str, Candidate]
    on_home: tuple[SeenLink, ...] = ()  # links of the home page, in their order
    elsewhere: tuple[SeenLink, ...] = ()  # links that stand on pages, most pages first
    all_pages: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The statement that was found, and what belongs to it."""

    kind: Kind
    url: str = ""
    found_by: str = ""
    parts: tuple[str, ...] = ()  # further pages of it
    translation: str = ""  # its Welsh version
    others: tuple[str, ...] = field(default=())  # second statements


@dataclass(frozen=True, slots=True)
class Way:
    """An address that may be the statement, and how people come upon it."""

    url: str
    found_by: str
    link: SeenLink | None = None


def choose(known: Known) -> Choice:
    """Return the statement that people find: by links, by usual addresses, by titles."""
    pages = dict(list(known.pages.items())[:MOST_PAGES])
    ways = list(_ways(known, pages))
    # in English, if there is one
    ways.sort(key=lambda way: way.url in pages and pages[way.url].is_welsh)
    there = [way for way in ways if way.url in pages]
    for way in there:
        if at := _statement_near(way.url, pages):
            near = way.found_by if at == way.url else "a link on a page about accessibility"
            return _with_company(at, near, pages)
    if there:
        return _of_hub(there[0], pages)
    links = [way for way in ways if way.link is not None]
    if file := next((way for way in links if _is_file(way)), None):
        return Choice("document", file.url, file.found_by)
    if away := next((way for way in links if _is_away(way, known)), None):
        return Choice("elsewhere", away.url, away.found_by)
    return Choice("missing")


def _of_hub(way: Way, pages: Mapping[str, Candidate]) -> Choice:
    """Return what a page about accessibility is, which by itself is no statement."""
    parts = _parts(way.url, pages)
    together = statement_of([(url, pages[url].text) for url in (way.url, *parts)])
    if parts and together.is_one:
        return Choice("statement", way.url, way.found_by, parts)
    if linked := _file_on(way.url, pages):
        return Choice("document", linked, "a link on a page about accessibility")
    return Choice("no statement", way.url, way.found_by)


def _ways(known: Known, pages: Mapping[str, Candidate]) -> Iterator[Way]:
    """Give addresses that may be the statement, in the order in which people find them."""
    often = max(2, ON_MOST * known.all_pages)
    most = [link for link in known.elsewhere if link.pages >= often]
    for surely in (True, False):
        for links, words in ((known.on_home, "the home page"), (most, "most pages")):
            yield from (
                Way(link.url, f"a link on {words}", link)
                for link in links
                if _is_called(link, surely=surely)
            )
    for path in USUAL_PATHS:
        yield from (Way(url, "its usual address") for url in pages if _path(url) == path)
    yield from (
        Way(link.url, "a link on some pages", link)
        for link in known.elsewhere
        if _is_called(link, surely=True)
    )
    yield from (Way(url, "its title") for url, page in pages.items() if page.is_called_one)
    yield from (Way(url, "its headings") for url, page in pages.items() if page.statement.is_one)


def _is_called(link: SeenLink, *, surely: bool) -> bool:
    text = plain(link.text)
    if surely:
        return FOR_SURE.search(text) is not None
    return LINK_TEXT.fullmatch(text) is not None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/").lower()
    except ValueError:
        return ""


def _statement_near(url: str, pages: Mapping[str, Candidate]) -> str:
    """Return the address of a page, or of one that it leads to, that is a statement; else ""."""
    seen, level = {url}, [url]
    for _ in range(MOST_HOPS):
        for each in level:
            if pages[each].statement.is_one:
                return each
        following = []
        for each in level:
            for link in pages[each].statement.links:
                if (
                    link.url in pages
                    and link.url not in seen
                    and _leads_on(link.text, pages[link.url])
                ):
                    seen.add(link.url)
                    following.append(link.url)
        level = following
    return ""


def _leads_on(text: str, page: Candidate) -> bool:
    return page.is_called_one or LINK_TEXT.fullmatch(plain(text)) is not None


def _parts(url: str, pages: Mapping[str, Candidate]) -> tuple[str, ...]:
    """Return pages that a page leads to and that have parts of a statement which it lacks."""
    have = {part for part in MANDATORY if part in pages[url].statement.headings}
    parts: list[str] = []
    queue, seen = [url], {url}
    while queue and len(parts) < MOST_PARTS:
        for link in pages[queue.pop(0)].statement.links:
            page = pages.get(link.url)
            if page is None or link.url in seen:
                continue
            seen.add(link.url)
            brings = {part for part in MANDATORY if part in page.statement.headings} - have
            if brings and not page.statement.is_one and page.is_welsh == pages[url].is_welsh:
                have |= brings
                parts.append(link.url)
                queue.append(link.url)
    return tuple(parts)


def _with_company(url: str, found_by: str, pages: Mapping[str, Candidate]) -> Choice:
    parts = _parts(url, pages)
    rest = [each for each in pages if each not in (url, *parts)]
    statements = [each for each in rest if pages[each].statement.is_one]
    is_welsh = pages[url].is_welsh
    twins = [
        each
        for each in rest
        if pages[each].is_welsh and (each in statements or pages[each].is_called_one)
    ]
    linked = {link.url for link in pages[url].statement.links}
    twins.sort(key=lambda each: (each not in linked, each))
    others = [each for each in statements if pages[each].is_welsh == is_welsh]
    translation = twins[0] if twins and not is_welsh else ""
    return Choice("statement", url, found_by, parts, translation, tuple(others))


def _is_file(way: Way) -> bool:
    return way.link is not None and _leads_to_file(way.link)


def _leads_to_file(link: SeenLink) -> bool:
    return link.is_document or FILES.search(link.url) is not None


def _is_away(way: Way, known: Known) -> bool:
    """Whether a link surely leads to the statement, on a host that is not the site's own."""
    is_called = way.link is not None and FOR_SURE.search(plain(way.link.text)) is not None
    return is_called and registrable(way.url) != registrable(known.home)


def _file_on(url: str, pages: Mapping[str, Candidate]) -> str:
    links: Iterable[SeenLink] = (
        SeenLink(link.text, link.url) for link in pages[url].statement.links
    )
    return next(
        (each.url for each in links if _leads_to_file(each) and _is_called(each, surely=True)), ""
    )
