"""How hard the main text is to read, by textstat's formulas over our own sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from threading import Lock

import nltk  # type: ignore[import-untyped]
from textstat.backend.utils import get_cmudict  # type: ignore[import-untyped]
from textstat.textstat import textstatistics  # type: ignore[import-untyped]

from audits.derive.language import Language, name_of
from audits.derive.main_text import Block, MainText, count_words
from audits.derive.missing import Missing

ENOUGH_WORDS = 100  # Flesch took samples of 100 words; with fewer, one sentence decides the score
# GOV.UK content design: sentences of more than 25 words are to be checked, and split if possible.
# https://www.gov.uk/guidance/content-design/writing-for-gov-uk
LONG_SENTENCE = 25
SHORTEST_SENTENCE = 3  # textstat counts nothing shorter as a sentence, so nothing shorter is scored
MOST_WORDS = 50_000  # scored; twice as long as any page should be
WHOLE_DICTIONARY = 100_000  # entries; the real one has some 134,000, a torn file has fewer

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
INNER_STOP = re.compile(r"[.!?…]")


class DictionaryMissingError(RuntimeError):
    """The pronouncing dictionary that counts syllables is not installed."""


@dataclass(frozen=True, slots=True)
class Readability:
    """The measures of one text; empty, with the reason, where they would mean nothing."""

    reason: str = ""  # why it is not measured
    reading_ease: float = 0.0  # Flesch reading ease, points
    grade: float = 0.0  # Flesch-Kincaid, US school grade
    words: int = 0
    sentences: int = 0
    long_sentences: tuple[str, ...] = ()


def readability_of(main: MainText, language: Language | Missing) -> Readability:
    """Measure the English prose of the main text.

    Raises DictionaryMissingError when syllables cannot be counted: no guess stands in for it.
    """
    spoken = "" if isinstance(language, Missing) else language.of_text
    if spoken and spoken != "en":
        return Readability(f"the text is in {name_of(spoken)}; the formulas are made for English")
    sentences = [
        sentence for block in main.prose if _is_english(block) for sentence in sentences_of(block)
    ]
    counted = [(each, count) for each in sentences if (count := count_words(each))]
    words = sum(count for _, count in counted)
    if words < ENOUGH_WORDS:
        return Readability(f"fewer than {ENOUGH_WORDS} words of prose")
    scored = [each for each, count in counted if count >= SHORTEST_SENTENCE]
    if not scored:
        return Readability("no whole sentences")
    text = "\n".join(map(_plain, _first(scored, MOST_WORDS)))
    scorer = _scorer()
    return Readability(
        reading_ease=float(scorer.flesch_reading_ease(text)),
        grade=float(scorer.flesch_kincaid_grade(text)),
        words=words,
        sentences=len(counted),
        long_sentences=tuple(each for each, count in counted if count > LONG_SENTENCE),
    )


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


def _plain(sentence: str) -> str:
    """A sentence whose only full stop is its last: textstat ends one at every dot it sees."""
    return INNER_STOP.sub("", sentence) + "."


def _first(sentences: list[str], most_words: int) -> Iterator[str]:
    words = 0
    for sentence in sentences:
        words += count_words(sentence)
        if words > most_words:
            return
        yield sentence


def _is_english(block: Block) -> bool:
    return block.language.partition("-")[0] in {"", "en"}


def load_dictionary() -> None:
    """Read what syllables are counted with, which takes a second, ahead of the first text.

    Raises DictionaryMissingError.
    """
    _scorer().flesch_reading_ease("Syllables of unknowable words are guessed: dropkerb.")


_loading = Lock()


def _scorer() -> textstatistics:
    with _loading:  # pages are judged in several threads, and NLTK's loader is not safe in them
        return _load()


@cache
def _load() -> textstatistics:
    """A textstat of our own: the language of its shared one can be changed by anybody.

    textstat would download the dictionary when it finds none, so it never gets to look.
    """
    try:
        nltk.data.find("corpora/cmudict/cmudict")
        entries = len(get_cmudict("en_US") or ())  # which textstat keeps: it takes half a second
    except (LookupError, OSError) as error:
        raise DictionaryMissingError(
            "the CMU pronouncing dictionary for NLTK is not installed (dropkerb doctor says how)"
        ) from error
    if entries < WHOLE_DICTIONARY:
        raise DictionaryMissingError(
            f"the CMU pronouncing dictionary for NLTK has only {entries} entries, "
            "so it is damaged (dropkerb doctor says how to mend it)"
        )
    scorer = textstatistics()
    scorer.set_lang("en_US")
    return scorer
