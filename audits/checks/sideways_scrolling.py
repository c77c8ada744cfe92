"""Text fits into a narrow window."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, number, places, words_of
from audits.derive.states import STRETCHED
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit


@audit(
    title="Text fits into a window of 320 pixels",
    failure_title="Text must be scrolled sideways in a window of 320 pixels",
    category="accessibility",
    requirements=("wcag:1.4.10",),
    impact=Impact.SERIOUS,
    unit="parts of the page",
)
def sideways_scrolling(stretch: Mapping[str, Any], document: Document) -> Outcome:
    """Text fits into a narrow window.

    ## Why it matters
    On a telephone, or with the page magnified four times, text should wrap to the width of the
    screen. If it does not, people must scroll each line into view and back again.

    ## Who is hurt
    People with low vision, who magnify pages. People who use a telephone, and people who lose the
    line when they scroll.

    ## What it checks
    It opens the page in a window 320 pixels wide. Does the page scroll sideways because of ordinary
    text? Data tables, code, maps, pictures, videos and frames may be wide. A person decides about
    single long words, and about wide form fields and pictures.

    ## How to fix
    Give boxes a largest width (max-width: 100%) and not a fixed width. Let columns wrap below each
    other. Let a wide table scroll in a box of its own. Break long addresses with overflow-wrap.

    ## Source
    WCAG 2.2, success criterion 1.4.10 Reflow (level AA), failure F102 and techniques C31, C32 and
    C38; GOV.UK Design System, Layout.
    """
    return by_surest([*_findings(stretch, document)], unit="parts of the page")


def _findings(stretch: Mapping[str, Any], document: Document) -> Iterator[Finding]:
    for place in places(stretch, "narrow", "reflow", "texts"):
        yield found_in_browser(
            place,
            document,
            f"At 320 pixels this reaches to {number(place, 'right'):.0f} pixels, so that "
            f"people must scroll {words_of(place)} sideways.",
            impact=Impact.SERIOUS,
            elements=int(number(place, "count")),
            state=STRETCHED["narrow"],
        )
    long = [*places(stretch, "narrow", "reflow", "words")]
    if long:  # one question is enough: they are broken or let be by one rule of style
        place = max(long, key=lambda each: number(each, "right"))
        yield found_in_browser(
            place,
            document,
            f"At 320 pixels {words_of(place, most=40)} is too long for its line, so that the page "
            "scrolls sideways. Can it be broken or shortened?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            elements=len(long),
            state=STRETCHED["narrow"],
        )
    for place in places(stretch, "narrow", "reflow", "others"):
        yield found_in_browser(
            place,
            document,
            "At 320 pixels this makes the page scroll sideways. Must it be so wide to be of use?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=STRETCHED["narrow"],
        )
