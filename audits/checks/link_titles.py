"""Titles of links say more than the link itself."""

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import bare, content_name
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit


@audit(
    title="Titles of links say more than the link",
    failure_title="Titles of links repeat the words of the link",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
)
def link_titles(links: list[Link], document: Document) -> Outcome:
    """Titles of links say more than the link itself.

    ## Why it matters
    A title that says the same as the link is of use to nobody. Some screen readers say it twice,
    and the little box covers what stands beneath it.

    ## Who is hurt
    People who use a screen reader, and people who enlarge a part of the screen.

    ## What it checks
    Links whose title attribute is word for word the same as their text.

    ## How to fix
    Take the title away. Many systems add it by themselves: look for it in the settings of the menu
    or the template.

    ## Source
    WCAG 2.2, technique H33 and its notes on the title attribute. No criterion asks for it: this is
    advice.
    """
    titled = [each for each in told_links(links, document) if bare(each[1].get("title", ""))]
    if not titled:
        return not_applicable("no links with a title")
    findings = [
        found_at(
            element,
            document,
            f"The link's title repeats its words: “{cut(link.text, 100)}”.",
            impact=Impact.MINOR,
            subject="titles",
        )
        for link, element in titled
        if _plain(content_name(element)) == _plain(element.get("title", ""))
    ]
    return by_surest(findings, "links")


def _plain(text: str) -> str:
    return bare(" ".join(text.split()))
