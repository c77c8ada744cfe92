"""What a page lets people do: forms, payments, hand-offs, documents, addresses to write or ring.

Also how the page is told from others that speak of the same: headings, first words, dates.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute, cut
from audits.derive.embedded import scripted, supplier_of_form
from audits.derive.forms import Field, form_fields
from audits.derive.main_text import Block, MainText
from audits.derive.missing import Missing
from audits.derive.names import accessible_name, tidy
from audits.derive.passages import passages_of
from audits.suppliers import Supplier, supplier_at

log = logging.getLogger(__name__)

ActionKind = Literal[
    "form",
    "payment",
    "hand-off",
    "start",
    "login",
    "print form",
    "document",
    "email",
    "phone",
    "visit",
]
FIRST_WORDS = 100
MOST_HEADINGS = 8
MOST_LINKS = 2_000  # of the main part that are looked at
MOST_OF_A_KIND = 25  # that are kept
MOST_BLOCKS = 2_000
MOST_DATES = 20
LONGEST = 200  # characters of any text that is kept
NEARBY = 120  # characters around a document's link
WORDS_OF_A_START = 12
OFFICE = ("pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods")
VERBS = (
    r"apply|report|pay|book|renew|register|order|request|claim|join|subscribe|sign up|buy|start"
    r"|check|search|view|track|tell us|ask|make a|submit|complete|continue|challenge|appeal"
    r"|comment|enquire|nominate|find (?:my|your|a)|begin|get started|use (?:our|the)|log a"
)
STARTS = re.compile(rf"\W*(?:please )?(?:{VERBS})\b|.*\b(?:forms?|application)\W*$", re.IGNORECASE)
GENERIC = re.compile(
    r"\W*(?:start(?: now)?|begin|continue|get started|next|(?:apply|report|pay|book|order|request"
    r"|register|renew|claim|join|check|search|view|submit)(?: it| this| now| online| here"
    r"| for (?:it|this)| form| using (?:our|the) (?:online )?form)*"
    r"|(?:use )?(?:our |the )?online form)\W*",
    re.IGNORECASE,
)
BUTTON_CLASS = re.compile(
    r"(?:^|[\s_-])(?:button|btn|cta|start-?button|call-to-action)", re.IGNORECASE
)
LOGIN = re.compile(
    r"\W*(?:sign|log)(?:ging)?[ -]?(?:in|on)\b|\W*(?:my|your) ?account\W*$", re.IGNORECASE
)
LOGIN_PATH = re.compile(r"/(?:login|log-in|signin|sign-in|logon|sso)(?:[/.?]|$)", re.IGNORECASE)
PAYS = re.compile(r"\bpay(?:ments?|ing)?\b", re.IGNORECASE)
PAY_HOST = re.compile(
    r"(?:^|[./-])(?:e-?)?pay(?:ments?|ment-?portal|online)?(?:[./?-]|$)", re.IGNORECASE
)
# A document that is to be filled in, by its link, its file name or what stands around the link.
PRINT_FORM = re.compile(
    r"\b(?:application|claim|request|registration|nomination|complaint|report|booking|order|consent"
    r"|renewal)[ _-]*form\b|download (?:and|,)? ?(?:print|complete|fill|sign)"
    r"|print (?:it|this|the form|out|off)|(?:complete|fill in|sign) and (?:return|send|post)"
    r"|return (?:it|the (?:completed )?form|by post)|wet signature",
    re.IGNORECASE,
)
# By its link alone: "Dog registration form (PDF, 2 pages)".
NAMED_FORM = re.compile(
    r".*\b(?:form|mandate|application)\b(?:\.\w{3,4})?\W*(?:[(\[].*)?"
    r"|\W*application (?:for|to)\b.*",
    re.IGNORECASE,
)
ABOUT_IT = re.compile(
    r"\W*(?:guid|notes?\b|how to|about|polic|checklist|sample|example)", re.IGNORECASE
)
# A file that only tells, beside one to fill in: "Notes on filling in the form".
TELLS = re.compile(
    r"\b(?:guid|notes?\b|how to|help|about|polic|checklist|samples?\b|example|privacy|completed"
    r"|conditions?\b|terms\b|rules\b|charges\b|fees\b|leaflet|booklet|maps?\b|register\b|planning)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
PHONE = re.compile(
    r"(?<![\d.])(?:0\d{2,4}|\(0\d{2,4}\)|\+44 ?\d{2,4})[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)"
    r"|(?<![\d.])(?:0[2378]|\(0[2378]\)) \d{4} \d{4}(?!\d)"  # of Australia
)
VISIT = re.compile(
    r"\b(?:visit|(?<!has )(?<!have )(?<!had )come (?:in(?:to)?|to)|pop in(?:to)?"
    r"|drop in(?:to)?|call in)\b.{0,40}"
    r"\b(?:us|our|the (?:council|contact centre|customer|town hall|civic|office))\b"
    r"|\bin person\b",
    re.IGNORECASE,
)
YEARS = re.compile(r"\b(20\d\d) ?(?:/|-|–|to) ?((?:20)?\d\d)\b")
MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS.split(), 1)}
DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTHS.replace(' ', '|')}),? (20\d\d)\b"
    rf"|\b({MONTHS.replace(' ', '|')}) (\d{{1,2}})(?:st|nd|rd|th)?, (20\d\d)\b"
    r"|\b(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(20\d\d)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
CALL = re.compile(
    r"\b(?:(?:apply|book|register|renew|subscribe|reply|respond|return (?:it|the form)|enter|submit"
    r"|send)\b[^.]{0,40}\b(?:by|before|until)|opens? (?:on|from)|closing date|deadline"
    r"|closes? (?:on|at)|(?:applications?|nominations?|consultation|survey) (?:will )?closes?\b"
    r"|you have until|(?:is|are) open until"
    r"|(?:must|should|need to|have to) (?:be |have been )?"
    r"(?:made|received|submitted|returned|sent|apply|contact|register|book|reply|respond)\b[^.]{0,40}"
    r"\b(?:by|before|no later than))\b(?:[^.]|(?<=\d)\.(?=\d)){0,90}\Z",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"\b(?:applications?|bookings?|consultation|survey|scheme|fund|registrations?|nominations?"
    r"|subscriptions?|waiting lists?)\b"
    r"[^.]{0,60}?\b(?:(?:is|are|has|have)(?: now)?(?: been)? closed|closed (?:as of|on \d))\b"
    r"|\bno longer (?:available|accepting|offer)",
    re.IGNORECASE,
)
# What stands before the day on which a page was last looked over.
REVIEWED = re.compile(
    r"(?:\b(?:last|date|page|content|information)\b[^.\d]{0,20})"
    r"\b(?:updated|reviewed|modified|revised|checked)\b[^.\d]{0,20}\Z"
    r"|(?:^|[|•·–—] ?)(?:updated|reviewed|modified|revised)(?: on)?[: ]{0,3}\Z",
    re.IGNORECASE,
)
REVIEWED_META = (
    *("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified"),
    *("dc.modified", "last-modified", "datemodified"),
)
MOST_REVIEWED = 250  # characters of a line that tells it
BREADCRUMBS = (
    *(".breadcrumb", ".breadcrumbs", "#breadcrumb", "#breadcrumbs", ".govuk-breadcrumbs"),
    *(".lgd-breadcrumb", ".crumbs", "#crumbs"),
)
CAPTCHAS = (".g-recaptcha", ".h-captcha", ".cf-turnstile", "#recaptcha")
BEFORE_A_DATE = 100  # characters


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done from the main part of a page."""

    kind: ActionKind
    text: str = ""
    url: str = ""  # where it leads, or what brings it; "" for a form on the page itself
    supplier: str = ""  # whose system it is, if it is one that we know; also of forms on the page
    fields: int = 0  # of a form, that are to be filled in
    is_generic: bool = False  # its text fits any task: "Start now"
    is_told: bool = True  # that it leads to somebody else; of hand-offs and payments

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc if self.url else ""


