"""Signs that stand for a button can be seen."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.drawn import drawn_controls_of, faint_finding, is_faint
from audits.derive.places import Place
from audits.model import Finding, Impact, Outcome, by_surest
from audits.registry import audit


@audit(
    title="Buttons that are only a sign can be seen",
    failure_title="Buttons that are only a sign can hardly be seen",
    category="accessibility",
    requirements=("wcag:1.4.11",),
    impact=Impact.MODERATE,
    unit="looks",
)
def sign_buttons(drawn: Mapping[str, Any], document: Document) -> Outcome:
    """Signs that stand for a button can be seen.

    ## Why it matters
    A magnifying glass, three bars or a cross are all there is of some buttons. If the sign is pale,
    the button is as good as not there.

    ## Who is hurt
    People with low vision, older people, and everybody with a poor screen or in bright light.

    ## What it checks
    It takes a picture of each button that shows a sign and no words. It fails if no two points in
    or around it differ by 3:1. For links a person decides, since a name nearby may lead to the same
    place. It leaves out logos and disabled buttons.

    ## How to fix
    Draw the sign in a darker colour, or put the word beside it: "Search", "Menu", "Close".

    ## Source
    WCAG 2.2, success criterion 1.4.11 Non-text Contrast (level AA), techniques G207 and G195.
    """
    return by_surest(
        [
            _finding(place, document)
            for place in drawn_controls_of(drawn, "sign")
            if is_faint(place)
        ],
        unit="looks",
    )


def _finding(place: Place, document: Document) -> Finding:
    question = "Do words nearby lead to the same place?"
    return faint_finding(
        place,
        document,
        "Nothing of this sign differs from its ground",
        question if place.get("isLink") is True else "",
    )
