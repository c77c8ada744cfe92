"""A choice only chooses."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, places
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

KEYS = {"ArrowDown": "the down arrow key", "ArrowUp": "the up arrow key", " ": "the space key"}


@audit(
    title="The page stays when something is chosen",
    failure_title="The page leads away as soon as something is chosen",
    category="accessibility",
    requirements=("wcag:3.2.2",),
    impact=Impact.SERIOUS,
    unit="fields",
)
def change_on_input(presses: Mapping[str, Any], document: Document) -> Outcome:
    """A choice only chooses.

    ## Why it matters
    In many browsers the arrow key chooses the next entry of a list at once. If that alone opens
    another page, nobody with a keyboard gets to the third entry.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader, and people who need a moment to look
    through a list.

    ## What it checks
    Lists and tick boxes for whose change scripts wait, up to three of a page. It presses the arrow
    key or the space key on each. When the page tries to go elsewhere or to send a form, that is a
    failure. Where words beside it say that the page will change, a person decides.

    ## How to fix
    Put a button beside the list, such as "Go" or "Sort", and do the work when people press it.

    ## Source
    WCAG 2.2, success criterion 3.2.2 On Input (level A), failures F36 and F37, techniques G80, H32
    and H84.
    """
    findings = [_finding(place, document) for place in places(presses, "choices")]
    nothing = "no script waits for a choice"
    return press_outcome(presses, "choices", findings, "fields", nothing)


def _finding(place: Place, document: Document) -> Finding:
    state = f"after pressing {KEYS.get(word(place, 'key'), 'a key')} on it"
    if place.get("told"):
        return found_in_browser(
            place,
            document,
            "The page tries to lead away, or to send the form, when people choose here. Does it "
            "say so before the field?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=state,
        )
    message = "The page tries to lead away, or to send the form, as soon as people choose here."
    return found_in_browser(place, document, message, impact=Impact.SERIOUS, state=state)
