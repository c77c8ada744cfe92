"""What a page moves by a drag or a swipe, with nothing beside it that one could press instead."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, number, places
from audits.derive.states import AS_IT_LOADS
from audits.model import Impact, Outcome, Status, by_surest, not_applicable


def gesture_outcome(
    presses: Mapping[str, Any], document: Document, questions: Mapping[str, str], nothing: str
) -> Outcome:
    """Return an outcome that asks the question for each kind of gesture that is among them."""
    there = presses.get("there")
    if not isinstance(there, Mapping) or not number(there, "gestures"):
        return not_applicable(nothing)
    findings = [
        found_in_browser(
            place,
            document,
            questions[str(place["what"])],
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
            elements=int(number(place, "count")),
            state=AS_IT_LOADS,  # what listens is looked at; nothing is dragged
        )
        for place in places(presses, "gestures")
        if isinstance(place.get("what"), str) and place["what"] in questions
    ]
    return by_surest(findings, "elements")
