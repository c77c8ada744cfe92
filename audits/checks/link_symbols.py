"""Links are called by words, not by signs alone."""

from itertools import islice
from unicodedata import category

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, role_of
from audits.derive.found import found_at
from audits.derive.links import Link, leads_to_itself, scripted_links, told_links
from audits.derive.names import description_of
from audits.derive.outline import TAGS
from audits.derive.surroundings import Surroundings
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

NUMBERS = "#"  # in a list of letters: what begins with a number
MOST_LETTERS, FEW_LETTERS = 60, 5  # links beside it that are looked at, and are letters
CODE = ("code", "kbd", "samp", "tt", "var")


@audit(
    title="Links are called by words",
    failure_title="Links are called by a sign alone",
    category="accessibility",
    requirements=("wcag:2.4.4",),
    unit="links",
)
def link_symbols(links: list[Link], document: Document) -> Outcome:
    """Links are called by words, not by signs alone.

    ## Why it matters
    An arrow or three dots mean something only beside what they stand next to. A screen reader
    says "right-pointing double angle", or nothing at all.

    ## Who is hurt
    People who use a screen reader, and people who speak commands to their computer: they have no
    word to say.

    ## What it checks
    That the name of each link has a letter or a digit in it. A name from aria-label, hidden text
    or a picture counts, and so does a title or another description. Letters of an icon font are
    no words. Fine are small marks that lead to a footnote, links to the heading they stand in,
    and signs marked as code. A person decides where the words around the link may explain it,
    and about emoji.

    ## How to fix
    Write words, and keep the sign as decoration: "Next page »". Where there is no room, put the
    words into aria-label or into text that is hidden from the eye only.

    ## Source
    WCAG 2.2, success criterion 2.4.4 Link Purpose (In Context) (level A), techniques H30 and
    ARIA8; failure technique F89 for links without any name.
    """
    by_role = told_links(scripted_links(document, document.url), document)
    every = (*told_links(links, document), *by_role)
    named = [each for each in every if each[0].text and role_of(each[1]) in {"", "link"}]
    if not named:
        return not_applicable("no links with a name on the page")
    around = Surroundings()
    findings = []
    for link, element in named:
        if is_sign(link.text) and not _is_described(link, element, document):
            is_explained = around.explain(element)
            is_mark = is_explained or _is_in_heading(element)
            if not (is_mark and link.href.startswith("#")):
                findings.append(_finding(link, element, document, is_open=is_explained))
    return by_surest(findings, "links")


def is_sign(name: str) -> bool:
    """Whether a name has nothing that is read as a word."""
    return not any(map(str.isalnum, name))


def has_picture_sign(name: str) -> bool:
    """Whether a sign is an emoji or the like, which has a name of its own."""
    return any(category(each) == "So" for each in name)


def _is_described(link: Link, element: HtmlElement, document: Document) -> bool:
    description = description_of(element, document)
    is_described = bool(description) and not is_sign(description)
    return is_described or _is_code(element) or leads_to_itself(link, element, document)


def _is_in_heading(element: HtmlElement) -> bool:
    """Whether it may be there for people to copy the address of the heading around it."""
    heading = next(element.iterancestors(*TAGS), None)
    return heading is not None and not is_sign(heading.text_content())


def _is_code(element: HtmlElement) -> bool:
    """Whether the sign is what the link is about: an operator in a manual."""
    return next(element.iter(*CODE), next(element.iterancestors(*CODE), None)) is not None


def _is_in_alphabet(element: HtmlElement) -> bool:
    """Whether it stands in a list of single letters, as above an index."""
    parent = element.getparent()
    if parent is None:
        return False
    around = islice(parent.iterchildren("a"), MOST_LETTERS)
    return sum(len(each.text_content().strip()) == 1 for each in around) >= FEW_LETTERS


def _finding(link: Link, element: HtmlElement, document: Document, *, is_open: bool) -> Finding:
    is_open = is_open or has_picture_sign(link.text) or link.text == NUMBERS
    is_open = is_open or _is_in_alphabet(element)
    told = f"The link's name is “{cut(link.text, 30)}”, without a word."
    return found_at(
        element,
        document,
        f"{told} Do the words around it say where it leads?" if is_open else told,
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW if is_open else Status.FAILED,
    )
