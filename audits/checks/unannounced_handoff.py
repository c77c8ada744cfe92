"""Links that hand people to somebody else say so."""

import re
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derive.actions import BUTTON_CLASS, WORDS_OF_A_START
from audits.derive.document import Document, absolute, cut
from audits.derive.found import found_at
from audits.derive.hosts import registrable
from audits.derive.main_text import MainText
from audits.derive.names import accessible_name, tidy
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit
from audits.suppliers import Supplier, supplier_at

# What is done there, not what is read there.
STARTS = re.compile(
    r"\W*(?:please )?(?:apply|report|pay|book|renew|register|order|request|claim|join|subscribe"
    r"|sign up|buy|start|tell us|make an?|submit|complete|fill in|appeal|nominate|begin|log an?"
    r"|donate)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:external|opens?|leaves?|leaving|websites?|sites?|web ?page|gov\.uk|nhs|portal|partners?"
    r"|provided by|run by|third[- ]part(?:y|ies)|supplier|another (?:organisation|company)|system"
    r"|new (?:tab|window)|taken to|redirected|hosted|app(?:lication)? store|google|facebook|twitter"
    r"|youtube|instagram|linkedin|whatsapp|(?:county|district|borough|city|parish|town) council)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b[A-Z][\w'’&-]{0,40}(?: (?:and|of|the|for|&) | )[A-Z][\w'’&-]{0,40}|\b[A-Z]{3,20}\b"
)
BRAND = re.compile(r"\b[A-Za-z]{1,30}[a-z.][A-Z]")  # PayPoint, GOV.UK, PyPI
SHORT = 4  # letters of a word of a host's name that tell something
NEARBY = 300  # characters around a link
MOST_TEXT = 50_000  # characters of the main text that are looked through for a name
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_LINKS = 2000
MOST_FINDINGS = 20


class _Link(NamedTuple):
    element: HtmlElement
    text: str
    url: str
    supplier: Supplier | None


@audit(
    title="Links that hand people to somebody else say so",
    failure_title="A link hands people to another website without a word",
    category="dead ends",
    impact=Impact.MODERATE,
    unit="links",
    version=2,
)
def unannounced_handoff(main_text: MainText, document: Document) -> Outcome:
    """Links that hand people to somebody else say so.

    ## Why it matters
    "Pay now" opens a page with another name and another look. Careful people take it for a fraud
    and stop there, with the bill unpaid.

    ## Who is hurt
    People who have lost money to cheats, people who can't see the address bar, and people who lose
    their way when everything looks new.

    ## What it checks
    Links in the main text that begin with what to do (pay, apply, book) and lead to another
    organisation's host, or to a supplier's system. Neither the link nor the text around and before
    it names an organisation or says that another website opens. The main text names
    that host nowhere. It only asks where a host has the council's name in it. GOV.UK and the
    council's own hosts do not count, except where a known supplier's system stands there.

    ## How to fix
    Name who comes next: "Pay on PayPoint's website". Say in a line before what people will see
    there, and how they come back.

    ## Source
    Dropkerb's list of dead ends, DE40. GOV.UK Design System, Links: say where a link leads before
    people follow it.
    """
    own = registrable(document.url)
    told = _squeezed(" ".join(each.text for each in main_text.blocks)[:MOST_TEXT])
    named: set[str] = set()  # hosts that one link or its surroundings name, so that others need not
    silent: list[_Link] = []
    for element in islice((each for each in main_text.actions if each.tag == "a"), MOST_LINKS):
        url = absolute(document.base, (element.get("href") or "").strip())
        if not url.startswith(("http://", "https://")):
            continue
        supplier = supplier_at(url)
        if registrable(url) == own and (supplier is None or _is_same_host(url, document.url)):
            continue
        is_govuk = supplier is not None and supplier.kind == "govuk"  # that surprises nobody
        if is_govuk or _squeezed(registrable(url)) in told:
            continue
        text = accessible_name(element, document)
        if _is_told(element, text, url, supplier):
            named.add(urlsplit(url).netloc)
        elif _is_start(element, text):
            silent.append(_Link(element, text, url, supplier))
    label = own.partition(".")[0]
    findings = [
        _finding(each, document, label) for each in silent if urlsplit(each.url).netloc not in named
    ]
    return by_surest(findings[:MOST_FINDINGS], "links")


def _is_same_host(url: str, other: str) -> bool:
    return urlsplit(url).netloc == urlsplit(other).netloc


def _is_start(element: HtmlElement, text: str) -> bool:
    if not text or len(text.split()) > WORDS_OF_A_START:
        return False
    return bool(STARTS.match(text) or BUTTON_CLASS.search(element.get("class") or ""))


def _is_told(element: HtmlElement, text: str, url: str, supplier: Supplier | None) -> bool:
    parent = element.getparent()
    around = _words_of(parent)[:NEARBY] if parent is not None else ""
    said = f"{text} {element.get('title') or ''} {around}"[: 3 * NEARBY]
    if TOLD.search(said) or BRAND.search(said):
        return True
    if ORGANISATION.search(said.replace(text, text.lower(), 1)):  # "Pay Now" names nobody
        return True
    host = re.split(r"[.:-]", registrable(url))
    names = [*host, *(supplier.short_name.lower().split() if supplier else ())]
    nearby = _squeezed(said)
    if any(len(name) >= SHORT and name in nearby for name in names):
        return True
    before = _before(element)
    return bool(TOLD.search(before) or BRAND.search(before) or _names_somebody(before))


def _before(element: HtmlElement) -> str:
    """What stands before the paragraph of a link, back to the heading above it."""
    parent = element.getparent()
    texts: list[str] = []
    for each in islice(parent.itersiblings(preceding=True) if parent is not None else (), 10):
        if not isinstance(each.tag, str):
            continue
        if each.tag in HEADINGS or sum(map(len, texts)) > NEARBY:
            break
        texts.append(_words_of(each)[-NEARBY:])
    return ". ".join(reversed(texts))


def _words_of(element: HtmlElement) -> str:
    return tidy(" ".join(each[:NEARBY] for each in islice(element.itertext(), 40)))


def _names_somebody(text: str) -> bool:
    """Whether names stand in it that no sentence begins with."""
    return any(
        found.start() and text[found.start() - 2] not in ".!?:"
        for found in ORGANISATION.finditer(text)
    )


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _finding(link: _Link, document: Document, label: str) -> Finding:
    host = urlsplit(link.url).netloc
    name = f"{link.supplier.short_name} ({host})" if link.supplier else host
    looks_own = len(label) >= SHORT and label in host  # people see the council's name in it
    told = f"“{cut(link.text, 100)}” leads to {name}"
    return found_at(
        link.element,
        document,
        f"{told}: do people see that it is another website?"
        if looks_own
        else f"{told}, and nothing says so.",
        impact=Impact.MODERATE,
        subject=link.url[:300],
        status=Status.NEEDS_REVIEW if looks_own else Status.FAILED,
    )
