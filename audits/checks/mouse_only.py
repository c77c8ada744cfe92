"""What answers a click answers a key, too."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.derive.states import after_click
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="What answers a click can be used by key",
    failure_title="Something answers a click that no key can reach",
    category="accessibility",
    requirements=("wcag:2.1.1",),
    impact=Impact.CRITICAL,
    unit="elements",
)
def mouse_only(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What answers a click answers a key, too.

    ## Why it matters
    A div or a picture that a script makes clickable looks like a button to a mouse. Tab passes it
    by, so whatever it does is closed to people without a mouse.

    ## Who is hurt
    People who use a keyboard, a switch, a screen reader or their voice.

    ## What it checks
    Elements whose scripts wait for a click, and which Tab cannot reach, nor anything in them. It
    clicks them. When the page then shows something else or tries to lead away, that is a failure.
    It is not where a link or button of the same name or target is on the page. What has no text is
    for a person to judge, such as the dots of a picture show.

    ## How to fix
    Make it a button, or a link if it leads to another page. Both take the focus and answer Enter by
    themselves. A div needs role, tabindex and key handling, which is easily got wrong.

    ## Source
    WCAG 2.2, success criterion 2.1.1 Keyboard (level A), failures F54 and F59, techniques G202 and
    H91.
    """
    findings = [_finding(place, document) for place in places(presses, "mouse")]
    nothing = "nothing waits for a click that a key can't reach"
    return press_outcome(presses, "mouse", findings, "elements", nothing)


def _finding(place: Place, document: Document) -> Finding:
    count = int(number(place, "count"))
    if place.get("how") != "sure":
        return found_in_browser(
            place,
            document,
            "The page answers a click here, where Tab does not get. Can a key do the same?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
            elements=count,
            state=after_click(place),
        )
    message = f"The page answers a click on {words_of(place, 'text')}, but no key gets there."
    return found_in_browser(
        place, document, message, impact=Impact.CRITICAL, elements=count, state=after_click(place)
    )
