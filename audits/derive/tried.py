"""What came of trying a page out in the browser, as audits get it."""

from collections.abc import Mapping
from typing import Any

from audits.derive.missing import NotTested

STEPS = ("survey", "drawn", "ibm", "stretch", "walk", "presses", "films", "reading", "frames")
OFF = "pages are not tried out: DROPKERB_TRY_OUT is off"

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
