"""Links to a picture's file: what it shows is told in words."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import bare, tidy
from audits.derive.pictures import EXTENSION, file_of
from audits.model import Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

SOURCES = ("src", "data-src", "data-lazy-src")
SMALL_WORDS = re.compile(
    r"\b(?:view|see|open|enlarge|larger?|full|size|version|image|picture|photo|zoom|download|click"
    r"|here|to|the|a|of|this|in|delwedd|llun|gweld)\b",
    re.IGNORECASE,
)
# Pages about a picture, named like it: those of GitHub and of MediaWiki.
PAGE_ABOUT = re.compile(r"/(?:blob|tree|blame|commits?|wiki)/|/[^/]*:[^/]*\Z")
MOST_FINDINGS = 50


@audit(
    title="What a picture's file shows is told in words",
    failure_title="Links lead to a picture's file that may have no words",
    category="accessibility",
    requirements=("wcag:1.1.1",),
    unit="links",
    certainty="needs review",
)
def image_file_links(links: list[Link], document: Document) -> Outcome:
    """Links to a picture's file: what it shows is told in words.

    ## Why it matters
    A picture that opens by itself has no alternative text, whatever the page before it said. A
    map, a poster or a timetable that stands only there is lost.

    ## Who is hurt
    People who are blind or see little, and people who enlarge text: a picture's text blurs.

    ## What it checks
    Links whose address ends as pictures do (.jpg, .png and so on). Left out is the small picture
    with an alternative text that opens its own large version. A person decides whether the page
    says in words what the picture shows.

    ## How to fix
    Put the picture on a page, with an alternative text. If it shows text, a map or figures, write
    the same as text on that page, or as a table.

    ## Source
    WCAG 2.2, success criterion 1.1.1 Non-text Content (level A), techniques G94 and G95.
    """
    told = told_links(links, document)
    if not told:
        return not_applicable("no links on the page")
    findings = [
        found_at(
            element,
            document,
            f"The link “{cut(link.text, 60)}” opens a picture. "
            "Does the page say in words what it shows?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            subject=cut(link.href),
        )
        for link, element in told
        if _is_picture(link.url)
        and (link.text or element.find(".//img") is not None)
        and not _is_own_large_version(link, element)
    ][:MOST_FINDINGS]
    if not findings:
        return passed(0, "links")
    return needs_review(*findings, value=len(findings), unit="links")


def _is_picture(url: str) -> bool:
    try:
        path = urlsplit(url[:2000]).path
    except ValueError:
        return False
    return EXTENSION.search(path) is not None and not PAGE_ABOUT.search(path)


def _is_own_large_version(link: Link, element: HtmlElement) -> bool:
    """Whether the link is a picture with an alternative text, and leads to its larger self."""
    large = _plain(file_of(link.url))
    for image in element.iter("img"):
        if not bare(SMALL_WORDS.sub(" ", tidy(image.get("alt", "")))):
            continue
        if any(_is_same(large, _plain(file_of(image.get(name, "")))) for name in SOURCES):
            return True
    return False


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", EXTENSION.sub("", name)).casefold()


def _is_same(large: str, small: str) -> bool:
    """hall.jpg, and hall-300x200.jpg or thumb_hall.jpg."""
    return bool(large and small) and (large in small or small in large)
