"""The skip link leads past what every page has."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import found_in_browser, places
from audits.derive.states import after_key, after_tab
from audits.model import Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit


@audit(
    title="The skip link leads to the main content",
    failure_title="The skip link may lead nowhere",
    category="accessibility",
    requirements=("wcag:2.4.1",),
    impact=Impact.SERIOUS,
    certainty="needs review",
)
def skip_link(walk: Mapping[str, Any], document: Document) -> Outcome:
    """The skip link leads past what every page has.

    ## Why it matters
    "Skip to main content" saves keyboard users the way through the menu, on each page anew. A skip
    link that does nothing is worse than none.

    ## Who is hurt
    People who use a keyboard or a switch, for whom each stop costs time and sometimes pain.

    ## What it checks
    A link among the first three stops that says "skip" and leads to a place on the page. Is that
    place there? After a press of Enter on it, does the next Tab go on from there? A person decides,
    since headings and landmarks are a way past the menu, too.

    ## How to fix
    Give the main part of the page the id that the link names: href="#content" and <main
    id="content">. Do not let a script take the link's work away.

    ## Source
    WCAG 2.2, success criterion 2.4.1 Bypass Blocks (level A), techniques G1 and G124. GOV.UK Design
    System, Skip link.
    """
    found = [*places({"skip": [walk.get("skip")]}, "skip")]
    if not found:
        return not_applicable("the page does not begin with a skip link")
    place = found[0]
    if place.get("works"):
        return passed()
    message = (
        "After Enter on the skip link, Tab goes on as if it had skipped nothing. Does it work?"
        if place.get("target")
        else "The skip link leads to a place that is not on the page. What should it skip to?"
    )
    state = f"{after_key(place, 'Enter')}, then Tab" if place.get("target") else after_tab(place)
    return needs_review(
        found_in_browser(
            place,
            document,
            message,
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
            state=state,
        )
    )