@dataclass(frozen=True, slots=True)
class PageActions:
    """What can be done on a page, and what it is about; kept while the page is unchanged."""

    headings: tuple[str, ...] = ()  # the first h1, then the first headings of the main part
    trail: str = ""  # its breadcrumb
    opening: str = ""  # first words of the main part
    words: int = 0
    links: int = 0  # in the main part
    actions: tuple[Action, ...] = ()
    has_captcha: bool = False
    years: tuple[str, ...] = ()  # pairs such as 2024/25
    last_date: str = ""  # latest date in the text, ISO 8601
    calls: tuple[tuple[str, str], ...] = ()  # date, ISO 8601, and the words that bid act by it
    closed: str = ""  # words that say that something is closed
    reviewed: str = ""  # day on which it was last updated, as it says itself, ISO 8601


def known_actions(document: Document, main: MainText | Missing) -> PageActions | None:
    """Return what a page lets people do; None when it cannot be told, whatever the page is."""
    if isinstance(main, Missing):
        return None
    try:
        return actions_of(document, main)
    except Exception as error:  # a hostile page may break this and nothing else
        log.debug("could not tell what a page lets people do", exc_info=error)
        return None


def actions_of(document: Document, main: MainText) -> PageActions:
    """Return what the main part of a page lets people do."""
    blocks = main.blocks[:MOST_BLOCKS]
    headings = _headings(document, blocks)
    body = " ".join(
        " ".join(each.text for each in blocks if each.kind != "heading").split(" ")[:FIRST_WORDS]
    )
    links = [each for each in main.actions if each.tag == "a"][:MOST_LINKS]
    found = [
        *(forms := [*_forms(document, main), *_frames(document, main)]),
        *(() if forms else _scripts(document, main)),
        *_links(document, links),
        *_in_text(blocks),
    ]
    dates, calls = _dates(blocks)
    return PageActions(
        headings=headings,
        trail=_trail(document),
        opening=cut(body, 1000),
        words=main.words,
        links=len(links),
        actions=tuple(_first_of_each(found)),
        has_captcha=any(name in document.ids_and_classes for name in CAPTCHAS),
        years=_years(blocks),
        last_date=max(dates, default=""),
        calls=calls,
        closed=_closed(blocks),
        reviewed=_reviewed(document),
    )


