"""Ticks, switches and fields that a page draws itself can be seen."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.drawn import drawn_controls_of, faint_finding, is_faint
from audits.derive.places import Place
from audits.model import Finding, Impact, Outcome, by_surest
from audits.registry import audit


@audit(
    title="Boxes, switches and fields that the page draws can be seen",
    failure_title="Boxes, switches or fields that the page draws can hardly be seen",
    category="accessibility",
    requirements=("wcag:1.4.11",),
    impact=Impact.MODERATE,
    unit="looks",
)
def drawn_controls(drawn: Mapping[str, Any], document: Document) -> Outcome:
    """Ticks, switches and fields that a page draws itself can be seen.

    ## Why it matters
    Many sites hide the browser's own tick box and draw another. If its edge is a pale grey on
    white, people see words and no box.

    ## Who is hurt
    People with low vision, older people, and everybody with a poor screen or in bright light.

    ## What it checks
    It takes a picture of each look of tick boxes, radio buttons, switches, lists and fields that
    the page draws itself. It fails if no two points in or around it differ by 3:1. It leaves out
    words, disabled controls, and controls as browsers draw them. Fields with a plain edge have a
    check of their own.

    ## How to fix
    Draw the edge in a darker colour, such as #0b0c0c, or at least #949494 on white. Or leave the
    drawing to the browser, and set accent-color only.

    ## Source
    WCAG 2.2, success criterion 1.4.11 Non-text Contrast (level AA), technique G195; GOV.UK Design
    System, Checkboxes.
    """
    return by_surest(
        [
            _finding(place, document)
            for place in drawn_controls_of(drawn, "choice", "field")
            if is_faint(place)
        ],
        unit="looks",
    )


def _finding(place: Place, document: Document) -> Finding:
    what = "box or switch" if place.get("kind") == "choice" else "field"
    question = "Do the words inside show well enough where the field is?"
    return faint_finding(
        place,
        document,
        f"Nothing of this {what} differs from what is around",
        question if place.get("hasHint") is True else "",
    )
