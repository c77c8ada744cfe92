"""Messages that come up are told to screen readers, too."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome
from audits.derive.places import found_in_browser, places, words_of
from audits.derive.states import after_key
from audits.model import Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Messages that come up are told to screen readers",
    failure_title="Messages that come up may not be told to screen readers",
    category="accessibility",
    requirements=("wcag:4.1.3",),
    impact=Impact.MODERATE,
    certainty="needs review",
)
def silent_messages(presses: Mapping[str, Any], document: Document) -> Outcome:
    """Messages that come up are told to screen readers, too.

    ## Why it matters
    "Saved" or "12 results found" comes up somewhere on the page. Who does not see it has no way of
    knowing that the button did its work.

    ## Who is hurt
    People who use a screen reader, and people who magnify the page and see another part of it.

    ## What it checks
    It presses buttons, up to twelve of a page. It asks about short messages that come up, such as
    "saved", "added" or "copied", when they stand in no live region. It does not where the focus
    moves to them.

    ## How to fix
    Write the message into an element with role="status" that was on the page before. For errors use
    role="alert".

    ## Source
    WCAG 2.2, success criterion 4.1.3 Status Messages (level AA), techniques ARIA22 and ARIA19,
    failure F103.
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"After {words_of(place, 'text')}, the page says {words_of(place, 'message')}. Does a "
            "screen reader say so?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=after_key(place, "Enter"),
        )
        for place in places(presses, "messages")
    ]
    return press_outcome(presses, "buttons", findings, "", "no button was there to press")
