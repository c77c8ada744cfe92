"""Bars that stay in place leave room for the page."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, number, places
from audits.derive.states import STRETCHED
from audits.model import Impact, Outcome, Status, needs_review, passed
from audits.registry import audit


@audit(
    title="Bars that stay in place leave half of a small window free",
    failure_title="Bars that stay in place may cover most of a small window",
    category="accessibility",
    requirements=("wcag:1.4.10",),
    impact=Impact.MODERATE,
    unit="bars",
    certainty="needs review",
)
def covering_bars(stretch: Mapping[str, Any], document: Document) -> Outcome:
    """Bars that stay in place leave room for the page.

    ## Why it matters
    A header or a cookie message that does not scroll away takes room for good. In a small window
    there may be only a line or two left to read in.

    ## Who is hurt
    People with low vision, who magnify the page four times. People who hold a telephone on its
    side.

    ## What it checks
    It opens the page in a window of 320 by 256 pixels and scrolls down. Do bars that stay in place
    cover more than half of it? A person decides whether people can close them.

    ## How to fix
    Let headers scroll away in low windows, with a media query for min-height. Keep cookie messages
    short, and put them at the top of the page itself.

    ## Source
    WCAG 2.2, success criterion 1.4.10 Reflow (level AA), and technique C34 (using media queries to
    un-fix sticky headers and footers).
    """
    told = stretch.get("narrow")
    cover = told.get("cover") if isinstance(told, Mapping) else None
    if not isinstance(cover, Mapping) or number(cover, "covered") <= number(cover, "high") / 2:
        return passed(0, "bars")
    return needs_review(
        *(
            found_in_browser(
                place,
                document,
                f"This covers {number(place, 'part'):.0f} of {number(cover, 'high'):.0f} pixels of "
                "a small window, however far people scroll. Can they close it, or scroll it away?",
                impact=Impact.MODERATE,
                status=Status.NEEDS_REVIEW,
                state=STRETCHED["narrow"],
            )
            for place in places(cover, "bars")
        ),
        value=0,
        unit="bars",
    )
