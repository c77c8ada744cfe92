"""Links that hand people to somebody else say so."""

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derive.actions import BUTTON_CLASS, WORDS_OF_A_START
from audits.derive.document import Document, absolute, cut
from audits.derive.found import found_at
from audits.derive.hosts import registrable
from audits.derive.main_text import MainText
from audits.derive.names import accessible_name, tidy
from audits.model import Finding, Impact, Outcome, by_surest
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
MOST_LINKS = 2000
MOST_FINDINGS = 20


@audit(
    title="Links that hand people to somebody else say so",
    failure_title="A link hands people to another website without a word",
    category="dead ends",
    impact=Impact.MODERATE,
    unit="links",
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
    organisation's host, or to a supplier's system. Neither the link nor the words around it name
    that host, a supplier, or an organisation, or say that another website opens. The council's own
    hosts do not count, except where a known supplier's system stands there.

    ## How to fix
    Name who comes next: "Pay on PayPoint's website". Say in a line before what people will see
    there, and how they come back.

    ## Source
    Dropkerb's list of dead ends, DE40. GOV.UK Design System, Links: say where a link leads before
    people follow it.
    """
    own = registrable(document.url)
    findings: list[Finding] = []
    for element in islice((each for each in main_text.actions if each.tag == "a"), MOST_LINKS):
        url = absolute(document.base, (element.get("href") or "").strip())
        if not url.startswith(("http://", "https://")):
            continue
        supplier = supplier_at(url)
        if registrable(url) == own and (supplier is None or _is_same_host(url, document.url)):
            continue
        text = accessible_name(element, document)
        if _is_start(element, text) and not _is_told(element, text, url, supplier):
            findings.append(_finding(element, document, text, url, supplier))
    return by_surest(findings[:MOST_FINDINGS], "links")


def _is_same_host(url: str, other: str) -> bool:
    return urlsplit(url).netloc == urlsplit(other).netloc


def _is_start(element: HtmlElement, text: str) -> bool:
    if not text or len(text.split()) > WORDS_OF_A_START:
        return False
    return bool(STARTS.match(text) or BUTTON_CLASS.search(element.get("class") or ""))


def _is_told(element: HtmlElement, text: str, url: str, supplier: Supplier | None) -> bool:
    parent = element.getparent()
    around = tidy("".join(islice(parent.itertext(), 40)))[:NEARBY] if parent is not None else ""
    said = f"{text} {element.get('title') or ''} {around}"[: 3 * NEARBY]
    if TOLD.search(said) or BRAND.search(said):
        return True
    if ORGANISATION.search(said.replace(text, text.lower(), 1)):  # "Pay Now" names nobody
        return True
    host = re.split(r"[.:-]", registrable(url))
    names = [*host, *(supplier.short_name.lower().split() if supplier else ())]
    told = re.sub(r"[^a-z0-9]", "", said.lower())
    return any(len(name) >= SHORT and name in told for name in names)


def _finding(
    element: HtmlElement, document: Document, text: str, url: str, supplier: Supplier | None
) -> Finding:
    host = urlsplit(url).netloc
    name = f"{supplier.short_name} ({host})" if supplier else host
    return found_at(
        element,
        document,
        f"“{cut(text, 100)}” leads to {name}, and nothing says so.",
        impact=Impact.MODERATE,
        subject=url[:300],
    )
