"""What a statement claims: how far the site keeps WCAG, which version, which criteria it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from audits.requirements import REQUIREMENTS, UNDERSTANDING
from audits.statement.sections import Sentence
from audits.statement.wording import Wording

Claim = Literal["fully", "partially", "not"]

LONGEST_SENTENCE = 1500
EXACT_CLAIM = re.compile(
    r".{1,160}\b(?:is|are) (?:fully|partially"
    r"|not) compliant with (?:the )?web content accessibility"
    r" guidelines(?: \(wcag\))?,? version 2\.\d,?(?: level)? aa standard"
)
SET_CLAIM = re.compile(  # one of the three claims, if not in a set sentence
    r"\b(?:(?:is|are|yn)(?: \w+)? (?:fully|partially|not) compliant|(?:fully|partially"
    r"|not)[ -]compliant"
    r"|cydymffurfio'n (?:llawn|rhannol))\b"
)
CLAIMS: tuple[tuple[Claim, re.Pattern[str]], ...] = (
    (
        "partially",
        re.compile(
            r"\b(?:part(?:ial(?:ly)?|ly)|mostly|largely|substantially|generally|mainly)"
            r" (?:in )?(?:complian\w*|conform\w*|compl(?:ies|y)|meets?|accessible)"
            r"|\b(?:is|are)(?: \w+){0,2} not (?:yet |currently |quite )?(?:fully|completely|wholly"
            r"|entirely) (?:complian\w*|conform\w*|accessible)"
            r"|cydymffurfio(?:'n rhannol| yn rhannol)|rhannol gydymffurf"
        ),
    ),
    (
        "not",
        re.compile(
            r"\b(?:(?:is|are)(?: currently| yet)? not|isn't|non-)(?: yet| currently)? ?complian\w*"
            r"|\b(?:does|do) not (?:yet |currently )?(?:comply|conform|meet)\b"
            r"|nid yw[^.]{0,60}cydymffurfio|ddim yn cydymffurfio"
        ),
    ),
    (
        "fully",
        re.compile(
            r"\b(?:fully|wholly|completely|100 ?%) (?:complian\w*|conform\w*|compl(?:ies|y)|meets?"
            r"|accessible)"
            r"|\b(?:is|are)(?: now| currently)? (?:in )?complian(?:t|ce)\b|\b(?:site|website"
            r"|service|pages|we)\b[^.;]{0,40}\b"
            r"(?:complies|conforms|meets|comply|conform|meet)\b"
            r"|cydymffurfio(?:'n llawn| yn llawn)"
        ),
    ),
)  # fmt: skip
STANDARD = re.compile(
    r"wcag|web content accessibility|accessibility (?:standard|guideline|regulation)|\baa\b"
    r"|canllawiau hygyrchedd|safon hygyrchedd|rheoliadau hygyrchedd"
)
# Of which the sentence is no claim: what somebody hopes for, asks for, or tells of one thing.
NO_CLAIM = re.compile(
    r"\b(?:aim|aims|aiming|working|work|strive|striving|will|would|should|must|may|to (?:be|become"
    r"|make|ensure|achieve|meet"
    r"|comply|conform)|ensure|ensuring|until|once|when|whether|if|how|designed|committed"
    r"|commitment|goal|try|tries"
    r"|require[sd]?|law|towards|order|expect|need[s]?)\b"
)
NOT_THE_SITE = re.compile(
    r"\b(?:pdfs?|documents?|videos?|maps?|forms?|some|parts?|third|images?|many|older|these"
    r"|following"
    r"|content|those|not all|they|colours?|links?|headings?|suppliers?|files|tables?|page)\b"
)
NUMBER = re.compile(r"(?<![\d.])([1-4]\.[1-5]\.\d{1,2})(?![\d]|\.\d)")
VERSION = re.compile(
    r"(?:guidelines?|wcag|hygyrchedd cynnwys (?:y we|gwe))\W{0,3}(?:\(?wcag\)?)?\W{0,3}"
    r"(?:(?:version|fersiwn|v|level)\.? ?)?(2\.[0-9])\b"
)
CLAIM_WORDS: dict[Claim, str] = {
    "fully": "fully compliant",
    "partially": "partially compliant",
    "not": "not compliant",
}


@dataclass(frozen=True, slots=True)
class ClaimMade:
    """A claim in a sentence."""

    claim: Claim
    quote: str
    plain: str
    wording: Wording  # exact; reworded also where one of the three claims can only be guessed
    is_set: bool  # one of the three claims of the model, in whatever sentence


def claims_of(sentences: Iterable[Sentence]) -> tuple[ClaimMade, ...]:
    """Return the claims about the site as a whole, those under their own heading first."""
    found: list[tuple[int, ClaimMade]] = []
    for place, each in enumerate(sentences):
        made = _claim(each)
        if made is not None:
            is_about_a_part = (
                NOT_THE_SITE.search(made.plain.partition(" complian")[0][:120]) is not None
            )
            far = (not made.is_set, is_about_a_part, each.part != "compliance", place)
            found.append(
                (sum(n << (24 - 8 * i) for i, n in enumerate(far[:3])) + min(place, 200), made)
            )
    found.sort(key=lambda each: each[0])
    kept = [made for rank, made in found]
    return tuple(kept)


def _claim(sentence: Sentence) -> ClaimMade | None:
    text = sentence.plain[:LONGEST_SENTENCE]
    if (
        "compl" not in text
        and "conform" not in text
        and "meet" not in text
        and "cydymffurf" not in text
        and "accessible" not in text
    ):
        return None
    if not STANDARD.search(text) and sentence.part != "compliance":
        return None
    if NUMBER.search(text) and not EXACT_CLAIM.match(text):
        return None  # it is about one criterion
    for claim, pattern in CLAIMS:
        found = pattern.search(text)
        if found is None:
            continue
        before = text[max(0, found.start() - 80) : found.start()]
        is_set = bool(SET_CLAIM.search(text))
        if claim == "fully" and NO_CLAIM.search(before):
            continue
        if claim == "not" and NOT_THE_SITE.search(before):
            continue
        if not is_set and (
            NO_CLAIM.search(before) or NOT_THE_SITE.search(before) or not STANDARD.search(text)
        ):
            continue
        wording: Wording = "exact" if EXACT_CLAIM.match(text) else "reworded"
        return ClaimMade(claim, sentence.text, text, wording, is_set)
    return None


def version_of(claims: Iterable[ClaimMade], sentences: Iterable[Sentence]) -> tuple[str, str]:
    """Return the version of WCAG that the claim names, else the first named, and its sentence."""
    for text, quote in (
        *((each.plain, each.quote) for each in claims),
        *((each.plain[:LONGEST_SENTENCE], each.text) for each in sentences),
    ):
        if found := VERSION.search(text):
            return found[1], quote
    return "", ""


@cache
def _names() -> tuple[tuple[str, str, bool], ...]:
    """Return the names of criteria, longest first, and whether each needs to be called one."""
    names = []
    for identity, each in REQUIREMENTS.items():
        title = each.title.lower()
        short = title.split(" (", maxsplit=1)[0]
        is_common = len(short.split()) == 1 or short in COMMON
        names.append((title, identity, is_common and title == short))
        if "color" in title:
            names.append((title.replace("color", "colour"), identity, False))
        if short != title and not is_common and short not in SEVERAL:
            names.append((short, identity, short in COMMON))
    names += [
        ("captions", "wcag:1.2.2", True),
        ("contrast", "wcag:1.4.3", True),
        ("parsing", "", True),
    ]
    return tuple(sorted((each for each in names if each[1]), key=lambda each: -len(each[0])))


COMMON = frozenset(
    "on focus|on input|multiple ways|text spacing|resize text|audio control|captions|contrast"
    "|page titled|target size|audio description|error suggestion|focus order|focus visible"
    "|images of text|status messages|use of color|headings and labels|language of page".split("|")
)
SEVERAL = frozenset({"captions", "audio description", "audio description or media alternative"})
# A sentence that tells of what is kept names no fault.
IS_KEPT = re.compile(
    r"\b(?:pass(?:es|ing|ed)?|meets?|satisf(?:y|ies)|complies with|conforms to|bodloni)\b"
)
FAILS = re.compile(r"\bfail|\bnot\b|\bn't\b|\bwithout\b|\black|\bmethu\b|\bnid\b|\bdoes not\b")
NOT_ASKED_FOR = re.compile(  # criteria of level AAA whose names hold those of others
    r"contrast \(enhanced\)|focus not obscured \(enhanced\)|images of text \(no exception\)"
    r"|keyboard \(no exception\)|target size \(enhanced\)|link purpose \(link only\)"
)
SLUG = re.compile(r"(?:understanding/|#|quickref/\??.{0,40}#)([a-z][a-z-]{4,60}?)(?:\.html|$|[?#])")


@cache
def _slugs() -> dict[str, str]:
    end = len(UNDERSTANDING)
    return {each.url[end:].removesuffix(".html"): each.id for each in REQUIREMENTS.values()}


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return the name of each criterion, its id, and what names it.

    Names that are everyday words count only where the sentence calls them a criterion.
    """
    told = []
    for name, identity, is_common in _names():
        words = re.escape(name)
        called = rf"{CALLED_BEFORE}{words}(?!\w)|\b{words}{CALLED_AFTER}"
        told.append((name, identity, re.compile(called if is_common else rf"\b{words}(?!\w)")))
    return tuple(told)


