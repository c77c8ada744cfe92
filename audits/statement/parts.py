"""A statement taken apart: what each of its parts says, with the words that say so."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audits.statement.claims import ClaimMade, claims_of, criteria_of, version_of
from audits.statement.reading import PageLink, PageText
from audits.statement.sections import MANDATORY, FoundHeading, Part, Sentence, sections
from audits.statement.timing import Dated, Event, dates_of
from audits.statement.wording import Wording, heading_words, likeness, plain

MOST_QUOTES = 20
LONGEST_QUOTE = 300
LONGEST_TEXT = 100_000  # characters kept of a version
LONGEST_SENTENCE = 1500

SCOPE = re.compile(
    r"\b(?:this|our|the) (?:accessibility )?(?:statement|page|policy) (?:applies|relates"
    r"|refers) (?:only )?to\b:?(.*)"
    r"|\b(?:this|our|the) (?:accessibility )?statement (?:covers|is for|is about)\b:?(.*)"
    r"|\bmae['’]r (?:datganiad|dudalen)(?: hygyrchedd)?(?: hwn| hon| yma)? yn (?:berthnasol i"
    r"|gymwys i|ymwneud â)\b:?(.*)"
)
EXACT_SCOPE = re.compile(
    r"^(?:this accessibility statement applies to|mae'r datganiad hygyrchedd)\b"
)
COMMITTED = re.compile(
    r"\b(?:is|are|am) (?:fully )?committed to (?:making|ensuring|providing)\b.*\baccessib"
    r"|\bcommitment to\b.*\baccessib|wedi(?:'i| ymrwymo| ein| eu).{0,20}ymrwymo|\bymrwymedig\b"
    r"|\bymrwymo i\b"
)
EXACT_COMMITMENT = re.compile(r"\bis committed to making (?:its|their|our) .{0,60}accessible\b")
REGULATIONS = (
    "public sector bodies (websites and mobile applications) (no. 2) accessibility regulations 2018"
)
REGULATIONS_NAMED = re.compile(
    r"public sector bod(?:y|ies).{0,80}?accessibility.{0,20}?(?:regulations?|act)"
    r"|rheoliadau hygyrchedd"
    r"|accessibility regulations 2018"
)
NUMBER_TWO = re.compile(r"\(?(?:no|rhif)\.? ?2\)?")
EHRC = re.compile(
    r"equality (?:and|&) human rights commission|\behrc\b|cydraddoldeb a hawliau dynol"
    r"|\bcomisiwn cydraddoldeb"
)
ECNI = re.compile(
    r"equality commission (?:for |of )?northern ireland|\becni\b|equality commission ni\b"
)
EASS = re.compile(
    r"equality advisory (?:and|&) support service|\beass\b"
    r"|gwasanaeth cynghori a chymorth cydraddoldeb"
)
PLACEHOLDER = re.compile(
    r"\[(?:note|website name|name|your|our|scope|date|number|insert|add|email|e-mail|phone"
    r"|telephone|link|url|address"
    r"|organi[sz]ation|council|list|describe|provide|specify|state|details|include|if |delete"
    r"|example|enter|days?|service|month|year|today|x+)\b[^\]]{0,200}\]"
    r"|[<{]{1,2} ?(?:insert|add|enter|your|website|organi[sz]ation|name)\b[^>}]{0,100}[>}]{1,2}"
    r"|\binsert (?:date|name|email|link|number|here)\b|\b(?:dd/mm/yyyy|mm/dd/yyyy|dd month yyyy"
    r"|xx/xx/xx(?:xx)?|xx month \w+|d month yyyy)\b"
    r"|\blorem ipsum\b|^list here$|fictional public sector website|\bdelete as (?:appropriate"
    r"|applicable)\b|\bexample\.(?:com|gov\.uk)\b"
)
RESPONSE = re.compile(
    r"(?:respon|repl(?:y|ies)|get back|answer|acknowledge|contact you|be in touch|consider your"
    r"|provide the|send you|ymateb|cysylltu â chi|ateb).{0,120}?"
    r"\b(?:within|in|inside|under|up to|o fewn|cyn pen|mewn|ymhen)\b.{0,25}?\b(?:\d+|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|fifteen|twenty"
    r"|a|an|un|dau|pum|deg)\b.{0,14}?\b(?:days?|weeks?|hours?|month|diwrnod|wythnos|awr|oriau)\b"
    r"|\b(?:within|o fewn|cyn pen)\b.{0,10}?\b(?:\d+|one|two|three|five|seven|ten"
    r"|a)\b.{0,14}?\b(?:days?|weeks?|hours?|diwrnod|wythnos)\b.{0,80}?(?:respon|repl|answer"
    r"|contact you|ymateb)"
    r"|(?:response|reply) time.{0,40}?\b(?:\d+|one|two|three|five|ten)\b.{0,14}?\b(?:days?|weeks?"
    r"|hours?)"
)
EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
PHONE = re.compile(r"(?<![\d.])(?:0|\+44 ?)\d[\d ()-]{7,14}\d(?!\d)")
FORM = re.compile(
    r"contact|form\b|forms\b|feedback|report|complain|tell us|enquir|email us|e-mail us"
    r"|get in touch|cysyllt|adborth|ffurflen|rhoi gwybod"
)
BURDEN = re.compile(
    r"disproportionate(?:ly)? .{0,20}burden|burden is disproportionate|baich anghymesur"
)
NO_BURDEN = re.compile(
    r"\b(?:no|not|nothing|none|n/a|never|without|nor|neither|have not|do not|are not|is not|nid"
    r"|dim|ddim|nac)\b.{0,80}(?:burden|baich)"
    r"|(?:burden|baich).{0,60}\b(?:not applicable|none|n/a|not claim\w*|no content)\b"
)
NOTHING = re.compile(
    r"^(?:\W*(?:not applicable|none|n/a|nothing|no content|dim|amherthnasol)\b.{0,40}"
    r"|.{0,80}\b(?:not|no|nothing|none|never|nid|dim|ddim)\b.{0,120})$"
)
NAMES_OF_LAW = re.compile(r"regulation 7|within the meaning|rheoliad 7")
ASSESSMENT = re.compile(r"\bassess(?:ed|ment)\b|\basesiad\b|\basesu\b")
EXEMPT = re.compile(
    r"\bexempt|(?:outside|out of|not within|not in) (?:the )?scope|do not (?:apply|need to)"
    r"|not required|cwmpas"
)
METHOD = re.compile(
    r"carried out by|external|accessibility centre|canolfan|ganolfan|conducted by|performed by"
    r"|undertaken by|tested by|audited by|audit by|assessed by|by our|by the|in-?house|internally"
    r"|using |with the help|evaluat(?:ed|ion) by|gan (?:y|yr|ein|gwmni)|cynhaliwyd"
    r"|\b(?:we|supplier|company|team|ltd|limited|council|consultants?)\b,?.{0,40} (?:test|audit"
    r"|assess|check|evaluat)ed\b"
)
HOW = re.compile(
    r"sample|automat|manual|tools?\b|axe|wave|lighthouse|silktide|siteimprove|sitemorse|sortsite"
    r"|screen ?reader|nvda|jaws|voiceover|keyboard|wcag-em|checker|random"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, taken apart. Texts are as they stand there; "" and () where it says nothing."""

    urls: tuple[str, ...]  # of its pages; the first is the one that people find
    heading: str
    language: str
    headings: Mapping[Part, FoundHeading]
    sentences: tuple[Sentence, ...]
    claims: tuple[ClaimMade, ...]
    version: str  # of WCAG
    version_quote: str
    criteria: Mapping[str, str]  # id of each criterion named, and the sentence
    scope: str
    scope_wording: Wording
    dates: tuple[Dated, ...]
    links: tuple[PageLink, ...]
    hash: str = ""
    _parts: Mapping[Part, str] = field(default_factory=dict)

    @property
    def is_one(self) -> bool:
        """Whether it has enough of a statement: three of the five headings, or claim and two."""
        number = len([each for each in MANDATORY if each in self.headings])
        return number >= 3 or (number >= 2 and bool(self.claims))  # noqa: PLR2004

    @property
    def claim(self) -> str:
        return self.claims[0].claim if self.claims else ""

    def part(self, part: Part) -> str:
        """Return the text of a part without its heading."""
        return self._parts.get(part, "")

    def latest(self, event: Event) -> Dated | None:
        """Return the latest date of an event; of the preparation the first that is told."""
        told = [each for each in self.dates if each.event == event]
        if event == "prepared":
            return next(iter(told), None)
        return max(told, key=lambda each: each.date.day, default=None)

    def sentence(self, pattern: re.Pattern[str], *parts: Part) -> str:
        """Return the first sentence that has a pattern, of some parts or of all."""
        for each in self.sentences:
            if (not parts or each.part in parts) and pattern.search(each.plain[:LONGEST_SENTENCE]):
                return each.text
        return ""

    def text(self) -> str:
        """Return its words, a block a line, for people to read and to compare."""
        lines: list[str] = []
        last = -1
        for each in self.sentences:
            mark = "# " if each.kind[0] in "hb" else "- " if each.kind == "li" else ""
            if each.block == last:
                lines[-1] += f" {each.text}"
            else:
                lines.append(f"{mark}{each.text}")
            last = each.block
        return "\n".join(lines)[:LONGEST_TEXT]


