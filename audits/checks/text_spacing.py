"""Text can be spaced out."""

from collections.abc import Mapping
from typing import Any

from audits.derive.cuts import cut_findings, overlap_findings
from audits.derive.document import Document
from audits.model import Impact, Outcome, by_surest
from audits.registry import audit

FEW_LETTERS = 4


@audit(
    title="No text is cut off when it is spaced out",
    failure_title="Text is cut off when it is spaced out",
    category="accessibility",
    requirements=("wcag:1.4.12",),
    impact=Impact.MODERATE,
    unit="boxes",
)
def text_spacing(stretch: Mapping[str, Any], document: Document) -> Outcome:
    """Text can be spaced out.

    ## Why it matters
    Some people read better with more room between lines, words and letters. They set this in their
    browser, for every page. Boxes that do not grow then cut text off.

    ## Who is hurt
    People with dyslexia and people with low vision, who space text out to be able to read it.

    ## What it checks
    The page gets the spacing that the standard names: lines 1.5, letters 0.12, words 0.16 and
    paragraphs 2 times the text's size. Does that cut off text that was whole before? A person
    decides about text with dots at its end, and about text that lies over other text.

    ## How to fix
    Give boxes with text a least height (min-height) and not a height. Don't hide what overflows.
    Leave room to the right of text in narrow boxes and buttons, or let it wrap.

    ## Source
    WCAG 2.2, success criterion 1.4.12 Text Spacing (level AA), failure F104 and technique C36.
    """
    when = "With wider spacing"
    return by_surest(
        [
            *cut_findings(
                stretch, "spaced", "cut", when=when, document=document, fewest=FEW_LETTERS
            ),
            *overlap_findings(stretch, "spaced", "overlapping", when=when, document=document),
        ],
        unit="boxes",
    )
