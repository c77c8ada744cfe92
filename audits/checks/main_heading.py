"""The page has one main heading."""

from audits.derive.document import Document
from audits.derive.outline import Heading
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="The page has one main heading",
    failure_title="The page does not have one main heading",
    category="structure",
)
def main_heading(headings: list[Heading], document: Document) -> Outcome:
    """The page has one main heading.

    ## Why it matters
    The main heading (H1) tells people that they have come to the right page. Screen reader users
    jump to it first. Where there is none, or where there are several, they have to hunt.

    ## Who is hurt
    People who use a screen reader, and people who find it hard to keep their place on a page.

    ## What it checks
    That assistive technology can see exactly one heading of level 1, and that this heading has a
    text. None is a failure of moderate impact, several are one of minor impact.

    ## How to fix
    Make the page's own title the one H1, and turn other H1 headings into H2. A logo or the
    council's name in the header should not be an H1 on pages other than the home page.

    ## Source
    W3C, Web Accessibility Tutorials, Headings
    (https://www.w3.org/WAI/tutorials/page-structure/headings/); GOV.UK content design: one H1 a
    page. Good practice: no success criterion asks for it.
    """
    main = [heading for heading in headings if heading.level == 1]
    if not main and document.body.xpath(
        "//h1[normalize-space()][ancestor::*[@aria-hidden='true']]"
    ):
        return not_applicable("the main heading is hidden just now, as behind an open dialog")
    if not main:
        return failed(Finding("The page has no main heading (H1).", selector="body"))
    if not any(heading.text for heading in main):
        return failed(_finding(main[0], "The main heading (H1) is empty.", Impact.MODERATE))
    if len(main) == 1:
        return passed()
    return failed(
        *(
            _finding(
                heading,
                f"“{heading.text[:100]}” is one of {len(main)} main headings (H1); "
                "there should be one.",
                Impact.MINOR,
                subject="several main headings",
            )
            for heading in main
        )
    )


def _finding(heading: Heading, message: str, impact: Impact, subject: str = "") -> Finding:
    return Finding(
        message,
        selector=heading.selector,
        snippet=heading.snippet,
        region=heading.region,
        subject=subject,
        impact=impact,
    )
