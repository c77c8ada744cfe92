"""What moves for long can be stopped."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, places
from audits.model import Impact, Outcome, Status, needs_review, passed
from audits.registry import audit

MESSAGES = {
    "moving": "This moves for more than 5 seconds. Can people pause, stop or hide it?",
    "gifs": "This GIF moves. Does it stop within 5 seconds, or can people stop it?",
}


@audit(
    title="Nothing seems to move on and on",
    failure_title="Something moves on and on",
    category="accessibility",
    requirements=("wcag:2.2.2",),
    impact=Impact.MODERATE,
    unit="parts of the page",
    certainty="needs review",
)
def lasting_movement(survey: Mapping[str, Any], document: Document) -> Outcome:
    """What moves for long can be stopped.

    ## Why it matters
    What moves draws the eye, again and again. Nobody can read beside it, and some people can't read
    on at all.

    ## Who is hurt
    People with attention deficits, people who get dizzy from movement, and people who read slowly.

    ## What it checks
    Animations of styles that go on for more than 5 seconds, and GIFs that looked different a moment
    later. It leaves out small signs of waiting, and pages that have a button to pause. Videos have
    a check of their own. A person decides.

    ## How to fix
    Let it stop within 5 seconds, or add a button that pauses it. Obey prefers-reduced-motion too.

    ## Source
    WCAG 2.2, success criterion 2.2.2 Pause, Stop, Hide (level A), techniques G11, G152 and G186.
    """
    findings = [
        found_in_browser(
            place, document, message, impact=Impact.MODERATE, status=Status.NEEDS_REVIEW
        )
        for kind, message in MESSAGES.items()
        for place in places(survey, kind)
    ]
    if not findings:
        return passed(0, "parts of the page")
    return needs_review(*findings, value=0, unit="parts of the page")
