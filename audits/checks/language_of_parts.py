"""Passages in another language are marked as such, and marked rightly."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, go_through
from audits.derive.found import found_at
from audits.derive.language import (
    NAMES,
    Guess,
    Language,
    are_alike,
    guess_of,
    is_plainly,
    name_of,
    plain_words,
)
from audits.derive.main_text import BLOCKS, NOT_TEXT, count_words
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    by_surest,
    not_applicable,
)
from audits.registry import audit

NO_PROSE = NOT_TEXT | {"address", "code", "kbd", "pre", "samp", "var"}
GAPS = BLOCKS | {"br"}  # what parts words although no space does
FURNITURE = frozenset({"header", "nav", "aside", "footer"})
FEWEST_WORDS = 4  # of a marked part, names not counted
MANY_WORDS = 12  # from which the language shows beyond doubt
SOME_WORDS = 7  # of an unmarked block
LONG_BLOCK = 10  # words of an unmarked block: fewer may be a name
CLEAR = 0.99  # of the probability over all languages
VERY_CLEAR = 0.998  # for few words
MOST_CHARACTERS = 20_000  # of one passage
MOST_PASSAGES = 2000  # of one page whose language is guessed


@dataclass(slots=True)
class _Passage:
    """A run of text that one element holds, without what is marked otherwise inside it."""

    element: HtmlElement
    code: str
    texts: list[str] = field(default_factory=list)
    length: int = 0
    parts: list["_Passage"] = field(default_factory=list)  # the marked parts that text is from

    def add(self, text: str, part: "_Passage | None" = None) -> None:
        if self.length < MOST_CHARACTERS:
            self.texts.append(text[:MOST_CHARACTERS])
            self.length += len(text)
        if part is not None and (not self.parts or self.parts[-1] is not part):
            self.parts.append(part)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


@dataclass(frozen=True, slots=True)
class _Guessed:
    """A passage with the language it seems to be in."""

    passage: _Passage
    text: str
    words: int  # names not counted
    guess: Guess

    @property
    def is_other(self) -> bool:
        return not are_alike(self.guess.code, self.passage.code)


@dataclass(slots=True)  # one for each element: frozen ones take three times as long to make
class _Context:
    """Where in the tree text stands: in which marked part, and in which block of the page."""

    code: str
    part: _Passage | None = None
    block: _Passage | None = None
    is_silent: bool = False

    def add(self, text: str) -> None:
        if self.part is not None:
            self.part.add(text)
        if self.block is not None:
            self.block.add(text, self.part)


SILENT = _Context("", is_silent=True)  # what is not to be translated: names, and the like


@audit(
    title="Passages in another language are marked as such",
    failure_title="Passages are not marked with the language they are in",
    category="accessibility",
    requirements=("wcag:3.1.2",),
    unit="passages",
    version=2,
)
def language_of_parts(document: Document, language: Language) -> Outcome:
    """Passages in another language are marked as such.

    ## Why it matters
    A screen reader changes its voice where the page says that another language begins. Nobody can
    understand Polish in English sounds, or English in Welsh ones.

    ## Who is hurt
    People who use a screen reader or a braille display, and people who let their browser translate
    a page. Above all, readers of a language that is not the page's.

    ## What it checks
    That text inside an element with a lang attribute is in that language. It is a failure when
    there are at least 12 words, a clear margin, and all parts of the text agree. With less, a
    person must look at it. A person must also look at longer paragraphs, headings or list items
    that are in another language and do not say so.

    Words with a capital letter do not count, as most of them are names. It leaves out what is names
    for the most part. It does not tell apart languages that are much alike. It knows only languages
    that councils publish in.

    ## How to fix
    Mark the passage with its language: <p lang="cy"> for a paragraph in Welsh. Text pasted from
    Word often carries a wrong lang="EN-GB" along. Paste it without its formatting.

    ## Source
    WCAG 2.2, success criterion 3.1.2 Language of Parts (level AA), technique H58; ACT rule off6ek.
    """
    reader = _Reader(document, language.declared_code if language.is_valid else "")
    guessed_parts = _guessed(reader.parts, _is_enough)
    guessed_blocks = _guessed(reader.blocks, _is_long)
    if not language.agrees and not _do_agree(guessed_blocks):
        guessed_blocks = []  # the audit document-language tells that the whole page is wrong
    if not language.agrees:  # it tells of the main text in any case
        guessed_blocks = [each for each in guessed_blocks if each.guess.code != language.detected]
    if not guessed_parts and not guessed_blocks:
        return not_applicable("no passages long enough to tell their language on the page")
    wrong: set[int] = set()
    findings: list[Finding] = []
    for part in guessed_parts:
        if finding := _fault_of_part(part, document):
            wrong.add(id(part.passage))
            findings.append(finding)
    for block in guessed_blocks:
        is_told = any(id(part) in wrong for part in block.passage.parts)
        if not is_told and (finding := _fault_of_block(block, document)):
            findings.append(finding)
    return by_surest(findings, "passages")


class _Reader:
    """Collects the marked parts, and the blocks in what counts as the page's own language."""

    def __init__(self, document: Document, page: str) -> None:
        self.blocks: list[_Passage] = []
        self._parts: list[_Passage] = []
        self._page = page
        self._stack = [_Context(page)]
        go_through(
            document,
            leaves_out=NO_PROSE,
            on_open=self._open,
            on_text=self._say,
            on_close=self._close,
            on_left_out=self._gap,
        )

    @property
    def parts(self) -> list[_Passage]:
        return [part for part in self._parts if part.code in NAMES]

    def _say(self, text: str) -> None:
        self._stack[-1].add(text)

    def _gap(self, element: HtmlElement) -> None:
        if element.tag in GAPS:
            self._stack[-1].add(" ")

    def _close(self, element: HtmlElement) -> None:
        self._gap(element)
        self._stack.pop()
        self._gap(element)

    def _open(self, element: HtmlElement) -> None:
        around = self._stack[-1]
        marked = element.get("lang")
        code, part, block = around.code, around.part, around.block
        if around.is_silent or element.get("translate", "").lower() == "no":
            self._stack.append(SILENT)
            return
        if marked is not None:
            code = _code_of(marked)
            part = _Passage(element, code)
            self._parts.append(part)
        if code != self._page or code not in NAMES:
            block = None
        elif element.tag in BLOCKS or around.block is None:
            block = _Passage(element, code)
            self.blocks.append(block)
        is_same = part is around.part and block is around.block and code == around.code
        self._stack.append(around if is_same else _Context(code, part, block))
        self._gap(element)


