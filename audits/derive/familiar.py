"""Words that nearly everybody knows: Dale and Chall's list, and how common a word is today."""

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from threading import Lock

import msgpack  # type: ignore[import-untyped]

# E. Dale and J. Chall, 1948 and 1995: some 3,000 words known to four in five pupils of ten years.
# Regular endings of nouns, verbs, adjectives and adverbs make no new word. What an ending may
# replace stands behind it.
ENDINGS = (
    ("'s", ""),
    ("s", ""), ("es", ""), ("ies", "y"),
    ("d", ""), ("ed", ""), ("ied", "y"),
    ("ing", ""), ("ing", "e"),
    ("er", ""), ("r", ""), ("ier", "y"),
    ("est", ""), ("st", ""), ("iest", "y"),
    ("ly", ""), ("ily", "y"),
)  # fmt: skip
DOUBLING = frozenset({"ed", "ing", "er", "est"})  # "stopped", "running", "bigger"
SHORTEST_STEM = 2
# The list is American; these are the same words as they are spelt here.
BRITISH = {
    "centre": "center", "cheque": "check", "cosy": "cozy", "defence": "defense", "grey": "gray",
    "plough": "plow", "storey": "story", "theatre": "theater", "tyre": "tire", "woollen": "woolen",
}  # fmt: skip
BRITISH_ENDINGS = (("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"))

# Zipf's scale (W. J. B. van Heuven and others, 2014): the logarithm of how often a word is met in
# a thousand million words. "the" is at 7.7, "council" at 5.1, "bin" at 4.2, "amelioration" at 2.9.
COMMON = 5.0  # met once in 10,000 words, and so familiar whether on the list of 1995 or not
RARER = 4.75  # what is rarer makes a text harder, the more the rarer it is
UNKNOWN = 3.0  # less than once in a million words
RAREST = 2.5  # what is rarer is as good as unknown
BUCKETS = 100  # the file has a hundred lists of words a step of the scale, the commonest first
TOP = 9.0
KEPT_BUCKETS = round((TOP - RAREST) * BUCKETS) + 1
WHOLE_LIST = 40_000  # words; the real one has 53,000 above RAREST


class WordListMissingError(RuntimeError):
    """A list of words that the measures need is not there, or is not whole."""


_loading = Lock()


def load_words() -> None:
    """Read both lists ahead of the first text. Raises WordListMissingError."""
    _known()
    _frequencies()


def is_on_list(word: str) -> bool:
    """Whether a word in small letters stands on the list as it is, which is what textstat asks."""
    return word in _known()


def is_familiar(word: str) -> bool:
    """Whether a word in small letters is on the list, or is one that is with a regular ending."""
    known = _known()
    return any(stem in known or _american(stem) in known for stem in _stems(word))


def zipf(word: str) -> float:
    """How common a word is, or the word that it is a form of, whichever is the commoner."""
    common = _frequencies()
    return max((common.get(stem, RAREST) for stem in _stems(word)), default=RAREST)


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending, instead in ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)] + instead
        if len(stem) <= SHORTEST_STEM:
            continue
        yield stem
        if ending in DOUBLING and stem[-1] == stem[-2]:
            yield stem[:-1]


def _american(word: str) -> str:
    if found := BRITISH.get(word):
        return found
    for british, american in BRITISH_ENDINGS:
        if word.endswith(british):
            return word[: -len(british)] + american
    return word


def _known() -> frozenset[str]:
    with _loading:  # pages are judged in several threads
        return _load_known()


def _frequencies() -> dict[str, float]:
    with _loading:
        return _load_frequencies()


@cache
def _load_known() -> frozenset[str]:
    """Read Dale and Chall's list as textstat ships it."""
    try:
        text = files("textstat").joinpath("resources/en/easy_words.txt").read_text("utf-8")
    except (ModuleNotFoundError, OSError) as error:
        raise WordListMissingError("textstat's list of easy words is not installed") from error
    return frozenset(text.split())


@cache
def _load_frequencies() -> dict[str, float]:
    """Read wordfreq's large English list as far as it matters here, which takes 8 MB.

    wordfreq's own functions would keep all of it, twice, and take a word apart at each call.
    """
    found: dict[str, float] = {}
    try:
        packed = files("wordfreq").joinpath("data/large_en.msgpack.gz")
        with packed.open("rb") as raw, gzip.open(raw) as file:
            buckets = msgpack.Unpacker(file, raw=False)
            buckets.read_array_header()
            buckets.skip()  # what says which format it is
            for number in range(KEPT_BUCKETS):
                for word in buckets.unpack():
                    found[word] = TOP - number / BUCKETS
    except (ModuleNotFoundError, OSError, EOFError, ValueError, TypeError) as error:
        raise WordListMissingError("wordfreq's list of English words is not installed") from error
    except msgpack.UnpackException as error:
        raise WordListMissingError("wordfreq's list of English words is damaged") from error
    if len(found) < WHOLE_LIST:
        raise WordListMissingError(f"wordfreq's list of English words has only {len(found)}")
    return found
