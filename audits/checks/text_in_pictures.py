"""Text is text, and not a picture of text."""

import re
from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document, cut
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.read import pictures_with_words, with_what_is_left
from audits.model import Impact, Outcome, Status, needs_review, passed
from audits.registry import audit

# Where the look of the words is what the picture is about, or they only name parts of it.
ESSENTIAL = re.compile(
    r"\b(?:map|chart|graph|diagram|plan|screen ?shots?|screen-?shot|infographic|scan|map o|siart"
    r"|graff|diagram|cynllun|sgrinlun)\b",
    re.IGNORECASE,
)


@audit(
    title="No picture seems to stand in for text",
    failure_title="Pictures hold text that could be text on the page",
    category="accessibility",
    requirements=("wcag:1.4.5",),
    impact=Impact.MODERATE,
    unit="pictures",
    certainty="needs review",
)
def text_in_pictures(reading: Mapping[str, Any], document: Document) -> Outcome:
    """Text is text, and not a picture of text.

    ## Why it matters
    Nobody can make words in a picture larger without a blur. They keep their colours and do not
    wrap on a phone, and no machine can translate them.

    ## Who is hurt
    People with low vision, people with dyslexia who choose their own font, and people who translate
    pages.

    ## What it checks
    A program reads the pictures. If one holds three words or more, large enough to read, a person
    decides. So it is with buttons that are a wide and low picture. It leaves out logos, and maps,
    charts and screenshots that say what they are. It does not read SVG pictures and backgrounds.

    ## How to fix
    Write the words on the page and style them there. A poster may stay as a picture if the page
    says the same as text.

    ## Source
    WCAG 2.2, success criterion 1.4.5 Images of Text (level AA), techniques C22 and C30.
    """
    findings = [
        found_in_browser(
            place,
            document,
            f"The picture shows the words “{cut(' '.join(words), 100)}”. "
            "Could they be text on the page instead?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
        for place, words in pictures_with_words(reading)
        if not _is_essential(place)
    ]
    asked = {each.selector for each in findings}
    findings += [
        found_in_browser(
            place,
            document,
            f"This button is a picture, wide and low as words are. Does it show {words_of(place)}?",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
        for place in places(reading, "buttons")
        if place["selector"] not in asked
    ]
    if findings:
        outcome = needs_review(*findings, value=len(findings), unit="pictures")
    else:
        outcome = passed(0, "pictures")
    return with_what_is_left(outcome, reading)


def _is_essential(place: Place) -> bool:
    said = f"{place.get('name', '')} {place.get('says', '')}"[:3000]
    return bool(ESSENTIAL.search(re.sub(r"[_-]", " ", said)))
