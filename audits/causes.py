"""The identity of a cause: the same thing to fix has the same key on every page it shows on."""

import re
from dataclasses import dataclass
from hashlib import sha256

from audits.derive.template import shell_of
from audits.model import Finding

CHROME = frozenset({"header", "nav", "aside", "footer"})
POSITION = re.compile(r":nth-(?:last-)?(?:child|of-type)\([^)]*\)")
ESCAPED_NAME = r"(?:\\[0-9a-fA-F]{1,6}\s?|\\.|[\w-]|[^\x00-\x7f])+"
ID = re.compile(rf"#({ESCAPED_NAME})")
OWN_ID = re.compile(rf"#{ESCAPED_NAME}\Z")
HEADING = re.compile(r"<(h[1-6])[ >]")
VALUE = r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^\]]*)"
ATTRIBUTE_VALUE = re.compile(rf"\[\s*([\w:|\\-]+)\s*[~|^$*]?=\s*{VALUE}[^\]]*\]")
CLASS = re.compile(rf"\.({ESCAPED_NAME})")
OPENING_TAG = re.compile(r"\s*<([a-zA-Z][\w:-]*)((?:\"[^\"]*\"?|'[^']*'?|[^>\"'])*)>?")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"?|'[^']*'?|[^\s\"'>]+))?")
# Classes and attributes that say what is going on just now, not what the element is.
STATE_CLASS = re.compile(
    r"(?:.*--|is-|has-)?"
    r"(?:active|current|selected|open|opened|closed|expanded|collapsed|focus|last|first|odd|even)\Z"
    r"|.*active-trail\Z|js-.*\Z"
)
STATE_ATTRIBUTES = frozenset(
    {
        *("aria-current", "aria-expanded", "aria-pressed", "aria-selected"),
        *("checked", "data-once", "open", "selected", "style"),
    }
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What has to be fixed once, however many pages show it."""

    key: str
    region: str = ""
    template: str = ""
    selector: str = ""
    skeleton: str = ""
    subject: str = ""


def cause_of(rule_id: str, finding: Finding, template: str) -> Cause:
    """The cause behind a finding. No page address is part of it."""
    if finding.subject:
        key = _hash(rule_id, finding.region, finding.subject)
        return Cause(key, region=finding.region, subject=finding.subject)
    place = _place(finding.region, template)
    skeleton = skeleton_of(finding.snippet)
    selector = normal_selector(_without_anchor(finding.selector, skeleton))
    return Cause(
        _hash(rule_id, finding.region, place, selector, skeleton),
        region=finding.region,
        template=place,
        selector=selector,
        skeleton=skeleton,
    )


def _place(region: str, template: str) -> str:
    """Which pages share what stands there: all, those of one shell, or those of one template."""
    if region in CHROME:
        return ""
    return template if region == "main" else shell_of(template)


def _without_anchor(selector: str, skeleton: str) -> str:
    """The selector without the id of a heading, which is there to be linked to."""
    heading = HEADING.match(skeleton)
    return OWN_ID.sub(heading[1], selector) if heading else selector


def normal_selector(selector: str) -> str:
    """The selector without positions, numbered ids, states and values, other digits folded."""
    folded = POSITION.sub("", selector)
    folded = ATTRIBUTE_VALUE.sub(r"[\1]", folded)
    folded = ID.sub(lambda found: "" if re.search(r"\d", found[1]) else found[0], folded)
    folded = CLASS.sub(lambda found: "" if STATE_CLASS.match(found[1]) else found[0], folded)
    folded = _folded(folded)
    steps = [step.strip() or "*" for step in re.split(r"(?<!>)>(?!>)", folded)]
    return " > ".join(" ".join(step.split()) for step in steps) if folded.strip() else ""


def skeleton_of(html: str) -> str:
    """The element's own tag: attribute names, and class names with digits folded."""
    found = OPENING_TAG.match(html)
    if not found:
        return ""
    attributes = [(name.lower(), value.strip("\"'")) for name, value in ATTRIBUTE.findall(found[2])]
    kept = sorted(
        _attribute(name, value) for name, value in attributes if name not in STATE_ATTRIBUTES
    )
    return f"<{' '.join([found[1].lower(), *filter(None, kept)])}>"


def _attribute(name: str, value: str) -> str:
    if name != "class":
        return _folded(name)
    names = sorted({_folded(each) for each in value.split() if not STATE_CLASS.match(each)})
    return f'class="{" ".join(names)}"' if names else ""


def _folded(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
