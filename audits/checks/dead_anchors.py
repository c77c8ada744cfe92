"""Links within a page lead to a place that is there."""

from urllib.parse import unquote

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, role_of
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import bare, content_name
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 20
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A script may make something of these, or read the address by itself.
WIRED = ("on", "data-", "aria-", "ng-", "v-", "x-", "@", "jsaction", "role")


@audit(
    title="Links within the page lead to a place on it",
    failure_title="Links lead to places that are not on the page",
    category="best practice",
    certainty="advice",
    impact=Impact.MODERATE,
    unit="links",
)
def dead_anchors(links: list[Link], document: Document) -> Outcome:
    """Links within a page lead to a place that is there.

    ## Why it matters
    A link such as "Opening hours" at the top of a long page should bring the reader there. When
    the place has lost its id, nothing happens, and people think that the page is broken.

    ## Who is hurt
    People who use a keyboard or a screen reader and save much time with such links. Everybody who
    reads a long page on a telephone.

    ## What it checks
    Links whose address is "#" and a name. An element with that id, or an anchor with that name,
    must be on the page. It reports a link without one where a heading has the words of the link. It
    also does so where other such links of the text lead somewhere.

    It leaves out links that a script may work with, and the top of the page. So it does with
    addresses that scripts use for pages of their own ("#/" and "#!").

    ## How to fix
    Give the heading that the link leads to the id that is in the address. Or delete the link.

    ## Source
    HTML standard, Scrolling to a fragment; WCAG 2.2, technique G124 (links at the top of the page
    to each area). Good practice: no criterion forbids it for links other than skip links.
    """
    inside = [
        (link, element)
        for link, element in told_links(links, document)
        if element.tag == "a" and link.text and _place_of(link)
    ]
    if not inside:
        return not_applicable("no links to places on the page itself")
    names = {each.get("name") for each in document.root.iter("a", "map") if each.get("name")}
    dead = [
        (link, element)
        for link, element in inside
        if _place_of(link) not in document.ids
        and _place_of(link) not in names
        and not _is_wired(element)
    ]
    if dead and not _are_meant(dead, inside, document):
        return passed(0, "links")
    findings = [
        found_at(
            element,
            document,
            f"The link “{cut(link.text, 60)}” leads to “{cut(link.href, 60)}”, and nothing on the "
            "page has that name.",
            impact=Impact.MODERATE,
        )
        for link, element in dead[:MOST_FINDINGS]
    ]
    return failed(*findings, value=len(dead), unit="links") if findings else passed(0, "links")


def _place_of(link: Link) -> str:
    """The name of the place on the page; nothing for its top and for what scripts make of it."""
    if not link.href.startswith("#"):
        return ""
    name = unquote(link.href[1:]).strip()
    is_special = name.casefold() == "top" or name[:1] in {"!", "/", ":", "?"} or "=" in name
    return "" if is_special else name


def _are_meant(
    dead: list[tuple[Link, HtmlElement]], inside: list[tuple[Link, HtmlElement]], document: Document
) -> bool:
    """Whether they are to lead to a place: a heading has their words, or links beside them do.

    Pages that are being made have links whose addresses are made up.
    """
    words = {bare(link.text) for link, _ in dead}
    if any(bare(content_name(each)) in words for each in document.root.iter(*HEADINGS)):
        return True
    in_main = sum(link.region not in {"", "header", "nav"} for link, _ in inside)
    return in_main > len(dead)


def _is_wired(element: HtmlElement) -> bool:
    return bool(role_of(element)) or any(name.startswith(WIRED) for name in element.attrib)
