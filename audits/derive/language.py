"""Which language a page says it is in, and which one its text is in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from py3langid.langid import (  # type: ignore[import-untyped]
    MODEL_FILE,
    LanguageIdentifier,
)

from audits.derive.document import Document
from audits.derive.main_text import PROSE, Block, count_words

# The languages that councils in Britain and Ireland publish in: the official ones, and those of
# the larger communities. Fewer choices, fewer wild guesses.
NAMES = {
    "en": "English",
    "cy": "Welsh",
    "gd": "Scottish Gaelic",
    "ga": "Irish",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ne": "Nepali",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "so": "Somali",
    "sq": "Albanian",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
    # Each of these has a script of its own: nothing else is taken for it.
    "am": "Amharic",
    "el": "Greek",
    "he": "Hebrew",
    "ja": "Japanese",
    "ko": "Korean",
    "ml": "Malayalam",
    "si": "Sinhala",
    "te": "Telugu",
    "th": "Thai",
}
# Fewer words than this say little: names of places and people look like many languages.
SHORTEST_BLOCK = 5  # words of a block; a list of Welsh schools does not make a page Welsh
ENOUGH_WORDS = 25  # for a guess
MANY_WORDS = 50  # for being sure
CLEAR_SHARE = 0.95  # of the probability over all languages above
SHARE_OF_FEW = 0.998  # where there are hardly enough words
SAMPLE = 6000  # characters looked at: three pieces of a third each
PIECES = 3
WORDS_OF_THREE = 36  # words of a passage from which three pieces of it are compared, not two
MOST_WORDS = 300  # of one piece of a passage
# Of one block: how much is looked at, and what it needs to be told from the page's language.
MOST_CHARACTERS = 20_000
LONG_BLOCK = 10  # words; fewer may be a name
SOME_WORDS = 7  # of those, words that are no names
FEW_WORDS = 12  # up to which more must be sure
SURE_SHARE = 0.99
FEWEST_LETTERS = 10  # of a script that English is not written in
MOST_GUESSED = 1000  # blocks of one page that need a guess

# A word, or two characters of a script that has no spaces between words.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\s\u3040-\u30ff\u3400-\u9fff]+")
AROUND_WORD = " .,;:!?…()[]\"'“”‘’«»„·•–—-"
NOT_IN_WORDS = re.compile(r"[\d@/\\_<>=%$&#.]")
# Words that stand in nearly every sentence of a language, and in hardly any of another one. What
# has many of them needs no closer look.
FUNCTION_WORDS = {
    "en": frozenset(
        "and any are be been but by can could each for from have how if into it its may more must "
        "not only our out should than that the their them then there these they this those through "
        "what when where which who will with would you your".split()
    ),
}
PLAIN_SHARE = 0.15  # of all words; English prose has a quarter of them
FEWEST_DIFFERENT = 3
# Other languages hardly have one of them in a sentence; English as few as these in a list.
HINT_SHARE = 0.08
FEWEST_HINTS = 2
# Alike enough, or written with so many letters in common, that a guess between them says little.
ALIKE = (
    frozenset({"cs", "sk"}),
    frozenset({"ga", "gd"}),
    frozenset({"es", "pt"}),
    frozenset({"bg", "ru", "uk"}),
    frozenset({"hi", "ne"}),
    frozenset({"ar", "fa", "ku", "pa", "ps", "ur"}),
)

FEWEST_PLAIN = 10  # words that are no names in a text whose language is guessed
LAST_LATIN = "\u024f"  # the last letter of the Latin scripts of Europe
OF_LATIN_SCRIPT = frozenset(
    "en cy gd ga cs de es fr hu it lt lv nl pl pt ro sk so sq tr vi".split()
)
UNKNOWN = "und"  # RFC 5646: a language that nobody has determined

# RFC 5646, section 2.1, as far as web pages use it.
TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3})?(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[a-z\d]{2,8})*\Z"
)
# ISO 639-1, all two-letter codes.
TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
    "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
    "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
    "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
    "vi vo wa wo xh yi yo za zh zu".split()
)


@dataclass(frozen=True, slots=True)
class Language:
    """What the page declares, and what its text looks like."""

    declared: str | None = None  # the lang attribute of <html> as written; None without one
    detected: str = ""  # code of the text's language; "" when it does not show
    is_sure: bool = False  # that they differ: much text, and every part of it says so

    @property
    def declared_code(self) -> str:
        """The language part of what is declared, e.g. "en" of "en-GB"."""
        return re.split(r"[-_]", (self.declared or "").strip().lower())[0]

    @property
    def is_valid(self) -> bool:
        """Whether assistive technology can make sense of what is declared."""
        tag = (self.declared or "").strip().lower()
        code = self.declared_code
        return bool(TAG.match(tag)) and (len(code) != len("en") or code in TWO_LETTERS)

    @property
    def agrees(self) -> bool:
        """Whether nothing in the text speaks against what is declared."""
        return not self.detected or self.detected == self.declared_code

    @property
    def of_text(self) -> str:
        """The best knowledge of the text's language; "" when there is none."""
        return self.detected or self.declared_code


