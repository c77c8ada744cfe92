"""Prose from plain text: paragraphs are told apart by blank lines, list items by their marks."""

import re
from collections.abc import Iterator

from audits.derive.document import Document
from audits.derive.language import (
    ENOUGH_WORDS,
    FUNCTION_WORDS,
    SAMPLE,
    SHARE_OF_FEW,
    Language,
    guess_of,
    is_plainly,
    language_of,
    plain_words,
)
from audits.derive.main_text import TERMINATED, Block, MainText, count_words
from audits.derive.prose import Prose, prose_of

LIST_MARK = re.compile(r"\s*(?:[-*•·–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*\n")
FEWEST_PLAIN = 5  # words that are no names, from which a language is told without a page around


def blocks_of(text: str) -> list[Block]:
    """The units of a plain text that nothing is glued to."""
    found = []
    longest = max(map(len, text.splitlines()), default=0)
    for paragraph in BLANK_LINES.split(text):
        for is_item, unit in _units(paragraph.splitlines(), longest):
            if count_words(unit):
                found.append(Block("list item" if is_item else "paragraph", unit))
    return found


def language_of_blocks(blocks: list[Block]) -> Language:
    """The language of a text that nobody declared; none where it does not show."""
    text = " ".join(block.text for block in blocks[:SAMPLE])
    words = plain_words(text[:SAMPLE])
    if len(text) <= SAMPLE and is_plainly("en", words):
        return Language(None, "en")  # for which no model need be read
    if len(text.split()) >= ENOUGH_WORDS:
        return language_of(Document("<html></html>", ""), blocks)
    if len(words) < FEWEST_PLAIN or FUNCTION_WORDS["en"] & set(words):
        return Language(None)
    guess = guess_of(words)
    is_clear = guess.code != "en" and guess.share >= SHARE_OF_FEW and guess.is_steady
    return Language(None, guess.code if is_clear else "")


def plain_prose(text: str, language: Language) -> Prose:
    """The sentences of a plain text, if it is English."""
    return prose_of(MainText(blocks_of(text)), language)


def _units(lines: list[str], longest: int) -> Iterator[tuple[bool, str]]:
    """Lines joined where an editor wrapped them: the next word had no room, or goes on small."""
    unit: list[str] = []
    is_item = False
    room = 0
    for line in lines:
        words = line.split()
        if not words:
            continue
        mark = LIST_MARK.match(line)
        goes_on = words[0][0].islower() and unit and not TERMINATED.search(unit[-1])
        if unit and (mark or not (goes_on or len(words[0]) >= room)):
            yield is_item, " ".join(unit)
            unit = []
        if not unit:
            is_item = mark is not None
        unit.append(" ".join((line[mark.end() :] if mark else line).split()))
        room = longest - len(line.rstrip())
    if unit:
        yield is_item, " ".join(unit)
