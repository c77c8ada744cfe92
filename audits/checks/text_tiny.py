"""Text is large enough to read."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import advised
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No text is smaller than 12 pixels",
    failure_title="Text is smaller than 12 pixels",
    category="best practice",
    impact=Impact.MINOR,
    unit="paragraphs",
    certainty="advice",
)
def text_tiny(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Text is large enough to read.

    ## Why it matters
    Small print is hard to read for most people, and looks as if it did not matter. Many will not
    enlarge a page: they leave it.

    ## Who is hurt
    People with low vision, older people, and everybody with a small or bright screen.

    ## What it checks
    The size of each text in the main part of the page, as the browser shows it. It speaks up below
    12 pixels. It names each style once, with the number of texts that have it.

    ## How to fix
    Use at least 16 pixels for text, and 14 for small print. Set sizes in rem, so that they follow
    what readers have chosen.

    ## Source
    GOV.UK Design System, Type scale (16 pixels or more for body text); Lighthouse, Legible font
    sizes (12 pixels). No WCAG criterion asks for it.
    """
    return advised(survey, "tiny", document, "This text is {size:g} pixels high.")
