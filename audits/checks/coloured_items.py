"""Items of a list differ by more than colour."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.model import Impact, Outcome, Status, needs_review, passed
from audits.registry import audit

COLOURS = frozenset({"red", "orange", "yellow", "green", "blue", "purple"})
OTHER = "of another colour"


@audit(
    title="No items seem to differ by their colour alone",
    failure_title="Items may differ by their colour alone",
    category="accessibility",
    requirements=("wcag:1.4.1",),
    impact=Impact.MODERATE,
    unit="lists",
    certainty="needs review",
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
    alike otherwise. Links, menus, code and items with pictures are left out. A person decides
    whether the colour means anything.

    ## How to fix
    Say it in words as well, such as "(full)" or "(required)", or put a sign before the item.

    ## Source
    WCAG 2.2, success criterion 1.4.1 Use of Color (level A), failures F13 and F81, technique G14.
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"{words_of(place)} is {_colour(place, 'colour')} and {words_of(place, 'other')} is "
            f"{_colour(place, 'otherColour')}. Does the colour say what no word says?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            elements=int(number(place, "count")),
        )
        for place in places(survey, "coloured")
    ]
    return needs_review(*findings, value=0, unit="lists") if findings else passed(0, "lists")


def _colour(place: Place, name: str) -> str:
    said = place.get(name)
    return said if isinstance(said, str) and said in COLOURS else OTHER
