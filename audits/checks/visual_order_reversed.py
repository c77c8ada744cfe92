"""Text is seen in the order of its source."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import asked
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="Text is seen in the order in which it is read out",
    failure_title="Text may be read out in another order than it is seen",
    category="accessibility",
    requirements=("wcag:1.3.2",),
    impact=Impact.MODERATE,
    unit="boxes",
    certainty="needs review",
)
def visual_order_reversed(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Text is seen in the order of its source.

    ## Why it matters
    Screen readers read in the order of the source. Styles can show parts of a page in another
    order. Then people may hear a step or a price at the wrong place.

    ## Who is hurt
    Blind people, who hear the page in the order of its source. People who use the keyboard, and
    people who make their own styles.

    ## What it checks
    Boxes that show first what comes later in the source: above what comes before it, or to its
    left. It leaves out menus, side parts and tables. A person decides whether the order matters.

    ## How to fix
    Put the text into the source in the order in which people should read it. Leave out order,
    row-reverse and column-reverse.

    ## Source
    WCAG 2.2, success criterion 1.3.2 Meaningful Sequence (level A), failure F1 (changing the
    meaning by positioning), technique C27.
    """
    return asked(
        survey,
        "reversed",
        document,
        "People see {first} before {second}. Screen readers read it out after. Does the order "
        "matter?",
        unit="boxes",
    )