CALLED_BEFORE = r"(?:criteri\w+|wcag|\bsc|fail\w*|maen prawf|\d\.\d\.\d{1,2})[^a-z]{0,14}(?:the )?"
CALLED_AFTER = r"\W{0,3}\(?(?:level )?a{1,2}\b"


def criteria_of(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the criteria that a statement names, by id, with the sentence that names each first.

    By number, by name, or by a link to W3C's explanation; not those told of as mended or kept.
    """
    found: dict[str, str] = {}
    last = -1
    for each in sentences:
        text = each.plain[:LONGEST_SENTENCE]
        if each.part == "done" or (IS_KEPT.search(text) and not FAILS.search(text)):
            continue
        for identity in _named_in(NOT_ASKED_FOR.sub(" ", text)):
            found.setdefault(identity, each.text)
        if each.block != last:
            last = each.block
            for identity in _linked(each):
                found.setdefault(identity, each.text)
    return found


def _named_in(text: str) -> Iterator[str]:
    for number in NUMBER.findall(text):
        if f"wcag:{number}" in REQUIREMENTS:
            yield f"wcag:{number}"
    for name, identity, pattern in _patterns():
        if name in text and pattern.search(text):
            yield identity
            text = text.replace(name, " ")


def _linked(sentence: Sentence) -> Iterator[str]:
    for link in sentence.links:
        slug = SLUG.search(link.url.lower())
        if slug and slug[1] in _slugs():
            yield _slugs()[slug[1]]
