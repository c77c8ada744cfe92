"""Headings go down one level at a time, and none is empty."""

from itertools import pairwise

from audits.derive.outline import Heading
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="Headings are in order",
    failure_title="Headings are out of order or empty",
    category="structure",
)
def heading_levels(headings: list[Heading]) -> Outcome:
    """Headings are in order.

    ## Why it matters
    Headings are the table of contents of a page for people who cannot see its layout. A gap in the
    levels sounds as if something were missing; an empty heading leads nowhere.

    ## Who is hurt
    People who use a screen reader and move from heading to heading, which most of them do first.

    ## What it checks
    That no heading is more than one level below the heading before it (H2 then H4 leaves out H3),
    and that no heading is empty. Going back up by several levels is fine, and so is a first heading
    of any level. Whether the right words are headings is for a person to say.

    ## How to fix
    Choose the level by place in the outline, not by size: H2 for the parts of a page, H3 inside an
    H2. Delete headings without text, which editors often leave behind when pressing Enter.

    ## Source
    W3C, Web Accessibility Tutorials, Headings
    (https://www.w3.org/WAI/tutorials/page-structure/headings/). Good practice, which helps with
    WCAG 1.3.1 and 2.4.6; neither asks for it in so many words. WebAIM, Screen Reader User Survey,
    for how people find their way.
    """
    if not headings:
        return not_applicable("no headings on the page")
    findings = [
        _finding(heading, f"A heading of level {heading.level} is empty.")
        for heading in headings
        if not heading.text
    ]
    findings += [
        _finding(
            heading,
            f"“{heading.text[:100]}” (H{heading.level}) follows an H{before.level}: "
            f"{_left_out(before, heading)}.",
        )
        for before, heading in pairwise(heading for heading in headings if heading.text)
        if heading.level > before.level + 1
    ]
    return failed(*findings) if findings else passed()


def _left_out(before: Heading, heading: Heading) -> str:
    levels = [f"H{level}" for level in range(before.level + 1, heading.level)]
    return f"{' and '.join(levels)} {'is' if len(levels) == 1 else 'are'} left out"


def _finding(heading: Heading, message: str) -> Finding:
    return Finding(
        message,
        selector=heading.selector,
        snippet=heading.snippet,
        region=heading.region,
        impact=Impact.MODERATE,
    )
