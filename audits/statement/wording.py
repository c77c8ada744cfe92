"""Words held against set wording: the same, in other words, or not there."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

Wording = Literal["exact", "reworded", "missing"]

EXACT, ALIKE = 0.95, 0.6  # likeness from which set wording counts as kept, as reworded
LONGEST = 400  # characters of a text that are compared

SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‛´`ʼ′", "'"),
        **dict.fromkeys("“”„″«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "…": "...",
        "\u00a0": " ",
        "\u200b": "",
        "\u00ad": "",
        "\ufeff": "",
    }
)
SHORT_FORMS = (
    (re.compile(r"\bit's\b"), "it is"),
    (re.compile(r"\bwe're\b"), "we are"),
    (re.compile(r"\bwe'll\b"), "we will"),
    (re.compile(r"\bthat's\b"), "that is"),
    (re.compile(r"\baren't\b"), "are not"),
    (re.compile(r"\bisn't\b"), "is not"),
    (re.compile(r"\bdoesn't\b"), "does not"),
    (re.compile(r"\bdon't\b"), "do not"),
)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r"^[\W_\d]+|[\W_]+$")  # numbers of a heading, colons, full stops


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text in small letters, with one kind of quote, dash and space, written out."""
    text = unicodedata.normalize("NFKC", text.translate(SAME)).translate(SAME).lower()
    for pattern, whole in SHORT_FORMS:
        text = pattern.sub(whole, text)
    return SPACE.sub(" ", text).strip()


def heading_words(text: str) -> str:
    """Return the words of a heading, without its number and its colon."""
    return AROUND.sub("", plain(text))


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; at most 400 characters of each are compared."""
    one, other = one[:LONGEST], other[:LONGEST]
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
