"""The page's title fits what the page shows."""

import re

from audits.checks.page_title import title_fault
from audits.derive.document import Document, cut
from audits.derive.main_text import MainText
from audits.derive.names import tidy
from audits.derive.outline import Heading
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

PARTS = re.compile(r"\s+[-–—|:·•]\s+|:\s+")
OF_THE_SITE = re.compile(r"\b(?:council|cyngor|gov|website)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{3,}")
SAME_LETTERS = 5  # words that begin alike are the same: bins, bin; recycle, recycling
# What stands in titles and headings without saying what the page is about.
EMPTY_WORDS = frozenset(
    "and are can for from get has have how into its not our out that the their them this under "
    "was what when where which who why will with you your welcome home page council borough city "
    "county district town gov www website cyngor".split()
)


@audit(
    title="The page's title fits the page",
    failure_title="The page's title may not fit the page",
    category="accessibility",
    requirements=("wcag:2.4.2",),
    certainty="needs review",
)
def title_fits(
    title: str | None, headings: list[Heading], main_text: MainText, document: Document
) -> Outcome:
    """The page's title fits the page.

    ## Why it matters
    A page that is copied to make a new one often keeps the old title. Then the tab, the bookmark
    and the search result promise another page.

    ## Who is hurt
    People who use a screen reader: they hear the title first, and leave when it is wrong. Everybody
    who comes from a search engine.

    ## What it checks
    That the page has one title only. That title and main heading have a word in common, or else
    that the text has one of the title's words. Where not, a person decides: "Bins" is a good title
    for "Waste and recycling". Titles that say nothing at all are left to the audit page-title.

    ## How to fix
    Say in the title what the main heading says, then the name of the council. Take away second
    titles, which templates and plug-ins leave behind.

    ## Source
    WCAG 2.2, success criterion 2.4.2 Page Titled (level A), technique G88; W3C, ACT rule c4a8a4.
    """
    titles = document.root.xpath("//title[not(ancestor::svg)]")
    if not title or title_fault(title):
        return not_applicable("the page has no title that says something")
    if len({tidy(each.text_content()) for each in titles}) > 1:
        question = (
            f"The page has {len(titles)} titles. Is the first the right one: “{cut(title, 100)}”?"
        )
        return needs_review(_finding(question))
    main = next((heading for heading in headings if heading.level == 1 and heading.text), None)
    told = _words(_without_site(title))
    if main is None or not told or not (shown := _words(main.text)):
        return passed()
    if told & shown or told & _words(" ".join(block.text for block in main_text.blocks)):
        return passed()
    question = (
        f"The title is “{cut(title, 100)}” and the main heading “{cut(main.text, 100)}”. "
        "Does the title say what the page is about?"
    )
    return needs_review(_finding(question))


def _without_site(title: str) -> str:
    """The title without the name of the site: the part that says council, else the last."""
    parts = PARTS.split(title)
    own = [part for part in parts if not OF_THE_SITE.search(part)]
    if len(own) == len(parts) > 1:
        own.pop()
    return " ".join(own or parts)


def _words(text: str) -> set[str]:
    found = (each.casefold() for each in WORD.findall(text))
    return {each.rstrip("s")[:SAME_LETTERS] for each in found if each not in EMPTY_WORDS}


def _finding(question: str) -> Finding:
    return Finding(question, selector="title", impact=Impact.MODERATE, status=Status.NEEDS_REVIEW)