def _headings(document: Document, blocks: Iterable[Block]) -> tuple[str, ...]:
    first = next((tidy(each.text_content()) for each in document.body.iter("h1")), "")
    told = (each.text for each in blocks if each.kind == "heading")
    kept = dict.fromkeys(cut(each, LONGEST) for each in (first, *islice(told, MOST_HEADINGS)))
    return tuple(each for each in kept if each)[:MOST_HEADINGS]


def _trail(document: Document) -> str:
    for name in BREADCRUMBS:
        if found := document.ids_and_classes.get(name):
            return cut(tidy(" > ".join(islice(_texts(found[0]), 20))), LONGEST)
    return ""


def _texts(element: HtmlElement) -> Iterator[str]:
    return (text for text in map(str.strip, islice(element.itertext(), 100)) if text)


def _first_of_each(found: Iterable[Action]) -> Iterator[Action]:
    """Yield each action once, and not too many of a kind."""
    seen: set[tuple[str, str, str]] = set()
    counts: dict[str, int] = {}
    for each in found:
        key = _key(each, len(seen))
        if key in seen or counts.get(each.kind, 0) == MOST_OF_A_KIND:
            continue
        seen.add(key)
        counts[each.kind] = counts.get(each.kind, 0) + 1
        yield each


def _key(action: Action, number: int) -> tuple[str, str, str]:
    """What tells an action from another: a number is the same whether it is a link or not."""
    if action.kind == "phone":
        digits = re.sub(r"\D", "", action.url or action.text)
        return "phone", re.sub(r"^(?:00)?44", "0", digits), ""
    if action.kind == "email":
        return "email", action.url.partition(":")[2].lower() or action.text.lower(), ""
    return action.kind, action.url, str(number) if action.kind == "form" else action.text


def _forms(document: Document, main: MainText) -> Iterator[Action]:
    """Yield the forms in the main part: with a field to fill in, and not the site's search."""
    by_form: dict[HtmlElement | None, list[Field]] = {}
    for field in form_fields(document).fields:
        if not field.is_search and _is_in_main(field.element, document, main):
            by_form.setdefault(field.form, []).append(field)
    for form, fields in by_form.items():
        names = form.get("aria-label", "") if form is not None else ""
        supplier = supplier_of_form(form, document)
        if any(_is_password(each.element) for each in fields):
            yield Action("login", tidy(names), supplier=_name(supplier), fields=len(fields))
        else:
            kind: ActionKind = "payment" if supplier and supplier.kind == "payment" else "form"
            yield Action(kind, cut(tidy(names)), supplier=_name(supplier), fields=len(fields))


