"""The page works however the device is held."""

import re

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.passages import passages_of
from audits.derive.scripts import inline_scripts
from audits.model import Impact, Outcome, Status, needs_review, not_applicable
from audits.registry import audit

LOCKS = re.compile(
    r"\borientation\s*\.\s*lock\s*\(|\b(?:moz|ms)?lockOrientation\s*\(", re.IGNORECASE
)
DEVICE = "phone|device|tablet|screen|mobile|ffôn|dyfais|sgrin"
SAYS = re.compile(
    rf"\b(?:rotate|turn|flip|trowch)\b (?:your|the|eich) (?:{DEVICE})\b(?! off| on)"
    rf"|\b(?:please|must|need to|only)\b[^.]{{0,40}}\bin (?:landscape|portrait)\b"
    rf"|\b(?:viewed|works?|view (?:this|the) \w+)\b[^.]{{0,30}}\bin (?:landscape|portrait)\b"
    rf"|\bhold (?:your|the) (?:{DEVICE}) (?:sideways|upright|horizontally|vertically)",
    re.IGNORECASE,
)
MOST = 20  # findings of one page


@audit(
    title="The page works however the device is held",
    failure_title="The page may work in one orientation only",
    category="accessibility",
    requirements=("wcag:1.3.4",),
    impact=Impact.SERIOUS,
    certainty="needs review",
)
def orientation_lock(document: Document) -> Outcome:
    """The page works however the device is held.

    ## Why it matters
    Not everybody can turn their phone or tablet. A page that asks them to do so is closed to them.

    ## Who is hurt
    People with a device fixed to a wheelchair, a bed or a stand.

    ## What it checks
    Passages that ask to turn the device, or say that the page works only upright or only sideways.
    Scripts in the page that lock the orientation. Style sheets that turn the page are for axe to
    tell. A person decides whether the page works without turning.

    ## How to fix
    Let the page fit both ways, and take the message or the lock away. A wide table or map may
    scroll sideways inside its own frame.

    ## Source
    WCAG 2.2, success criterion 1.3.4 Orientation (level AA), failure techniques F97 and F100;
    W3C, ACT rule b33eff.
    """
    findings = [
        found_at(
            each.element,
            document,
            f"“{cut(each.text, 100)}” Does the page work without that?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
        for each in passages_of(document)
        if SAYS.search(each.text)
    ]
    findings += [
        found_at(
            each.element,
            document,
            "A script locks the page in one orientation. Does the page work both ways?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
        for each in inline_scripts(document)
        if LOCKS.search(each.text)
    ]
    if not findings:
        return not_applicable("nothing on the page asks for one orientation")
    return needs_review(*findings[:MOST])
