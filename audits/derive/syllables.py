"""How many syllables an English word has, by the CMU pronouncing dictionary."""

import re
from collections.abc import Mapping
from functools import cache
from threading import Lock

import nltk  # type: ignore[import-untyped]
from pyphen import Pyphen  # type: ignore[import-untyped]

WHOLE_DICTIONARY = 100_000  # entries; the real one has some 134,000, a torn file has fewer
# What textstat takes from a word before it looks it up: apostrophes but those of contractions.
NOT_A_CONTRACTION = re.compile(r"'(?![tsd]|ve|ll|re)")
NOT_IN_WORDS = re.compile(r"[^\w']")


class DictionaryMissingError(RuntimeError):
    """The pronouncing dictionary that counts syllables is not installed."""


_loading = Lock()


def dictionary() -> Mapping[str, int]:
    """Syllables by word, in small letters; read from the disk once.

    Raises DictionaryMissingError when it is not there: no guess stands in for it.
    """
    with _loading:  # pages are judged in several threads
        return _load()


def count_syllables(word: str, known: Mapping[str, int]) -> int:
    """Syllables of a word in small letters: as first pronounced, else where it may be hyphenated.

    That is what textstat does, so that the formulas agree with it.
    """
    if not word.isalnum():
        word = NOT_IN_WORDS.sub("", NOT_A_CONTRACTION.sub("", word))
    count = known.get(word)
    if count is not None or not word:
        return count or 0
    return len(_hyphens().positions(word)) + 1


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")


@cache
def _load() -> dict[str, int]:
    """Read NLTK's copy: "ABANDON 1 AH0 B AE1 N D AH0 N", where a digit ends each vowel.

    NLTK would keep every pronunciation as lists of strings, which takes five times the memory.
    """
    try:
        with nltk.data.find("corpora/cmudict/cmudict").open() as file:
            text = file.read().decode("utf-8", "replace")
    except (LookupError, OSError) as error:
        raise DictionaryMissingError(
            "the CMU pronouncing dictionary for NLTK is not installed (dropkerb doctor says how)"
        ) from error
    found: dict[str, int] = {}
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        number, _, sounds = rest.partition(" ")
        if number == "1" and sounds:
            found[word.lower()] = sum(map(sounds.count, "012"))
    if len(found) < WHOLE_DICTIONARY:
        raise DictionaryMissingError(
            f"the CMU pronouncing dictionary for NLTK has only {len(found)} entries, "
            "so it is damaged (dropkerb doctor says how to mend it)"
        )
    return found
