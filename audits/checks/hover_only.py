"""What comes up under the mouse comes up by key, too."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import held_on
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="What comes up under the mouse comes up by key, too",
    failure_title="Something comes up only under the mouse",
    category="accessibility",
    requirements=("wcag:2.1.1",),
    impact=Impact.SERIOUS,
    unit="places",
    version=2,
)
def hover_only(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What comes up under the mouse comes up by key, too.

    ## Why it matters
    A menu that opens only when the mouse is over it does not exist for people without a mouse. On a
    telephone it is hard to open, too.

    ## Who is hurt
    People who use a keyboard, a switch, a screen reader or their voice, and people with a
    touchscreen.

    ## What it checks
    Elements for which scripts or styles say that something comes up under the mouse. It puts the
    mouse there. Then it tries the same by key: focus, arrow down, Enter, space.

    Links, buttons, or four words and more that come up only under the mouse are a failure. Where
    the opener leads to a page of its own, or fewer words come up, a person decides. What is
    elsewhere on the page does not count, nor do links to the heading they stand in.

    ## How to fix
    Add :focus-within beside :hover in the styles, so that Tab opens it. Better still, give it a
    button with aria-expanded that opens it.

    ## Source
    WCAG 2.2, success criterion 2.1.1 Keyboard (level A), technique SCR2, failure F54. See also
    1.4.13 Content on Hover or Focus (level AA).
    """
    findings = [_finding(place, document) for place in places(presses, "hover")]
    return press_outcome(
        presses, "hover", findings, "places", "nothing was found that comes up under the mouse"
    )


def _finding(place: Place, document: Document) -> Finding:
    shows = words_of(place, "shows")
    if place.get("how") != "sure":
        return found_in_browser(
            place,
            document,
            f"{shows} comes up under the mouse, and not by key. Is there another way to it?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=held_on(place),
        )
    message = f"{shows} comes up only under the mouse; no key opens it."
    return found_in_browser(place, document, message, impact=Impact.SERIOUS, state=held_on(place))
