"""The words of a link make sense on their own."""

from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from audits.checks.link_text import VAGUE, says_nothing
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import bare, tidy
from audits.derive.places import element_of, places
from audits.derive.surroundings import Surroundings
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 20


@audit(
    title="The words of a link make sense on their own",
    failure_title="The words of a link make no sense on their own",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
)
def lone_link_words(links: list[Link], survey: Mapping[str, Any], document: Document) -> Outcome:
    """The words of a link make sense on their own.

    ## Why it matters
    People skim a page from link to link. "Read more" tells them nothing until they read all that
    stands around it. Hidden words for screen readers do not help those who see the page.

    ## Who is hurt
    People who magnify the page and see little around a link. People who find reading hard, people
    who speak commands, and people who list the links of a page.

    ## What it checks
    Links that show nothing but an empty phrase, such as "click here" or "read more". The words
    around them, or words that only a screen reader gets, may explain them: so this is advice. The
    audit of link texts reports links that nothing explains. It tells links with the same words
    once.

    ## How to fix
    Link the words that say where it leads: "Swimming pool times", not "Read more about it".

    ## Source
    WCAG 2.2, technique G91 and success criterion 2.4.9 Link Purpose (Link Only) (level AAA), which
    no law asks for; GOV.UK content design, Links.
    """
    told = told_links(links, document)
    if not told:
        return not_applicable("no links on the page")
    around = Surroundings()
    found: dict[str, list[HtmlElement]] = {}
    seen = _seen(survey, document)
    for link, element in told:
        words = seen.get(element, "")
        if bare(words) in VAGUE and len(bare(link.text)) > len(bare(words)):
            found.setdefault(tidy(words), []).append(element)
        elif says_nothing(link, document) and around.explain(element):
            found.setdefault(tidy(link.text), []).append(element)
    if not found:
        return passed(0, "links")
    findings = [
        found_at(
            elements[0],
            document,
            f"The words “{cut(words, 60)}” of a link make no sense on their own.",
            impact=Impact.MINOR,
            elements=len(elements),
        )
        for words, elements in [*found.items()][:MOST_FINDINGS]
    ]
    return failed(*findings, value=sum(map(len, found.values())), unit="links")


def _seen(survey: Mapping[str, Any], document: Document) -> dict[HtmlElement, str]:
    """What people see of the links that tell a machine more."""
    found: dict[HtmlElement, str] = {}
    for place in places(survey, "spoken"):
        element = element_of(place, document)
        if element is not None and isinstance(words := place.get("seen"), str):
            found[element] = words
    return found
