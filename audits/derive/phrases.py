"""Words and phrases of a list that stand in the sentences of a page, found in one pass."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.prose import Prose, Sentence

# Verbs whose last letter is doubled before -ed and -ing.
DOUBLED = frozenset("concur transmit cancel get let plan put run set split stop".split())
# What plainer words have instead of -s, and instead of -ed where the past ("we paid") and the
# participle ("it is paid") are the same; "" where they are not, so that only the writer knows.
THIRDS = {"be": "is", "do": "does", "have": "has"}
PASTS = {
    "build": "built",
    "buy": "bought",
    "find": "found",
    "get": "got",
    "hold": "held",
    "keep": "kept",
    "leave": "left",
    "let": "let",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "pay": "paid",
    "put": "put",
    "read": "read",
    "say": "said",
    "send": "sent",
    "set": "set",
    "speed": "sped",
    "spend": "spent",
    "split": "split",
    "spread": "spread",
    "tell": "told",
    "think": "thought",
    **dict.fromkeys("be come do draw give have hide run show speak".split(), ""),
}
UNCOUNTED = frozenset("end lack pay spending start use".split())
VOWELS = "aeiou"
MOST_TRIES = 2000  # places of a page where the words stand
MOST_PLACES = 20  # in a sentence that are looked at for one of them
QUOTED_WITHIN = 500  # characters before a place in which a quotation may have begun
OPENING, CLOSING = "“‘«", "”’»"
BEFORE_QUOTATIONS = "([{–—/‘“'"  # and spaces
WORD_MARKS = "-/@_"
QUOTATIONS = frozenset({"blockquote", "q"})
MOST_AROUND = 50  # elements around a block in which a quotation is looked for
LONGEST_BLOCK = 20_000  # characters; in a longer one only the sentence itself is looked at


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of a word or phrase."""

    words: tuple[str, ...]
    base: str  # as the list has it: all forms of a verb share it
    instead: str
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    only_first: bool = False  # elsewhere in a sentence it means something else


@dataclass(frozen=True, slots=True)
class Match:
    """One place where it stands."""

    entry: Entry
    sentence: Sentence
    written: str
    position: int  # in the text of the sentence


Phrases = Mapping[str, tuple[Entry, ...]]  # by their first word, the longest phrase first


def matches_in(prose: Prose, name: str) -> list[Match]:
    """Each place where a sentence has a phrase of a list, but for names and what is quoted."""
    return prose.once(name, lambda: _matches(prose, read_phrases(name)))


def _matches(prose: Prose, phrases: Phrases) -> list[Match]:
    found: list[Match] = []
    tries = 0
    for sentence in prose.sentences:
        words = None
        for place, word in enumerate(sentence.words):
            if (entries := phrases.get(word) or phrases.get(word.lower())) is None:
                continue
            if words is None:
                words = [each.lower().replace("’", "'") for each in sentence.words]
            for entry in entries:
                if _fits(entry, words, place):
                    tries += 1
                    if match := _match(sentence, entry, place):
                        found.append(match)
                    break
            if tries >= MOST_TRIES:
                return found
    return found


def _fits(entry: Entry, words: list[str], place: int) -> bool:
    end = place + len(entry.words)
    if tuple(words[place:end]) != entry.words:
        return False
    if end < len(words) and words[end] in entry.not_before:
        return False
    return not place or not (entry.only_first or words[place - 1] in entry.not_after)


def _match(sentence: Sentence, entry: Entry, place: int) -> Match | None:
    """The phrase where it stands; None in a name or a quotation, or where a mark cuts it."""
    count = len(entry.words)
    written = " ".join(sentence.words[place : place + count])
    if _is_name(sentence.words, place, count):
        return None
    position = _position(sentence.text, written)
    if position < 0 or is_quoted(sentence, position):
        return None
    return Match(entry, sentence, written, position)


def _is_name(words: tuple[str, ...], place: int, count: int) -> bool:
    """Whether it has a capital that the start of the sentence does not explain."""
    own = words[place : place + count]
    if any(word[0].isupper() for word in (own if place else own[1:])):
        return True
    after = words[place + count] if place + count < len(words) else ""
    return own[0][0].isupper() and after[:1].isupper() and after != "I"


def _position(text: str, written: str) -> int:
    """Where in the sentence the words stand side by side; -1 when a mark is between them."""
    position = -1
    for _ in range(MOST_PLACES):
        position = text.find(written, position + 1)
        if position < 0:
            return -1
        end = position + len(written)
        around = text[max(0, position - 1) : position] + text[end : end + 1]
        if not any(each.isalnum() or each in WORD_MARKS for each in around):
            return position
    return -1


