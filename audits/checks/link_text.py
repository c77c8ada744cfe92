"""Links say where they lead."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, element_of
from audits.derive.main_text import count_words
from audits.derive.names import bare
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    failed,
    needs_review,
    not_applicable,
    passed,
)
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
# What WCAG calls the context of a link, besides its sentence, which is inside one of these.
CONTEXTS = ("p", "li", "td", "th", "dd", "dt", "blockquote", "caption", "figcaption")
EXPLAINING_WORDS = 3  # fewer are a label such as "PDF:"


@audit(
    title="Links say where they lead",
    failure_title="Links do not say where they lead",
    category="accessibility",
    requirements=("wcag:2.4.4",),
    version=2,
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
    link-name. WCAG lets the words around a link explain it: those of its paragraph, list item or
    table cell, and the header of its row. Where there are such words, and where the link is an
    address, a person decides whether 2.4.4 is broken. The link is worth rewording all the same.

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
    words: dict[HtmlElement, int] = {}
    findings = [_finding(*fault, document, words) for fault in faults]
    is_sure = any(finding.status is Status.FAILED for finding in findings)
    tell = failed if is_sure else needs_review
    return tell(*findings, value=len(faults), unit="links")


def _fault(text: str) -> str:
    plain = bare(text)
    if plain in VAGUE:
        return f"The link “{cut(text, 100)}” does not say where it leads."
    if ADDRESS.fullmatch(text):
        return f"Would words say better than “{cut(text, 100)}” where the link leads?"
    return ""


def _finding(
    link: Link, message: str, document: Document, words: dict[HtmlElement, int]
) -> Finding:
    element = element_of(link, document)
    is_address = ADDRESS.fullmatch(link.text) is not None
    is_open = is_address or _is_explained(element, words)
    return found_at(
        element,
        document,
        f"{message} Do the words around it?" if is_open and not is_address else message,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW if is_open else Status.FAILED,
    )


def _is_explained(element: HtmlElement, words: dict[HtmlElement, int]) -> bool:
    """Whether there are words around a link that may say where it leads.

    `words` remembers how many each part of the page has.
    """
    around = next(element.iterancestors(*CONTEXTS), None)
    if around is None:
        return False
    own = count_words(element.text_content())
    if _words_in(around, words) - own >= EXPLAINING_WORDS:
        return True
    row = around.getparent() if around.tag == "td" else None
    headers = [] if row is None else row.iterchildren("th")
    return any(_words_in(header, words) for header in headers)


def _words_in(around: HtmlElement, words: dict[HtmlElement, int]) -> int:
    if around not in words:
        words[around] = count_words(around.text_content())
    return words[around]
