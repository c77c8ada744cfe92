"""When a statement was prepared, reviewed and tested, and by when it promises to mend things."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from audits.statement.dates import FoundDate, find_dates
from audits.statement.sections import Sentence

Event = Literal["prepared", "reviewed", "next review", "tested", "promised"]

NEAR = 140  # characters between a word and the date that it is about
LONGEST_LABEL = 90  # characters of a line that names a date in the next one
LEFT_BESIDE = 6  # characters that may stand beside a date that is a block of its own
LONGEST_SENTENCE = 1500

# Words that say what a date is about; of those before it, the nearest counts.
EVENTS: tuple[tuple[Event, re.Pattern[str]], ...] = (
    (
        "next review",
        re.compile(
            r"next (?:\w+ )?(?:review|audit|test)\w*|(?:will|to|shall|should)(?: next)? be"
            r" (?:\w+ )?(?:review|updat|re-?test|audit)\w*|due (?:for|to)(?: be)? review\w*"
            r"|review(?:ed)? (?:again|due|date due)"
            r"|(?:will|plan to|shall|aim to) (?:next )?review|adolygiad nesaf|adolygu (?:eto"
            r"|nesaf)|adolygir"
        ),
    ),
    (
        "prepared",
        re.compile(
            r"\bprepar(?:ed|ation)\b|\b(?:statement|page)\b[^.;]{0,40}\b(?:created|written"
            r"|published|issued|made)\b"
            r"|\bfirst (?:published|created|issued)\b|\b(?:baratowyd|paratowyd|pharatowyd|luniwyd"
            r"|lluniwyd)\b"
            r"|\bei (?:baratoi|lunio)\b|\bdate (?:created|published|of publication)\b"
        ),
    ),
    (
        "reviewed",
        re.compile(
            r"\b(?:reviewed|updated|revised|amended)\b|\b(?:last|latest|date of"
            r"|most recent) (?:\w+ )?(?:review|update|revision)\b"
            r"|\b(?:adolygwyd|hadolygwyd|diweddarwyd|diweddaru|hadolygu|adolygu)\b|\breview date\b"
        ),
    ),
    (
        "tested",
        re.compile(
            r"\b(?:re-?)?test(?:ed|s|ing)?\b|\baudit(?:ed)?\b|\bassess(?:ed|ment)\b|\bevaluat(?:ed"
            r"|ion)\b"
            r"|\b(?:checked|scanned)\b|\b(?:profwyd|brofwyd|phrofwyd|phrofi|brofi|prawf)\b"
        ),
    ),
)  # fmt: skip
NO_DATE_OF_ITS_OWN = re.compile(  # what stands before a day or a year that belongs to a law
    r"(?:regulations?|act|rheoliadau|deddf|guidelines|directive|order|version|copyright|©)\W{0,3}$"
    r"|(?:before|prior to|since|older than|cyn)(?: the)? $",
)
FUTURE = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|aim(?:s|ing)?|intend(?:s|ed)?|will|shall|hop(?:e|ing)|expect(?:s"
    r"|ed)?"
    r"|target|due|scheduled|going to|to be|deadline|bwriadu|byddwn|bydd|disgwyl)\b|\bwe'll\b"
    r"|^(?:fix(?:ed)?|target|due|resolv\w+|complet\w+|planned)\b[^.]{0,30}$"
)
MENDS = re.compile(
    r"fix|resolv|updat|improv|replac|complet|address|correct|remov|migrat|convert|meet|complian"
    r"|accessib|redesign|launch|implement|\badd(?:ed)?\b|\bdo\b|\bmend|\bsolve|\bprovid|\bchang"
    r"|deliver|rebuil|remediat|publish|captions?|finish|in place"
    r"|review|trwsio|datrys|gwella|diweddaru|hygyrch|target|due"
)
LEADS = re.compile(
    r"(?:\bby|\bbefore|\bin|\bduring|\buntil|\bend of|\bfor|\bfrom|\bon|\bthroughout|\bdate|\bdue"
    r"|\berbyn|\byn|\bcyn|\bearly|\blate|\bmid|:)(?: the)?(?: (?:end|start|middle|beginning|summer"
    r"|autumn|spring|winter"
    r"|close|financial year|year))?(?: of)?(?: the)?[ (-]*$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a statement, and the words that it stands in."""

    event: Event
    date: FoundDate
    quote: str
    plain: str


