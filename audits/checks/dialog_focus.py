"""A dialog takes the focus, and keeps it until it is closed."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_key, often
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Dialogs take the focus and keep it",
    failure_title="Dialogs do not take the focus, or let it slip behind them",
    category="accessibility",
    requirements=("wcag:2.4.3",),
    impact=Impact.SERIOUS,
    unit="dialogs",
)
def dialog_focus(presses: Mapping[str, Any], document: Document) -> Outcome:
    """A dialog takes the focus, and keeps it until it is closed.

    ## Why it matters
    When a dialog opens and the focus stays behind it, the next Tab works on the page below.
    A screen reader does not even say that a dialog is there.

    ## Who is hurt
    People who use a screen reader, a keyboard or a switch, and people who magnify the page.

    ## What it checks
    It presses buttons, up to twelve of a page. When a dialog comes up, the focus must move into it
    within half a second. Tab must not lead behind it while it covers the page. Where the dialog
    leaves the page free, and where the focus is lost when it closes, a person decides.

    ## How to fix
    Use the element dialog and its showModal(): that does all of it. Else move the focus to the
    dialog's heading or first control, and bring it back to the button at the end.

    ## Source
    WCAG 2.2, success criterion 2.4.3 Focus Order (level A), failure F85, techniques H102 and SCR26.
    ARIA Authoring Practices Guide, dialog (modal) pattern.
    """
    findings = [
        finding for place in places(presses, "dialogs") for finding in _findings(place, document)
    ]
    return press_outcome(presses, "buttons", findings, "dialogs", "no button was there to press")


def _findings(place: Place, document: Document) -> Iterator[Finding]:
    words, opened = words_of(place, "text"), after_key(place, "Enter")
    if place.get("moved") is False:
        if place.get("modal"):
            message = f"The dialog that {words} opens does not get the focus; it stays behind."
            yield found_in_browser(place, document, message, impact=Impact.SERIOUS, state=opened)
        else:
            message = f"The focus does not go into the box that {words} opens. Do people find it?"
            yield _asks(place, document, message, opened)
    elif behind := [*places({"leaves": [place.get("leaves")]}, "leaves")]:
        message = (
            f"From the dialog that {words} opens, Tab leads behind it to "
            f"{words_of(behind[0], 'text')}."
        )
        state = f"{opened}, then Tab {often(behind[0])}"
        yield found_in_browser(place, document, message, impact=Impact.SERIOUS, state=state)
    if place.get("returns") is False:
        message = (
            f"The focus is lost when the dialog that {words} opens closes. Where should it go?"
        )
        yield _asks(place, document, message, f"{opened} and closing the dialog")


def _asks(place: Place, document: Document, message: str, state: str) -> Finding:
    return found_in_browser(
        place, document, message, impact=Impact.MODERATE, status=Status.NEEDS_REVIEW, state=state
    )
