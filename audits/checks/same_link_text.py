"""Links of the same name lead to the same place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from audits.checks.link_text import ADDRESS, VAGUE
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, element_of, leads_to_itself, scripted_links
from audits.derive.names import bare, description_of, tidy
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

LONGEST_ADDRESS = 60  # in a message
NOWHERE = re.compile(r"\s*(?:#(?:!|0|none|void)?)?\s*\Z", re.IGNORECASE)  # left to a script
MOST_NAMES = 12  # that a page is asked about one by one
CONTROLS = ("aria-controls", "aria-expanded", "aria-haspopup", "data-toggle", "data-bs-toggle")
TRACKING = re.compile(
    r"utm_\w+|_ga|_gl|gclid|dclid|fbclid|msclkid|mc_[ce]id|igshid|yclid|ref_?src"
    r"|phpsessid|jsessionid|session_?id|aspsessionid\w*|cfid|cftoken",
    re.IGNORECASE,
)
SESSION_IN_PATH = re.compile(r";jsessionid=[^/]*|/\(s\([^/)]*\)\)", re.IGNORECASE)
INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|cfm)\Z")
PORT = re.compile(r":(?:80|443)?\Z")
# English and Welsh, without what stands around the words.
PAGER = re.compile(
    r"(?:(?:go to |current )?(?:page|tudalen) \d+(?: (?:of|o) \d+)?"
    r"|(?:go to )?(?:the )?(?:next|prev|previous|first|last|newer|older)"
    r"(?: (?:page|month|week|day|year|slide|item|posts|entries|results))?"
    r"|nesaf|blaenorol|cyntaf|olaf|(?:y )?(?:tudalen|mis|sleid) (?:nesaf|blaenorol|flaenorol))"
)
SKIP = re.compile(
    r"(?:skip|jump) (?:to|over|past|navigation|menu|links?)\b"
    r"|(?:(?:back|return) )?to (?:the )?top\b|top of (?:the )?page\b|neidio\b|yn ôl i['’]r brig\b"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a link leads, in the one spelling that all spellings of an address share."""

    page: str
    fragment: str


@audit(
    title="Links of the same name lead to the same place",
    failure_title="Links of the same name lead to different places",
    category="accessibility",
    requirements=("wcag:2.4.4",),
    certainty="needs review",
)
def same_link_text(links: list[Link], document: Document) -> Outcome:
    """Links of the same name lead to the same place.

    ## Why it matters
    In a list of all links of a page, two links called "Apply" look alike. People open the wrong one
    and do not know that there is another. People who speak commands have to say which one they
    mean.

    ## Who is hurt
    People who use a screen reader or screen magnifier, people who speak commands to their computer,
    and people who find it hard to keep track.

    ## What it checks
    That links with the same name, in the same part of the page (header, menu, main content, foot),
    lead to the same address. Capital letters and spaces make no difference to the name. Tracking
    codes, www and a slash at the end make none to the address.

    It leaves out links with different descriptions, numbers of pages, skip links and hidden links.
    Empty phrases such as "read more" are for the audit link-text. Two addresses can hold the same
    thing, and WCAG lets the sentence, list item, table row or heading around a link explain it. So
    a person decides about each finding. A page with more than twelve such names, as an index has,
    gets one question for all of them.

    ## How to fix
    Say in each link what tells it from the others: "Apply for a parking permit" and "Apply for a
    skip permit", not "Apply" twice. Where both lead to the same thing, use the same address.

    ## Source
    WCAG 2.2, success criterion 2.4.4 Link Purpose (In Context) (level A), techniques G91 and H30.
    W3C, ACT rule fd3a94.
    """
    groups = _groups(links, document)
    if not groups:
        return not_applicable("no links with a name and a web address on the page")
    findings = [
        finding
        for group in groups
        if _differ(place for _, place in group)
        and (finding := _judged([each for each in group if _is_told(each[0], document)]))
    ]
    if not findings:
        return passed()
    if len(findings) > MOST_NAMES:
        return needs_review(_index(findings, document))
    return needs_review(*(_finding(*each, document) for each in findings))


