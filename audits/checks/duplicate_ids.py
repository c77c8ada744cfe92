"""Each id stands on a page once."""

from collections import defaultdict

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 10
MANY = 100  # elements of one id that are looked at
DRAWN = frozenset({"svg", "math"})  # pictures pasted twice bring their ids twice


@audit(
    title="Each id stands on the page once",
    failure_title="An id stands on the page more than once",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="ids",
)
def duplicate_ids(document: Document) -> Outcome:
    """Each id stands on the page once.

    ## Why it matters
    Links to a place in the page, labels and scripts find an element by its id. Where two elements
    share one, they find the first, which may be the wrong one.

    ## Who is hurt
    People who follow a link within the page, and whoever has to find out why a label or a script
    does not work.

    ## What it checks
    That each id stands on the page only once. It reports the second element, once for each id. It
    leaves out ids inside drawings. Where a label or a description depends on the id, axe reports it
    as a failure too.

    ## How to fix
    Give the second element another id, or none. Often somebody has put a block or a form into the
    page twice.

    ## Source
    HTML standard, The id attribute. WCAG 2.2 dropped criterion 4.1.1 Parsing, which asked for it.
    So it is good practice now.
    """
    if not document.ids:
        return not_applicable("nothing on the page has an id")
    if not document.repeated_ids:
        return passed(0, "ids")
    places: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in document.root.xpath("//*[@id]"):
        identity = element.get("id", "")
        if identity.strip() and identity in document.repeated_ids and len(places[identity]) < MANY:
            places[identity].append(element)
    findings = []
    for identity, elements in places.items():
        outside = [each for each in elements if not _is_drawn(each)]
        if len(outside) > 1:
            message = f"The id “{cut(identity, 60)}” stands on the page more than once."
            findings.append(
                found_at(
                    outside[1],
                    document,
                    message,
                    impact=Impact.MINOR,
                    elements=len(outside) - 1,
                )
            )
        if len(findings) == MOST_FINDINGS:
            break
    return failed(*findings, value=len(findings), unit="ids") if findings else passed(0, "ids")


def _is_drawn(element: HtmlElement) -> bool:
    return any(each.tag in DRAWN for each in element.iterancestors())
