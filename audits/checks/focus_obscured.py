"""Nothing covers what has the focus."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_tab
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Nothing covers what has the keyboard's focus",
    failure_title="What has the keyboard's focus is covered",
    category="accessibility",
    requirements=("wcag:2.4.11",),
    impact=Impact.SERIOUS,
    unit="stops",
)
def focus_obscured(walk: Mapping[str, Any], document: Document) -> Outcome:
    """Nothing covers what has the focus.

    ## Why it matters
    A header that stays while the page scrolls covers what scrolls up to it. Who goes through the
    page by Tab then works behind a curtain.

    ## Who is hurt
    People who use a keyboard or a switch, and people who enlarge the page: then the header takes up
    much of the window.

    ## What it checks
    It goes through the page with real presses of Tab, in a window of 1280 by 1024 pixels. A stop
    that something fixed or sticky covers wholly is a failure, when it stays so for a quarter of a
    second. A cookie or chat box over it is for a person to judge.

    ## How to fix
    Set "scroll-padding-top" on html to the height of the header, and "scroll-padding-bottom" for a
    bar below. Or let the header scroll away.

    ## Source
    WCAG 2.2, success criterion 2.4.11 Focus Not Obscured (Minimum) (level AA), failure F110,
    technique C43.
    """
    return walk_outcome(walk, [_finding(each, document) for each in places(walk, "covered")])


def _finding(place: Place, document: Document) -> Finding:
    words = words_of(place, "text")
    if place.get("passing"):
        return found_in_browser(
            place,
            document,
            f"A box that people can send away covers {words} when it has the focus. Can a key "
            "close it before one gets there?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=after_tab(place),
        )
    message = f"Something that stays while the page scrolls covers {words} when it has the focus."
    return found_in_browser(place, document, message, impact=Impact.SERIOUS, state=after_tab(place))
