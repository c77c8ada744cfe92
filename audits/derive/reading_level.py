"""How hard a text is for its readers, on the scale of the CEFR, and what makes it so.

The score is the level that experts would give the text on average: a weighted sum of four features,
fitted on texts that people had rated. bench/fit_reading_level.py fits it and prints the figures;
docs/decisions/0018-reading-level.md tells how it was made and where its limits are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp, log
from typing import Literal

from audits.derive.counts import Counts, total
from audits.derive.prose import Sentence

Band = Literal["easy", "fairly easy", "hard", "very hard"]

# Where bands begin, on the CEFR's scale of 1 (A1) to 6 (C2): at the scores from which on more than
# half of the rated texts were put at B1, at B2 and at C1, or above.
FAIRLY_EASY, HARD, VERY_HARD = 2.7, 3.6, 4.9
LOWEST, HIGHEST = 1.0, 6.0
MOST_HARDEST = 10  # sentences kept to point at
SHORTEST_HARDEST = 6  # words; a shorter one is hard by one word only


@dataclass(frozen=True, slots=True)
class Feature:
    """One property of a text, and what it does to the level."""

    id: str
    more: str  # what a text has when the feature adds to its level
    less: str  # what it has when the feature takes off
    weight: float
    plain: float  # its mean in texts that people put at level A2, from which is added or taken off
    least: float  # beyond these two the corpora say nothing, so nothing more is added
    most: float
    measure: Callable[[Counts], float]
    told: Callable[[float], str]  # the measure in words


def _length(counts: Counts) -> float:
    return log(counts.squares / counts.words)


def _rarity(counts: Counts) -> float:
    return counts.rarity / counts.content if counts.content else 0.0


def _hard_words(counts: Counts) -> float:
    return counts.hard_words / counts.words


def _syllables(counts: Counts) -> float:
    return counts.syllables / counts.words


# Weights, means and limits as bench/fit_reading_level.py prints them, rounded.
FEATURES = (
    Feature(
        id="sentence-length",
        more="long sentences",
        less="short sentences",
        weight=1.34,
        plain=2.31,
        least=1.39,
        most=4.0,
        measure=_length,
        told=lambda value: f"{exp(value):.0f} words a sentence, the long ones weighing more",
    ),
    Feature(
        id="rare-words",
        more="rare words",
        less="common words",
        weight=1.46,
        plain=0.142,
        least=0.0,
        most=1.21,
        measure=_rarity,
        told=lambda value: f"{value:.2f} steps rarer than common words, on average",
    ),
    Feature(
        id="hard-words",
        more="words that few know",
        less="familiar words",
        weight=1.38,
        plain=0.089,
        least=0.0,
        most=0.6,
        measure=_hard_words,
        told=lambda value: f"{value:.0%} of the words are not familiar",
    ),
    Feature(
        id="long-words",
        more="long words",
        less="short words",
        weight=0.63,
        plain=1.43,
        least=1.0,
        most=2.62,
        measure=_syllables,
        told=lambda value: f"{value:.2f} syllables a word",
    ),
)
PLAIN_LEVEL = 2.45  # the score of a text that has the plain value of every feature


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the level of plain text, or takes off."""

    feature: str  # id
    adds: float
    value: float  # of the feature

    def __str__(self) -> str:
        verb = "take off" if self.adds < 0 else "add"
        return f"{self.name} {verb} {abs(self.adds):.1f}"

    @property
    def name(self) -> str:
        """What the text has that adds to its level, or takes off."""
        feature = _FEATURES[self.feature]
        return feature.less if self.adds < 0 else feature.more

    @property
    def told(self) -> str:
        """The value in words."""
        return _FEATURES[self.feature].told(self.value)


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One of the sentences that are the hardest to read."""

    text: str
    level: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """How hard a text is, and what makes it so."""

    level: float  # PLAIN_LEVEL and all contributions, between 1 and 6
    contributions: tuple[Contribution, ...]
    hardest: tuple[HardSentence, ...] = ()  # the hardest first

    @property
    def shown(self) -> float:
        """The level with as many digits as it deserves."""
        return round(self.level, 1)

    @property
    def band(self) -> Band:
        """The level in words; of the number that is shown, so that both say the same."""
        return band_of(self.shown)


_FEATURES = {feature.id: feature for feature in FEATURES}


def band_of(level: float) -> Band:
    """Return the band that a level is in."""
    if level < FAIRLY_EASY:
        return "easy"
    if level < HARD:
        return "fairly easy"
    return "hard" if level < VERY_HARD else "very hard"


def reading_level_of(
    sentences: Sequence[Sentence], counts: Sequence[Counts]
) -> ReadingLevel | None:
    """Return the level of a text, from its sentences and the counts of each; None without words.

    A sentence quoted from another language says nothing of the rest, and is left out.
    """
    pairs = list(zip(sentences, counts, strict=True))
    kept = [pair for pair in pairs if not pair[1].is_foreign] or pairs
    whole = total(counted for _, counted in kept)
    if not whole.words:
        return None
    level, contributions = _judge(whole)
    rated = {
        sentence.text: counted for sentence, counted in kept if counted.words >= SHORTEST_HARDEST
    }
    hardest = nlargest(MOST_HARDEST, rated.items(), key=lambda each: _level(each[1]))
    return ReadingLevel(
        level,
        contributions,
        tuple(HardSentence(text, *_judge(counted)) for text, counted in hardest),
    )


def _judge(counts: Counts) -> tuple[float, tuple[Contribution, ...]]:
    contributions = tuple(
        Contribution(feature.id, _adds(feature, counts), feature.measure(counts))
        for feature in FEATURES
    )
    return _level(counts), contributions


def _level(counts: Counts) -> float:
    level = PLAIN_LEVEL + sum(_adds(feature, counts) for feature in FEATURES)
    return min(max(level, LOWEST), HIGHEST)


def _adds(feature: Feature, counts: Counts) -> float:
    kept = min(max(feature.measure(counts), feature.least), feature.most)
    return feature.weight * (kept - feature.plain)
