"""Where sentences end: by what a reader would say, not at every full stop."""

import re
from collections.abc import Iterator

from audits.derive.main_text import Block

STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
# A full stop after these ends no sentence, whatever follows.
ABBREVIATIONS = frozenset(
    "dr mr mrs ms mx prof rev revd hon cllr cllrs sgt capt lt col gen st messrs approx cf vs viz "
    "eg ie".split()
)
# These are abbreviations before a number only: "no. 5", but "The answer is no."
BEFORE_NUMBERS = frozenset("no nos para paras pp vol fig ref ext tel sec art".split())
# These often close a sentence too: one that a capital follows is taken as closed.
CLOSING = frozenset(
    "etc am pm a.m p.m u.k u.s e.u b.sc ph.d inc ltd co dept est "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri".split()
)
# After these a single letter names a thing and is no initial: "You are in band D. You pay ..."
LETTERED = frozenset(
    "and annex appendix band bands category class form grade group option or part plan schedule "
    "section to type zone zones".split()
)
DOTTED = re.compile(r"(?:[a-z]\.)+\Z", re.IGNORECASE)  # e.g. and i.e., initials such as J.
WORD_BEFORE = 40  # characters looked at before a full stop
NUMBER_ONLY = re.compile(r"\(?[\divxlc]{1,4}\Z", re.IGNORECASE)  # "1." at the start numbers a step


def sentences_of(block: Block) -> list[str]:
    """The sentences of one block; its end always ends one."""
    return list(_sentences(block.text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for stop in STOP.finditer(text):
        if stop.end() < len(text) and not _ends(text, start, stop):
            continue
        if sentence := text[start : stop.end()].strip():
            yield sentence
        start = stop.end()
    if rest := text[start:].strip():
        yield rest


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the mark ends a sentence although more text follows."""
    following = text[stop.end() : stop.end() + 8].lstrip(" \"'“‘([")[:1]
    if following.islower():
        return False  # an abbreviation, or a question inside a sentence
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    before = text[max(start, stop.start() - WORD_BEFORE) : stop.start()]
    *earlier, last = before.split(" ")
    word = last.lstrip("(\"'“‘[").lower()
    if len(word) == 1 and earlier and earlier[-1].lower() in LETTERED:
        return True
    if word in CLOSING:
        return following.isupper()
    if word in BEFORE_NUMBERS:
        return not following.isdigit()
    if word in ABBREVIATIONS or DOTTED.match(f"{word}."):
        return False
    return not (before.strip() == word and NUMBER_ONLY.match(word))
