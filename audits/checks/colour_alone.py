"""Nothing is said by colour alone."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_hidden
from audits.derive.found import found_at
from audits.derive.names import content_name
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

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
MOST_FINDINGS = 20


@audit(
    title="Nothing seems to be said by colour alone",
    failure_title="Something may be said by colour alone",
    category="accessibility",
    requirements=("wcag:1.4.1",),
    impact=Impact.MODERATE,
    unit="texts",
    certainty="needs review",
)
def colour_alone(document: Document) -> Outcome:
    """Nothing is said by colour alone.

    ## Why it matters
    "Fields in red are required" says nothing to people who can't tell red from black. The page
    must give the same in words, or by a sign.

    ## Who is hurt
    One man in twelve sees colours differently. Blind people get no colours at all, and so do those
    who print in black.

    ## What it checks
    Texts that give a colour a meaning, such as "dates in green are free". Texts that also name
    another sign are left out, and so are bins, lines on roads and other things in the world. A
    person decides whether the page says the same in another way.

    ## How to fix
    Add words or a sign to what has the colour: "(required)", a star that is explained, or an icon
    with a text alternative. The colour may stay.

    ## Source
    WCAG 2.2, success criterion 1.4.1 Use of Color (level A), failure F13 and F81, technique G14.
    """
    findings = [*islice(_findings(document), MOST_FINDINGS)]
    if findings:
        return needs_review(*findings, value=len(findings), unit="texts")
    if not len(document.body):
        return not_applicable("nothing is on the page")
    return passed(0, "texts")


def _findings(document: Document) -> Iterator[Finding]:
    if not A_COLOUR.search(document.text):
        return
    for element in islice(document.body.iter(*HOLDERS), MOST_HOLDERS):
        said = _text_of(element)
        if said and (looks := _by_colour(said)):
            yield found_at(
                element,
                document,
                f"Can people who see no colours tell what “{cut(looks, 60)}” means here: "
                f"“{cut(said, 100)}”?",
                impact=Impact.MODERATE,
                status=Status.NEEDS_REVIEW,
                subject=cut(said),
            )


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
