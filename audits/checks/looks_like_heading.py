"""What looks like a heading is one."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import asked
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No text only looks like a heading",
    failure_title="Text may only look like a heading",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    impact=Impact.MODERATE,
    unit="texts",
    certainty="needs review",
)
def looks_like_heading(survey: Mapping[str, Any], document: Document) -> Outcome:
    """What looks like a heading is one.

    ## Why it matters
    A line in large letters says: here begins something new. Without a heading tag, it says so only
    to those who see it.

    ## Who is hurt
    Blind people, who jump from heading to heading. People whose browser shows an outline of the
    page.

    ## What it checks
    Short lines that a style makes larger or bolder than the text below them, but that are no
    headings. A person decides. What axe asks about and lines with bold tags are for other checks.
    It leaves out the header of the page, since sites put their name there.

    ## How to fix
    Use a heading of the right level (h2, h3) in the editor, and give it the style that you like.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), failure F2, technique H42.
    """
    return asked(
        survey,
        "heads",
        document,
        "{words} looks like a heading over the text below it. Is it one?",
        unit="texts",
        leaves_out="header",  # where a site puts its name
    )
