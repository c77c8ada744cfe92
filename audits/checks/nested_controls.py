"""One control holds no other."""

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_shown
from audits.derive.found import found_at
from audits.derive.names import content_name
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 20
WORDS = {"button": "button", "select": "list", "input": "field", "textarea": "field"}


@audit(
    title="No link or button holds another control",
    failure_title="A link holds a button",
    category="best practice",
    certainty="advice",
    impact=Impact.MODERATE,
    unit="links",
)
def nested_controls(document: Document) -> Outcome:
    """One control holds no other.

    ## Why it matters
    A button inside a link is two things in one place. Tab stops twice, a screen reader says "link,
    button", and what a press does differs from browser to browser.

    ## Who is hurt
    People who use a keyboard or a screen reader, and people who speak commands and name one of the
    two.

    ## What it checks
    Links that hold a button or a form field. HTML forbids it. It leaves out fields that the page
    hides from everybody.

    ## How to fix
    Use a link alone, and give it the looks of a button by its class. Where something is to happen
    on the page, use a button alone.

    ## Source
    HTML standard, the a element (content model: no interactive content). Good practice: no success
    criterion names it, though 4.1.2 is often broken along with it.
    """
    outer = document.body.xpath("descendant::a[@href]")
    if not outer:
        return not_applicable("no links on the page")
    found = [(each, inner) for each in outer if (inner := _inside(each)) is not None]
    findings = [
        found_at(
            link,
            document,
            f"The link “{cut(content_name(link), 60)}” holds a {WORDS[inner.tag]}: "
            "one of the two is too many.",
            impact=Impact.MODERATE,
        )
        for link, inner in found[:MOST_FINDINGS]
    ]
    return failed(*findings, value=len(found), unit="links") if findings else passed(0, "links")


def _inside(link: HtmlElement) -> HtmlElement | None:
    for each in link.iter("button", "select", "textarea", "input"):
        if each.get("type", "").lower() != "hidden" and is_shown(each):
            return each
    return None
