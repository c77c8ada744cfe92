"""Nothing is set off before the button or the finger is lifted."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.derive.states import on
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

ENDS = {"touch": "the finger is lifted"}


@audit(
    title="Nothing is set off before the button is let go",
    failure_title="Something is set off before the button is let go",
    category="accessibility",
    requirements=("wcag:2.5.2",),
    impact=Impact.SERIOUS,
    unit="elements",
)
def pointer_down(presses: Mapping[str, Any], document: Document) -> Outcome:
    """Nothing is set off before the button or the finger is lifted.

    ## Why it matters
    People can save a press that hits the wrong place: they move off, and only then let go. Where a
    script acts as soon as the press begins, it is too late.

    ## Who is hurt
    People whose hands shake or who can't aim well, and people who see little. Everybody who
    scrolls with a finger and touches something on the way.

    ## What it checks
    Elements whose scripts wait for a press to begin, and not for a click. It presses each, and lets
    the button go elsewhere. It is a failure where the page tries to lead away, says that something
    has happened, or takes something away. A person decides about all else that stays. What a second
    press takes back is one such case. It leaves out menus, sliders, handles, canvases and a changed
    look.

    ## How to fix
    Wait for "click" instead of "mousedown", "pointerdown" or "touchstart". It comes only when the
    press ends where it began, and a keyboard sets it off too.

    ## Source
    WCAG 2.2, success criterion 2.5.2 Pointer Cancellation (level A), techniques G210 and G212,
    failure technique F101.
    """
    findings = [_finding(place, document) for place in places(presses, "downs")]
    nothing = "nothing waits for a press that is not over yet"
    return press_outcome(presses, "downs", findings, "elements", nothing)


def _finding(place: Place, document: Document) -> Finding:
    end = ENDS.get(word(place, "way"), "the button is let go")
    acts = f"{words_of(place, 'text')} acts before {end}"
    by = "a finger" if word(place, "way") == "touch" else "the mouse button"
    state = f"after pressing {by} on {on(place)} and moving off"
    count = int(number(place, "count"))
    if place.get("how") == "sure":
        return found_in_browser(
            place,
            document,
            f"{acts}, and moving off does not stop it.",
            impact=Impact.SERIOUS,
            elements=count,
            state=state,
        )
    return found_in_browser(
        place,
        document,
        f"{acts}. Can one stop it or take it back, or does it have to be so?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=count,
        state=state,
    )
