"""The keyboard can leave whatever it gets into."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_tab
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="The keyboard can leave whatever it gets into",
    failure_title="The keyboard gets caught",
    category="accessibility",
    requirements=("wcag:2.1.2",),
    impact=Impact.CRITICAL,
    unit="traps",
)
def keyboard_trap(walk: Mapping[str, Any], document: Document) -> Outcome:
    """The keyboard can leave whatever it gets into.

    ## Why it matters
    A script that fetches the focus back holds keyboard users fast. They can only close the page,
    and everything that they filled in is lost.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader. They can't just click somewhere else.

    ## What it checks
    It goes through the page with real presses of Tab. Where the focus stays or comes back, it tries
    Tab, Shift+Tab, Escape and the arrow keys, with time for scripts. When none leads away, that is
    a failure. It is for a person to judge where the page names a key that leads out, or where many
    stops go round. A dialog may hold the focus.

    ## How to fix
    Take the script out that sets the focus when it leaves. Let Tab and Shift+Tab do what they do by
    themselves, and let Escape close what lies over the page.

    ## Source
    WCAG 2.2, success criterion 2.1.2 No Keyboard Trap (level A), failure F10, technique G21. W3C,
    ACT rules 80af7b, ebe86a and a1b64e.
    """
    findings = [_finding(place, document) for place in places(walk, "traps")]
    for place in places({"round": [walk.get("round")]}, "round"):
        message = (
            f"Tab comes back to {words_of(place, 'text')} and never gets to the page's end. Can a "
            "keyboard leave this part?"
        )
        findings.append(
            found_in_browser(
                place,
                document,
                message,
                impact=Impact.SERIOUS,
                status=Status.NEEDS_REVIEW,
                state=after_tab(place),
            )
        )
    return walk_outcome(walk, findings)


def _finding(place: Place, document: Document) -> Finding:
    words = words_of(place, "text")
    if place.get("told"):
        return found_in_browser(
            place,
            document,
            f"Tab can't leave {words}. The page speaks of keys: does one lead out, and is it said "
            "before people get there?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
            state=after_tab(place),
        )
    message = f"The focus can't leave {words}: not by Tab, Shift+Tab, Escape or an arrow key."
    return found_in_browser(
        place, document, message, impact=Impact.CRITICAL, state=after_tab(place)
    )
