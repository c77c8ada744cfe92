"""Items of a list differ by more than colour."""

import re
from collections.abc import Mapping
from typing import Any

from audits.derive.colour_words import Saying, said_by_colour
from audits.derive.document import Document, cut
from audits.derive.passages import passages_of
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit

COLOURS = frozenset({"red", "orange", "yellow", "green", "blue", "purple"})
OTHER = "of another colour"
# What a page says of a form that has come back, not of what may go wrong some day.
ERRORS = re.compile(
    r"\b(?:there (?:is|are|was|were) (?:a |an |some |\d+ )?(?:problems?|errors?|mistakes?)"
    r"|(?:correct|fix|mend|check) (?:the |these |your )?(?:\w+ )?"
    r"(?:errors?|problems?|mistakes?|fields)"
    r"|(?:has|have|contains|with) errors|mae (?:problem|gwall))\b",
    re.IGNORECASE,
)


@audit(
    title="No items differ by their colour alone",
    failure_title="Items differ by their colour alone",
    category="accessibility",
    requirements=("wcag:1.4.1",),
    impact=Impact.MODERATE,
    unit="lists",
    version=2,
)
def coloured_items(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Items of a list differ by more than colour.

    ## Why it matters
    Where some items of a list are red and others green, the colour says something. People who can't
    tell the colours apart do not get it.

    ## Who is hurt
    One man in twelve, who sees colours differently. Blind people, and people who print in black.

    ## What it checks
    Items of one list or row, and labels of one form, whose words have different colours and look
    alike otherwise. It leaves out links, menus, code and items with pictures.

    It fails where the page says what the colour means, such as "fill in the fields in red". Fields
    with a red edge beside others without one count too. It fails where the page speaks of errors
    and no word at the field does. Else a person decides whether the colour means anything.

    ## How to fix
    Say it in words as well, such as "(full)" or "(required)", or put a sign before the item.

    ## Source
    WCAG 2.2, success criterion 1.4.1 Use of Color (level A), failures F13 and F81, technique G14.
    """
    said = said_by_colour(document)
    findings = [_finding(each, said, document) for each in places(survey, "coloured")]
    findings += [_edged(each, said, document) for each in places(survey, "edged")]
    return by_surest(findings, "lists")


def _edged(place: Place, said: list[Saying], document: Document) -> Finding:
    """A field with a red edge: beyond doubt where the page speaks of errors."""
    differ = f"{words_of(place)} has a red edge and {words_of(place, 'other')} has none"
    is_meant = any("red" in each.colours for each in said)
    is_sure = is_meant or any(ERRORS.search(each.text) for each in passages_of(document))
    return found_in_browser(
        place,
        document,
        f"{differ}, and no word at the field says what is wrong."
        if is_sure
        else f"{differ}. Does the colour say what no word says?",
        impact=Impact.MODERATE,
        status=Status.FAILED if is_sure else Status.NEEDS_REVIEW,
        elements=int(number(place, "count")),
    )


def _finding(place: Place, said: list[Saying], document: Document) -> Finding:
    colour = _colour(place, "colour")
    meant = next((each for each in said if colour in each.colours), None)
    differ = (
        f"{words_of(place)} is {colour} and {words_of(place, 'other')} is "
        f"{_colour(place, 'otherColour')}"
    )
    count = int(number(place, "count"))
    if meant is not None:
        message = f"{differ}. Only the colour tells what “{cut(meant.text, 80)}” means here."
        return found_in_browser(place, document, message, impact=Impact.MODERATE, elements=count)
    return found_in_browser(
        place,
        document,
        f"{differ}. Does the colour say what no word says?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=count,
    )


def _colour(place: Place, name: str) -> str:
    said = place.get(name)
    return said if isinstance(said, str) and said in COLOURS else OTHER
