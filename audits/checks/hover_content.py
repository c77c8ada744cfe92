"""What comes up beside something lets people point at it, and stays until they leave."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.derive.states import held_on, on
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="What comes up under the mouse or by the focus stays to be read",
    failure_title="What comes up under the mouse vanishes before it can be read",
    category="accessibility",
    requirements=("wcag:1.4.13",),
    impact=Impact.SERIOUS,
    unit="places",
)
def hover_content(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What comes up beside something lets people point at it, and stays until they leave.

    ## Why it matters
    People who magnify the screen see a small part of it. They must move the mouse along a tip to
    read it, and a tip that vanishes then is closed to them.

    ## Who is hurt
    People with low vision who magnify the page, people with a large mouse pointer that hides the
    tip, and people who read slowly.

    ## What it checks
    Tips, menus and other words that come up when a real mouse points at something. The mouse moves
    onto them, in small steps and then in one leap. What vanishes both times is a failure. What only
    vanishes in the gap between, or comes up far away, is for a person to judge.

    So is a hint at a focused field that goes by itself. A tip that goes by itself under a mouse at
    rest is a failure. The browser's own tips of the title attribute do not count.

    ## How to fix
    Put the tip inside the element that opens it, without a gap. In scripts, wait before you hide
    it, and keep it while the mouse is on it. Take pointer-events: none out of its styles. Do not
    hide it by a timer.

    ## Source
    WCAG 2.2, success criterion 1.4.13 Content on Hover or Focus (level AA), technique SCR39,
    failure F95.
    """
    findings = [
        finding
        for place in places(presses, "lingers")
        if (finding := _finding(place, document)) is not None
    ]
    nothing = "nothing was found that comes up under the mouse or by the focus"
    return press_outcome(presses, "hover focus drawn", findings, "places", nothing)


def _finding(place: Place, document: Document) -> Finding | None:
    shows = words_of(place, "shows", 40)
    moved = f"after moving the mouse from {on(place)} to what came up"
    if word(place, "flees") == "always":
        message = f"{shows} comes up, and vanishes when the mouse moves onto it."
        return found_in_browser(place, document, message, impact=Impact.SERIOUS, state=moved)
    if word(place, "flees") == "far":
        message = (
            f"{shows} comes up far from what brings it up, and vanishes on the way there. "
            "Can people read it who magnify the page?"
        )
        return _question(place, document, message, moved)
    if word(place, "flees"):
        message = (
            f"{shows} goes while a slow mouse is on its way to it. "
            "Can people reach it who move the mouse slowly?"
        )
        return _question(place, document, message, moved)
    if seconds := number(place, "stays"):
        after = f"{shows} vanishes by itself after {seconds:g} seconds"
        waited = f"after {seconds:g} seconds {held_on(place, word(place, 'by'))}"
        if word(place, "by") == "focus":
            message = f"{after}, though the focus is there still. Is it out of date by then?"
            return _question(place, document, message, waited)
        message = f"{after}, though the mouse has not moved."
        return found_in_browser(place, document, message, impact=Impact.SERIOUS, state=waited)
    return None


def _question(place: Place, document: Document, message: str, state: str) -> Finding:
    return found_in_browser(
        place, document, message, impact=Impact.MODERATE, status=Status.NEEDS_REVIEW, state=state
    )
