"""The Tab key stops only where something can be done."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_shown
from audits.derive.found import found_at
from audits.derive.names import content_name, tidy
from audits.model import Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

# What is no control by itself, and scrolls only where a style says so, which one cannot see here.
TEXT_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd span strong em b i small td th img label blockquote figcaption "
    "address time div section article".split()
)
CONTAINERS = frozenset({"div", "section", "article", "td", "li", "dd", "blockquote"})
MEANS_MORE = re.compile(r"\A(?:on|data-|aria-(?!hidden|label|describedby)|ng-|v-|x-|@|\(|jsaction)")
SCROLLS = re.compile(r"overflow|scroll|resize", re.IGNORECASE)
CONTROLS = "a[@href] | .//button | .//input | .//select | .//textarea | .//iframe | .//video"
INSIDE = f".//{CONTROLS} | .//table | .//pre | .//svg | .//canvas | .//*[@tabindex]"
MOST_TEXT = 300  # characters of a passage; a box with more may scroll
MOST_FINDINGS = 20


@audit(
    title="The Tab key stops only where something can be done",
    failure_title="The Tab key stops at text",
    category="accessibility",
    requirements=("wcag:4.1.2",),
    certainty="needs review",
    unit="elements",
)
def tabindex_on_text(document: Document) -> Outcome:
    """The Tab key stops only where something can be done.

    ## Why it matters
    Those who go by the keyboard expect that they can press what the focus is on. A heading or a
    paragraph that takes the focus looks like a broken button, and costs one more press.

    ## Who is hurt
    People who use a keyboard or a switch, each press of which may be hard. People who use a screen
    reader and wonder what they have missed.

    ## What it checks
    Text that has a tabindex of 0 or more, but no role that says what it is, and nothing inside to
    use. A person decides whether a script makes something of it. It leaves out boxes that may
    scroll, and elements that a script or a label says more about.

    ## How to fix
    Take the tabindex away. Screen readers come to text without it. If people are to press it, make
    it a button or a link.

    ## Source
    WCAG 2.2, success criterion 4.1.2 Name, Role, Value (level A), failure technique F59; W3C, ARIA
    Authoring Practices, Developing a Keyboard Interface.
    """
    marked = document.body.xpath("descendant::*[@tabindex]")
    if not marked:
        return not_applicable("nothing on the page has a tabindex")
    findings = []
    for element in marked:
        if not _is_plain(element) or not (text := _text(element)) or not is_shown(element):
            continue
        question = f"The Tab key stops at “{cut(text, 60)}”. What can people do there?"
        findings.append(
            found_at(
                element,
                document,
                question,
                impact=Impact.MODERATE,
                status=Status.NEEDS_REVIEW,
            )
        )
        if len(findings) == MOST_FINDINGS:
            break
    if not findings:
        return passed(0, "elements")
    return needs_review(*findings, value=len(findings), unit="elements")


def _is_plain(element: HtmlElement) -> bool:
    """Whether an element is text, and nothing says that it is more."""
    if element.tag not in TEXT_TAGS or element.get("role") is not None:
        return False
    if not re.fullmatch(r"\s*\d{1,5}\s*", element.get("tabindex", "")):
        return False
    if any(MEANS_MORE.match(name) for name in element.attrib):
        return False
    if element.get("contenteditable") is not None or element.get("accesskey") is not None:
        return False
    looks = f"{element.get('style', '')} {element.get('class', '')}"
    return not SCROLLS.search(looks)


def _text(element: HtmlElement) -> str:
    """What the element says; nothing when it holds more than a short text."""
    if element.tag == "img":
        return tidy(element.get("alt", ""))
    if element.xpath(f"boolean({INSIDE})"):
        return ""
    text = content_name(element)
    return text if len(text) <= MOST_TEXT or element.tag not in CONTAINERS else ""
