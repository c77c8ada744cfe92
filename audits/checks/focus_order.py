"""Tab goes through the page in the order in which it is read."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import walk_outcome
from audits.derive.places import found_in_browser, places, words_of
from audits.derive.states import after_tab
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

MOST_NAMED = 3  # stops that a message tells


@audit(
    title="Tab follows the order in which the page is read",
    failure_title="Tab may not follow the order in which the page is read",
    category="accessibility",
    requirements=("wcag:2.4.3",),
    impact=Impact.MODERATE,
    certainty="needs review",
)
def focus_order(walk: Mapping[str, Any], document: Document) -> Outcome:
    """Tab goes through the page in the order in which it is read.

    ## Why it matters
    Where Tab jumps about, people lose their place and miss what it passes by. In a form, they fill
    in the wrong field.

    ## Who is hurt
    People who use a keyboard or a switch, and people who magnify the page and see only a part of
    it.

    ## What it checks
    It goes through the page with real presses of Tab. It asks about three things. A tabindex above
    0 that moves a stop ahead of others. Boxes that styles show in another order than Tab takes
    them. A jump up by more than 200 px in the same column.

    ## How to fix
    Put things into the HTML in the order in which people read them. Take out each tabindex above 0,
    and "order" and "row-reverse" in styles.

    ## Source
    WCAG 2.2, success criterion 2.4.3 Focus Order (level A), failures F44 and F85, techniques G59,
    H4 and C27.
    """
    return walk_outcome(walk, [*_findings(walk, document)])


def _findings(walk: Mapping[str, Any], document: Document) -> Iterator[Finding]:
    raised = [*places(walk, "order", "raised")]
    named = ", ".join(words_of(each, "text") for each in raised[:MOST_NAMED])
    more = ", …" if len(raised) > MOST_NAMED else ""
    for place in raised:  # which the template numbers together
        yield _asks(
            place,
            document,
            f"A tabindex above 0 takes {named}{more} out of turn. Does the order still make sense?",
            subject="tabindex above 0",
        )
    for place in places(walk, "order", "turned"):
        yield _asks(
            place,
            document,
            f"Styles show these boxes in another order than Tab takes them, from "
            f"{words_of(place, 'from')}. Does the order still make sense?",
        )
    order = walk.get("order")
    jumps = order.get("jumps") if isinstance(order, Mapping) else None
    for pair in jumps if isinstance(jumps, list) else ():
        if len(ends := [*places({"pair": pair}, "pair")]) > 1:
            yield _asks(
                ends[1],
                document,
                f"From {words_of(ends[0], 'text')}, Tab jumps up the page to "
                f"{words_of(ends[1], 'text')}. Does the order make sense?",
            )


def _asks(
    place: Mapping[str, Any], document: Document, message: str, *, subject: str = ""
) -> Finding:
    return found_in_browser(
        place,
        document,
        message,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        subject=subject,
        state=after_tab(place),
    )
