"""What is done by moving the device can be done without."""

import re

from audits.derive.document import Document
from audits.derive.found import found_at
from audits.derive.motion import motion_listeners
from audits.derive.passages import passages_of
from audits.model import Impact, Outcome, Status, needs_review, not_applicable
from audits.registry import audit

SAYS = re.compile(
    r"\b(?:shake|tilt)(?:ing)? (?:your|the) (?:phone|device|tablet|mobile|handset)\b", re.IGNORECASE
)
MOST = 20  # findings of one page


@audit(
    title="Nothing needs the device to be moved",
    failure_title="Something may need the device to be moved",
    category="accessibility",
    requirements=("wcag:2.5.4",),
    impact=Impact.SERIOUS,
    certainty="needs review",
)
def device_motion(document: Document) -> Outcome:
    """Nothing needs the device to be moved.

    ## Why it matters
    Some pages do something when people shake or tilt a phone. Who cannot move the phone cannot do
    it. Whose hands shake does it without wanting to.

    ## Who is hurt
    People with a device fixed to a wheelchair or a bed, and people with a tremor.

    ## What it checks
    Scripts in the page itself that listen to the sensors of motion and orientation, and passages
    that ask to shake or tilt the device. It does not read scripts in files of their own. A person
    decides whether there is a button for the same, and a way to switch the motion off.

    ## How to fix
    Add a button or another control that does the same. Add a setting that switches the motion off.

    ## Source
    WCAG 2.2, success criterion 2.5.4 Motion Actuation (level A), technique G213, failure technique
    F106; W3C, ACT rules 7677a9 and c249d5.
    """
    question = "Is there a control that does the same, and can one switch the motion off?"
    listening = motion_listeners(document)
    asking = [each for each in passages_of(document) if SAYS.search(each.text)]
    findings = [
        found_at(
            element,
            document,
            f"A script listens to how people move the device. {question}",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
        for element in listening
    ]
    if not listening:
        findings += [
            found_at(
                each.element,
                document,
                f"The page asks to move the device. {question}",
                impact=Impact.SERIOUS,
                status=Status.NEEDS_REVIEW,
            )
            for each in asking
        ]
    if not findings:
        return not_applicable("nothing on the page seems to ask how the device is moved")
    return needs_review(*findings[:MOST])
