"""Text that is cut away when the page is stretched, as a browser measured it."""

from collections.abc import Iterator
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.derive.states import STRETCHED
from audits.model import Finding, Impact, Status

FEW_LETTERS = 10  # that are lost: it may be a comma, or half a word that can be guessed


def cut_findings(
    told: Any, *names: str, when: str, document: Document, fewest: int = FEW_LETTERS
) -> Iterator[Finding]:
    """Yield a finding for each box that newly cuts text: sure ones, and those to be asked about.

    Quiet about boxes that something opens, and about shortened text that a link leads on from.
    """
    state = STRETCHED[names[0]]
    for place in places(told, *names):
        if place.get("opens") is True:
            continue
        if place.get("isShortened") is True:
            if place.get("leads") is not True:
                question = "Can people read all of it elsewhere?"
                message = f"{when} the page cuts {words_of(place)} short. {question}"
                yield _finding(place, document, message, state)
        elif number(place, "letters") < fewest:
            message = f"{when} the page cuts a bit of {words_of(place)}. Is anything lost?"
            yield _finding(place, document, message, state)
        else:
            message = f"{when} the page cuts off part of {words_of(place)}."
            yield _finding(place, document, message, state, Status.FAILED)


def overlap_findings(told: Any, *names: str, when: str, document: Document) -> Iterator[Finding]:
    """Yield a question about each text that newly lies over another one."""
    for place in places(told, *names):
        yield _finding(
            place,
            document,
            f"{when} {words_of(place)} and {words_of(place, 'over')} lie over each other. "
            "Can people read both?",
            STRETCHED[names[0]],
        )


def _finding(
    place: Place,
    document: Document,
    message: str,
    state: str,
    status: Status = Status.NEEDS_REVIEW,
) -> Finding:
    impact = Impact.SERIOUS if status is Status.FAILED else Impact.MODERATE
    count = int(number(place, "cut") + number(place, "gone"))
    return found_in_browser(
        place, document, message, impact=impact, status=status, elements=count or 1, state=state
    )
