"""The page shows itself whichever way the screen is turned."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, number, words_of
from audits.derive.states import STRETCHED
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

ENOUGH_LETTERS = 60  # that show one way: less is no page to compare with
LEAST_SHARE = 0.25  # of the text that must show the other way; menus that fold take less


@audit(
    title="The page shows its text whichever way the screen is turned",
    failure_title="The page hides its text when the screen is turned",
    category="accessibility",
    requirements=("wcag:1.3.4",),
    impact=Impact.SERIOUS,
    unit="ways to turn the screen",
)
def turned_screen(stretch: Mapping[str, Any], document: Document) -> Outcome:
    """The page shows itself whichever way the screen is turned.

    ## Why it matters
    A page that says "please turn your device" shuts out people who can't. It should work upright
    and on its side.

    ## Who is hurt
    People with a tablet or telephone fixed to a wheelchair or a bed. People who can't hold it
    another way.

    ## What it checks
    Only pages whose styles ask which way the screen stands. Does text that shows one way vanish the
    other way? It is sure where a message asks to turn the device. Elsewhere a person decides. It is
    for axe to tell of pages that turn themselves round.

    ## How to fix
    Take out the style that hides the page, and the message. Let the page wrap to the width that
    there is.

    ## Source
    WCAG 2.2, success criterion 1.3.4 Orientation (level AA), failures F97 and F100; ACT rule
    b33eff.
    """
    turned = stretch.get("turned")
    if not isinstance(turned, Mapping) or not turned:
        return not_applicable("the page's styles do not ask how the screen is turned")
    ways = {name: each for name, each in turned.items() if isinstance(each, Mapping)}
    most = max((number(each, "letters") for each in ways.values()), default=0)
    if most < ENOUGH_LETTERS:
        return not_applicable("the page has too little text to compare")
    few = [
        (name, each) for name, each in ways.items() if number(each, "letters") < LEAST_SHARE * most
    ]
    return by_surest([_finding(*each, document) for each in few], unit="ways to turn the screen")


def _finding(name: str, way: Mapping[str, Any], document: Document) -> Finding:
    turned = "on its side" if name == "lying" else "upright"
    state = STRETCHED["lying" if name == "lying" else "standing"]
    note = way.get("note")
    if isinstance(note, Mapping) and isinstance(note.get("selector"), str):
        said = words_of(note, "text")
        message = f"With the screen {turned}, the page hides its text and says {said}."
        return found_in_browser(note, document, message, impact=Impact.SERIOUS, state=state)
    return Finding(
        f"With the screen {turned}, most of the page's text is gone. Can people reach all of it?",
        selector="body",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
        state=state,
    )
