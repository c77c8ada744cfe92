"""Long text is not in italics."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import advised
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No long text is in italics",
    failure_title="Long text is in italics",
    category="best practice",
    impact=Impact.MINOR,
    unit="paragraphs",
    certainty="advice",
)
def text_long_italic(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Long text is not in italics.

    ## Why it matters
    Slanted letters are thinner and lean into each other. That is fine for a title or a word, and
    tiring for a paragraph.

    ## Who is hurt
    People with dyslexia and people with low vision, who lose their place in slanted lines.

    ## What it checks
    Texts in the main part of the page with 150 characters or more in italics, by a tag or by a
    style. It names each style once.

    ## How to fix
    Keep italics for a few words. Set a note apart with space, a line at its side or a heading.

    ## Source
    British Dyslexia Association, Style guide (avoid italics); GOV.UK style guide. No WCAG criterion
    asks for it.
    """
    return advised(survey, "slanted", document, "This text has {size:g} characters in italics.")
