"""Lists are marked up as lists, not made of lines that begin with a bullet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.main_text import count_words
from audits.derive.passages import Passage, passages_of
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

FEWEST = 3  # lines in a row
BULLET = re.compile(r"([•●▪■◦‣⁃∙○►▶➢➤✓✔])\s*\S|([·*-])\s+\S")
DASH = re.compile(r"([–—])\s*\S")  # a list, or people who speak in turn
NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s+\S")
LETTER = re.compile(r"\(?([a-z])[.)]\s+\S")
BLOCKS = frozenset({"p", "div"})  # of which each may hold an item
ITEMS = frozenset({"li", "dt", "dd"})
LONG = 40  # words of an item: paragraphs with a number before each, as in law
MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a line begins with: a sign, or a number that counts on."""

    kind: str
    number: int = 0

    def leads_to(self, other: "_Mark") -> bool:
        return self.kind == other.kind and (not self.number or other.number == self.number + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    mark: _Mark
    text: str
    element: HtmlElement
    is_linked: bool  # all of it


@audit(
    title="Lists are marked as lists",
    failure_title="Lists are only made to look like lists",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    unit="lists",
)
def list_markup(document: Document) -> Outcome:
    """Lists are marked as lists.

    ## Why it matters
    A screen reader says "list, four items" and lets people skip it or go from item to item. Where
    somebody typed the bullets by hand, people hear "bullet" or "dash" and a run of text without an
    end.

    ## Who is hurt
    People who use a screen reader or a braille display. On small screens and in large print, the
    second line of each item loses its place for everybody.

    ## What it checks
    That no three lines in a row begin with the same bullet, or with numbers or letters that count
    on. Line breaks may part the lines, or each may be a paragraph of its own.

    Lines that begin with a long dash may be people who talk. Long paragraphs may have numbers as in
    a law, and links the numbers of the parts they lead to. For these a person decides. It does not
    judge real lists and code.

    ## How to fix
    Select the lines in the editor and press the button for a list. Then delete the typed bullets.
    In code, use ul or ol with an li for each item.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), technique H48, failure
    technique F2.
    """
    passages = passages_of(document)
    if not passages:
        return not_applicable("no text on the page")
    findings = [_finding(run, document) for run in _lists(passages)]
    return by_surest(findings[:MOST_FINDINGS], "lists")


def _lists(passages: list[Passage]) -> Iterator[list[_Line]]:
    """Each run of lines that make a list: lines of one passage, or passages side by side."""
    beside: list[tuple[Passage, _Line]] = []
    for passage in passages:
        lines = [_line(text, passage) for text in passage.lines]
        found = [] if passage.is_listed or passage.is_heading else list(_runs(lines))
        yield from found
        first = lines[0]
        if found or first is None or not _stands_alone(passage):
            yield from _ended(beside)
            beside = []
            continue
        if beside and not _goes_on(beside[-1], (passage, first)):
            yield from _ended(beside)
            beside = []
        beside.append((passage, first))
    yield from _ended(beside)


def _stands_alone(passage: Passage) -> bool:
    return passage.element.tag in BLOCKS and not (passage.is_listed or passage.holders & ITEMS)


def _runs(lines: list[_Line | None]) -> Iterator[list[_Line]]:
    run: list[_Line] = []
    for line in (*lines, None):
        if line is not None and (not run or run[-1].mark.leads_to(line.mark)):
            run.append(line)
            continue
        if len(run) >= FEWEST:
            yield run
        run = [] if line is None else [line]


def _ended(beside: list[tuple[Passage, _Line]]) -> Iterator[list[_Line]]:
    if len(beside) >= FEWEST:
        yield [line for _, line in beside]


def _goes_on(before: tuple[Passage, _Line], after: tuple[Passage, _Line]) -> bool:
    (one, first), (other, second) = before, after
    return (
        one.element.tag == other.element.tag
        and one.element is not other.element
        and one.element.getparent() is other.element.getparent()
        and one.is_heading == other.is_heading
        and not other.is_heading
        and first.mark.leads_to(second.mark)
    )


def _line(text: str, passage: Passage) -> _Line | None:
    mark = _mark(text)
    return None if mark is None else _Line(mark, text, passage.element, passage.is_linked)


def _mark(text: str) -> _Mark | None:
    if found := BULLET.match(text):
        return _Mark(found[1] or found[2])
    if found := DASH.match(text):
        return _Mark("dash")
    if found := NUMBER.match(text):
        return _Mark("number", int(found[1])) if int(found[1]) else None
    if found := LETTER.match(text):
        return _Mark("letter", ord(found[1]))
    return None


def _finding(run: list[_Line], document: Document) -> Finding:
    start = f"“{cut(run[0].text, 60)}”"
    words = sum(count_words(line.text) for line in run) / len(run)
    is_counted = bool(run[0].mark.number)
    status = Status.FAILED
    message = f"{len(run)} lines, from {start} on, look like a list, and the code has none."
    is_of_contents = is_counted and all(line.is_linked for line in run)
    is_doubtful = is_of_contents or (is_counted and words > LONG) or _has_titles(run)
    if run[0].mark.kind == "dash" or is_doubtful:
        status = Status.NEEDS_REVIEW
        message = f"{len(run)} lines, from {start} on, have no list in the code. Are they one?"
    return found_at(run[0].element, document, message, impact=Impact.MODERATE, status=status)


def _has_titles(run: list[_Line]) -> bool:
    """Numbered lines with other text between them are rather headings than items."""
    if not run[0].mark.number or run[0].element is run[-1].element:
        return False
    return any(one.element.getnext() is not other.element for one, other in pairwise(run))
