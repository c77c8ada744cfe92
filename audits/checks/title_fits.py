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
# Who makes websites, by name: Ottermere Vale Council, University of Arkham, Cyngor Gwynedd.
NAME = r"(?:[A-Z][\w'’.-]*|of|and|the|upon|on|&)"
BODY = re.compile(
    rf"(?:Welcome to )?(?:{NAME} ){{1,6}}(?:Council|University|College|Trust|Authority)"
    r"(?: [Ww]ebsite)?"
    rf"|(?:The )?(?:University|City|Borough|County|London Borough) of {NAME}(?: {NAME}){{0,5}}"
    rf"|Cyngor(?: {NAME}){{1,6}}"
)
HOME = re.compile(
    r"^https?://[^/]+/?(?:(?:cy|en|welsh|cymraeg|home|hafan|index|default)(?:\.\w+)?)?/?(?:[?#]|\Z)"
)
BRACKETS = re.compile(r"\([^()]*\)?|\[[^][]*\]?")
FEW_WORDS = 2  # fewer, and a title may say it in other words than the page
ENOUGH_TEXT = 8  # words of a page whose title can be held against them
MOST_TEXT = 200_000
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
    version=2,
    certainty="needs review",
)
def title_fits(
    title: str | None, headings: list[Heading], main_text: MainText, document: Document
) -> Outcome:
    """The page's title fits the page.

    ## Why it matters
    When editors copy a page to make a new one, it often keeps the old title. Then the tab, the
    bookmark and the search result promise another page.

    ## Who is hurt
    People who use a screen reader: they hear the title first, and leave when it is wrong. Everybody
    who comes from a search engine.

    ## What it checks
    That the page has one title only. That title and main heading have a word in common, or else
    that the text has one of the title's words. That a title is not the name of the council alone,
    save on the home page.

    Without a main heading, another heading must be part of it, or half of its words in the text.
    Where not, a person decides: "Bins" is a good title for "Waste and recycling". Titles that say
    nothing at all are for the audit page-title.

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
    fault = (
        _fault_without_heading(title, headings, document)
        if main is None
        else _fault(title, main.text, main_text, document)
    )
    return needs_review(_finding(fault)) if fault else passed()


def _fault(title: str, heading: str, main_text: MainText, document: Document) -> str:
    told, shown = _words(_without_site(title)), _words(heading)
    if not told or not shown:
        return ""
    if _is_body(title) and HOME.search(document.url):
        return ""
    if _is_body(title) and len(shown - _words(title)) > 1:
        return (
            f"The title is only “{cut(title, 100)}”, the main heading “{cut(heading, 100)}”. "
            "Does the title tell this page from others?"
        )
    text = " ".join(block.text for block in main_text.blocks)
    if shown & _words(" ".join(_own_parts(title))) or told & _words(text):
        return ""
    return (
        f"The title is “{cut(title, 100)}” and the main heading “{cut(heading, 100)}”. "
        "Does the title say what the page is about?"
    )


def _fault_without_heading(title: str, headings: list[Heading], document: Document) -> str:
    """Where nothing else says what the page is about, most words of the title should be there."""
    parts = [words for part in _own_parts(title) if (words := _words(part))]
    if any(_words(heading.text) == words for heading in headings for words in parts):
        return ""
    told = _words(_without_site(BRACKETS.sub("", title)))
    text = document.body.text_content()[:MOST_TEXT]
    if len(told) < FEW_WORDS or len(WORD.findall(text)) < ENOUGH_TEXT:
        return ""
    if 2 * len(told & _words(text)) >= len(told):
        return ""
    return f"The title is “{cut(title, 100)}”. Does it say what the page is about?"


def _is_body(title: str) -> bool:
    """Whether a title names who has made the page, and nothing else."""
    return len(PARTS.split(title)) == 1 and BODY.fullmatch(title) is not None


def _without_site(title: str) -> str:
    """The title without the name of the site: the part that says council, else the last."""
    parts = PARTS.split(title)
    own = _own_parts(title)
    if len(own) == len(parts) > 1:
        own.pop()
    return " ".join(own or parts)


def _own_parts(title: str) -> list[str]:
    """The parts of a title without the one that says council."""
    return [part for part in PARTS.split(title) if not OF_THE_SITE.search(part)]


def _words(text: str) -> set[str]:
    found = (each.casefold() for each in WORD.findall(text))
    return {each.rstrip("s")[:SAME_LETTERS] for each in found if each not in EMPTY_WORDS}


def _finding(question: str) -> Finding:
    return Finding(question, selector="title", impact=Impact.MODERATE, status=Status.NEEDS_REVIEW)
