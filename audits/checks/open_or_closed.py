"""Buttons that open and close something say which of the two it is."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_key
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Buttons say whether what they open is open",
    failure_title="Buttons do not say whether what they open is open",
    category="accessibility",
    requirements=("wcag:4.1.2",),
    impact=Impact.SERIOUS,
    unit="buttons",
)
def open_or_closed(presses: Mapping[str, Any], document: Document) -> Outcome:
    """Buttons that open and close something say which of the two it is.

    ## Why it matters
    A screen reader says "closed" or "open" with a button that has aria-expanded. When the word is
    wrong, people press and press and never find what has long been open.

    ## Who is hurt
    People who use a screen reader, since nobody tells them what came up. People who use their voice
    and see the page only in part.

    ## What it checks
    It presses buttons twice, up to twelve of a page. When something comes up and goes again while
    aria-expanded stays as it is, that is a failure. Where there is no aria-expanded, and the
    button's words stay the same, a person decides.

    ## How to fix
    Set aria-expanded="false" on the button, and change it to "true" in the script that opens. The
    element details does this by itself.

    ## Source
    WCAG 2.2, success criterion 4.1.2 Name, Role, Value (level A), technique ARIA5. ARIA Authoring
    Practices Guide, disclosure pattern.
    """
    findings = [_finding(place, document) for place in places(presses, "states")]
    return press_outcome(presses, "buttons", findings, "buttons", "no button was there to press")


def _finding(place: Place, document: Document) -> Finding:
    words = words_of(place, "text")
    if place.get("stuck"):
        state = "true" if word(place, "state") == "true" else "false"
        message = f'aria-expanded of {words} stays "{state}", whatever the button opens or closes.'
        return found_in_browser(
            place, document, message, impact=Impact.SERIOUS, state=after_key(place, "Enter")
        )
    return found_in_browser(
        place,
        document,
        f"{words} opens and closes something. Does a screen reader say which of the two it is?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        state=after_key(place, "Enter"),
    )
