"""Links say beforehand that they open a new window."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import description_of
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

SAME_WINDOW = frozenset({"", "_self", "_parent", "_top"})
WARNING = re.compile(
    r"\b(?:new|another|separate|different) (?:browser )?(?:windows?|tabs?|page)\b"
    r"|\bopens? (?:\w+ )?(?:externally|elsewhere|separately)|\bexternal(?: web)?(?: ?site| link)?\b"
    r"|\bpop-?ups?\b|(?:ffenestr|tab|tudalen) (?:arall|newydd)|\ballanol\b",
    re.IGNORECASE,
)
# Said once for all links of the page.
NOTICE = re.compile(
    r"\blinks?\b[^.!?]{0,120}\b(?:new|another|separate) (?:windows?|tabs?)\b"
    r"|\bdolen(?:ni|nau)?\b[^.!?]{0,120}\b(?:ffenestr|tab) newydd\b",
    re.IGNORECASE,
)
WEB = ("http:", "https:")
AFTER = 60  # characters after a link that may still speak of it
MOST_TEXT = 500_000


@audit(
    title="Links say that they open a new window",
    failure_title="Links open a new window without saying so",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
)
def new_windows(links: list[Link], document: Document) -> Outcome:
    """Links say beforehand that they open a new window.

    ## Why it matters
    In a new window the Back button does nothing. People who do not notice the new window are lost,
    and may give up.

    ## Who is hurt
    People who use a screen reader or enlarge a part of the screen, and people who are confused
    easily or new to the web.

    ## What it checks
    That links with a target such as "_blank" say so. They may do it in their words, in hidden
    text, in a title, in a picture's alternative text or right after the link. A sentence on the
    page that says it for all links is fine too.

    ## How to fix
    Let links open in the same window: take the target away. Where people need a new window, write
    "(opens in new tab)" at the end of the link's words.

    ## Source
    WCAG 2.2, technique G201 (advice at levels A and AA); GOV.UK Design System, Links.
    """
    frames = frozenset(document.root.xpath("//iframe/@name | //frame/@name"))
    opening = [each for each in told_links(links, document) if _opens(*each, frames)]
    if not opening:
        return not_applicable("no links that open a new window")
    silent = [each for each in opening if not _warns(*each, document)]
    if silent and NOTICE.search(document.body.text_content()[:MOST_TEXT]):
        silent = []
    findings = [
        found_at(
            element,
            document,
            f"The link “{cut(link.text or link.href, 100)}” opens a new window without saying so.",
            impact=Impact.MINOR,
        )
        for link, element in silent
    ]
    return by_surest(findings, "links")


def _opens(link: Link, element: HtmlElement, frames: frozenset[str]) -> bool:
    target = element.get("target", "").strip()
    is_elsewhere = target.lower() not in SAME_WINDOW and target not in frames
    return is_elsewhere and link.url.lower().startswith(WEB)


def _warns(link: Link, element: HtmlElement, document: Document) -> bool:
    said = (link.text, description_of(element, document), (element.tail or "")[:AFTER])
    return any(map(WARNING.search, said))
