"""How hard the main text is to read, by textstat's formulas over our own sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from threading import Lock

import nltk  # type: ignore[import-untyped]
from textstat.backend.utils import get_cmudict  # type: ignore[import-untyped]
from textstat.textstat import textstatistics  # type: ignore[import-untyped]

from audits.derive.prose import Prose, Sentence

ENOUGH_WORDS = 100  # Flesch took samples of 100 words; with fewer, one sentence decides the score
# GOV.UK content design: sentences of more than 25 words are to be checked, and split if possible.
# https://www.gov.uk/guidance/content-design/writing-for-gov-uk
LONG_SENTENCE = 25
SHORTEST_SENTENCE = 3  # textstat counts nothing shorter as a sentence, so nothing shorter is scored
MOST_WORDS = 50_000  # scored; twice as long as any page should be
WHOLE_DICTIONARY = 100_000  # entries; the real one has some 134,000, a torn file has fewer

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


def readability_of(prose: Prose) -> Readability:
    """Measure the English prose of a page.

    Raises DictionaryMissingError when syllables cannot be counted: no guess stands in for it.
    """
    if prose.reason:
        return Readability(prose.reason)
    if prose.words < ENOUGH_WORDS:
        return Readability(f"fewer than {ENOUGH_WORDS} words of prose")
    scored = [each for each in prose.sentences if len(each.words) >= SHORTEST_SENTENCE]
    if not scored:
        return Readability("no whole sentences")
    text = "\n".join(map(_plain, _first(scored, MOST_WORDS)))
    scorer = _scorer()
    return Readability(
        reading_ease=float(scorer.flesch_reading_ease(text)),
        grade=float(scorer.flesch_kincaid_grade(text)),
        words=prose.words,
        sentences=len(prose.sentences),
        long_sentences=tuple(
            each.text for each in prose.sentences if len(each.words) > LONG_SENTENCE
        ),
    )


def _plain(sentence: str) -> str:
    """A sentence whose only full stop is its last: textstat ends one at every dot it sees."""
    return INNER_STOP.sub("", sentence) + "."


def _first(sentences: list[Sentence], most_words: int) -> Iterator[str]:
    words = 0
    for sentence in sentences:
        words += len(sentence.words)
        if words > most_words:
            return
        yield sentence.text


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
