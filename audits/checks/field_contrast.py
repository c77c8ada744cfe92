"""The edge of fields can be seen."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit


@audit(
    title="The edge of each text field can be seen",
    failure_title="Text fields have edges that can hardly be seen",
    category="accessibility",
    requirements=("wcag:1.4.11",),
    impact=Impact.MODERATE,
    unit="fields",
)
def field_contrast(survey: Mapping[str, Any], document: Document) -> Outcome:
    """The edge of fields can be seen.

    ## Why it matters
    A field with a pale grey edge on white is hard to find. People do not see where they may type,
    or how much.

    ## Who is hurt
    People with low vision, older people, and everybody with a poor screen or in bright light.

    ## What it checks
    Text fields and lists whose style sets their look. Does the edge or the ground differ by 3:1
    from what is around? It leaves out fields with a shadow or a picture. A person decides where
    words inside show the field.

    ## How to fix
    Give the field a darker border, such as #0b0c0c or at least #949494 on white.

    ## Source
    WCAG 2.2, success criterion 1.4.11 Non-text Contrast (level AA), technique G195; GOV.UK Design
    System, Text input.
    """
    return by_surest(
        [_finding(place, document) for place in places(survey, "fields")], unit="fields"
    )


def _finding(place: Place, document: Document) -> Finding:
    fact = f"The field's edge has a contrast of {number(place, 'contrast'):g}:1 with what is around"
    if place.get("hasHint") is True:
        return found_in_browser(
            place,
            document,
            f"{fact} (the standard asks for 3:1). Do the words inside show well enough where the "
            "field is?",
            impact=Impact.MINOR,
            status=Status.NEEDS_REVIEW,
            subject=f"{fact}, with words inside",
        )
    return found_in_browser(
        place, document, f"{fact}; the standard asks for 3:1.", impact=Impact.MODERATE, subject=fact
    )
