"""Where a page itself says that it listens to how the device is moved."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document
from audits.derive.scripts import inline_scripts

LISTENS = re.compile(
    r"""['"]device(?:motion|orientation(?:absolute)?)['"]|\bondevice(?:motion|orientation)\s*=(?!=)"""
    r"""|\bnew\s+(?:Accelerometer|Gyroscope|LinearAccelerationSensor|\w*OrientationSensor)\b"""
)
ATTRIBUTES = ("ondevicemotion", "ondeviceorientation", "ondeviceorientationabsolute")


def motion_listeners(document: Document) -> list[HtmlElement]:
    """Return the scripts in the page, and the elements, that listen to its sensors."""
    scripts = [each.element for each in inline_scripts(document) if LISTENS.search(each.text)]
    return scripts + [
        each
        for each in (document.root, document.body)
        if any(each.get(name) for name in ATTRIBUTES)
    ]
