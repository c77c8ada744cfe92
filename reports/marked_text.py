"""A page's own text, with the places marked where it could be plainer and what to do there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from reports.source import json_list

MOST_SHOWN = 30_000  # characters; more is read in the page itself
WHOLE_SENTENCES = frozenset({"long sentence", "passive"})
BLOCK_KINDS = frozenset({"heading", "paragraph", "list item", "table cell", "summary", "label"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block, and what to do about it."""

    start: int
    end: int
    kind: str
    advice: str


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the text, ready to be shown."""

    kind: str
    html: Markup


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The blocks shown, and how many were left out."""

    blocks: tuple[MarkedBlock, ...]
    left_out: int


def marked_text(blocks: str, marks: str) -> MarkedText:
    """Return the text of a page as the record has it, both as JSON; what is no such thing is left.

    Marks that overlap without one lying in the other can't both be shown: the later one is left.
    """
    by_block: dict[int, list[Mark]] = {}
    for block, *mark in _rows(marks, (int, int, int, str, str)):
        by_block.setdefault(block, []).append(Mark(*mark))
    shown: list[MarkedBlock] = []
    characters, every = 0, _rows(blocks, (str, str))
    for place, (kind, text) in enumerate(every):
        characters += len(text)
        if shown and characters > MOST_SHOWN:
            break
        html = _marked(text, _nested(by_block.get(place, []), len(text)))
        shown.append(MarkedBlock(kind if kind in BLOCK_KINDS else "paragraph", html))
    return MarkedText(tuple(shown), len(every) - len(shown))


def _rows(raw: str, kinds: tuple[type, ...]) -> list[list[Any]]:
    return [
        row
        for row in json_list(raw)
        if isinstance(row, list)
        and len(row) == len(kinds)
        and all(isinstance(cell, kind) for cell, kind in zip(row, kinds, strict=True))
    ]


def _nested(marks: Sequence[Mark], length: int) -> Iterator[Mark]:
    """Give the marks that lie in the text, outer ones first, none crossing another."""
    ends: list[int] = []
    last: tuple[int, int] | None = None
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if not 0 <= mark.start < mark.end <= length or (mark.start, mark.end) == last:
            continue
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and mark.end > ends[-1]:
            continue
        ends.append(mark.end)
        last = (mark.start, mark.end)
        yield mark


def _marked(text: str, marks: Iterator[Mark]) -> Markup:
    parts: list[str] = []
    place = 0
    opened: list[Mark] = []

    def close(until: int) -> None:
        nonlocal place
        while opened and opened[-1].end <= until:
            mark = opened.pop()
            parts.append(str(escape(text[place : mark.end])))
            place = mark.end
            tag = "span" if mark.kind in WHOLE_SENTENCES else "mark"
            parts.append(f'</{tag}> <span class="advice">[{escape(mark.advice)}]</span>')

    for mark in marks:
        close(mark.start)
        parts.append(str(escape(text[place : mark.start])))
        place = mark.start
        parts.append(
            '<span class="sentence">' if mark.kind in WHOLE_SENTENCES else "<mark>",
        )
        opened.append(mark)
    close(len(text))
    parts.append(str(escape(text[place:])))
    return Markup("".join(parts))  # noqa: S704 - every text in it was escaped
