"""Text is not justified."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import advised
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No long text is justified",
    failure_title="Long text is justified",
    category="best practice",
    impact=Impact.MINOR,
    unit="paragraphs",
    certainty="advice",
)
def text_justified(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Text is not justified.

    ## Why it matters
    Justified text has gaps of different width between its words. They join up to white rivers that
    lead the eye astray.

    ## Who is hurt
    People with dyslexia, people with low vision, and people who learn to read.

    ## What it checks
    Texts of three lines or more in the main part of the page. Are they justified to both sides? It
    names each style once, with the number of texts that have it.

    ## How to fix
    Align text to the left (text-align: left, or start), and take out text-align: justify.

    ## Source
    WCAG 2.2, success criterion 1.4.8 Visual Presentation (level AAA), failure F88; British Dyslexia
    Association, Style guide.
    """
    return advised(
        survey,
        "justified",
        document,
        "A style justifies this text to both sides, over {size:g} lines.",
    )
