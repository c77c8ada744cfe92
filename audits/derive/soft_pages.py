"""Pages that are not there though the server says so: what a probe and a page tell together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

GONE = re.compile(
    r"\b(?:page|content|document|article)\b.{0,30}"
    r"\b(?:(?:can(?:not|['’]t| not)|could ?n[o'’]t) be found"
    r"|(?:was|is|were) ?n[o'’]t found|not found|no longer (?:available|exists?)"
    r"|does ?n[o'’]t exist|does not exist|has been (?:removed|deleted))"
    r"|\A\W*(?:error\W*)?404(?:\W|\Z)|\b404 (?:error|page|not found)\b|\berror 404\b"
    r"|\A\W*(?:not found|page missing)\W*\Z",
    re.IGNORECASE,
)
# Pages that speak of such errors.
ABOUT = re.compile(
    r"\b(?:how to|what|why|fix|handl|http status|custom|codes?|guide|report)\b", re.IGNORECASE
)
FEW_WORDS = 50
SAME = 0.95  # of the words, in their order
MOST_WORDS = 400  # of each text that are compared
MOST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at an address, as far as it is compared."""

    url: str
    title: str = ""
    heading: str = ""
    words: tuple[str, ...] = ()  # the first of the main text
    is_noindex: bool = False
    is_home_canonical: bool = False


@dataclass(frozen=True, slots=True)
class SoftPage:
    """A page that is not there, and what shows it."""

    url: str
    signs: tuple[str, ...]


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the first words of a text, as they are compared."""
    words: list[str] = []
    for text in texts:
        words += text.lower().split()
        if len(words) >= MOST_WORDS:
            break
    return tuple(words[:MOST_WORDS])


def says_gone(title: str, heading: str) -> bool:
    """Whether title or heading say that there is no page, not how such errors come about."""
    return any(
        GONE.search(each[:MOST_TITLE]) and not ABOUT.search(each[:MOST_TITLE])
        for each in (title, heading)
        if each
    )


def is_like(words: Sequence[str], probe: Sequence[str]) -> bool:
    """Whether two texts are as good as the same; quick where their lengths differ."""
    if not words or not probe:
        return False
    short, long = sorted((len(words), len(probe)))
    if 2 * short < SAME * (short + long):
        return False
    matcher = SequenceMatcher(None, words, probe, autojunk=False)
    return matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


def strong_signs(seen: Seen, probes: Iterable[Seen]) -> list[str]:
    """Return what shows by itself that a page may not be there."""
    strong = []
    if says_gone(seen.title, seen.heading):
        strong.append(f"it says “{(seen.title or seen.heading)[:100]}”")
    if any(is_like(seen.words, probe.words) for probe in probes):
        strong.append("its text is that of an address which was made up")
    return strong


def soft_page(seen: Seen, probes: Iterable[Seen]) -> SoftPage | None:
    """Return a page with two signs that it is not there, one of them strong; else None."""
    strong = strong_signs(seen, probes)
    weak = [
        sign
        for sign, is_so in (
            ("it asks search engines to stay away", seen.is_noindex),
            (f"it has fewer than {FEW_WORDS} words", len(seen.words) < FEW_WORDS),
            ("it names the home page as its true address", seen.is_home_canonical),
        )
        if is_so
    ]
    signs = (*strong, *weak)
    return SoftPage(seen.url, signs) if strong and len(signs) > 1 else None