def _is_in_main(element: HtmlElement, document: Document, main: MainText) -> bool:
    return document.region(element) == main.region


def _is_password(element: HtmlElement) -> bool:
    return str(element.get("type", "")).strip().lower() == "password"


def _frames(document: Document, main: MainText) -> Iterator[Action]:
    """Yield what a supplier's frame in the main part brings: a form that stays on the page."""
    for frame in main.actions:
        if frame.tag == "iframe":
            address = absolute(document.base, frame.get("src") or frame.get("data-src") or "")
            if (supplier := supplier_at(address)) is not None:
                yield _brought(supplier, address, tidy(frame.get("title", "")))


def _scripts(document: Document, main: MainText) -> Iterator[Action]:
    """Yield the form that a supplier's script in the main part brings; one of each supplier."""
    brought = {supplier.id: (supplier, url) for url, supplier in scripted(document, main.region)}
    yield from (_brought(supplier, url) for supplier, url in brought.values())


def _brought(supplier: Supplier, address: str, text: str = "") -> Action:
    kind: ActionKind = "payment" if supplier.kind == "payment" else "form"
    return Action(kind, text, address, _name(supplier))


def _links(document: Document, links: Iterable[HtmlElement]) -> Iterator[Action]:
    own = urlsplit(document.url).netloc
    for element in links:
        if (found := _of_link(element, document, own)) is not None:
            yield found


