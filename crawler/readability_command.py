"""What `dropkerb readability` does: measure a text, or a stream of them."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from audits.derive.familiar import WordListMissingError
from audits.derive.language import name_of
from audits.derive.phrases import matches_in
from audits.derive.plain_text import blocks_of, language_of_blocks, plain_prose
from audits.derive.prose import Prose
from audits.derive.readability import ENOUGH_WORDS, Readability, measured
from audits.derive.reading_level import HARD, HIGHEST, ReadingLevel
from audits.derive.syllables import DictionaryMissingError
from crawler.exits import Stop
from crawler.plain import printable

STDIN = Path("-")
DIGITS = 4  # of what machines read
MOST_WORDS = 20  # to change
MOST_SHOWN = 5  # of the hardest sentences
LONGEST_SHOWN = 300  # characters of a sentence


class NotScoredError(ValueError):
    """Why a text has no score."""


def measure(text: str) -> Readability:
    """Measure a plain text, however short.

    Raises NotScoredError when it is not English or has no words.
    """
    return _measure(_prose(text))


def _prose(text: str) -> Prose:
    if not any(map(str.isalpha, text)):
        raise NotScoredError("no prose")
    blocks = blocks_of(text)
    language = language_of_blocks(blocks)
    if language.of_text not in {"", "en"}:
        raise NotScoredError(name_of(language.of_text))
    return plain_prose(text, language)


def _measure(prose: Prose) -> Readability:
    try:
        found = measured(prose)
    except (DictionaryMissingError, WordListMissingError) as error:
        raise Stop(str(error)) from error
    if found.level is None:
        raise NotScoredError("no prose")
    return found


def answer_lines(source: Path) -> None:
    """Answer each line of JSON with one; what was answered stays when a later line is wrong."""
    with _opened(source) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                identity, text = _question(line, number)
                answer = {"id": identity, **_answer(text)}
                sys.stdout.write(json.dumps(answer) + "\n")
                sys.stdout.flush()


def answer_text(source: Path) -> str:
    """Return what there is to say of one text, for people."""
    with _opened(source) as lines:
        text = "".join(_decoded(line, number) for number, line in enumerate(lines, 1))
    try:
        prose = _prose(text)
        return "\n".join([render(_measure(prose)), *_words_to_change(prose)])
    except NotScoredError as error:
        return f"Not scored: {error}."


def _answer(text: str) -> dict[str, Any]:
    try:
        found = measure(text)
    except NotScoredError as error:
        return {"score": None, "reason": f"not scored: {error}"}
    level = found.level
    assert level is not None
    return {
        "score": round(level.level, DIGITS),
        "band": level.band,
        "is_too_short": found.is_too_short,
        "words": found.words,
        "sentences": found.sentences,
        "contributions": {each.feature: round(each.adds, DIGITS) for each in level.contributions},
        "formulas": {
            each.formula: None if each.value is None else round(each.value, DIGITS)
            for each in found.formulas
        },
    }


def _question(line: bytes, number: int) -> tuple[Any, str]:
    """The id and the text that a line asks about."""
    try:
        asked = json.loads(_decoded(line, number))
    except (ValueError, RecursionError) as error:
        raise Stop(f"Line {number} is not JSON.") from error
    if not isinstance(asked, dict):
        raise Stop(f'Line {number} is not a JSON object such as {{"id": 1, "text": "..."}}.')
    for name in ("id", "text"):
        if name not in asked:
            raise Stop(f'Line {number} has no "{name}".')
    if not isinstance(asked["text"], str):
        raise Stop(f'Line {number}: "text" is not a string.')
    return asked["id"], asked["text"]


def _decoded(line: bytes, number: int) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Stop(f"Line {number} is not UTF-8 text; save the file as UTF-8 first.") from error
    return text.removeprefix("\ufeff") if number == 1 else text


@contextmanager
def _opened(source: Path) -> Iterator[Iterable[bytes]]:
    if source == STDIN:
        yield sys.stdin.buffer
        return
    try:
        file: BinaryIO = source.open("rb")
    except OSError as error:
        raise Stop(f"{source} cannot be read: {error.strerror or error}.") from error
    with file:
        try:
            yield file
        except OSError as error:
            raise Stop(f"{source} cannot be read: {error.strerror or error}.") from error


def render(found: Readability) -> str:
    """Return level, contributions, formulas and the hardest sentences as text."""
    level = found.level
    assert level is not None
    said = f"{level.shown:.1f} of {HIGHEST:g}: {level.band}."
    size = f"{_count(found.words, 'word')} of prose, {_count(found.sentences, 'sentence')}."
    if found.is_too_short:
        lines = [
            f"Too short to score: {size}",
            f"With fewer than {ENOUGH_WORDS} words one sentence decides. As far as it goes, {said}",
        ]
    else:
        lines = [f"Reading level {said} A text for everybody stays below {HARD:g}.", size]
    lines += ["", "Compared with plain text:", *_contributions(level)]
    if found.formulas:
        lines += ["", "Classic formulas:", *_formulas(found)]
    if level.hardest:
        lines += ["", "Hardest sentences:", *_hardest(level)]
    return "\n".join(lines)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _contributions(level: ReadingLevel) -> Iterator[str]:
    for each in sorted(level.contributions, key=lambda one: one.adds, reverse=True):
        yield f"  {each.adds:+5.1f}  {each} ({each.told})"


def _formulas(found: Readability) -> Iterator[str]:
    for each in found.formulas:
        if each.value is None:
            yield f"  {each.name:28}       -  {each.reason}"
        else:
            yield f"  {each.name:28}{each.value:8.1f}  {each.unit}"


def _hardest(level: ReadingLevel) -> Iterator[str]:
    for each in level.hardest[:MOST_SHOWN]:
        text = printable(each.text)
        cut = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        yield f"  {each.level:.1f}  {cut}"


def _words_to_change(prose: Prose) -> Iterator[str]:
    """Give each hard word once, as it stands first in the text, with what to say instead."""
    first: dict[str, tuple[str, str]] = {}
    for name in ("plainer", "jargon"):
        for match in matches_in(prose, name):
            first.setdefault(match.entry.base, (match.written, match.entry.instead))
    if first:
        yield from ("", "Words to change, and what to say instead:")
    for written, instead in list(first.values())[:MOST_WORDS]:
        yield f"  {printable(written):28}  {instead}"
    if len(first) > MOST_WORDS:
        yield f"  and {len(first) - MOST_WORDS} more"


def run(source: Path, *, by_lines: bool) -> None:
    """Answer the command line."""
    if by_lines:
        answer_lines(source)
    else:
        click.echo(answer_text(source))
