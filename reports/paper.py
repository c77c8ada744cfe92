"""A paper as a list of blocks: said once, written as HTML, as ODT, or as a page of the report."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

BLANK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 2 is the highest, for the paper's title is 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. What stands in [[double brackets]] is a blank that a person fills in."""

    text: str
    look: str = ""  # lead, notice, quiet, or empty


@dataclass(frozen=True, slots=True)
class Points:
    """A list of paragraphs, numbered where their order counts."""

    items: Sequence[str]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: out to the web, and inside the report where it has a page."""

    text: str
    url: str
    file: str = ""  # in the report


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that says how something stands; the colour only repeats what it says."""

    text: str
    tone: str  # good, bad, or empty


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell of each row is its heading."""

    caption: str
    heading: Sequence[str]
    rows: Sequence[Sequence["str | Link | Mark"]]
    is_compact: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the record: WebP, with its size in pixels."""

    content: bytes
    width: int
    height: int
    alt: str
    file: str = ""  # in the report, which has it already


Block = Heading | Words | Points | Grid | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for people: its title, a line that says what it is, and what stands in it."""

    title: str
    what_it_is: str  # shown on top, so that nobody takes a draft for the real thing
    blocks: Sequence[Block] = field(default_factory=tuple)
    day: str = ""  # of the run, ISO 8601


@dataclass(frozen=True, slots=True)
class Download:
    """A paper or an export in the report, and the files it comes as."""

    name: str
    what: str  # it is for, in a sentence
    files: tuple[tuple[str, str], ...]  # the form in words, and the file


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in parts: what is said, and (True) what a person has to fill in."""
    end = 0
    for found in BLANK.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield " ".join(found[1].split()), True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def said(text: str) -> str:
    """Return words of the site, which never make a blank."""
    return text.replace("[[", "[ [").replace("]]", "] ]")


def as_data(picture: Picture) -> str:
    """Return the picture as an address that holds it, so that a paper is one file."""
    return "data:image/webp;base64," + b64encode(picture.content).decode("ascii")