@dataclass(frozen=True, slots=True)
class Guess:
    """Which language a passage seems to be in."""

    code: str
    share: float  # of the probability over all languages that are told apart
    pieces: tuple[str, ...]  # of the passage

    @property
    def is_steady(self) -> bool:
        """Whether every piece of the passage says so; few ask, and it takes long."""
        return all(_classify(each)[0] == self.code for each in self.pieces)


def language_of(document: Document, blocks: list[Block]) -> Language:
    """The language declared for the page, and that of its prose not marked as another's.

    Where parts of it are in the declared language and others are not, the page is taken at its
    word: the parts that are not need a mark of their own.
    """
    said = Language(document.root.get("lang"))
    own = [block.text for block in blocks if block.kind in PROSE and not block.language]
    counted = [(text, count_words(text)) for text in own]
    prose = [(text, count) for text, count in counted if count >= SHORTEST_BLOCK]
    words = sum(count for _, count in prose)
    if words < ENOUGH_WORDS:
        return said
    if said.declared_code in {"", "en"} and _is_mostly_plain("en", prose, words):
        return replace(said, detected="en")
    pieces = list(_pieces("\n".join(text for text, _ in prose)))
    if sum(len(plain_words(each)) for each in pieces) < FEWEST_PLAIN:
        return said  # numbers, names, capitals
    detected, share = _classify("\n".join(pieces))
    if share < (CLEAR_SHARE if words >= MANY_WORDS else SHARE_OF_FEW):
        return said
    found = replace(said, detected=detected)
    if found.agrees or words < MANY_WORDS:  # nobody asks how sure, or there is too little
        return found
    each_says = {_classify(each)[0] for each in pieces}
    if said.declared_code in each_says:
        return said
    return replace(found, is_sure=each_says == {detected})


def with_languages(blocks: list[Block], language: Language) -> list[Block]:
    """The blocks of a page that is in English, with those told that surely are not.

    Only what nothing in the HTML marks is looked at, and only what is long enough to be sure.
    """
    if language.of_text not in {"", "en"}:
        return blocks
    guesses = 0
    told: list[Block] = []
    for block in blocks:
        code = ""
        if not block.language and guesses < MOST_GUESSED and _may_be_other(block.text):
            guesses += 1
            code = _other_than_english(block.text[:MOST_CHARACTERS])
        told.append(replace(block, detected=code) if code else block)
    return told


def _is_mostly_plain(code: str, prose: list[tuple[str, int]], words: int) -> bool:
    plain = 0
    for text, count in prose:
        plain += count if _has_hints(code, text[:MOST_CHARACTERS].split()) else 0
    return 2 * plain > words


