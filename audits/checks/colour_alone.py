"""Nothing is said by colour alone."""

from audits.derive.colour_words import said_by_colour
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.model import Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 20


@audit(
    title="Nothing seems to be said by colour alone",
    failure_title="Something may be said by colour alone",
    category="accessibility",
    requirements=("wcag:1.4.1",),
    impact=Impact.MODERATE,
    unit="texts",
    certainty="needs review",
)
def colour_alone(document: Document) -> Outcome:
    """Nothing is said by colour alone.

    ## Why it matters
    "Fill in the red fields" says nothing to people who can't tell red from black. The page must
    give the same in words, or by a sign.

    ## Who is hurt
    One man in twelve sees colours differently. Blind people get no colours at all, and so do those
    who print in black.

    ## What it checks
    Texts that give a colour a meaning, such as "dates in green are free". It leaves out texts that
    also name another sign, and bins, lines on roads and other things in the world. A person decides
    whether the page says the same in another way.

    ## How to fix
    Add words or a sign to what has the colour: "(required)", a star with its meaning, or an icon
    with a text alternative. The colour may stay.

    ## Source
    WCAG 2.2, success criterion 1.4.1 Use of Color (level A), failure F13 and F81, technique G14.
    """
    findings = [
        found_at(
            each.element,
            document,
            f"Can people who see no colours tell what “{cut(each.looks, 60)}” means here: "
            f"“{cut(each.text, 100)}”?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            subject=cut(each.text),
        )
        for each in said_by_colour(document)[:MOST_FINDINGS]
    ]
    if findings:
        return needs_review(*findings, value=len(findings), unit="texts")
    if not len(document.body):
        return not_applicable("nothing is on the page")
    return passed(0, "texts")
