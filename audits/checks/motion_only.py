"""What moving the device does, a press does, too."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.found import found_at
from audits.derive.keys import press_outcome
from audits.derive.motion import motion_listeners
from audits.derive.places import number
from audits.derive.states import SHAKEN
from audits.model import Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Nothing changes only because the device is moved",
    failure_title="Something changes only because the device is moved",
    category="accessibility",
    requirements=("wcag:2.5.4",),
    impact=Impact.SERIOUS,
)
def motion_only(presses: Mapping[str, Any], document: Document) -> Outcome:
    """What moving the device does, a press does, too.

    ## Why it matters
    Some pages change when people shake or tilt a phone. Who cannot move it can't use them, and who
    trembles sets them off all the time.

    ## Who is hurt
    People with a device fixed to a wheelchair or a bed, and people with a tremor.

    ## What it checks
    Where scripts wait for the sensors of a phone, it tells the page that the phone shakes, tilts
    and turns. It is a failure when words or values then change, and no control of the page could do
    the same or switch it off. If there are controls, a person decides. Links that only lead to
    other pages do not count.

    ## How to fix
    Add a button or another control that does the same. Add a setting that switches the motion off.

    ## Source
    WCAG 2.2, success criterion 2.5.4 Motion Actuation (level A), technique G213, failure technique
    F106; W3C, ACT rules 7677a9 and c249d5.
    """
    told = presses.get("motion")
    moved = [each for each in (told if isinstance(told, list) else ()) if isinstance(each, Mapping)]
    listening = motion_listeners(document)
    is_sure = bool(moved) and moved[0].get("ways") == 0 and number(moved[0], "ways") == 0
    findings = []
    if is_sure:
        findings = [
            found_at(
                listening[0] if listening else document.body,
                document,
                "The page changes when people move the device. No control does the same or "
                "switches it off.",
                impact=Impact.SERIOUS,
                state=SHAKEN,
            )
        ]
    elif moved and not listening:  # what a script in the page says is another check's question
        findings = [
            found_at(
                document.body,
                document,
                "The page changes when people move the device. Is there a control that does the "
                "same, and can one switch the motion off?",
                impact=Impact.SERIOUS,
                status=Status.NEEDS_REVIEW,
                state=SHAKEN,
            )
        ]
    return press_outcome(presses, "motion", findings, "", "nothing waits for the sensors")
