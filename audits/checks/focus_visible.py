"""It can be seen where the keyboard is."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import found_in_browser, kind_of, places, words_of
from audits.derive.states import after_tab
from audits.model import Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="It can be seen what has the keyboard's focus",
    failure_title="It can't be seen what has the keyboard's focus",
    category="accessibility",
    requirements=("wcag:2.4.7",),
    impact=Impact.SERIOUS,
    unit="stops",
)
def focus_visible(walk: Mapping[str, Any], document: Document) -> Outcome:
    """It can be seen where the keyboard is.

    ## Why it matters
    Who presses Tab must see where they are, as a mouse user sees the pointer. Without that, every
    press of Enter is a guess.

    ## Who is hurt
    People who use a keyboard, a switch or their voice, many of whom see well. People who magnify
    the page and follow the focus.

    ## What it checks
    It goes through the page with real presses of Tab, to 60 stops at most. It compares styles with
    and without focus. Where they do not differ plainly, it compares two pictures of the element and
    8 px around it. No difference is a failure; a very faint one is for a person to judge. A text
    cursor counts as visible focus.

    ## How to fix
    Take "outline: none" out of the styles, or give each :focus-visible an outline of 2 px or more.
    Choose a colour with a contrast of 3:1 to what is around it. Make sure that no box cuts it off.

    ## Source
    WCAG 2.2, success criterion 2.4.7 Focus Visible (level AA), failure F78, techniques G149, G165
    and C15. W3C, ACT rule oj04fd.
    """
    sure = [
        found_in_browser(
            place,
            document,
            f"Nothing changes on the screen when the {kind_of(place)} {words_of(place, 'text')} "
            "gets the focus.",
            impact=Impact.SERIOUS,
            subject=kind_of(place),
            state=after_tab(place),
        )
        for place in places(walk, "visible", "no")
    ]
    unsure = [
        found_in_browser(
            place,
            document,
            f"Hardly anything changes when the {kind_of(place)} {words_of(place, 'text')} gets the "
            "focus. Can people with low vision see it?",
            impact=Impact.MODERATE,
            subject=kind_of(place),
            status=Status.NEEDS_REVIEW,
            state=after_tab(place),
        )
        for place in places(walk, "visible", "weak")
    ]
    return walk_outcome(walk, [*sure, *unsure])
