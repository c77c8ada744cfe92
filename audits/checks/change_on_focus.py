"""Nothing happens just because something gets the focus."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import found_in_browser, places, words_of
from audits.derive.states import after_tab
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="The page stays when something gets the focus",
    failure_title="The page leads away as soon as something gets the focus",
    category="accessibility",
    requirements=("wcag:3.2.1",),
    impact=Impact.SERIOUS,
    unit="stops",
)
def change_on_focus(walk: Mapping[str, Any], document: Document) -> Outcome:
    """Nothing happens just because something gets the focus.

    ## Why it matters
    Who presses Tab only wants to move on. If that alone opens another page or sends a form, the
    rest of the page is out of reach.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader, and people who lose the thread when a
    page changes by itself.

    ## What it checks
    It goes through the page with real presses of Tab. A failure is each stop at which the page
    tried to go elsewhere, to open a window or to send a form. It holds the attempt back.

    ## How to fix
    Let things happen when people press Enter or a button, not when the focus comes. Move the work
    from onfocus to onclick.

    ## Source
    WCAG 2.2, success criterion 3.2.1 On Focus (level A), technique G107. Failures F52 and F55 are
    of the same kind.
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"The page tries to lead away, or to send a form, when {words_of(place, 'text')} only "
            "gets the focus.",
            impact=Impact.SERIOUS,
            state=after_tab(place),
        )
        for place in places(walk, "leading")
    ]
    return walk_outcome(walk, findings)
