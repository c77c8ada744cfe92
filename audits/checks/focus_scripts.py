"""Focus alone changes nothing, and is not taken away."""

import re
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, is_shown
from audits.derive.found import found_at
from audits.derive.scripts import NAVIGATES
from audits.model import Finding, Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

BLURS = re.compile(
    r"(?<![\w.$])(?:(?:this|event\.target|document\.activeElement|\$\(this\))\s*\.\s*)?"
    r"blur\s*\(\s*\)",
    re.IGNORECASE,
)
FOCUSABLE = frozenset("a area input select textarea button summary iframe".split())
MOST = 200  # elements of one page


@audit(
    title="Focus stays where the reader puts it",
    failure_title="A script takes the focus or the reader away",
    category="accessibility",
    requirements=("wcag:2.1.1", "wcag:2.4.7", "wcag:3.2.1"),
    impact=Impact.CRITICAL,
    unit="elements",
)
def focus_scripts(document: Document) -> Outcome:
    """Focus stays where the reader puts it.

    ## Why it matters
    Some pages drop the focus as soon as a link has it, to be rid of the frame around it. Then a
    keyboard cannot use the link. Others open a window or send a form before people have chosen
    anything.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader: they must pass each element on their
    way.

    ## What it checks
    The onfocus attributes of links, fields and other elements that the page shows. They must not
    call blur(), go to another address, open a window or send a form.

    ## How to fix
    Take the onfocus attribute away. People need the frame around what has the focus: change its
    look in the style sheet if it must fit the design.

    ## Source
    WCAG 2.2, success criteria 2.1.1 Keyboard, 2.4.7 Focus Visible and 3.2.1 On Focus; failure
    techniques F55 and F52.
    """
    listening = filter(_takes_focus, document.body.xpath(".//*[@onfocus]"))
    elements = list(islice(listening, MOST))
    if not elements:
        return not_applicable("no element has a script for when it gets the focus")
    findings: list[Finding] = []
    for element in elements:
        script = element.get("onfocus") or ""
        if BLURS.search(script):
            fault = "It drops the focus as soon as it has it, so that no keyboard can use it."
        elif NAVIGATES.search(script):
            fault = (
                "It goes to another page, opens a window or sends a form when it gets the focus."
            )
        else:
            continue
        findings.append(found_at(element, document, fault, impact=Impact.CRITICAL))
    return by_surest(findings, "elements")


def _takes_focus(element: HtmlElement) -> bool:
    if element.get("tabindex") is None:
        if element.tag not in FOCUSABLE or element.get("disabled") is not None:
            return False
        if element.tag in {"a", "area"} and element.get("href") is None:
            return False
    return is_shown(element)
