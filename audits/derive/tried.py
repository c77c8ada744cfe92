"""What came of trying a page out in the browser, as audits get it."""

from collections.abc import Mapping
from typing import Any

from audits.derive.missing import NotTested

STEPS = ("survey", "drawn", "ibm", "stretch", "walk", "presses", "films", "reading", "frames")
OFF = "pages are not tried out: DROPKERB_TRY_OUT is off"

MISSED = frozenset({"time", "moved", "broken"})  # why a frame was left this time only

Told = Mapping[str, Any]
"""What one step tells: lists of places and numbers. Its strings come from the page."""


def told(tried: Mapping[str, Any] | None, step: str) -> Told | NotTested:
    """Return what a step tells, or why it tells nothing."""
    if tried is None:
        return NotTested(OFF)
    found = tried.get(step)
    if not isinstance(found, Mapping):
        return NotTested("this was not tried out")
    if why := found.get("not tested"):
        return NotTested(str(why))
    return found


def missed_frames(told: object) -> tuple[str, ...]:
    """Return the selectors of the frames that were left this time, and may be tried out again."""
    left = told.get("left") if isinstance(told, Mapping) else None
    places = [each for each in left if isinstance(each, Mapping)] if isinstance(left, list) else []
    return tuple(str(each.get("selector")) for each in places if each.get("why") in MISSED)
