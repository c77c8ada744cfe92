"""Sentences are not in capitals."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import advised
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No sentence is all in capitals",
    failure_title="Sentences are all in capitals",
    category="best practice",
    impact=Impact.MINOR,
    unit="paragraphs",
    certainty="advice",
)
def text_all_caps(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Sentences are not in capitals.

    ## Why it matters
    We know words by their shape. In capitals all words have the same shape, so reading is slow. It
    also feels like shouting.

    ## Who is hurt
    People with dyslexia and people with low vision. Some screen readers spell capitals out, letter
    by letter.

    ## What it checks
    Texts of seven words or more in the main part of the page. Are their letters capitals, or does a
    style make them so? It leaves out headings, buttons and labels.

    ## How to fix
    Type sentences in the usual way, and take out text-transform: uppercase. Make words that matter
    bold.

    ## Source
    GOV.UK style guide, Capitalisation (do not use block capitals); British Dyslexia Association,
    Style guide.
    """
    return advised(
        survey, "capitals", document, "This text is all in capitals, {size:g} characters of them."
    )
