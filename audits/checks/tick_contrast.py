"""A tick can be told from no tick."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.drawn import LEAST, count_of, drawn_controls_of
from audits.derive.places import found_in_browser, number
from audits.derive.states import TICKED
from audits.model import Impact, Outcome, by_surest
from audits.registry import audit


@audit(
    title="Ticks that the page draws can be seen",
    failure_title="Ticks that the page draws can hardly be seen",
    category="accessibility",
    requirements=("wcag:1.4.11",),
    impact=Impact.SERIOUS,
    unit="looks",
)
def tick_contrast(drawn: Mapping[str, Any], document: Document) -> Outcome:
    """A tick can be told from no tick.

    ## Why it matters
    If a tick is pale on a pale ground, nobody sees what they have chosen. People send a form with a
    wrong answer, or give up.

    ## Who is hurt
    People with low vision, older people, and everybody with a poor screen or in bright light.

    ## What it checks
    It takes two pictures of each look of tick boxes, radio buttons and switches that the page
    draws, with and without the tick. It fails if what changes differs by less than 3:1, both from
    before and from what is right beside it. If nothing changes, or words such as On and Off tell
    it, the check says nothing.

    ## How to fix
    Draw the tick, the dot or the knob in a colour that differs by 3:1 from the ground it stands on.

    ## Source
    WCAG 2.2, success criterion 1.4.11 Non-text Contrast (level AA), technique G195; GOV.UK Design
    System, Checkboxes.
    """
    return by_surest(
        [
            found_in_browser(
                place,
                document,
                "What a tick changes here differs from all beside it by no more than "
                f"{number(place, 'tick'):g}:1; the standard asks for 3:1.",
                impact=Impact.SERIOUS,
                elements=count_of(place),
                state=TICKED,
            )
            for place in drawn_controls_of(drawn, "choice")
            if 1 <= number(place, "tick") < LEAST
        ],
        unit="looks",
    )