def _code_of(tag: str) -> str:
    """The language of a lang attribute; nothing where another script than usual is named."""
    said = Language(tag.strip().lower())
    return said.declared_code if said.is_valid and "-latn" not in tag.lower() else ""


def _guessed(
    passages: list[_Passage], is_wordy: Callable[[str, list[str]], bool]
) -> list[_Guessed]:
    """The passages that can be judged, with the language each seems to be in."""
    found: list[_Guessed] = []
    for passage in passages:
        text = passage.text
        if is_wordy(text, words := plain_words(text)):
            is_plain = is_plainly(passage.code, words)
            guess = Guess(passage.code, 1.0, ()) if is_plain else guess_of(words)
            found.append(_Guessed(passage, text, len(words), guess))
        if len(found) == MOST_PASSAGES:
            break
    return found


def _do_agree(blocks: list[_Guessed]) -> bool:
    """Whether most of the page is in the language that it declares."""
    words = sum(block.words for block in blocks)
    return 2 * sum(block.words for block in blocks if not block.is_other) > words


def _is_enough(text: str, words: list[str]) -> bool:
    """Of a marked part: not too short, and not names for the most part."""
    return len(words) >= FEWEST_WORDS and 2 * len(words) >= count_words(text)


def _is_long(text: str, words: list[str]) -> bool:
    """Of a block: the same, and longer than a name."""
    if len(words) < SOME_WORDS or not _is_enough(text, words):
        return False
    return max(len(words), count_words(text)) >= LONG_BLOCK


def _fault_of_part(part: _Guessed, document: Document) -> Finding | None:
    is_short = part.words < MANY_WORDS
    if not part.is_other or part.guess.share < (VERY_CLEAR if is_short else CLEAR):
        return None
    other = name_of(part.guess.code)
    said = f"The code says that “{cut(part.text, 80)}” is in {name_of(part.passage.code)}"
    if is_short or not part.guess.is_steady:
        message = f"{said}, and it looks like {other}: which language is it in?"
        return _finding(part, message, document, Status.NEEDS_REVIEW)
    return _finding(part, f"{said}, but it is in {other}.", document, Status.FAILED)


def _fault_of_block(block: _Guessed, document: Document) -> Finding | None:
    fewest = VERY_CLEAR if block.words < MANY_WORDS else CLEAR
    if not block.is_other or block.guess.share < fewest or not block.guess.is_steady:
        return None
    if document.region(block.passage.element) in FURNITURE:
        return None
    message = (
        f"“{cut(block.text, 80)}” looks like {name_of(block.guess.code)} on a page in "
        f'{name_of(block.passage.code)}: should it have lang="{block.guess.code}"?'
    )
    return _finding(block, message, document, Status.NEEDS_REVIEW)


def _finding(guessed: _Guessed, message: str, document: Document, status: Status) -> Finding:
    element = guessed.passage.element
    return found_at(
        element,
        document,
        message,
        subject=cut(guessed.text, 100),
        impact=Impact.SERIOUS if status == Status.FAILED else Impact.MODERATE,
        status=status,
    )