def dates_of(sentences: Iterable[Sentence], *, us_order: bool = False) -> tuple[Dated, ...]:
    """Return the dates of a statement whose meaning shows, in their order."""
    found: list[Dated] = []
    before: Sentence | None = None
    for each in sentences:
        text, shown = each.plain[:LONGEST_SENTENCE], each.text
        dates = find_dates(text, us_order=us_order)
        shift = 0
        if len(dates) == 1 and before is not None and _is_alone(text, dates[0]):
            label = before.plain[:LONGEST_LABEL].rstrip(": ") + ": "
            if not find_dates(label, us_order=us_order) and len(before.plain) <= LONGEST_LABEL:
                text, shown, shift = (
                    label + text,
                    f"{before.text.rstrip(': ')}: {each.text}",
                    len(label),
                )
        found += _told(text, shown, dates, shift, each)
        before = each
    return tuple(found)


def _told(
    text: str, shown: str, dates: list[FoundDate], shift: int, sentence: Sentence
) -> Iterator[Dated]:
    for place, date in enumerate(dates):
        start, end = date.start + shift, date.end + shift
        earlier = dates[place - 1].end + shift if place else 0
        later = dates[place + 1].start + shift if place + 1 < len(dates) else len(text)
        before, after = text[max(earlier, start - NEAR) : start], text[end : min(later, end + NEAR)]
        if NO_DATE_OF_ITS_OWN.search(before):
            continue
        event = _event(before, after, sentence)
        if event is None and place and _continues(before):
            event = _event(text[max(0, start - 2 * NEAR) : start], "", sentence)
        is_promise = event in (None, "tested", "reviewed", "prepared") and _is_promise(text, before)
        if is_promise and (event is None or _is_ahead(before)):
            event = "promised"
        is_told = date.precision != "year" or YEAR_ALONE.search(before)
        if event is not None and (event in ("promised", "next review") or is_told):
            yield Dated(event, date, shown, text)


def _is_alone(text: str, date: FoundDate) -> bool:
    return len(text) - (date.end - date.start) <= LEFT_BESIDE


def _continues(before: str) -> bool:
    """Whether a date goes on with what stands before the date before it: and on 3 May."""
    return len(before.strip()) <= len("and again on")


def _event(before: str, after: str, sentence: Sentence) -> Event | None:
    nearest: tuple[int, Event] | None = None
    for event, pattern in EVENTS:
        end = max((found.end() for found in pattern.finditer(before)), default=-1)
        if end >= 0 and (nearest is None or end > nearest[0]):
            nearest = (end, event)
    if nearest is not None:
        return nearest[1]
    first: tuple[int, Event] | None = None
    for event, pattern in EVENTS:
        found = pattern.search(after)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), event)
    if first is not None and first[1] == "tested" and sentence.part == "non-accessible":
        return None
    return None if first is None else first[1]


def _is_promise(text: str, before: str) -> bool:
    return bool(FUTURE.search(text) and MENDS.search(text) and LEADS.search(before))


YEAR_ALONE = re.compile(r"(?:\bin|\byn|:) $")  # last reviewed in 2024
AHEAD = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|aim(?:s|ing)?|intend|shall|expect|hope|target|to be|due)\b"
)
SINCE = re.compile(r"\b(?:was|were|has been|have been|last)\b")


def _is_ahead(before: str) -> bool:
    """Whether the words before a date speak of what is to come, not of what was."""
    ahead = max((each.end() for each in AHEAD.finditer(before)), default=-1)
    since = max((each.end() for each in SINCE.finditer(before)), default=-1)
    return ahead > since
