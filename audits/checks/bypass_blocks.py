"""What stands on every page can be skipped."""

import re
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from audits.derive.document import Document, is_shown, role_of
from audits.derive.main_text import count_words
from audits.derive.names import content_name, tidy
from audits.derive.outline import Heading
from audits.derive.passages import passages_of
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable, passed
from audits.registry import audit

MANY_LINKS = 5  # before the text, one after another: a menu beyond doubt
LONG_TEXT = 20  # words of a passage that is no menu
SKIP = re.compile(r"\b(?:skip|jump|straight|go) (?:to|over|past)\b|\bneidio\b", re.IGNORECASE)
MOST_LOOKED_AT = 2000


@audit(
    title="What stands on every page can be skipped",
    failure_title="What stands on every page cannot be skipped",
    category="accessibility",
    requirements=("wcag:2.4.1",),
    impact=Impact.SERIOUS,
)
def bypass_blocks(document: Document, headings: list[Heading]) -> Outcome:
    """What stands on every page can be skipped.

    ## Why it matters
    A menu of thirty links stands at the top of every page. Those who see it look past it. Without a
    way to skip it, others hear it or tab through it each time.

    ## Who is hurt
    People who use a screen reader, a keyboard or a switch. People who enlarge the page until only a
    part of it fits on the screen.

    ## What it checks
    Whether a page with links before its text has at least one way to skip them. A heading, a main
    landmark, or a link to a place in the page will do. It is a failure when none of these exist and
    at least five links stand before the text. With fewer, a person decides. Whether a skip link
    works is for the audit skip-link to say.

    ## How to fix
    Put <main> around the page's own content and a heading at its start. Put a link "Skip to main
    content" first in the template: <a href="#content">.

    ## Source
    WCAG 2.2, success criterion 2.4.1 Bypass Blocks (level A), techniques G1, H69 and ARIA11; W3C,
    ACT rule cf77f2.
    """
    if any(each.text for each in headings):
        return passed()
    if _has_main(document) or _has_way_down(document):
        return passed()
    text = next(
        (
            each.element
            for each in passages_of(document)
            if not each.is_linked and count_words(each.text) >= LONG_TEXT
        ),
        None,
    )
    if text is None:
        return not_applicable("no text that a menu could stand before")
    links, blocks = _before(text, document)
    if not links and not blocks:
        return not_applicable("nothing stands before the text")
    if links >= MANY_LINKS:
        message = f"{links} links stand before the text, and nothing lets people skip them."
        return by_surest([_finding(message, Status.FAILED)])
    message = (
        "The page has no headings, no main landmark and no skip link. "
        "Does what stands before the text stand on other pages too?"
    )
    return by_surest([_finding(message, Status.NEEDS_REVIEW)])


def _has_main(document: Document) -> bool:
    found = document.root.xpath("//main | //*[@role='main']")
    return any(is_shown(each) for each in found[:10])


def _has_way_down(document: Document) -> bool:
    """A link to a place in the page, or a button that says so."""
    controls = document.body.iter("a", "area", "button")
    for control in islice(controls, MOST_LOOKED_AT):
        href = control.get("href", "").strip()
        if href.startswith("#") and unquote(href[1:]) in document.ids:
            return True
        if SKIP.search(content_name(control) or tidy(control.get("aria-label", ""))):
            return True
    roles = document.root.xpath("//*[@role='link' or @role='button']")
    return any(SKIP.search(content_name(each)) for each in roles[:100])


def _before(text: HtmlElement, document: Document) -> tuple[int, bool]:
    """How many links to other pages stand before an element, and whether a landmark does."""
    links, has_block = 0, False
    for element in document.body.iter("*"):
        if element is text:
            break
        if element.tag == "a" and _leads_away(element) and is_shown(element):
            links += 1
        is_block = element.tag in {"nav", "aside"} or role_of(element) in {
            "navigation",
            "complementary",
            "banner",
        }
        has_block = has_block or (is_block and is_shown(element))
        if links > MOST_LOOKED_AT:
            break
    return links, has_block


def _leads_away(link: HtmlElement) -> bool:
    href = link.get("href", "").strip()
    return bool(href) and not href.startswith("#")


def _finding(message: str, status: Status) -> Finding:
    return Finding(message, selector="body", impact=Impact.SERIOUS, status=status)