def _has_hints(code: str, words: list[str]) -> bool:
    """Whether as many words are of this language as are of no other one."""
    found = [each for each in words if each in FUNCTION_WORDS[code]]
    return len(found) >= HINT_SHARE * len(words) and len(set(found)) >= FEWEST_HINTS


def _may_be_other(text: str) -> bool:
    words = text[:MOST_CHARACTERS].split()
    if len(words) < LONG_BLOCK and (text.isascii() or not _is_of_other_script(text)):
        return False
    return not _has_hints("en", words)


def _is_of_other_script(text: str) -> bool:
    letters = [each for each in text[:MOST_CHARACTERS] if each.isalpha()]
    return len(letters) >= FEWEST_LETTERS and 2 * sum(each > LAST_LATIN for each in letters) > len(
        letters
    )


def _other_than_english(text: str) -> str:
    """The code of a text's language where it surely is not English; else ""."""
    if not text.isascii() and _is_of_other_script(text):
        code = _classify(text[:SAMPLE])[0]
        return code if code not in OF_LATIN_SCRIPT else UNKNOWN
    words = plain_words(text)
    if len(words) < SOME_WORDS or 2 * len(words) < count_words(text):
        return ""  # names for the most part
    guess = guess_of(words)
    fewest = SHARE_OF_FEW if len(words) < FEW_WORDS else SURE_SHARE
    is_sure = guess.code != "en" and guess.share >= fewest and guess.is_steady
    return guess.code if is_sure else ""


def plain_words(text: str) -> list[str]:
    """The words of a text without names, numbers and addresses, which belong to no language.

    Names begin with capital letters. A sentence loses its first word with them, and German its
    nouns; enough is left.
    """
    words = (each.strip(AROUND_WORD) for each in WORD.findall(text))
    return [each for each in words if each[:1].isalpha() and _is_plain(each)]


def guess_of(words: Sequence[str]) -> Guess:
    """The language of a passage, by its plain words; there must be two at least."""
    count = PIECES if len(words) >= WORDS_OF_THREE else 2
    size = min(len(words) // count, MOST_WORDS)
    starts = (number * (len(words) - size) // (count - 1) for number in range(count))
    pieces = tuple(" ".join(words[start : start + size])[: SAMPLE // count] for start in starts)
    whole = " ".join(words) if len(words) < WORDS_OF_THREE else "\n".join(pieces)
    code, share = _classify(whole[:SAMPLE])
    return Guess(code, share, pieces)


def is_plainly(code: str, words: Sequence[str]) -> bool:
    """Whether words are so much in this language that nobody needs to guess."""
    known = FUNCTION_WORDS.get(code, frozenset())
    found = [each for each in words if each in known]
    return len(found) >= PLAIN_SHARE * len(words) and len(set(found)) >= FEWEST_DIFFERENT


def are_alike(one: str, other: str) -> bool:
    """Whether two languages are the same, or easily taken for each other."""
    return one == other or any(one in group and other in group for group in ALIKE)


def name_of(code: str) -> str:
    """The English name of a language, for sentences that people read."""
    if code == UNKNOWN:
        return "another language"
    return NAMES.get(code, f'"{code}"')


def _pieces(text: str) -> Iterator[str]:
    """The start, the middle and the end of a text, up to SAMPLE characters in all."""
    length = min(len(text), SAMPLE) // PIECES
    for number in range(PIECES):
        start = number * (len(text) - length) // (PIECES - 1)
        yield text[start : start + length]


def _is_plain(word: str) -> bool:
    return not word[0].isupper() and not NOT_IN_WORDS.search(word)


def _classify(text: str) -> tuple[str, float]:
    code, share = _identifier().classify(text)
    return str(code), float(share)


def load_model() -> None:
    """Read what languages are told apart with, ahead of the first text."""
    _identifier()


_loading = Lock()


def _identifier() -> LanguageIdentifier:
    with _loading:
        return _load()


@cache
def _load() -> LanguageIdentifier:
    """An identifier of our own: the package's global one could be changed under our feet."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier
