"""What every measure of readability counts, in one pass over our own words and sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from audits.derive.familiar import COMMON, RARER, UNKNOWN, is_familiar, is_on_list, zipf
from audits.derive.syllables import count_syllables, dictionary

MANY_SYLLABLES = 3  # make a word a long one for SMOG, Gunning's fog and Linsear Write
LONG_WORD = 6  # letters; more make it a long one for LIX and RIX
MINI_WORD = 3  # letters, or fewer, for EFLAW
HARD_SYLLABLES = 2  # or more, for the words that textstat counts for Spache
FEWEST_FOREIGN = 4  # words, from which a sentence may be taken for one in another language
UNKNOWN_SHARE = 0.4  # of its words
HELD = 8  # words of an English sentence that has one function word at least, often three or four
SAMPLE = 100  # words
SHORTEST_SENTENCE = 3  # textstat counts nothing shorter as a sentence, so no formula does here
# Latin letters, joined as words are: "don't", "well-known", "e.g", "and/or".
LETTERS = r"(?:(?![\d_])\w(?<![\u0250-\uffff]))+"
JOINTS = re.compile("[-/]")
PLAIN_WORD = re.compile(rf"'?{LETTERS}(?:['./-]{LETTERS})*'?")
LONGEST_WORD = 100  # characters looked at
MOST_FACTS = 32_768  # words remembered; a site has some ten thousand different ones

# Words that hold a sentence together. They are common in every text, so they say nothing of it.
FUNCTION_WORDS = frozenset(
    "a about above after again against all although am an and any are as at be because been "
    "before being below between both but by can could did do does down during each every few "
    "for from had has have he her here hers him his how i i'm i've if in into is it it's its "
    "just many may me might mine more most much must my myself no nor not now of off on once "
    "only onto or other our ours out over own same shall she she's should so some still such "
    "than that the their theirs them then there these they they're this those though through to "
    "too under until up us very was we we're we've were what when where which while who whom "
    "whose why will with within without would yet you you're you've your yours yourself".split()
)


class Word(NamedTuple):
    """What is counted of one word, wherever it stands."""

    letters: int
    syllables: int
    is_listed: bool  # as it is, or too short to be hard, as textstat asks for Spache
    is_plain: bool  # neither a number nor an address, a code or a word in another script
    is_familiar: bool
    is_hard: bool  # not familiar, and not common today either
    is_complex: bool  # for Gunning: long by itself, not by an ending or by two words joined
    rarity: float | None  # None where it holds the sentence together


@dataclass(slots=True)
class Counts:
    """The sums over one sentence or many."""

    sentences: int = 0
    words: int = 0
    strokes: int = 0  # of a typewriter: all characters but spaces
    letters: int = 0  # and digits
    syllables: int = 0
    polysyllables: int = 0  # words of three syllables or more
    complex_words: int = 0  # those that Gunning counts
    long_words: int = 0  # of more than six letters
    mini_words: int = 0  # of three letters or fewer
    unfamiliar: int = 0  # words that are not Dale and Chall's; names and numbers are nobody's
    hard_words: int = 0  # those of them that are not common today either
    unlisted: int = 0  # those of two syllables that textstat counts for Spache
    squares: int = 0  # of the sentences' lengths, so that long ones weigh more
    looked_up: int = 0  # words that are neither names nor numbers
    content: int = 0  # those that are not FUNCTION_WORDS
    rarity: float = 0.0  # of the content words, summed
    unknown: int = 0  # content words that hardly anybody writes
    sample_words: int = 0  # the first hundred, for Linsear Write
    sample_polysyllables: int = 0
    sample_sentences: int = 0

    @property
    def is_foreign(self) -> bool:
        """Whether a sentence is of another language: unknown words, and none that hold it together.

        Of 30,000 English sentences of the corpora three would be taken for foreign, such as
        "Unlike lepidosaurian reptiles, pelycosaurs lacked epidermal scales."
        """
        return (
            self.content >= FEWEST_FOREIGN
            and self.unknown >= UNKNOWN_SHARE * self.content
            and HELD * (self.looked_up - self.content) < self.looked_up
        )

    def add(self, other: "Counts") -> None:
        self.sentences += other.sentences
        self.words += other.words
        self.strokes += other.strokes
        self.letters += other.letters
        self.syllables += other.syllables
        self.polysyllables += other.polysyllables
        self.complex_words += other.complex_words
        self.long_words += other.long_words
        self.mini_words += other.mini_words
        self.unfamiliar += other.unfamiliar
        self.hard_words += other.hard_words
        self.unlisted += other.unlisted
        self.squares += other.squares
        self.looked_up += other.looked_up
        self.content += other.content
        self.rarity += other.rarity
        self.unknown += other.unknown


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sums over several sentences."""
    whole = Counts()
    for each in counts:
        whole.add(each)
    return whole


