"""Messages stay until they were read."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.derive.states import after_key
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

FEWEST_WORDS = 4  # of a message that takes some reading: "Copied" does not


@audit(
    title="Messages stay until they were read",
    failure_title="Messages go before everybody has read them",
    category="accessibility",
    requirements=("wcag:2.2.1",),
    impact=Impact.MODERATE,
    version=2,
)
def vanishing_messages(presses: Mapping[str, Any], document: Document) -> Outcome:
    """Messages stay until they were read.

    ## Why it matters
    A message that goes by itself after some seconds is gone before many people have found it. What
    it said is lost.

    ## Who is hurt
    People who read slowly, people who magnify the page, and people who use a screen reader and hear
    something else just then.

    ## What it checks
    It presses buttons, up to twelve of a page. When a message comes up and a script sets a clock,
    the check watches for up to six seconds, once in a run. One of four words or more that went by
    itself is a failure, unless its words stand elsewhere on the page. A person decides about the
    others.

    ## How to fix
    Let the message stay until somebody closes it or leaves the page. If it must go, say the same in
    a place that stays.

    ## Source
    WCAG 2.2, success criterion 2.2.1 Timing Adjustable (level A), technique G180. See also 4.1.3
    Status Messages (level AA).
    """
    findings = [_finding(place, document) for place in places(presses, "vanishing")]
    return press_outcome(presses, "buttons", findings, "", "no button was there to press")


def _finding(place: Place, document: Document) -> Finding:
    seconds = f"{number(place, 'seconds'):g} seconds"
    fault = f"{words_of(place, 'message')} went by itself after {seconds}"
    state = f"{seconds} {after_key(place, 'Enter')}"
    if len(str(place.get("message")).split()) >= FEWEST_WORDS and not place.get("stays"):
        message = f"{fault}, and nobody can keep it."
        return found_in_browser(place, document, message, impact=Impact.MODERATE, state=state)
    return found_in_browser(
        place,
        document,
        f"{fault}. Does everybody get to read it?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        state=state,
    )
