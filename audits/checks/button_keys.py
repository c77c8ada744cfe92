"""What is called a button answers Enter and the space key."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_key
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

MISSING = {
    "both": "{} calls itself a button, and answers a click, but neither Enter nor the space key.",
    "Space": "{} calls itself a button, but does not answer the space key.",
    "Enter": "{} calls itself a button, but does not answer Enter.",
}
PRESSED = {"both": "Enter and the space key", "Space": "the space key", "Enter": "Enter"}


@audit(
    title="What is called a button answers Enter and the space key",
    failure_title="Something is called a button, and does not answer as one",
    category="accessibility",
    requirements=("wcag:2.1.1",),
    impact=Impact.CRITICAL,
    unit="buttons",
)
def button_keys(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What is called a button answers Enter and the space key.

    ## Why it matters
    A screen reader says "button", and tells its user to press the space key. When nothing happens,
    they must think that the service is broken.

    ## Who is hurt
    People who use a screen reader, a keyboard or a switch: many switches send only the space key.

    ## What it checks
    Elements with role="button" that are no button elements. It presses Enter and the space key on
    each, up to twelve of a page. A failure is one that answers a click or one of the keys, and not
    the other. So is any button that acts as soon as the mouse button goes down, and on no key. A
    link with role="button" that ignores the space key is for a person to judge.

    ## How to fix
    Use the element button: it does all this by itself. Else listen for keydown, and do the work on
    Enter and on the space key.

    ## Source
    WCAG 2.2, success criterion 2.1.1 Keyboard (level A), technique SCR29. ARIA Authoring Practices
    Guide, button pattern.
    """
    findings = [_finding(place, document) for place in places(presses, "keys")]
    return press_outcome(presses, "buttons", findings, "buttons", "no button was there to press")


def _finding(place: Place, document: Document) -> Finding:
    words, missing = words_of(place, "text"), word(place, "missing")
    state = after_key(place, PRESSED.get(missing, PRESSED["both"]))
    if missing == "Space" and place.get("link"):
        return found_in_browser(
            place,
            document,
            f"The link {words} calls itself a button, and ignores the space key. Should it be one?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=state,
        )
    message = MISSING.get(missing, MISSING["both"]).format(words)
    impact = Impact.CRITICAL if missing == "both" else Impact.SERIOUS
    return found_in_browser(place, document, message, impact=impact, state=state)
