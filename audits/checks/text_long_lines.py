"""Lines are not too long."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import advised
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No line of text is longer than 100 characters",
    failure_title="Lines of text are longer than 100 characters",
    category="best practice",
    impact=Impact.MINOR,
    unit="paragraphs",
    certainty="advice",
)
def text_long_lines(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Lines are not too long.

    ## Why it matters
    At the end of a long line it is hard to find the beginning of the next one. Readers skip lines,
    or read one twice.

    ## Who is hurt
    People with low vision, people with dyslexia, and everybody who is tired.

    ## What it checks
    Texts of three lines or more, in a window of 1280 pixels. It speaks up above 100 characters,
    though WCAG names 80. All of a part of the page are one fault: they lack a largest width.

    ## How to fix
    Give the text a largest width, such as max-width: 70ch or 44rem.

    ## Source
    WCAG 2.2, success criterion 1.4.8 Visual Presentation (level AAA: no more than 80 characters);
    GOV.UK Design System, Layout (75 characters).
    """
    message = "A line of this text has about {size:g} characters."
    return advised(survey, "long", document, message, subject="long lines")
