"""Controls that a page draws itself, as pictures of them showed."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places
from audits.derive.states import UNTICKED
from audits.model import Finding, Impact, Status

LEAST = 3.0  # contrast that is needed (WCAG 1.4.11)
NOTHING = 1.15  # below it there is nothing to be seen: something else stands for the control


def drawn_controls_of(drawn: Mapping[str, Any], *kinds: str) -> Iterator[Place]:
    """Yield the looks of controls of these kinds, one for each look."""
    return (each for each in places(drawn, "controls") if each.get("kind") in kinds)


def is_faint(place: Place) -> bool:
    """Whether something is to be seen, and nothing of it stands out."""
    return NOTHING <= number(place, "best") < LEAST


def faint_finding(place: Place, document: Document, fact: str, question: str) -> Finding:
    """Return what to say of a faint look; with a question, a person decides."""
    fact = f"{fact} by more than {number(place, 'best'):g}:1"
    return found_in_browser(
        place,
        document,
        f"{fact} (the standard asks for {LEAST:g}:1). {question}"
        if question
        else f"{fact}; the standard asks for {LEAST:g}:1.",
        impact=Impact.MINOR if question else Impact.MODERATE,
        status=Status.NEEDS_REVIEW if question else Status.FAILED,
        elements=count_of(place),
        state=UNTICKED if place.get("canTick") is True else "",
    )


def count_of(place: Place) -> int:
    return int(number(place, "count")) or 1