def statement_of(
    pages: Iterable[tuple[str, PageText]], *, title: str = "", us_order: bool = False
) -> Statement:
    """Take a statement apart that stands on one page or on several, with their addresses."""
    told = list(pages)
    headings, sentences = sections(page.blocks for _, page in told)
    claims = claims_of(sentences)
    version, version_quote = version_of(claims, sentences)
    scope, wording = _scope(sentences)
    parts: dict[Part, list[str]] = {}
    for each in sentences:
        if each.kind[0] not in "hb":
            parts.setdefault(each.part, []).append(each.text)
    first = told[0][1] if told else PageText()
    return Statement(
        urls=tuple(url for url, _ in told),
        heading=first.heading or title,
        language=first.language,
        headings=headings,
        sentences=sentences,
        claims=claims,
        version=version,
        version_quote=version_quote,
        criteria=criteria_of(sentences),
        scope=scope,
        scope_wording=wording,
        dates=dates_of(sentences, us_order=us_order),
        links=tuple(
            dict.fromkeys(link for _, page in told for block in page.blocks for link in block.links)
        ),
        hash="".join(page.hash for _, page in told[:1]) if len(told) == 1 else _joined(told),
        _parts={part: " ".join(texts) for part, texts in parts.items()},
    )


def _joined(told: list[tuple[str, PageText]]) -> str:
    blocks = tuple(block for _, page in told for block in page.blocks)
    return PageText(blocks=blocks).hash


