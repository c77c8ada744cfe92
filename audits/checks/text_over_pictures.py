"""Text over pictures can be read."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit

LEAST_PART = 15  # per cent of a line behind which the ground is too much like the text


@audit(
    title="Text over pictures stands out from them",
    failure_title="Text over pictures does not stand out from them",
    category="accessibility",
    requirements=("wcag:1.4.3",),
    impact=Impact.SERIOUS,
    unit="texts",
)
def text_over_pictures(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Text over pictures can be read.

    ## Why it matters
    Words on a photo or on a shade of colours are easy to read where it is dark, and lost where it
    is light. No rule of styles can tell, so we look at the picture.

    ## Who is hurt
    People with low vision, people who see few colours, and everybody in bright light.

    ## What it checks
    It compares each text over a picture or a gradient with the pixels behind it. It fails where not
    one pixel differs enough: 4.5:1, and 3:1 for large text. A person decides where some do not. It
    also looks at text right inside a shadow root.

    ## How to fix
    Put the text beside the picture, or on a plain box over it. A dark layer over the whole picture
    helps too.

    ## Source
    WCAG 2.2, success criterion 1.4.3 Contrast (Minimum) (level AA), failure F83, technique G18; ACT
    rule afw4f7.
    """
    findings = [
        _finding(place, document)
        for place in places(survey, "faint")
        if place.get("sure") is True or number(place, "low") >= LEAST_PART
    ]
    return by_surest(findings, unit="texts")


def _finding(place: Place, document: Document) -> Finding:
    least, words = number(place, "least"), words_of(place)
    if place.get("sure") is True:
        return found_in_browser(
            place,
            document,
            f"{words} has a contrast of {number(place, 'best'):g}:1 at best with what "
            f"is behind it. The standard asks for {least:g}:1.",
            impact=Impact.SERIOUS,
        )
    return found_in_browser(
        place,
        document,
        f"Behind {number(place, 'low'):g} % of a line of {words}, the picture is too much like the "
        f"text (the standard asks for {least:g}:1). Can people read it?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )
