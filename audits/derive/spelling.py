"""Words that no British dictionary has, on each page; the whole site tells names from mistakes."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Lock

from spylls.hunspell import Dictionary, readers  # type: ignore[import-untyped]
from spylls.hunspell.readers.file_reader import BaseReader  # type: ignore[import-untyped]

from audits.derive.document import Document
from audits.derive.main_text import Block
from audits.derive.phrases import is_quoted
from audits.derive.prose import Prose, Sentence
from audits.derive.wording import around

# Debian's hunspell-en-gb: British spelling, with -ise and -ize.
DICTIONARY = Path("/usr/share/hunspell/en_GB")
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][a-zß-öø-ÿ]+(?:'[a-z]+)?")
SHORTEST = 4  # letters; what is shorter is a code more often than a mistake
LONGEST = 30
MOST_UNKNOWN = 300  # different words of a page
MOST_SHARE = 0.1  # of a page's different words; where more are unknown, it is not plain English
FEW_WORDS = 30  # different ones, which say little of the share
# What is marked so is quoted, or no word of the language around it.
APART = "descendant::*[@lang or self::code or self::samp or self::kbd or self::var or self::cite]"
PREFIXES = ("anti", "co", "inter", "mini", "multi", "non", "over", "post", "pre", "re", "sub", "un")
SUFFIXES = ("less", "like", "ness", "wide", "wise")
SHORTEST_PART = 3


class WordListMissingError(RuntimeError):
    """The British dictionary is not installed."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the words of a page are, beside the dictionary."""

    words: int = 0  # different ones that were looked up; none where the text is not English
    unknown: tuple["UnknownWord", ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that is in no dictionary, where it stands first on a page."""

    word: str  # in small letters
    is_name: bool  # has a capital in the middle of a sentence, so it may be a name
    count: int = 1
    selector: str = ""
    region: str = ""
    sentence: str = ""


def page_words_of(prose: Prose, document: Document) -> PageWords:
    """The words of a page that the dictionary does not have.

    Raises WordListMissingError.
    """
    if prose.sentences:
        load_words()
    seen: set[str] = set()
    found: dict[str, UnknownWord] = {}
    apart: dict[int, str] = {}
    for sentence in prose.sentences:
        for place, written in enumerate(sentence.words):
            word = _plain(written)
            if word is None:
                continue
            lowered = word.lower()
            if lowered in found:
                found[lowered] = _again(found[lowered], word, place)
                continue
            if lowered in seen:
                continue
            seen.add(lowered)
            if is_known(word) or _is_apart(sentence, written, apart):
                continue
            found[lowered] = _told(sentence, word, place, written, document)
            if len(found) >= MOST_UNKNOWN:
                return PageWords()
    if len(seen) > FEW_WORDS and len(found) > MOST_SHARE * len(seen):
        return PageWords()
    return PageWords(len(seen), tuple(found.values()))


def _plain(written: str) -> str | None:
    """The word without what is no part of its spelling; None for what is no plain word."""
    if len(written) < SHORTEST or len(written) > LONGEST:
        return None
    word = written.replace("’", "'").removesuffix("'s").removesuffix("'")
    return word if len(word) >= SHORTEST and WORD.fullmatch(word) else None


def _again(known: UnknownWord, word: str, place: int) -> UnknownWord:
    return UnknownWord(
        known.word,
        known.is_name or (place > 0 and word[0].isupper()),
        known.count + 1,
        known.selector,
        known.region,
        known.sentence,
    )


def _told(
    sentence: Sentence, word: str, place: int, written: str, document: Document
) -> UnknownWord:
    element = sentence.block.element
    position = max(0, sentence.text.find(written))
    return UnknownWord(
        word.lower(),
        word[0].isupper() and (place > 0 or not corrected(word.lower())),
        1,
        "" if element is None else document.selector(element),
        "" if element is None else document.region(element),
        around(sentence.text, position),
    )


def _is_apart(sentence: Sentence, written: str, apart: dict[int, str]) -> bool:
    """Whether a word is quoted, or stands in a part of the block that is no plain English."""
    position = sentence.text.find(written)
    around_it = sentence.text[max(0, position - 1) : position + len(written) + 1]
    if any(mark in around_it for mark in "/\\_@<>=#[]{}|*") or is_quoted(sentence, position):
        return True
    key = id(sentence.block)
    if key not in apart:
        apart[key] = _text_apart(sentence.block)
    return written in apart[key]


def _text_apart(block: Block) -> str:
    element = block.element
    if element is None or len(element) == 0:
        return ""
    return " ".join(each.text_content() for each in element.xpath(APART)[:MOST_UNKNOWN])


@lru_cache(maxsize=65_536)  # the pages of a site share most of their words
def is_known(word: str) -> bool:
    """Whether a word, as written, is in the dictionary, or made of words that are."""
    lowered = word.lower()
    if _looked_up(lowered) or _looked_up(word) or _looked_up(lowered.title()):
        return True
    told = _told_by_hand()
    if lowered in told.fine:
        return True
    return not mistake_for(lowered) and _is_made_of_known(lowered)


@lru_cache(maxsize=65_536)
def _looked_up(word: str) -> bool:
    words = load_words()
    return word in words.stems or bool(words.dictionary.lookup(word))


def _is_made_of_known(word: str) -> bool:
    """Whether it is two words in one, or a word with something before or after it."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and _is_whole(word[len(prefix) :]):
            return True
    for suffix in SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and _is_whole(stem):
            return True
    return any(
        _is_whole(word[:place]) and _is_whole(word[place:])
        for place in range(SHORTEST_PART + 1, len(word) - SHORTEST_PART)
    )


def _is_whole(part: str) -> bool:
    return len(part) > SHORTEST_PART and part in load_words().stems


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The dictionary, with its words as they stand in it: most words of a page are among them."""

    dictionary: Dictionary
    stems: frozenset[str]


class _Lines(BaseReader):  # type: ignore[misc]
    """A file of the dictionary, read at once: spylls itself leaves its files open."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._read = path.read_bytes()
        super().__init__(self._opened(encoding))

    def reset_encoding(self, encoding: str) -> None:
        self.reset_io(self._opened(encoding))

    def _opened(self, encoding: str) -> TextIOWrapper:
        return TextIOWrapper(BytesIO(self._read), encoding=encoding, errors="surrogateescape")


_loading = Lock()


def load_words() -> Words:
    """Read the dictionary, which takes most of a second, once in a process.

    Raises WordListMissingError.
    """
    with _loading:  # pages are judged in several threads
        return _load()


@cache
def _load() -> Words:
    try:
        aff, context = readers.read_aff(_Lines(DICTIONARY.with_suffix(".aff"), "Windows-1252"))
        told = _Lines(DICTIONARY.with_suffix(".dic"), context.encoding)
        dictionary = Dictionary(aff, readers.read_dic(told, aff=aff, context=context))
    except (OSError, ValueError, UnicodeError) as error:
        raise WordListMissingError(
            "the British dictionary hunspell-en-gb is not installed (dropkerb doctor says how)"
        ) from error
    return Words(dictionary, frozenset(each.stem for each in dictionary.dic.words))


@cache
def words_version() -> str:
    """The hash of the dictionary that is installed; "" when there is none."""
    try:
        return sha256(DICTIONARY.with_suffix(".dic").read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


# --- what a mistake was meant to be

# American spellings: how they end, or what they have, and the British form.
AMERICAN = (
    (re.compile(r"or(?=$|s$|ed$|ing$|ful|less|able|ite|hood|ly$|iz|is)"), "our"),
    (re.compile(r"er(s?)$"), r"re\1"),
    (re.compile(r"ered$"), "red"),
    (re.compile(r"ering$"), "ring"),
    (re.compile(r"og(s?)$"), r"ogue\1"),
    (re.compile(r"ense(s?)$"), r"ence\1"),
    (re.compile(r"yz(e[sdr]?|ing)$"), r"ys\1"),
    (re.compile(r"(?<=[aeiou])l(ed|ing|er|ers|or|ors|ery|ation)$"), r"ll\1"),
    (re.compile(r"ll(s?|ment|ments|ful)$"), r"l\1"),
    (re.compile(r"l(ment|ments|ful|fully)$"), r"l\1"),
    (re.compile(r"elous(ly)?$"), r"ellous\1"),
    (re.compile(r"^gray"), "grey"),
    (re.compile(r"^mold|(?<=s)mold"), "mould"),
    (re.compile(r"^plow"), "plough"),
    (re.compile(r"^(leuk|an|hypoglyc|septic)emi(?=a|c)"), r"\1aemi"),
    (re.compile(r"^diarrhea"), "diarrhoea"),
    (re.compile(r"^pediatric"), "paediatric"),
    (re.compile(r"^orthopedic"), "orthopaedic"),
    (re.compile(r"^anesth"), "anaesth"),
    (re.compile(r"^gyneco"), "gynaeco"),
    (re.compile(r"^maneuver"), "manoeuvr"),
    (re.compile(r"^skeptic"), "sceptic"),
    (re.compile(r"^jewelry$"), "jewellery"),
    (re.compile(r"^pajamas$"), "pyjamas"),
    (re.compile(r"^aluminum$"), "aluminium"),
    (re.compile(r"^airplane"), "aeroplane"),
    (re.compile(r"^mustache"), "moustache"),
)
FORMS = ("", "s", "d", "ed", "ing", "r", "rs", "ly", "ment", "ments", "al", "ally")
VOWELS = "aeiou"
SHORTEST_SLIP = 8  # letters; shorter words are one letter away from too many others


@dataclass(frozen=True, slots=True)
class ToldByHand:
    """What audits/words/spelling.toml tells."""

    mistakes: Mapping[str, str]
    fine: frozenset[str]


@cache
def _told_by_hand() -> ToldByHand:
    told = tomllib.loads(files("audits").joinpath("words", "spelling.toml").read_text("utf-8"))
    return ToldByHand(told["mistakes"], frozenset(told["fine"]["words"]))


def corrected(word: str) -> str:
    """What is certainly meant by a word that is not British; "" when nothing is sure."""
    return mistake_for(word) or british_for(word)


@lru_cache(maxsize=4096)
def mistake_for(word: str) -> str:
    """The word that a common misspelling stands for, in any form; "" where it is none."""
    mistakes = _told_by_hand().mistakes
    for form in FORMS:
        stem = word.removesuffix(form) if form else word
        if form and stem == word:
            continue
        for wrong, ending in ((stem, form), (f"{stem}e", form)):
            if (right := mistakes.get(wrong)) is None:
                continue
            meant = (right.removesuffix("e") if wrong != stem else right) + ending
            if not ending or _looked_up(meant):
                return meant
    return ""


@lru_cache(maxsize=4096)
def british_for(word: str) -> str:
    """The British form of an American spelling; "" where it is none."""
    if _looked_up(word) or word in _told_by_hand().fine:
        return ""
    for pattern, british in AMERICAN:
        form = pattern.sub(british, word, count=1)
        if form != word and _looked_up(form):
            return form
    return ""


@lru_cache(maxsize=4096)
def meant_by(word: str) -> str:
    """The word that one common slip away from this one; "" when there is none, or it is short.

    Two letters the wrong way round, one of a pair too few or too many, a vowel too few or too many,
    or a wrong one. Other slips make one technical word of another more often than a mistake.
    """
    if len(word) < SHORTEST_SLIP:
        return ""
    return next((each for each in _slips(word) if _looked_up(each)), "")


def _slips(word: str) -> Iterator[str]:
    parts = [(word[:place], word[place:]) for place in range(1, len(word))]
    for left, right in parts:
        if len(right) > 1 and right[0] != right[1]:
            yield left + right[1] + right[0] + right[2:]
    for left, right in parts:
        yield left + right[1:] if left[-1] == right[0] else left + left[-1] + right
    for left, right in parts:
        yield from (left + vowel + right for vowel in VOWELS)
        if right[0] in VOWELS:
            yield left + right[1:]
            yield from (left + vowel + right[1:] for vowel in VOWELS if vowel != right[0])