def _scope(sentences: tuple[Sentence, ...]) -> tuple[str, Wording]:
    """Return what a statement says that it applies to, with the list that follows a colon."""
    for place, each in enumerate(sentences):
        found = SCOPE.search(each.plain[:LONGEST_SENTENCE])
        if not found:
            continue
        rest = next((group for group in found.groups() if group is not None), "").strip(" .")
        after = [line.text for line in sentences[place + 1 : place + 12]]
        if len(rest) <= 3 or each.plain.endswith(":"):  # noqa: PLR2004
            kinds = [line.kind for line in sentences[place + 1 : place + 12]]
            number = next((at for at, kind in enumerate(kinds) if kind != "li"), len(kinds))
            rest = " ".join([rest, *after[: max(number, 1)]])
        links = " ".join(link.url for link in each.links)
        wording: Wording = "exact" if EXACT_SCOPE.match(each.plain) else "reworded"
        return f"{rest} {links}".strip(), wording
    return "", "missing"


@dataclass(frozen=True, slots=True)
class Contacts:
    """The ways to report a problem that a statement offers."""

    emails: tuple[str, ...] = ()
    forms: tuple[PageLink, ...] = ()
    phones: tuple[str, ...] = ()
    quote: str = ""


def contacts_of(statement: Statement) -> Contacts:
    """Return the ways to report a problem: of the part for feedback, else of the whole text."""
    is_there = "feedback" in statement.headings
    own = [each for each in statement.sentences if each.part == "feedback"] if is_there else []
    found = _contacts(own)
    if found.emails or found.forms:
        return found
    rest = [each for each in statement.sentences if each.part != "enforcement"]
    whole = _contacts(rest)
    return (
        whole if whole.emails or whole.forms else Contacts(phones=whole.phones, quote=whole.quote)
    )


def _contacts(sentences: list[Sentence]) -> Contacts:
    emails: dict[str, None] = {}
    forms: dict[PageLink, None] = {}
    phones: dict[str, None] = {}
    quote = ""
    for each in sentences:
        before = (len(emails), len(forms), len(phones))
        for mail in EMAIL.findall(each.text[:LONGEST_SENTENCE]):
            emails[mail.strip(".'").lower()] = None
        for phone in PHONE.findall(each.text[:LONGEST_SENTENCE]):
            phones[phone] = None
        for link in each.links:
            if link.url.lower().startswith("mailto:"):
                if at := EMAIL.search(link.url):
                    emails[at[0].lower()] = None
            elif link.url.startswith("http") and _is_form(link, each):
                forms[link] = None
        if not quote and before != (len(emails), len(forms), len(phones)):
            quote = each.text
    return Contacts(
        tuple(emails)[:MOST_QUOTES],
        tuple(forms)[:MOST_QUOTES],
        tuple(phones)[:MOST_QUOTES],
        quote,
    )


