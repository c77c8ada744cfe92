"""What is dragged can be moved by a press, too."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.gestures import gesture_outcome
from audits.model import Impact, Outcome
from audits.registry import audit

QUESTIONS = {
    "drag": "People can drag this, and we found no button for it. Can presses move it, too?",
    "slider": "This slider has no field, buttons or track that hears a press. Can people set "
    "it without a drag?",
    "map": "Dragging moves this map, and we found no button for it. Can presses move it?",
}


@audit(
    title="What is dragged can be moved by a press",
    failure_title="Something may only be moved by dragging",
    category="accessibility",
    requirements=("wcag:2.5.7",),
    impact=Impact.SERIOUS,
    unit="elements",
    certainty="needs review",
)
def drag_alternatives(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What is dragged can be moved by a press, too.

    ## Why it matters
    To drag is to press, to hold and to move all at once. Many people can do one of these at a time.

    ## Who is hurt
    People with a tremor or weak hands, and people who use a head pointer, a stick or their eyes.

    ## What it checks
    Items that scripts let people drag, sliders that scripts make, and maps of Leaflet, OpenLayers
    and Mapbox. It asks where people can press nothing near them to the same end. For an item that
    is a button to move it, for a slider a field, buttons or a track. For a map it is buttons that
    move it. Keys alone are not enough here, as who uses a stick may have no keyboard.

    ## How to fix
    Add buttons such as "move up" and "move down", or a menu that says where to. Put a field for
    the number beside a slider. Give a map buttons to move it, or offer a list of its places.

    ## Source
    WCAG 2.2, success criterion 2.5.7 Dragging Movements (level AA), technique G219, failure
    technique F108.
    """
    nothing = "nothing on the page seems to wait for a drag"
    return gesture_outcome(presses, document, QUESTIONS, nothing)