def take_sample(whole: Counts, sentences: Iterable[Sequence[str]]) -> None:
    """Count the first hundred words apart; what is begun counts as a sentence from three words."""
    for words in sentences:
        taken = words[: SAMPLE - whole.sample_words]
        if not taken:
            break
        whole.sample_words += len(taken)
        whole.sample_polysyllables += sum(
            _fact_of(word[:LONGEST_WORD]).syllables >= MANY_SYLLABLES for word in taken
        )
        whole.sample_sentences += len(taken) >= SHORTEST_SENTENCE
    whole.sample_sentences = max(whole.sample_sentences, 1)


def counts_of(words: Sequence[str], text: str) -> Counts:
    """Count one sentence. Raises DictionaryMissingError or WordListMissingError.

    Names do not count as hard words: what is written with a capital inside a sentence, and at its
    start what nobody knows.
    """
    dictionary()  # which facts that are remembered would not miss
    strokes = len(text) - sum(map(text.count, " \n\t"))
    found = Counts(sentences=1, words=len(words), squares=len(words) ** 2, strokes=strokes)
    tells_names = _tells_names(words)
    for at, written in enumerate(words):
        word = _fact_of(written[:LONGEST_WORD])
        found.letters += word.letters
        found.syllables += word.syllables
        found.long_words += word.letters > LONG_WORD
        found.mini_words += word.letters <= MINI_WORD
        found.polysyllables += word.syllables >= MANY_SYLLABLES
        found.unlisted += not word.is_listed
        if not word.is_plain:
            continue
        if tells_names and written[0].isupper() and _is_name(word, written, is_first=at == 0):
            continue
        found.complex_words += word.is_complex
        found.unfamiliar += not word.is_familiar
        found.hard_words += word.is_hard
        found.looked_up += 1
        if word.rarity is not None:
            found.content += 1
            found.rarity += word.rarity
            found.unknown += word.rarity > RARER - UNKNOWN
    return found


def _tells_names(words: Sequence[str]) -> bool:
    """Whether capitals mean something: not where all words have them but those that hold it."""
    capitals = sum(word[0].isupper() for word in words[1:])
    if 2 * capitals < len(words):
        return len(words) > 1
    return any(word[0].islower() and word not in FUNCTION_WORDS for word in words[1:])


def _is_name(word: Word, written: str, *, is_first: bool) -> bool:
    if is_first:
        return word.is_hard and (word.rarity or 0) > RARER - UNKNOWN
    return written != "I" and not written.startswith(("I'", "I’"))


@lru_cache(maxsize=MOST_FACTS)
def _fact_of(written: str) -> Word:
    known = dictionary()
    word = written.lower().replace("’", "'")
    syllables = count_syllables(word, known)
    parts = [part for part in JOINTS.split(word) if part] or [word]
    familiar = is_familiar(word) or all(map(is_familiar, parts))
    common = min(map(zipf, parts))
    return Word(
        letters=sum(map(str.isalnum, word)),
        syllables=syllables,
        is_listed=syllables < HARD_SYLLABLES or is_on_list(word.replace("-", "")),
        is_plain=PLAIN_WORD.fullmatch(word) is not None,
        is_familiar=familiar,
        is_hard=not familiar and common < COMMON,
        is_complex=syllables >= MANY_SYLLABLES and _is_complex(word, syllables, known),
        rarity=None if word in FUNCTION_WORDS else max(0.0, RARER - common),
    )


def _is_complex(word: str, syllables: int, known: Mapping[str, int]) -> bool:
    """Gunning leaves out words joined of short ones, and those that -ed or -es made long."""
    if "-" in word:
        return False
    if syllables > MANY_SYLLABLES or not word.endswith(("ed", "es")):
        return True
    stems = (word[:-1], word[:-2])
    return all(known.get(stem, MANY_SYLLABLES) >= MANY_SYLLABLES for stem in stems)
