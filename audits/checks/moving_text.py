"""Text does not run across the page by itself."""

from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_shown
from audits.derive.found import found_at
from audits.derive.names import tidy
from audits.model import Impact, Outcome, Status, needs_review, not_applicable
from audits.registry import audit

MOST = 20


@audit(
    title="Text does not run across the page",
    failure_title="Text may run across the page without a way to stop it",
    category="accessibility",
    requirements=("wcag:2.2.2",),
    certainty="needs review",
    impact=Impact.SERIOUS,
)
def moving_text(document: Document) -> Outcome:
    """Text does not run across the page.

    ## Why it matters
    Text that runs across the page draws the eye from everything else. It leaves before slow readers
    are at its end, and it cannot be read at all in a screen magnifier.

    ## Who is hurt
    People who read slowly or find it hard to keep their mind on a text. People who enlarge the
    page, and people whom movement makes ill.

    ## What it checks
    Text inside a marquee element, which moves without end. A person looks whether a button stops
    it. Text that a style or a script moves is looked at elsewhere.

    ## How to fix
    Let the text stand still: take the marquee away. If it must move, add a button that stops it,
    and let it stop by itself after five seconds.

    ## Source
    WCAG 2.2, success criterion 2.2.2 Pause, Stop, Hide (level A), failure technique F16. HTML
    standard, Non-conforming features.
    """
    moving = [each for each in islice(document.body.iter("marquee"), MOST) if _moves(each)]
    if not moving:
        return not_applicable("no text that runs by itself on the page")
    return needs_review(
        *(
            found_at(
                each,
                document,
                f"“{cut(tidy(each.text_content()[:500]), 60)}” runs across the page. "
                "Can people stop it?",
                impact=Impact.SERIOUS,
                status=Status.NEEDS_REVIEW,
            )
            for each in moving
        ),
        value=len(moving),
    )


def _moves(element: HtmlElement) -> bool:
    is_still = element.get("scrollamount", "").strip() == "0"
    return not is_still and is_shown(element) and bool(element.text_content()[:500].strip())
