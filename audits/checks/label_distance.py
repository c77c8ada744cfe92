"""Labels stand beside their fields."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, number, places, words_of
from audits.model import Impact, Outcome, failed, passed
from audits.registry import audit


@audit(
    title="Labels stand beside their fields",
    failure_title="Labels stand far from their fields",
    category="best practice",
    impact=Impact.MINOR,
    unit="fields",
    certainty="advice",
)
def label_distance(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Labels stand beside their fields.

    ## Why it matters
    Who magnifies the page sees a small part of it. When the label is at one side and its field at
    the other, they are never in sight together.

    ## Who is hurt
    People who use a screen magnifier, people with a narrow field of sight, and people who lose the
    line on the way.

    ## What it checks
    The empty space between a label and its field in a window of common size. It reports more than
    160 pixels to the side, or 80 pixels above or below. It does not where other words stand between
    the two, such as a hint. It leaves out fields in tables.

    ## How to fix
    Put each label right above its field. Radio buttons and checkboxes have theirs at their right.

    ## Source
    WCAG 2.2, technique G162 (positioning labels to maximize predictability of relationships);
    GOV.UK Design System, Text input. No criterion gives a distance: this is advice.
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"{max(number(place, 'aside'), number(place, 'below')):g} pixels of nothing part the "
            f"label {words_of(place)} from its field.",
            impact=Impact.MINOR,
        )
        for place in places(survey, "far")
    ]
    if findings:
        return failed(*findings, value=len(findings), unit="fields")
    return passed(0, "fields")
