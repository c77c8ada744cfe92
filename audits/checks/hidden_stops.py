"""What can be reached by Tab can be seen."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_tab
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="What can be reached by Tab can be seen",
    failure_title="Tab leads to things that nobody can see",
    category="accessibility",
    requirements=("wcag:2.4.7",),
    impact=Impact.SERIOUS,
    unit="stops",
)
def hidden_stops(walk: Mapping[str, Any], document: Document) -> Outcome:
    """What can be reached by Tab can be seen.

    ## Why it matters
    Styles often only move a closed menu or panel out of sight. Tab still goes through all its
    links, and the focus is gone from the screen for that long.

    ## Who is hurt
    People who use a keyboard or a switch and lose their place. People who magnify the page, since
    the view jumps to where nothing is.

    ## What it checks
    It goes through the page with real presses of Tab. A stop that stays outside the window, or cut
    off by the box around it, is a failure. It looks twice, so a skip link that comes into view is
    fine. A stop that is only transparent is for a person to judge.

    ## How to fix
    Hide what is closed with "display: none", "visibility: hidden" or the attribute inert. Then Tab
    passes it by. Show a skip link when it gets the focus.

    ## Source
    WCAG 2.2, success criterion 2.4.7 Focus Visible (level AA), techniques G149 and G195. See also
    2.4.3 Focus Order (level A).
    """
    return walk_outcome(walk, [_finding(each, document) for each in places(walk, "hidden")])


def _finding(place: Place, document: Document) -> Finding:
    words = words_of(place, "text")
    if place.get("faint"):
        return found_in_browser(
            place,
            document,
            f"Tab leads to {words}, which is transparent. Is something else shown in its place?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=after_tab(place),
        )
    message = f"Tab leads to {words}, but nobody can see it even then."
    return found_in_browser(place, document, message, impact=Impact.SERIOUS, state=after_tab(place))
