"""Links say where they lead."""

import re
from urllib.parse import unquote

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, element_of, scripted_links, told_links
from audits.derive.names import bare, description_of, tidy
from audits.derive.outline import TAGS
from audits.derive.surroundings import Surroundings
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
# Words that are also what a page may well be called: "Download" leads to /download.
OWN_PAGES = frozenset({"download", "details", "info", "more information", "further information"})
# Words that may be understood in a menu, beside their like: "Read", "Edit".
MENU_WORDS = frozenset({"details", "info", "more", "read", "see more", "view", "view more"})
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@audit(
    title="Links say where they lead",
    failure_title="Links do not say where they lead",
    category="accessibility",
    requirements=("wcag:2.4.4",),
    version=3,
    unit="links",
)
def link_text(links: list[Link], document: Document) -> Outcome:
    """Links say where they lead.

    ## Why it matters
    Many people go from link to link, or look at a list of all links. "Click here" ten times over
    tells them nothing, and a screen reader spells out a bare web address letter by letter.

    ## Who is hurt
    People who use a screen reader or screen magnifier, people who speak commands to their computer,
    and everybody who skims.

    ## What it checks
    That no link's name is a bare web address or one of a list of empty phrases. The list is in
    English and Welsh: "click here", "read more", "here", "cliciwch yma". A name given by aria-label
    or aria-labelledby counts. So does what is a link by its role only. Links without any name are
    for axe's rule link-name.

    WCAG lets the words around a link explain it: those of its sentence, paragraph, list item or
    table cell, and the header of its row. Where there are such words, or a title with more, a
    person decides whether the link breaks 2.4.4. So it is for "Read" or "More" in a menu, and where
    the link is an address. The link is worth rewording all the same. Links of a list of contents
    may have the words of the heading they lead to.

    ## How to fix
    Link the words that say where it leads. Not "To pay your council tax click here", but "Pay
    your council tax", all of it linked.

    ## Source
    WCAG 2.2, success criterion 2.4.4 Link Purpose (In Context) (level A), failure techniques F63
    and F84; GOV.UK content design, Links.
    """
    by_role = told_links(scripted_links(document, document.url), document)
    every = (*links, *(link for link, _ in by_role))
    named = [link for link in every if link.rel == "link" and link.text]
    if not named:
        return not_applicable("no links with a text on the page")
    faults = [(link, message) for link in named if (message := _fault(link, document))]
    if not faults:
        return passed(0, "links")
    around = Surroundings()
    findings = [_finding(*fault, document, around) for fault in faults]
    is_sure = any(finding.status is Status.FAILED for finding in findings)
    tell = failed if is_sure else needs_review
    return tell(*findings, value=len(faults), unit="links")


def says_nothing(link: Link, document: Document) -> bool:
    """Whether a link's name is an empty phrase, and not what it leads to is called."""
    plain = bare(link.text)
    is_named = plain in OWN_PAGES and _is_called(plain, link.url)
    return plain in VAGUE and not (is_named or _is_heading_there(plain, link, document))


def _fault(link: Link, document: Document) -> str:
    text = link.text
    if says_nothing(link, document):
        return f"The link “{cut(text, 100)}” does not say where it leads."
    if ADDRESS.fullmatch(text):
        return f"Would words say better than “{cut(text, 100)}” where the link leads?"
    return ""


def _is_called(plain: str, url: str) -> bool:
    """Whether the page, or the part of it, that a link leads to has its words for a name."""
    address, _, part = url.partition("#")
    page = address.partition("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
    return plain in {re.sub(r"[-_+]|%20", " ", each).casefold() for each in (page, part)}


def _is_heading_there(plain: str, link: Link, document: Document) -> bool:
    """Whether it leads to a part of the page whose heading has these words, as a contents list."""
    target = document.ids.get(unquote(link.href[1:])) if link.href.startswith("#") else None
    if target is None:
        return False
    heading = target if target.tag in TAGS else next(target.iter(*TAGS), None)
    heading = heading if heading is not None else next(target.iterancestors(*TAGS), None)
    return heading is not None and bare(tidy(heading.text_content())) == plain


def _finding(link: Link, message: str, document: Document, around: Surroundings) -> Finding:
    element = element_of(link, document)
    is_address = ADDRESS.fullmatch(link.text) is not None
    is_menu = link.region == "nav" and bare(link.text) in MENU_WORDS
    described = bare(description_of(element, document)) not in {"", bare(link.text)}
    is_open = is_address or is_menu or described or around.explain(element)
    return found_at(
        element,
        document,
        f"{message} Do the words around it?" if is_open and not is_address else message,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW if is_open else Status.FAILED,
    )
