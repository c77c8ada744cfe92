"""No two pages have the same title."""

import re
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from audits.checks.page_title import title_fault
from audits.derive.compared import as_far_as_seen
from audits.derive.document import cut
from audits.derive.names import tidy
from audits.derive.site import SitePage
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    needs_review,
    not_applicable,
    passed,
)
from audits.registry import audit

LONGEST_ADDRESS = 60
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)\Z")


@audit(
    title="No two pages have the same title",
    failure_title="Pages have the same title",
    category="accessibility",
    scope="site",
    requirements=("wcag:2.4.2",),
    certainty="needs review",
)
def repeated_titles(
    pages: Mapping[str, SitePage],
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """No two pages have the same title.

    ## Why it matters
    The title stands in the tab, in the bookmark and in the list of search results. Where five pages
    have the same one, people have to open all five.

    ## Who is hurt
    People who use a screen reader and go from tab to tab by the title. Everybody who looks for a
    page in a search engine or in the history.

    ## What it checks
    Pages of the same language with the very same title. Pages whose addresses differ only in the
    part after the question mark or in numbers, such as the pages of one list, count as one. So do a
    folder and its index page. A person decides, since two addresses may show the same page. Titles
    that say nothing at all are for the audit page-title.

    ## How to fix
    Begin each title with what sets the page apart: "Garden waste: what you can put in". If two
    addresses show the same page, redirect one to the other.

    ## Source
    WCAG 2.2, success criterion 2.4.2 Page Titled (level A), technique G88.
    """
    groups: dict[tuple[str, str], list[SitePage]] = defaultdict(list)
    for page in pages.values():
        groups[_key(page)].append(page)
    others = {}
    for group in groups.values():
        first: dict[str, SitePage] = {}  # of each kind of address
        for page in group:
            first.setdefault(_kind(page.url), page)
        for page in group if len(first) > 1 else ():
            others[page.url] = (_other(page, first), len(group))
    outcomes = {url: _outcome(page, others.get(url)) for url, page in pages.items()}
    return as_far_as_seen(outcomes, is_complete=is_complete)


def _key(page: SitePage) -> tuple[str, str]:
    return page.language.lower().partition("-")[0], tidy(page.title).casefold()


def _other(page: SitePage, first: Mapping[str, SitePage]) -> SitePage:
    """The first page of the same title that is another page."""
    own = _kind(page.url)
    return next(each for kind, each in first.items() if kind != own)


def _kind(url: str) -> str:
    """An address without its query and without its numbers."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        path = url
    path = INDEX.sub("/", path.casefold())
    return "".join("0" if each.isdigit() else each for each in path).rstrip("/")


def _outcome(page: SitePage, other: tuple[SitePage, int] | None) -> Outcome:
    if not page.title.strip() or title_fault(tidy(page.title)):
        return not_applicable("the page has no title that says something")
    if other is None:
        return passed()
    first, count = other
    question = (
        f"{count} pages have the title “{cut(tidy(page.title), 100)}”, this one and "
        f"{cut(urlsplit(first.url).path, LONGEST_ADDRESS)} among them. What tells them apart?"
    )
    return needs_review(
        Finding(
            question,
            selector="title",
            subject=cut(tidy(page.title)),
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
    )
