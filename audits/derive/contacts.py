"""Lines that are no prose: addresses, telephone numbers, opening hours, amounts, dates."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

Line = Literal["contact", "figures"]

LONGEST = 240  # characters; a longer text is more than an address
MOST_NAMES = 16  # words with a capital letter beside a telephone number or a postcode
MOST_LOUD = 4  # the same where the whole line is in capitals, and may be a sentence
MOST_IN_LINE = 6  # words of one line of an address that is broken into lines
AROUND = " ,.;:()[]{}<>\"'“”‘’|/\\&+*·•–—-→←►▶»«✆☎✉"
WEB = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\S+|@\w{3,}"
    r"|(?:[\w-]+\.)+(?:uk|com|org|net|wales|cymru|scot)(?:/\S*)?"
)
PHONE = re.compile(
    r"(?<![\w.])(?:\+\d{2}|\(?0)[\d() .-]{7,16}\d(?!\w)|(?<!\w)(?:999|111|101|105|112)(?!\w)"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
LETTER = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")
PLAIN = re.compile(r"[^\W\d_]{5,}")  # so many letters that a number in it is a part of a word
ASKS = re.compile(
    r"(?:call|phone|ring|text|visit|email|see) .* ", re.IGNORECASE
)  # with a full stop
ENDS = re.compile(r"[.!?:…]$")
MEANINGS = {
    meaning: frozenset(words.split())
    for meaning, words in {
        # Between figures and times; alone they say nothing.
        "between": "a about above am and approx at below between by closed daily day days each "
        "every excluding for from hour hours hrs in inclusive including midday midnight min mins "
        "minutes month months noon of on only open or over p pence per plus pm till to under until "
        "up week weeks year years a.m p.m vat inc ex x",
        "day": "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays "
        "wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat "
        "sun weekday weekdays weekend weekends bank holiday holidays",
        "month": "january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec",
        "label": "phone telephone tel telephones mobile fax textphone minicom typetalk email "
        "e-mail website postcode what3words twitter facebook freephone switchboard opening",
        # These stand before numbers too, but may mean anything when they stand alone.
        "hint": "mob call calls text relay mail post address web site online url visit times "
        "office ext extension option number no ref reference line lines emergency out",
        "place": "street road lane avenue square house hall close drive way place crescent terrace "
        "court park gardens gate hill row quay wharf building buildings centre mews yard parade "
        "green st rd ave stryd ffordd heol neuadd",
        # Where one of these stands, in capitals or not, somebody says something.
        "sentence": "we us our you your i it its he she they them their this that these those is "
        "are was were be been has have had do does did can could will would should must please if "
        "when how why who because not with within need needs pay apply report find get make use",
    }.items()
}
MEANING_OF = {word: meaning for meaning, words in MEANINGS.items() for word in words}


@lru_cache(maxsize=4096)  # pages of a site share their addresses and opening hours
def line_of(text: str) -> Line | None:
    """What a line is that nobody reads as prose; None for everything else."""
    if len(text) > LONGEST:
        return None if LETTER.search(text) else "figures"
    if text.endswith(".") and ASKS.match(text):
        return None
    found: Counter[str] = Counter()
    for each in text.split():
        meaning = _meaning_of(each)
        if meaning in {"sentence", "word"}:  # most prose says so with its second word
            return None
        found[meaning] += 1
    if found["name"] or found["place"]:
        return "contact" if _is_address(text, found) else None
    if found["web"] or found["label"] or found["day"] or _has_number(text, found):
        return "contact"
    return "figures" if found["figure"] or found["month"] else None


def is_line_of_address(text: str) -> bool:
    """Whether a line beside one with an address may belong to it: a name, and no sentence."""
    words = text.split()
    if len(words) > MOST_IN_LINE or ENDS.search(text):
        return False
    return not any(_meaning_of(each) in {"sentence", "word"} for each in words)


def _meaning_of(each: str) -> str:
    word = each.strip(AROUND)
    if not word:
        return "between"
    if ("." in word or "@" in each or "/" in word) and WEB.fullmatch(each.strip(" ,;:()<>.")):
        return "web"
    if DIGIT.search(word) and not PLAIN.search(word):
        return "figure"
    known = MEANING_OF.get(word.lower())
    if known and (known != "place" or word[0].isupper()):
        return known
    return "name" if word[0].isupper() else "word"


def _is_address(text: str, found: Counter[str]) -> bool:
    names = found["name"] + found["place"]
    if names > MOST_NAMES:
        return False
    if POSTCODE.search(text) or (found["place"] and (found["figure"] or "," in text)):
        return True
    if names > MOST_LOUD and text.isupper():
        return False
    return bool(found["web"]) or _has_number(text, found)


def _has_number(text: str, found: Counter[str]) -> bool:
    if not found["figure"]:
        return False
    return PHONE.search(text) is not None or POSTCODE.search(text) is not None
