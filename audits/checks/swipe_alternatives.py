"""What a swipe or two fingers do, one press does, too."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.gestures import gesture_outcome
from audits.model import Impact, Outcome
from audits.registry import audit

QUESTIONS = {
    "swipe": "A swipe moves this, and we found no button for it. Can one press do the same?",
    "pinch": "We found no button to zoom this map. Can one zoom without two fingers?",
}


@audit(
    title="What a swipe does can be done by a press",
    failure_title="Something may only be done by a swipe or with two fingers",
    category="accessibility",
    requirements=("wcag:2.5.1",),
    impact=Impact.SERIOUS,
    unit="elements",
    certainty="needs review",
)
def swipe_alternatives(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What a swipe or two fingers do, one press does, too.

    ## Why it matters
    A swipe needs a steady hand, and a pinch needs two fingers. Who can only tap or click does not
    get to the next picture, and sees the map as it is.

    ## Who is hurt
    People who use a head pointer, a stick or their eyes. People with a tremor, and people who can
    move one finger only.

    ## What it checks
    Picture shows and strips whose scripts follow a finger, and whose rest stays out of sight. Maps
    of Leaflet, OpenLayers, Mapbox and others. It asks where no button or link near them goes on, or
    zooms. It leaves out what the browser itself scrolls, and what frames hold.

    ## How to fix
    Add buttons that go on and back, or that zoom in and out. Most picture shows and maps have them,
    unless somebody switched them off.

    ## Source
    WCAG 2.2, success criterion 2.5.1 Pointer Gestures (level A), technique G215, failure technique
    F105.
    """
    nothing = "nothing on the page seems to wait for a swipe"
    return gesture_outcome(presses, document, QUESTIONS, nothing)
