"""Links say where they lead."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, snippet
from audits.derive.links import Link, element_of
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# English and Welsh, as council pages use them. WCAG failure technique F84.
VAGUE = frozenset(
    {
        *("click here", "click", "click this", "click this link", "click the link", "click below"),
        *("here", "this", "this link", "this page", "this website", "link", "page", "website"),
        *("more", "read more", "more info", "more information", "more details", "find out more"),
        *("learn more", "see more", "view more", "read", "details", "info", "further information"),
        *("continue", "continue reading", "go", "see here", "see", "view", "visit", "visit here"),
        *("download", "download here", "pdf", "document", "this document", "file", "this form"),
        *("cliciwch yma", "cliciwch", "yma", "mwy", "rhagor", "darllen mwy", "darllenwch fwy"),
        *("mwy o wybodaeth", "rhagor o wybodaeth", "dysgu mwy", "gweld mwy", "y ddolen hon"),
    }
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@audit(
    title="Links say where they lead",
    failure_title="Links do not say where they lead",
    category="accessibility",
    requirements=("wcag:2.4.4",),
    unit="links",
)
def link_text(links: list[Link], document: Document) -> Outcome:
    """Links say where they lead.

    ## Why it matters
    Many people go from link to link, or look at a list of all links. "Click here" ten times over
    tells them nothing, and a bare web address is spelt out letter by letter.

    ## Who is hurt
    People who use a screen reader or screen magnifier, people who speak commands to their computer,
    and everybody who skims.

    ## What it checks
    That no link's name is a bare web address or one of a list of empty phrases. The list is in
    English and Welsh: "click here", "read more", "here", "cliciwch yma". A name given by
    aria-label or aria-labelledby counts. Links without any name are left to axe's rule
    link-name. WCAG lets the sentence around a link explain it, so a person decides whether a
    finding breaks 2.4.4. The link is worth rewording all the same.

    ## How to fix
    Link the words that say where it leads. Not "To pay your council tax click here", but "Pay
    your council tax", all of it linked.

    ## Source
    WCAG 2.2, success criterion 2.4.4 Link Purpose (In Context) (level A), failure techniques F63
    and F84; GOV.UK content design, Links.
    """
    named = [link for link in links if link.rel == "link" and link.text]
    if not named:
        return not_applicable("no links with a text on the page")
    faults = [(link, message) for link in named if (message := _fault(link.text))]
    if not faults:
        return passed(0, "links")
    findings = (
        _finding(link, message, element_of(link, document), document) for link, message in faults
    )
    return failed(*findings, value=len(faults), unit="links")


def _fault(text: str) -> str:
    bare = EDGES.sub("", text).casefold()
    if bare in VAGUE:
        return f"The link “{cut(text, 100)}” does not say where it leads."
    if ADDRESS.fullmatch(text):
        return f"The link is a bare web address: “{cut(text, 100)}”."
    return ""


def _finding(link: Link, message: str, element: HtmlElement, document: Document) -> Finding:
    return Finding(
        message,
        selector=document.selector(element),
        snippet=snippet(element),
        region=link.region,
        impact=Impact.MODERATE,
    )
