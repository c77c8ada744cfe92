"""Lines have room between them."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import advised
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No lines of text are set too tight",
    failure_title="Lines of text are set too tight",
    category="best practice",
    impact=Impact.MINOR,
    unit="paragraphs",
    certainty="advice",
)
def text_line_height_low(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Lines have room between them.

    ## Why it matters
    Where lines nearly touch, the eye slips to the line above or below. Text needs air.

    ## Who is hurt
    People with low vision, people with dyslexia, and everybody who reads on a small screen.

    ## What it checks
    Long texts in the main part of the page whose style sets the height of lines. It speaks up below
    1.2, though WCAG names 1.5.

    ## How to fix
    Set line-height: 1.5 for text, without a unit. Headings may be tighter.

    ## Source
    WCAG 2.2, success criterion 1.4.8 Visual Presentation (level AAA: at least 1.5); technique C21;
    British Dyslexia Association, Style guide.
    """
    return advised(
        survey,
        "tight",
        document,
        "The lines of this text are {size:g} times as high as its letters.",
    )
