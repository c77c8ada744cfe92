"""Escape closes a dialog."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome
from audits.derive.places import found_in_browser, places, words_of
from audits.derive.states import after_key
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="Escape closes dialogs",
    failure_title="Escape does not close a dialog",
    category="best practice",
    impact=Impact.MODERATE,
    unit="dialogs",
    certainty="advice",
)
def dialog_escape(presses: Mapping[str, Any], document: Document) -> Outcome:
    """Escape closes a dialog.

    ## Why it matters
    Everybody who works with keys presses Escape to get rid of a box. When it does not work, they
    must search for the button that closes it.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader, and people who magnify the page and do
    not see the closing button.

    ## What it checks
    It presses buttons, up to twelve of a page. When a dialog comes up and takes the focus, it
    presses Escape. The dialog must be gone within half a second.

    ## How to fix
    Use the element dialog and its showModal(), which Escape closes by itself. Else listen for
    keydown in the dialog, and close it on Escape.

    ## Source
    ARIA Authoring Practices Guide, dialog (modal) pattern: Escape closes the dialog. No success
    criterion of WCAG asks for it.
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"Escape does not close the dialog that {words_of(place, 'text')} opens.",
            impact=Impact.MODERATE,
            state=f"{after_key(place, 'Enter')}, then Escape",
        )
        for place in places(presses, "dialogs")
        if place.get("escape") is False
    ]
    return press_outcome(presses, "buttons", findings, "dialogs", "no button was there to press")
