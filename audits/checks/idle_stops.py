"""The Tab key does not stop where nothing can be done."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, places, words_of
from audits.derive.states import AS_IT_LOADS
from audits.model import Impact, Outcome, by_surest
from audits.registry import audit


@audit(
    title="The Tab key stops at nothing idle",
    failure_title="The Tab key stops at text that does nothing",
    category="accessibility",
    requirements=("wcag:4.1.2",),
    impact=Impact.MODERATE,
    unit="elements",
)
def idle_stops(presses: Mapping[str, Any], document: Document) -> Outcome:
    """The Tab key does not stop where nothing can be done.

    ## Why it matters
    Those who go by the keyboard expect that they can press what the focus is on. A paragraph that
    takes the focus has no role, so nothing tells people what it is. It costs one more press each
    time.

    ## Who is hurt
    People who use a keyboard or a switch, each press of which may be hard. People who use a screen
    reader and wonder what they have missed.

    ## What it checks
    Text and pictures with a tabindex of 0 or more that have no role. The browser tells which
    elements its scripts wait at. It fails where no script waits for a click, a key or the focus, on
    the element, in it or around it. It leaves out boxes that scroll, and pages with a script that
    waits for everything.

    ## How to fix
    Take the tabindex away. Screen readers come to text without it. If people are to press it, make
    it a button or a link.

    ## Source
    WCAG 2.2, success criterion 4.1.2 Name, Role, Value (level A), failure technique F59; W3C, ARIA
    Authoring Practices, Developing a Keyboard Interface.
    """
    return by_surest(
        [
            found_in_browser(
                place,
                document,
                f"The Tab key stops at {words_of(place, 'text')}, where there is nothing to do.",
                impact=Impact.MODERATE,
                state=AS_IT_LOADS,  # Tab itself is not pressed
            )
            for place in places(presses, "idle")
        ],
        "elements",
    )
