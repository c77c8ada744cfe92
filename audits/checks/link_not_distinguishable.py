"""Links in text can be told without seeing colours."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import named_by_axe
from audits.derive.places import (
    Place,
    element_of,
    found_in_browser,
    number,
    places,
    words_of,
)
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit


@audit(
    title="Links in text differ by more than colour",
    failure_title="Links in text differ from it by colour alone",
    category="accessibility",
    requirements=("wcag:1.4.1",),
    impact=Impact.SERIOUS,
    unit="links",
)
def link_not_distinguishable(
    survey: Mapping[str, Any], axe: Mapping[str, Any], document: Document
) -> Outcome:
    """Links in text can be told without seeing colours.

    ## Why it matters
    Without an underline, only its colour tells a link from the words around it. If the colours are
    near each other, many people see no link.

    ## Who is hurt
    People who see few colours or none, people with low vision, and everybody in bright sunlight.

    ## What it checks
    Links within text. Is there an underline, a border, a background, bold letters, or a contrast of
    3:1 with the text around? Links that axe already names are for axe to tell.

    ## How to fix
    Underline links in text: text-decoration: underline. Take out the style that removes it.

    ## Source
    WCAG 2.2, success criterion 1.4.1 Use of Color (level A), failure F73, technique G183.
    """
    known = named_by_axe(axe, "link-in-text-block", document)
    findings = [
        _finding(place, document)
        for place in places(survey, "links")
        if element_of(place, document) not in known and place["selector"] not in known
    ]
    return by_surest(findings, unit="links")


def _finding(place: Place, document: Document) -> Finding:
    words, contrast = words_of(place), number(place, "contrast")
    if contrast <= 1:
        return found_in_browser(
            place,
            document,
            f"Nothing tells the link {words} from the text around it. Can people find it?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
    return found_in_browser(
        place,
        document,
        f"Only its colour tells the link {words} from the text around it ({contrast:g}:1, and the "
        "standard asks for 3:1).",
        impact=Impact.SERIOUS,
    )
