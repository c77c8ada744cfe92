"""The English prose of a page, told apart into sentences and words once for all that measure it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from audits.derive.language import Language, name_of
from audits.derive.main_text import Block, MainText
from audits.derive.missing import Missing
from audits.derive.sentences import sentences_of

T = TypeVar("T")
# What may stand around a word and is no part of it.
AROUND_WORDS = " \t\n.,;:!?…()[]{}<>\"'“”‘’«»*_/\\|-–—•·"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block; the end of the block always ends one."""

    text: str
    words: tuple[str, ...]  # as written, without the marks around them; all have a letter or digit
    block: Block


@dataclass(frozen=True, slots=True)
class Prose:
    """The sentences of paragraphs and list items, in their order; none where it is not English."""

    reason: str = ""  # why there are none to measure
    sentences: tuple[Sentence, ...] = ()
    words: int = 0
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, find: Callable[[], T]) -> T:
        """What is found in these sentences, kept for the next that asks by the same name."""
        if name not in self.found:
            self.found[name] = find()
        known: T = self.found[name]
        return known


def prose_of(main: MainText, language: Language | Missing) -> Prose:
    """Return the English prose of the main text."""
    spoken = "" if isinstance(language, Missing) else language.of_text
    if spoken and spoken != "en":
        return Prose(f"not scored: {name_of(spoken)}")
    sentences = tuple(
        Sentence(text, words, block)
        for block in main.prose
        if _is_english(block)
        for text in sentences_of(block)
        if (words := words_of(text))
    )
    return Prose("", sentences, sum(len(each.words) for each in sentences))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as a reader counts them: what has a letter or digit."""
    return tuple(
        word for each in text.split() if (word := each.strip(AROUND_WORDS)) and _is_word(word)
    )


def _is_word(word: str) -> bool:
    return word[0].isalnum() or any(map(str.isalnum, word))


def _is_english(block: Block) -> bool:
    return block.spoken in {"", "en"}
