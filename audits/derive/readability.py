"""How hard the main text is to read: its level, and the classic formulas, from one count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audits.derive.counts import SHORTEST_SENTENCE, counts_of, take_sample, total
from audits.derive.familiar import load_words
from audits.derive.formulas import (
    Value,
    flesch_kincaid_grade,
    flesch_reading_ease,
    formulas_of,
)
from audits.derive.prose import Prose, Sentence
from audits.derive.reading_level import ReadingLevel, reading_level_of
from audits.derive.syllables import count_syllables, dictionary

ENOUGH_WORDS = 100  # Flesch took samples of 100 words; with fewer, one sentence decides the score
TOO_SHORT = f"too short to score: fewer than {ENOUGH_WORDS} words of prose"
# GOV.UK content design: sentences of more than 25 words are to be checked, and split if possible.
# https://www.gov.uk/guidance/content-design/writing-for-gov-uk
LONG_SENTENCE = 25
MOST_WORDS = 50_000  # scored; twice as long as any page should be


@dataclass(frozen=True, slots=True)
class Readability:
    """The measures of one text; empty, with the reason, where they would mean nothing."""

    reason: str = ""  # why it is not measured
    reading_ease: float = 0.0  # Flesch reading ease, points
    grade: float = 0.0  # Flesch-Kincaid, US school grade
    words: int = 0
    sentences: int = 0
    long_sentences: tuple[str, ...] = ()
    complex_words: float = 0.0  # words of three or more syllables, per cent of all
    formulas: tuple[Value, ...] = ()  # all of them, reading ease and grade too
    level: ReadingLevel | None = None

    @property
    def is_too_short(self) -> bool:
        """Whether there is too little prose for a score that means something."""
        return self.words < ENOUGH_WORDS


def readability_of(prose: Prose) -> Readability:
    """Measure the English prose of a page.

    Raises DictionaryMissingError or WordListMissingError: no guess stands in for what is missing.
    """
    if prose.reason:
        return Readability(prose.reason)
    if prose.words < ENOUGH_WORDS:
        return Readability(TOO_SHORT)
    return measured(prose)


def measured(prose: Prose) -> Readability:
    """Measure English prose however short it is; the level even where there is no whole sentence.

    Raises DictionaryMissingError or WordListMissingError.
    """
    sentences = list(_first(prose.sentences, MOST_WORDS))
    counts = [counts_of(each.words, each.text) for each in sentences]
    found = Readability(
        words=prose.words,
        sentences=len(prose.sentences),
        long_sentences=tuple(
            each.text for each in prose.sentences if len(each.words) > LONG_SENTENCE
        ),
        level=reading_level_of(sentences, counts),
    )
    whole = total(each for each in counts if each.words >= SHORTEST_SENTENCE)
    if not whole.sentences:
        return replace(found, reason="no whole sentences")
    take_sample(whole, (each.words for each in sentences if len(each.words) >= SHORTEST_SENTENCE))
    return replace(
        found,
        reading_ease=flesch_reading_ease(whole),
        grade=flesch_kincaid_grade(whole),
        complex_words=100 * whole.polysyllables / whole.words,
        formulas=formulas_of(whole),
    )


def load_dictionaries() -> None:
    """Read what words are looked up in ahead of the first text.

    Raises DictionaryMissingError or WordListMissingError.
    """
    count_syllables("dropkerb", dictionary())  # which no dictionary has, so that hyphens are read
    load_words()


def _first(sentences: tuple[Sentence, ...], most_words: int) -> Iterator[Sentence]:
    """The sentences up to so many words; one that goes beyond is cut there."""
    left = most_words
    for sentence in sentences:
        if len(sentence.words) <= left:
            yield sentence
        elif left:
            words = sentence.words[:left]
            yield Sentence(" ".join(words), words, sentence.block)
        left -= len(sentence.words)
        if left <= 0:
            return
