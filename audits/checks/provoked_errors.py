"""A form that was left empty says what is missing, in words."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document, cut
from audits.derive.keys import press_outcome, word
from audits.derive.names import tidy
from audits.derive.places import Place, found_in_browser, number, places
from audits.derive.states import LEFT_EMPTY
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="A form that was left empty says what is missing",
    failure_title="A form that was left empty does not say what is missing",
    category="accessibility",
    requirements=("wcag:3.3.1",),
    impact=Impact.SERIOUS,
    unit="forms",
)
def provoked_errors(presses: Mapping[str, Any], document: Document) -> Outcome:
    """A form that was left empty says what is missing, in words.

    ## Why it matters
    A red frame, or "Please fill in all required fields", leaves the reader to search. Who does not
    see the red does not even know that the form did not go through.

    ## Who is hurt
    People who do not see, or do not see colours, and people with a bad memory. Everybody who has a
    long form before them.

    ## What it checks
    Where scripts check a form, it presses the form's button while all is empty. It never sends
    anything. Fields that only change their look are a failure. So is a message that names no field,
    stands at none, and that no field names. A message that stands at its field, but that no screen
    reader learns of, is for a person to judge. What the browser says by itself is fine.

    ## How to fix
    Write at each field what is wrong and how to put it right. Tie the message to the field by
    aria-describedby, and set aria-invalid. Then move the focus to the first such field, or to a
    list of all errors on top.

    ## Source
    WCAG 2.2, success criterion 3.3.1 Error Identification (level A), techniques G83, G85, ARIA21
    and SCR18, failures F81 and F96. GOV.UK Design System, Error message and Error summary.
    """
    findings = [
        finding
        for place in places(presses, "errors")
        if (finding := _finding(place, document)) is not None
    ]
    nothing = "no form was there whose errors a script tells"
    return press_outcome(presses, "forms", findings, "forms", nothing)


def _finding(place: Place, document: Document) -> Finding | None:
    told = place.get("facts")
    facts = [each for each in told if isinstance(each, Mapping)] if isinstance(told, list) else []
    if not facts:
        if not number(place, "marked") or place.get("moved"):
            return None
        first = next(places({"first": [place.get("first")]}, "first"), place)
        message = "The form only changes the look of fields that are missing; no words say so."
        return found_in_browser(first, document, message, impact=Impact.SERIOUS, state=LEFT_EMPTY)
    words = f"“{cut(tidy(word(facts[0], 'text')), 80)}”"
    where = next(places({"message": [place.get("message")]}, "message"), place)
    is_told = any(fact.get("isTied") or fact.get("isFocused") for fact in facts)
    if is_told or any(fact.get("isLive") and _is_about_one(fact) for fact in facts):
        return None
    if any(map(_is_about_one, facts)):
        if place.get("moved"):
            return None
        return found_in_browser(
            where,
            document,
            f"The form says {words}, but ties that to no field and tells it to no screen reader. "
            "Does everybody learn of it?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=LEFT_EMPTY,
        )
    if place.get("moved") or number(place, "invalid") or number(place, "fields") < 2:  # noqa: PLR2004
        return found_in_browser(
            where,
            document,
            f"The form says {words}. Is it clear which field it means?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=LEFT_EMPTY,
        )
    message = f"The form says {words}, which tells nobody which field it means."
    return found_in_browser(where, document, message, impact=Impact.SERIOUS, state=LEFT_EMPTY)


def _is_about_one(fact: Mapping[str, Any]) -> bool:
    """Whether a message stands at one field or names one."""
    return bool(fact.get("isNear") or fact.get("isNaming"))
