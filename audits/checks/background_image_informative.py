"""Background pictures carry no meaning."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import asked
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="No background picture seems to carry meaning",
    failure_title="Background pictures may carry meaning",
    category="accessibility",
    requirements=("wcag:1.1.1",),
    impact=Impact.MODERATE,
    unit="pictures",
    certainty="needs review",
)
def background_image_informative(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Background pictures carry no meaning.

    ## Why it matters
    A picture that a style puts into the background has no text alternative. Screen readers pass it
    over, and printers leave it out.

    ## Who is hurt
    Blind people, who do not learn that there is a picture. People whose browser leaves out
    backgrounds, or shows high contrast.

    ## What it checks
    Large pictures that a style puts behind an empty box, with no text over them. A person decides
    whether they only decorate.

    ## How to fix
    If the picture says something, use an img element with a text alternative. If it only decorates,
    there is nothing to do.

    ## Source
    WCAG 2.2, success criterion 1.1.1 Non-text Content (level A), failure F3 (CSS images that convey
    important information).
    """
    return asked(
        survey,
        "pictures",
        document,
        "The background picture {picture} stands alone in an empty box. Does it tell anything?",
        unit="pictures",
    )
