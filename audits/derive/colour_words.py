"""What a page says by naming colours: "fields in red are required"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

from lxml.html import HtmlElement

from audits.derive.document import Document, is_hidden
from audits.derive.names import content_name

COLOURS = "red|green|blue|yellow|orange|purple|pink|gr[ea]y|amber|turquoise"
A_COLOUR = re.compile(rf"\b(?:{COLOURS})\b", re.IGNORECASE)
SHADE = rf"(?:(?:light|dark|bright|pale)[ -])?(?:{COLOURS})"
THINGS = (
    "fields?|items?|entries|dates?|days?|weeks?|names?|prices?|rows?|cells?|columns?|lines?|words"
    "|text|sections?|areas?|options?|events?|sessions?|slots?|services?|courses?|answers?|links?"
    "|results?|numbers?|rooms?|roads?|routes?|times?|terms?|schools?|figures?|amounts?|questions"
)
MARKED = (
    "shown|marked|shaded|highlighted|coloured|colored|displayed|listed|printed|outlined|written"
)
# What tells its meaning by its colour on the page.
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{THINGS})(?: that are| which are| are| is)?(?: (?:{MARKED}))? in {SHADE}\b",
        rf"\b(?:{THINGS}) (?:are |is )?(?:{MARKED}) {SHADE}\b",
        rf"\b{SHADE} (?:{THINGS}) (?:are|is|mean|means|show|shows|must|need|needs|indicate)\b",
        rf"\b(?:{MARKED}|mandatory|required|compulsory) in {SHADE}\b",
        rf"\b{SHADE} (?:means|indicates|shows|stands for|=)",
        rf"\bin {SHADE} (?:are|is|must|have|show|means?)\b",
    )
)
SECOND_SIGN = re.compile(
    r"\b(?:asterisks?|stars?|\*|icons?|symbols?|bold|underlined|labell?ed|ticks?|crosse?s?|letters?"
    r"|words? [\"“‘']|saying|called|marked with)\b|\*",
    re.IGNORECASE,
)
# Colours of the world: bins, lines on roads, flags, paper, wires, traffic lights and the like.
WORLD = re.compile(
    r"\b(?:bins?|box(?:es)?|bags?|sacks?|lids?|cadd(?:y|ies)|waste|recycl\w*|double yellow|kerbs?"
    r"|yellow lines?|road markings?|flags?|wires?|lights?|badges?|spaces?|belt|ink|biro|pens?|paper"
    r"|paint\w*|dress(?:ed)?|wear\w*|uniforms?|vests?|jackets?|cars?|vans?|bus(?:es)?|warning"
    r"|alerts?|flowers?|leaves|trees?|water|algae|urine|grants?|belts?)\b",
    re.IGNORECASE,
)
HOLDERS = (
    "p",
    "li",
    "dd",
    "td",
    "caption",
    "figcaption",
    "legend",
    "label",
    "small",
    "div",
    "span",
)
BLOCKS_INSIDE = frozenset({"p", "li", "ul", "ol", "table", "div", "section", "form", "fieldset"})
MOST_HOLDERS = 3000
MOST_TEXTS = 50  # pieces of text in one element that are read
LONGEST, SHORTEST = 600, 12  # characters of a text that may say it


@dataclass(frozen=True, slots=True)
class Saying:
    """A text that gives a colour a meaning."""

    element: HtmlElement
    text: str
    looks: str  # the words that do so: "fields in red"

    @property
    def colours(self) -> frozenset[str]:
        return frozenset(each.casefold() for each in A_COLOUR.findall(self.looks))


def said_by_colour(document: Document) -> list[Saying]:
    """The texts that give a colour a meaning; a page is gone through once for all audits."""
    if document.sayings is None:
        document.sayings = [*_sayings(document)]
    return cast("list[Saying]", document.sayings)


def _sayings(document: Document) -> Iterator[Saying]:
    if not A_COLOUR.search(document.text):
        return
    for element in islice(document.body.iter(*HOLDERS), MOST_HOLDERS):
        said = _text_of(element)
        if said and (looks := _by_colour(said)):
            yield Saying(element, said, looks)


def _text_of(element: HtmlElement) -> str:
    """Return the words of an element that holds no other block; "" for all others."""
    if is_hidden(element) or any(child.tag in BLOCKS_INSIDE for child in element):
        return ""
    parent = element.getparent()
    if element.tag in {"span", "small"} and parent is not None and parent.tag in HOLDERS:
        return ""  # its words are told with those around
    raw = "".join(islice(element.itertext(), MOST_TEXTS))
    if len(raw) > LONGEST or not A_COLOUR.search(raw):
        return ""
    said = content_name(element)
    return said if SHORTEST <= len(said) <= LONGEST else ""


def _by_colour(said: str) -> str:
    if WORLD.search(said) or SECOND_SIGN.search(said):
        return ""
    found = (pattern.search(said) for pattern in PATTERNS)
    return next((match[0] for match in found if match), "")
