"""The page offers no more ways than people can weigh up."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.main_text import MainText
from audits.derive.names import tidy
from audits.derive.tasks import LISTS
from audits.model import Finding, Impact, Outcome, failed, passed
from audits.registry import audit

MOST_LINKS = 100
# Words of a page to each of its links: with more, it is a text that has links, not a choice.
TEXT = 12
IN_ORDER = 0.9  # of neighbours
IN_A_PART = 20  # links below each heading, on average: more is no order
LISTED = re.compile(
    r"\b(?:index|site ?map|contents|search|results?|directory|register|archive|news|list(?:s|ing)?"
    r"|glossary|references?|bibliography|minutes|agendas?|publications|downloads|map o['’]r|members"
    r"|councillors|a to z|calendar|events|schools|streets|roads|parishes|symbols|functions|classes"
    r"|modules|packages|members|api|all\b.{0,20})\b",
    re.IGNORECASE,
)


@audit(
    title="The page offers a choice that people can weigh up",
    failure_title="The page offers far too many links to choose from",
    category="dead ends",
    impact=Impact.MINOR,
    unit="links",
)
def too_many_links(main_text: MainText, document: Document, title: str | None) -> Outcome:
    """The page offers no more ways than people can weigh up.

    ## Why it matters
    A hundred links are no choice but a search. People read the first ten and take the one that is
    least wrong.

    ## Who is hurt
    People who listen to every link in its turn, people with a memory that tires, and people on a
    small screen.

    ## What it checks
    The different pages that the main text links to. More than 100 fail, where the page is hardly
    more than its links, and has fewer than one heading to 20 of them. It leaves alone long texts
    with links in them. So with lists by nature: A to Z, site map, search results, directories,
    news, tables, and whatever stands in the order of the alphabet.

    ## How to fix
    Group the links by what people want, and show one level at a time. Put what most people want
    first.

    ## Source
    Dropkerb's list of dead ends, DE61. The limit of 100 is Dropkerb's own, and generous.
    """
    elements = [
        each
        for each in main_text.actions
        if each.tag == "a"
        and not each.get("href", "#").startswith(("#", "mailto:", "tel:"))
        and next(each.iterancestors("table"), None) is None
    ]
    links = {each.get("href", "").partition("#")[0] for each in elements}
    number = len(links - {""})
    heading = next((each.text for each in main_text.blocks if each.kind == "heading"), "")
    names = (title or "", heading)
    is_list = any(LISTED.search(each) or LISTS.search(each) for each in names)
    parts = 1 + sum(each.kind == "heading" for each in main_text.blocks)
    if number <= MOST_LINKS or number <= IN_A_PART * parts:
        return passed(number, "links")
    if is_list or _is_in_order(elements) or main_text.words > TEXT * number:
        return passed(number, "links")
    if document.url.count("/") > 3 and "?" in document.url:  # noqa: PLR2004 (a page of results)
        return passed(number, "links")
    finding = Finding(
        f"The main text links to {number} different pages.",
        selector=main_text.selector,
        region=main_text.region,
        subject=cut(title or heading),
        impact=Impact.MINOR,
    )
    return failed(finding, value=number, unit="links")


def _is_in_order(links: Sequence[HtmlElement]) -> bool:
    """Whether the links stand in the order of the alphabet, so that people find theirs."""
    names = [tidy("".join(islice(each.itertext(), 20))).lower()[:100] for each in links[:2000]]
    pairs = list(pairwise(each for each in names if each))
    return sum(first <= second for first, second in pairs) >= IN_ORDER * len(pairs)