def _groups(links: list[Link], document: Document) -> list[list[tuple[Link, _Place]]]:
    """The links of each name and description that could be mistaken for one another."""
    found: dict[tuple[str, str, str], list[tuple[Link, _Place]]] = {}
    for link in (*links, *scripted_links(document, document.url)):
        if link.rel != "link" or not link.text or NOWHERE.match(link.href):
            continue
        element = element_of(link, document)
        if (place := _place_of(link.url)) is None or _is_control(element):
            continue
        if leads_to_itself(link, element, document):
            continue
        name = tidy(link.text).casefold()
        if not _is_left_out(name):
            description = description_of(element, document)
            key = (link.region, name, "" if description == name else description)
            found.setdefault(key, []).append((link, place))
    return list(found.values())


def _is_control(element: HtmlElement) -> bool:
    """A button or a tab by its role or its script, whatever its tag."""
    role = element.get("role", "").strip().lower()
    return role not in {"", "link"} or any(element.get(name) is not None for name in CONTROLS)


def _is_left_out(name: str) -> bool:
    if not any(map(str.isalpha, name)):
        return True  # numbers and arrows: pages of a list, days of a calendar, footnotes
    plain = bare(name)
    if plain in VAGUE or ADDRESS.fullmatch(name):
        return True  # the audit link-text reports it
    return bool(PAGER.fullmatch(plain) or SKIP.match(plain))


def _place_of(url: str) -> _Place | None:
    """Nothing for what is no web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    host = PORT.sub("", parts.netloc.rpartition("@")[2].lower()).removeprefix("www.")
    path = INDEX_FILE.sub("/", SESSION_IN_PATH.sub("", unquote(parts.path)).casefold())
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted(each for each in asked if not TRACKING.fullmatch(each[0]))
    is_start = parts.fragment.lower() == "top" or parts.fragment.startswith(":~:")
    return _Place(f"{host}{path.rstrip('/')} {query}", "" if is_start else parts.fragment)


def _differ(places: Iterable[_Place]) -> bool:
    """Different pages, or different places of one page; a page and a place on it do not."""
    pages: set[str] = set()
    fragments: set[str] = set()
    for place in places:
        pages.add(place.page)
        fragments.add(place.fragment)
    return len(pages) > 1 or len(fragments - {""}) > 1


def _judged(group: list[tuple[Link, _Place]]) -> tuple[Link, Link, int] | None:
    """The first link, the first that leads elsewhere, and how many share the name."""
    if not group or not _differ(place for _, place in group):
        return None
    first, place = group[0]
    for link, other in group[1:]:
        if _differ((place, other)):
            return first, link, len(group)
        if not place.fragment:  # the same page, and now perhaps a place on it
            first, place = link, other
    return None


def _is_told(link: Link, document: Document) -> bool:
    return document.is_told(element_of(link, document))


def _index(found: list[tuple[Link, Link, int]], document: Document) -> Finding:
    """One question for a page of so many such names that nobody would go through them."""
    names = " and ".join(f"“{cut(link.text, 30)}”" for link, _, _ in found[:2])
    return found_at(
        element_of(found[0][0], document),
        document,
        f"Links that lead to different places share {len(found)} names, such as {names}. "
        "Do the words around tell them apart, as in an index?",
        subject="names",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=len(found),
    )


def _finding(first: Link, second: Link, count: int, document: Document) -> Finding:
    element = element_of(second, document)
    return found_at(
        element,
        document,
        f"Links called “{cut(second.text, 60)}” lead to “{_short(first, document)}” and to "
        f"“{_short(second, document)}”. Is it the same thing, or do the words around each "
        "tell them apart?",
        subject=cut(tidy(second.text)),
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=count,
    )


def _short(link: Link, document: Document) -> str:
    """An address of the same site without the site, and of a long one the end."""
    origin = "/".join(document.url.split("/", 3)[:3])
    rest = link.url.removeprefix(origin)
    address = rest if rest.startswith("/") else link.url
    return address if len(address) <= LONGEST_ADDRESS else f"…{address[1 - LONGEST_ADDRESS :]}"