def is_quoted(sentence: Sentence, position: int) -> bool:
    """Whether a place in a sentence is between quotation marks, which may open before it."""
    if _is_quotation(sentence.block.element):
        return True
    whole = sentence.block.text
    if len(whole) <= LONGEST_BLOCK and (start := whole.find(sentence.text)) > 0:
        before, after = whole[: start + position], whole[start + position :]
    else:
        before, after = sentence.text[:position], sentence.text[position:]
    before = before[-QUOTED_WITHIN:]
    if _opens(before):
        return True
    for opening, closing in zip(OPENING, CLOSING, strict=True):
        start = before.rfind(opening)
        if start >= 0 and not _is_closed(before, start, closing):
            return True
    start = before.rfind(" '")
    return start >= 0 and "' " not in before[start + 2 :] and "'" in after


def _opens(before: str) -> bool:
    """Whether the last straight quotation mark opens: what stands beside it tells.

    To count them would take an inch for a mark, and go wrong where the text begins inside a pair.
    """
    start = before.rfind('"')
    if start < 0 or before[start + 1 : start + 2].isspace():
        return False
    return start == 0 or before[start - 1].isspace() or before[start - 1] in BEFORE_QUOTATIONS


def _is_quotation(element: HtmlElement | None) -> bool:
    """Whether a block is somebody else's words as a whole."""
    if element is None:
        return False
    around = (element, *islice(element.iterancestors(), MOST_AROUND))
    return any(each.tag in QUOTATIONS for each in around)


def _is_closed(before: str, start: int, closing: str) -> bool:
    """Whether a quotation ends; an apostrophe inside a word ends none."""
    end = before.find(closing, start)
    while end >= 0:
        if closing != "’" or not before[end + 1 : end + 2].isalpha():
            return True
        end = before.find(closing, end + 1)
    return False


@cache
def read_phrases(name: str) -> Phrases:
    """Return the list of audits/words/NAME.toml, with all forms of its verbs and nouns."""
    text = files("audits").joinpath("words", f"{name}.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    before, after = told.get("before", {}), told.get("after", {})
    grouped: dict[str, list[Entry]] = {}
    for form, base, instead in _forms(told):
        words = tuple(form.split())
        entry = Entry(
            words,
            base,
            instead,
            frozenset([*before.get(base, ()), *before.get(form, ())]),
            frozenset([*after.get(base, ()), *after.get(form, ())]),
            base in told.get("first", {}),
        )
        grouped.setdefault(words[0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for first, entries in grouped.items()
    }


def _forms(told: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    for verb, instead in told.get("verbs", {}).items():
        for place, form in enumerate(forms_of_verb(verb)):
            yield form, verb, _in_form(instead, place)
    for noun, instead in told.get("nouns", {}).items():
        yield noun, noun, instead
        is_plain = instead.isalpha() and instead not in UNCOUNTED
        yield plural_of(noun), noun, plural_of(instead) if is_plain else instead
    for kind in ("words", "phrases", "first"):
        for phrase, instead in told.get(kind, {}).items():
            yield phrase, phrase, instead


def _in_form(instead: str, place: int) -> str:
    """What to say instead in the form that fits: for "facilitating", "helping, making easier"."""
    found = []
    for each in instead.split(", "):
        verb, space, rest = each.partition(" ")
        found.append(f"{_plain_form(verb, place)}{space}{rest}")
    return ", ".join(found)


def _plain_form(verb: str, place: int) -> str:
    _, third, past, participle = forms_of_verb(verb)
    return (
        verb,
        THIRDS.get(verb, third),
        PASTS.get(verb, past) or verb,
        participle,
    )[place]


def forms_of_verb(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb: commence, commences, commenced, commencing."""
    if verb.endswith("e"):
        stem = verb if verb == "be" or verb.endswith("ee") else verb[:-1]
        return verb, f"{verb}s", f"{verb}d", f"{stem}ing"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    stem = verb + verb[-1] if verb in DOUBLED else verb
    third = f"{verb}es" if verb.endswith(("ch", "sh", "s", "x")) else f"{verb}s"
    return verb, third, f"{stem}ed", f"{stem}ing"


def plural_of(noun: str) -> str:
    """The plural of a regular noun."""
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "sh", "s", "x")) else f"{noun}s"