def _is_form(link: PageLink, sentence: Sentence) -> bool:
    if re.search(r"equalityadvisory|equalityhuman|equalityni|gov\.uk/guidance|w3\.org", link.url):
        return False
    return bool(FORM.search(plain(link.text)) or FORM.search(link.url.lower())) and (
        sentence.part == "feedback" or bool(FORM.search(sentence.plain))
    )


@dataclass(frozen=True, slots=True)
class BurdenClaim:
    """What a statement says of a disproportionate burden."""

    is_claimed: bool = False
    quote: str = ""
    wording: Wording = "missing"  # of its heading
    assessment: str = ""  # the sentence that speaks of one


def burden_of(statement: Statement) -> BurdenClaim:
    """Return whether a statement claims a disproportionate burden, and with what words."""
    heading = statement.headings.get("burden")
    wording: Wording = heading.wording if heading else "missing"
    own = [s for s in statement.sentences if s.part == "burden" and s.kind[0] not in "hb"]
    said = [s for s in own if len(s.plain) > 3]  # noqa: PLR2004
    claims = [
        s
        for s in (said if heading else statement.sentences)
        if not NO_BURDEN.search(s.plain[:LONGEST_SENTENCE])
        and (BURDEN.search(s.plain[:LONGEST_SENTENCE]) if not heading else True)
        and s.kind[0] not in "hb"
    ]
    if heading and (not said or NOTHING.match(plain(statement.part("burden"))[:LONGEST_SENTENCE])):
        claims = []
    if heading and said and NO_BURDEN.search(said[0].plain[:LONGEST_SENTENCE]):
        claims = []
    if not claims:
        quote = next((s.text for s in said), heading.text if heading else "")
        return BurdenClaim(is_claimed=False, quote=quote, wording=wording)
    first = next((s for s in claims if BURDEN.search(s.plain)), claims[0])
    parts: tuple[Part, ...] = ("burden",) if heading else ()
    return BurdenClaim(
        is_claimed=True,
        quote=first.text,
        wording=wording,
        assessment=statement.sentence(ASSESSMENT, *parts),
    )


def placeholders_of(statement: Statement) -> list[str]:
    """Return the sentences with text of a template that was to be filled in."""
    found = [
        each.text
        for each in statement.sentences
        if PLACEHOLDER.search(each.plain[:LONGEST_SENTENCE])
    ]
    return list(dict.fromkeys(found))[:MOST_QUOTES]


TITLE_WORDING = re.compile(r"^accessibility statement(?: for .+)?$|^datganiad hygyrchedd(?: .+)?$")
PARTS_OF_TITLE = re.compile(r" [|–—·:«»>-] |\s*\|\s*| - ")


def title_wording(title: str) -> Wording:
    """Return how near a title or a heading is to what the model asks for."""
    words = [heading_words(each) for each in PARTS_OF_TITLE.split(title[:300]) if each.strip()]
    if any(TITLE_WORDING.match(each) for each in words[:4]):
        return "exact"
    if any(re.search(r"accessib|hygyrch", each) for each in words):
        return "reworded"
    return "missing"


def regulations_wording(statement: Statement) -> tuple[Wording, str, bool]:
    """Return how the regulations are named, the sentence, and whether it says "No. 2"."""
    best: tuple[Wording, str, bool] = ("missing", "", False)
    for each in statement.sentences:
        text = each.plain[:LONGEST_SENTENCE]
        found = REGULATIONS_NAMED.search(text)
        if not found:
            continue
        start = max(0, text.find("public sector bod"))
        named = text[start : start + len(REGULATIONS) + 1].rstrip(". ,")
        has_number = NUMBER_TWO.search(text) is not None
        is_exact = REGULATIONS in text or (has_number and likeness(named, REGULATIONS) >= 0.95)  # noqa: PLR2004
        if is_exact or (has_number and statement.language == "cy"):
            return "exact", each.text, True
        if best[0] == "missing" or (has_number and not best[2]):
            best = ("reworded", each.text, has_number)
    return best
