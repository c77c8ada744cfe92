"""The classic formulas of readability, each as its authors published it.

All work on one set of counts, of our own units. On plain prose they give what textstat 0.7.13
gives, except where that departs from the paper: tests/audits/derive/test_formulas.py says where.
None stands where a formula says nothing about such a text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from audits.derive.counts import Counts

SMOG_SENTENCES = 30
LINSEAR_TURN = 20


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula, and how its value is to be read."""

    id: str
    name: str
    unit: str
    compute: Callable[[Counts], float | None]


@dataclass(frozen=True, slots=True)
class Value:
    """What a formula says of one text; None, with the reason, where it does not apply."""

    formula: str  # id
    name: str
    value: float | None
    unit: str
    reason: str = ""


def formulas_of(counts: Counts) -> tuple[Value, ...]:
    """The value of every formula."""
    return tuple(_value(formula, counts) for formula in FORMULAS)


def _value(formula: Formula, counts: Counts) -> Value:
    value = formula.compute(counts) if counts.words and counts.sentences else None
    reason = "no whole sentences"
    if counts.sentences:
        reason = f"made for {SMOG_SENTENCES} sentences or more; there are {counts.sentences}"
    return Value(formula.id, formula.name, value, formula.unit, reason if value is None else "")


def flesch_reading_ease(counts: Counts) -> float:
    """R. Flesch, A New Readability Yardstick, Journal of Applied Psychology 32, 1948."""
    return (
        206.835
        - 1.015 * (counts.words / counts.sentences)
        - 84.6 * (counts.syllables / counts.words)
    )


def flesch_kincaid_grade(counts: Counts) -> float:
    """J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New Readability
    Formulas for Navy Enlisted Personnel, 1975.
    """
    return (
        0.39 * (counts.words / counts.sentences) + 11.8 * (counts.syllables / counts.words) - 15.59
    )


def smog(counts: Counts) -> float | None:
    """G. H. McLaughlin, SMOG Grading: a New Readability Formula, Journal of Reading 12, 1969.

    He counts thirty sentences; with fewer the formula was never checked.
    """
    if counts.sentences < SMOG_SENTENCES:
        return None
    return 1.043 * sqrt(30 * counts.polysyllables / counts.sentences) + 3.1291


def gunning_fog(counts: Counts) -> float:
    """R. Gunning, The Technique of Clear Writing, 1952.

    Long words have three syllables or more. Names do not count, nor words joined of short ones, nor
    verbs that -ed or -es made long. Well-known words do count.
    """
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex_words / counts.words)


def coleman_liau(counts: Counts) -> float:
    """M. Coleman and T. L. Liau, A Computer Readability Formula Designed for Machine Scoring,
    Journal of Applied Psychology 60, 1975.
    """
    letters = 100 * counts.letters / counts.words
    sentences = 100 * counts.sentences / counts.words
    return 0.0588 * letters - 0.296 * sentences - 15.8


def automated_readability(counts: Counts) -> float:
    """R. J. Senter and E. A. Smith, Automated Readability Index, AMRL-TR-66-220, 1967.

    They counted the strokes of a typewriter between the spaces, so marks count too.
    """
    return 4.71 * (counts.strokes / counts.words) + 0.5 * (counts.words / counts.sentences) - 21.43


def dale_chall(counts: Counts) -> float:
    """E. Dale and J. S. Chall, A Formula for Predicting Readability, Educational Research Bulletin
    27, 1948, with the longer list of words of their Readability Revisited, 1995.

    Names, numbers and regular forms of words on the list are familiar; the constant always counts.
    """
    return (
        0.1579 * (100 * counts.unfamiliar / counts.words)
        + 0.0496 * (counts.words / counts.sentences)
        + 3.6365
    )


def linsear_write(counts: Counts) -> float:
    """J. O'Hayre, Gobbledygook Has Gotta Go, 1966, in the form that the US Air Force used.

    It takes the first hundred words: one point for a short word, three for one of three syllables
    or more.
    """
    points = (counts.sample_words + 2 * counts.sample_polysyllables) / counts.sample_sentences
    return points / 2 if points > LINSEAR_TURN else (points - 2) / 2


def lix(counts: Counts) -> float:
    """C.-H. Björnsson, Läsbarhet, 1968."""
    return counts.words / counts.sentences + 100 * counts.long_words / counts.words


def rix(counts: Counts) -> float:
    """J. Anderson, Lix and Rix: Variations on a Little-Known Readability Index, Journal of Reading
    26, 1983.
    """
    return counts.long_words / counts.sentences


def mcalpine_eflaw(counts: Counts) -> float:
    """R. McAlpine, From Plain English to Global English, 1997; for those who learn English."""
    return (counts.words + counts.mini_words) / counts.sentences


def spache(counts: Counts) -> float:
    """G. Spache, A New Readability Formula for Primary-Grade Reading Materials, The Elementary
    School Journal 53, 1953.

    His list of words is not free. As in textstat, words of two syllables or more that are not on
    Dale and Chall's list stand for those that are not on his, so this is an estimate.
    """
    return (
        0.141 * (counts.words / counts.sentences)
        + 0.086 * (100 * counts.unlisted / counts.words)
        + 0.839
    )


FORMULAS = (
    Formula("reading-ease", "Flesch reading ease", "points", flesch_reading_ease),
    Formula("flesch-kincaid", "Flesch-Kincaid", "US grade", flesch_kincaid_grade),
    Formula("smog", "SMOG", "US grade", smog),
    Formula("gunning-fog", "Gunning fog", "US grade", gunning_fog),
    Formula("coleman-liau", "Coleman-Liau", "US grade", coleman_liau),
    Formula("ari", "Automated readability index", "US grade", automated_readability),
    Formula("dale-chall", "Dale-Chall", "points", dale_chall),
    Formula("linsear-write", "Linsear Write", "US grade", linsear_write),
    Formula("lix", "LIX", "points", lix),
    Formula("rix", "RIX", "long words a sentence", rix),
    Formula("mcalpine-eflaw", "McAlpine EFLAW", "points", mcalpine_eflaw),
    Formula("spache", "Spache (estimate)", "US grade", spache),
)
