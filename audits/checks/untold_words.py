"""What pictures say in words is told in text."""

import re
from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document, cut
from audits.derive.pictures import pictures_of
from audits.derive.places import Place, found_in_browser
from audits.derive.read import LEAST_WORDS, pictures_with_words, with_what_is_left
from audits.model import Finding, Impact, Outcome, Status, needs_review, passed
from audits.registry import audit

LEAST_PART = 0.4  # of the words that is told nowhere; less may be mistakes in reading


@audit(
    title="What pictures say in words seems to be told in text",
    failure_title="Words in pictures may be told nowhere in text",
    category="accessibility",
    requirements=("wcag:1.1.1",),
    impact=Impact.SERIOUS,
    unit="pictures",
    certainty="needs review",
)
def untold_words(reading: Mapping[str, Any], document: Document) -> Outcome:
    """What pictures say in words is told in text.

    ## Why it matters
    A poster says when and where. If its alternative text is only "Poster for the fair", people who
    do not see it never learn the day.

    ## Who is hurt
    People who are blind or see little, and people who look for the day with a search engine.

    ## What it checks
    A program reads the pictures. It looks for the words in the picture's alternative text and in
    the text of the page. If three words or more are in neither, and they are a good part of all, a
    person decides. It leaves out logos.

    ## How to fix
    Write what the picture says as text beside it. Or put all its words into the alternative text,
    if they are few.

    ## Source
    WCAG 2.2, success criterion 1.1.1 Non-text Content (level A), techniques G94 and G95, failure
    F30.
    """
    found = list(pictures_with_words(reading))
    told = pictures_of(document).text() if found else ""
    findings = [
        finding
        for place, words in found
        if (finding := _finding(place, words, told, document)) is not None
    ]
    if findings:
        outcome = needs_review(*findings, value=len(findings), unit="pictures")
    else:
        outcome = passed(0, "pictures")
    return with_what_is_left(outcome, reading)


def _finding(place: Place, words: list[str], told: str, document: Document) -> Finding | None:
    name = place.get("name")
    said = f"{name if isinstance(name, str) else ''} {told}".casefold()
    untold = [each for each in words if _bare(each) not in said]
    if len(untold) < max(LEAST_WORDS, LEAST_PART * len(words)):
        return None
    return found_in_browser(
        place,
        document,
        f"Neither the alternative text nor the page tells these words of the picture: "
        f"“{cut(' '.join(untold), 100)}”. Do people need them?",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
    )


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold()
