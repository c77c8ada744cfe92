"""What comes up over other words can be put away without moving the mouse or the focus."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import held_on
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Escape puts away what comes up over other words",
    failure_title="Escape does not put away what comes up over other words",
    category="accessibility",
    requirements=("wcag:1.4.13",),
    impact=Impact.MODERATE,
    unit="places",
)
def hover_escape(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What comes up over other words can be put away without moving the mouse or the focus.

    ## Why it matters
    A tip that comes up by chance hides what somebody is reading. People who magnify the page may
    find no free place for the mouse to make it go.

    ## Who is hurt
    People with low vision who magnify the page, people whose hands shake, and people who get stuck
    when things jump up.

    ## What it checks
    Tips, menus and hints that come up under a real mouse, or when something has the focus. It
    presses Escape while mouse and focus stay where they are. A tooltip that stays, lies over other
    words of the page and has no other way to close is a failure. A menu, or anything that does not
    call itself a tooltip, is for a person to judge. What covers nothing, tells of an error or has a
    button of its own does not count.

    ## How to fix
    Listen for the Escape key on the whole page, and hide what is open. Or show the words in the
    page, where they cover nothing.

    ## Source
    WCAG 2.2, success criterion 1.4.13 Content on Hover or Focus (level AA), technique SCR39. ARIA
    Authoring Practices Guide, tooltip pattern.
    """
    findings = [
        _finding(place, document) for place in places(presses, "lingers") if word(place, "escape")
    ]
    nothing = "nothing was found that comes up under the mouse or by the focus"
    return press_outcome(presses, "hover focus drawn", findings, "places", nothing)


def _finding(place: Place, document: Document) -> Finding:
    shows, covered = words_of(place, "shows", 40), words_of(place, "covers", 40)
    state = f"after pressing Escape {held_on(place, word(place, 'by'))}"
    told = f"Escape does not put away {shows}. It lies on {covered}."
    if word(place, "escape") == "sure":
        return found_in_browser(place, document, told, impact=Impact.MODERATE, state=state)
    rests = "focus" if word(place, "by") == "focus" else "mouse"
    return found_in_browser(
        place,
        document,
        f"{told} Can people put it away while the {rests} stays?",
        impact=Impact.MINOR,
        status=Status.NEEDS_REVIEW,
        state=state,
    )