def _of_link(element: HtmlElement, document: Document, own: str) -> Action | None:
    href = (element.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    text = cut(accessible_name(element, document), LONGEST)
    scheme, _, rest = href.partition(":")
    if scheme.lower() in {"mailto", "tel"}:
        address = unquote(rest.partition("?")[0])[:LONGEST]
        kind: ActionKind = "email" if scheme.lower() == "mailto" else "phone"
        return Action(kind, text or address, f"{scheme.lower()}:{address}")
    url = absolute(document.base, href)[:2000]
    if not url.startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.path.rpartition(".")[2].lower() in OFFICE:
        return Action("print form" if _is_to_print(element, text, url) else "document", text, url)
    return _onward(element, text, url, is_own=parts.netloc == own)


def _onward(element: HtmlElement, text: str, url: str, *, is_own: bool) -> Action | None:
    """Return what a link to a page does: pay, hand over, log in, start; None when it only tells."""
    supplier = supplier_at(url)
    starts = _is_start(element, text)
    is_generic = GENERIC.fullmatch(text) is not None
    is_pay = PAYS.search(text) is not None and PAY_HOST.search(url.partition("://")[2]) is not None
    if supplier is not None and supplier.kind != "govuk":
        kind: ActionKind = "payment" if supplier.kind == "payment" or is_pay else "hand-off"
        is_told = is_own or _is_told(text, url, supplier)
        return Action(kind, text, url, _name(supplier), 0, is_generic, is_told)
    if LOGIN.match(text) or LOGIN_PATH.search(urlsplit(url).path):
        return Action("login", text, url, is_generic=True)
    if not starts and not is_pay:
        return None
    if is_own:
        return Action("start", text, url, is_generic=is_generic)
    kind = "payment" if is_pay else "hand-off"
    return Action(kind, text, url, _name(supplier), 0, is_generic, _is_told(text, url, supplier))


def _is_start(element: HtmlElement, text: str) -> bool:
    if len(text.split()) > WORDS_OF_A_START:
        return False
    if element.get("role") == "button" or BUTTON_CLASS.search(element.get("class") or ""):
        return True
    return STARTS.match(text) is not None


def _is_told(text: str, url: str, supplier: Supplier | None) -> bool:
    """Whether the text of a link says that it leads to somebody else; GOV.UK surprises nobody."""
    if supplier is not None and supplier.kind == "govuk":
        return True
    said = text.lower()
    if re.search(r"\b(?:external|opens|leaves|website|site|gov\.uk|portal)\b", said):
        return True
    host = urlsplit(url).netloc.removeprefix("www.").partition(".")[0]
    names = [*(supplier.short_name.lower().split()[:1] if supplier else ()), host]
    return any(name in said for name in names if len(name) > 3)  # noqa: PLR2004 (no short scraps)


def _is_to_print(element: HtmlElement, text: str, url: str) -> bool:
    name = re.sub(r"[-_+.]", " ", unquote(url.rpartition("/")[2]))
    if ABOUT_IT.match(text):
        return False
    tells = TELLS.search(text) is not None
    if PRINT_FORM.search(text) or (
        not tells and (PRINT_FORM.search(name) or NAMED_FORM.fullmatch(text))
    ):
        return True
    around = element.getparent()
    if tells or around is None:
        return False
    said = tidy("".join(islice(around.itertext(), 20)))[: 2 * NEARBY + len(text)]
    return PRINT_FORM.search(said) is not None


def _name(supplier: Supplier | None) -> str:
    return supplier.short_name if supplier else ""


def _in_text(blocks: Iterable[Block]) -> Iterator[Action]:
    """Yield addresses and numbers that stand in the text and are no links, and visits."""
    for block in blocks:
        text = block.text[:5000]
        if "@" in text:
            yield from (Action("email", each) for each in islice(EMAIL.findall(text), 3))
        if "0" in text and (numbers := PHONE.findall(text)):
            yield from (Action("phone", each) for each in numbers[:3])
        if visit := VISIT.search(text):
            first = text.rfind(" ", 0, max(0, visit.start() - 20)) + 1
            yield Action("visit", cut(text[first : visit.end() + 40]))


def _years(blocks: Iterable[Block]) -> tuple[str, ...]:
    pairs: dict[str, None] = {}
    for block in blocks:
        for first, second in YEARS.findall(block.text):
            if int(second) % 100 == (int(first) + 1) % 100:
                pairs[f"{first}/{second[-2:]}"] = None
    return tuple(sorted(pairs))[-MOST_DATES:]


def _dates(blocks: Iterable[Block]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Return the dates in the text, and those by which people are told to act."""
    dates: list[str] = []
    calls: list[tuple[str, str]] = []
    for block in blocks:
        if "20" not in block.text:
            continue
        for found in islice(DATE.finditer(block.text), MOST_DATES):
            if not (day := _iso(found)):
                continue
            dates.append(day)
            before = block.text[max(0, found.start() - BEFORE_A_DATE) : found.start()]
            if found.start() > BEFORE_A_DATE:
                before = before.partition(" ")[2]  # no half words
            if CALL.search(before):
                sentence = SENTENCE_END.split(before)[-1]
                calls.append((day, cut(tidy(f"{sentence}{found[0]}"))))
    return dates, tuple(calls[:MOST_DATES])


def _reviewed(document: Document) -> str:
    """Return the latest day on which the page says it was updated: in words, else in its head."""
    told, before = [], ""
    for passage in passages_of(document):
        text = passage.text
        if len(text) <= MOST_REVIEWED and ("20" in text or "19" in text):
            line = f"{before} {text}" if DATE.match(text) and len(before) < BEFORE_A_DATE else text
            told += [
                day
                for found in islice(DATE.finditer(line), MOST_DATES)
                if REVIEWED.search(line[: found.start()]) and (day := _iso(found))
            ]
        before = text
    return max(told, default="") or max(_reviewed_in_head(document), default="")


def _reviewed_in_head(document: Document) -> Iterator[str]:
    for element in islice(document.root.iter("meta"), MOST_LINKS):
        names = (element.get(each, "").lower() for each in ("name", "property", "itemprop"))
        if not any(name in REVIEWED_META for name in names):
            continue
        try:
            yield date.fromisoformat(element.get("content", "").strip()[:10]).isoformat()
        except ValueError:
            continue


def _iso(found: re.Match[str]) -> str:
    day, name, year, name_first, day_next, year_next, day_too, month, year_too = found.groups()
    name, day = name or name_first, day or day_next or day_too
    number = MONTH_NUMBERS[name.lower()] if name else int(month)
    try:
        return date(int(year or year_next or year_too), number, int(day)).isoformat()
    except ValueError:
        return ""


def _closed(blocks: Iterable[Block]) -> str:
    for block in blocks:
        if found := CLOSED.search(block.text[:5000]):
            return cut(block.text[max(0, found.start() - 40) : found.end() + 60])
    return ""
