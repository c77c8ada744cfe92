"""What frames show could be tested, too."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import word
from audits.derive.places import Place, found_in_browser, number, places
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

ASK = "Can people read and hear all of it, and use it by keyboard?"
WHY = {
    "sandboxed": "A sandbox shuts the frame off from the page, so we did not test what it shows.",
    "unread": "We could not read what this frame shows, so we did not test it.",
    "many": "The page has too many frames to try all of them out. We did not try this one.",
    "deep": "The frame stands within several others, and we did not try it out.",
    "time": "There was no time left to try out what this frame shows.",
    "moved": "The frame turned to another page when we tried it out, so we did not test it.",
    "broken": "We could not try out what this frame shows.",
}


@audit(
    title="What frames show was tested, too",
    failure_title="What a frame shows was not tested",
    category="accessibility",
    certainty="needs review",
    unit="frames",
)
def untested_frames(frames: Mapping[str, Any], document: Document) -> Outcome:
    """What frames show could be tested, too.

    ## Why it matters
    A form, a map or a film in a frame is part of the page for those who use it. What nobody tested
    may hold a barrier, however good the page around it is.

    ## Who is hurt
    People who use a keyboard, a screen reader or larger text: what they came for is often in the
    frame.

    ## What it checks
    Frames of at least 32 by 16 pixels that show something. Dropkerb tests frames of the page's own
    address like the page, up to five on a page and three deep. This check names the rest: frames of
    other sites, frames with a sandbox, and what there was no time for. A person decides about each.

    ## How to fix
    Ask the supplier of the frame for an accessibility statement, and try it by keyboard. Where the
    frame is bad, link to another way to do the same, such as a telephone number.

    ## Source
    WCAG 2.2, conformance requirement 2, Full pages: a page with what its frames show is one page.
    See also GOV.UK, "Testing for accessibility".
    """
    left = [_finding(place, document) for place in places(frames, "left")]
    tried = sum(1 for _ in places(frames, "tried"))
    more = int(number(frames, "more"))
    if left:
        note = f"and {more} more frames were not tested" if more else ""
        return replace(needs_review(*left, value=len(left) + more, unit="frames"), note=note)
    return passed(0, "frames") if tried else not_applicable("no frames that show something")


def _finding(place: Place, document: Document) -> Finding:
    host = word(place, "host")
    why = WHY.get(word(place, "why"))
    is_other = why is None
    if why is None:
        whose = f"a page of {host}" if host else "a page of another site"
        why = f"This frame shows {whose}, and we did not test it."
    return found_in_browser(
        place,
        document,
        f"{why} {ASK}",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        subject=host if is_other else "",
    )
