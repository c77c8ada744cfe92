"""There is something between two links in a text."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import INLINE
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

IN_TEXT = frozenset({"p", "li", "td", "dd", "dt", "th", "blockquote", "figcaption", "sup"})
# Style sheets set these apart, as far as their names tell.
SET_APART = re.compile(
    r"(?:^|[\s_-])(?:btn|button|pill|badge|tag|tab|chip|icon|card|tile|social|share|pager?|nav"
    r"|menu|page-?numbers?|links?|buttons?|flex|grid|d-block|block)(?:$|[\s_-])",
    re.IGNORECASE,
)


@audit(
    title="There is something between two links in a text",
    failure_title="Two links in a text touch each other",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
)
def touching_links(links: list[Link], document: Document) -> Outcome:
    """There is something between two links in a text.

    ## Why it matters
    Two links without even a space between them look like one link of many words. Footnotes 1 and 2
    become footnote 12.

    ## Who is hurt
    People who see little, people who find it hard to read, and people whose hands shake.

    ## What it checks
    Links in paragraphs, list items and table cells that follow each other with no space or sign
    between them. It leaves out menus, buttons and rows of icons: style sheets keep those apart.

    ## How to fix
    Put a comma, a word or at least a space between the links. Better still, make a list of them.

    ## Source
    Checkpoint 10.5 of WCAG 1.0, which later versions have dropped. This is advice.
    """
    told = {element: link for link, element in told_links(links, document) if element.tag == "a"}
    if not told:
        return not_applicable("no links on the page")
    findings = []
    for second, link in told.items():
        first = second.getprevious()
        if first is None or first not in told or told[first].url == link.url:
            continue
        if _touch(first, second) and told[first].text and link.text:
            findings.append(
                found_at(
                    second,
                    document,
                    f"Nothing stands between the links “{cut(told[first].text, 60)}” and "
                    f"“{cut(link.text, 60)}”.",
                    impact=Impact.MINOR,
                )
            )
    return by_surest(findings, "links")


def _touch(first: HtmlElement, second: HtmlElement) -> bool:
    parent = second.getparent()
    if first.tail or parent is None or parent.tag not in IN_TEXT:
        return False
    if any(SET_APART.search(each.get("class", "")) for each in (first, second, parent)):
        return False
    if any(each.get("style") for each in (first, second, parent)):
        return False
    before, after = first.text_content(), second.text_content()
    if not before[-1:].isalnum() or not after[:1].isalnum():
        return False  # a sign parts them: [1][2]
    return _is_plain(first) and _is_plain(second) and _is_raised(first) == _is_raised(second)


def _is_raised(link: HtmlElement) -> bool:
    """A footnote's number: it stands out from the words before it."""
    return link.find(".//sup") is not None


def _is_plain(link: HtmlElement) -> bool:
    """Words only, no picture and no block inside."""
    return all(each.tag in INLINE for each in link.iter("*"))
