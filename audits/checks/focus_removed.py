"""No script throws the focus away."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import found_in_browser, places, words_of
from audits.derive.states import after_tab
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No script throws the keyboard's focus away",
    failure_title="Scripts throw the keyboard's focus away",
    category="accessibility",
    requirements=("wcag:2.1.1", "wcag:2.4.7", "wcag:3.2.1"),
    impact=Impact.SERIOUS,
    unit="stops",
)
def focus_removed(walk: Mapping[str, Any], document: Document) -> Outcome:
    """No script throws the focus away.

    ## Why it matters
    Some sites call blur() as soon as a link gets the focus, to be rid of its outline. Then no key
    can follow the link any more.

    ## Who is hurt
    Everybody who uses a keyboard, a switch or a screen reader: the link or button is lost to them.

    ## What it checks
    It goes through the page with real presses of Tab. Where an element gets the focus and it is
    gone at once, the walk comes back. When it happens again, that is a failure.

    ## How to fix
    Take the call of blur() out, often found as onfocus="this.blur()". Change the look of the focus
    with styles instead, and keep it visible.

    ## Source
    WCAG 2.2, failure F55: success criteria 2.1.1 Keyboard (level A), 2.4.7 Focus Visible (level AA)
    and 3.2.1 On Focus (level A).
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"A script takes the focus away from {words_of(place, 'text')} as soon as it has it.",
            impact=Impact.SERIOUS,
            state=after_tab(place),
        )
        for place in places(walk, "thrown")
    ]
    return walk_outcome(walk, findings)
