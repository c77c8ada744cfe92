"""Styles add no words."""

import re
from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places, words_of
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit

FEWEST_WORDS = 3  # that say something, and are no label
# What is said of a link besides its name: many write it so, and most screen readers tell it.
OF_A_LINK = re.compile(r"\b(?:tab|window|external|link|pdf)\b", re.IGNORECASE)


@audit(
    title="Styles add no words to the page",
    failure_title="Styles add words to the page",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    impact=Impact.MODERATE,
    unit="texts",
    version=2,
)
def css_generated_text(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Styles add no words.

    ## Why it matters
    Words that a style writes before or after something are not part of the page. Nobody can select,
    search or translate them, and without the style they are gone.

    ## Who is hurt
    Blind people whose screen reader does not read them. People who use their own styles, or a
    translation.

    ## What it checks
    The texts that ::before and ::after put in. It leaves out symbols, quotation marks and numbers.
    Three words or more are wrong there. A person decides about fewer, and about what they say of a
    link, such as "opens in a new tab".

    ## How to fix
    Write the words into the page itself. Leave only decoration to the style.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), failure F87 (inserting
    non-decorative content with ::before and ::after).
    """
    return by_surest([_finding(place, document) for place in places(survey, "made")], unit="texts")


def _finding(place: Place, document: Document) -> Finding:
    count, words = int(number(place, "count")), words_of(place, most=100)
    said = str(place.get("words"))
    is_sure = len(said.split()) >= FEWEST_WORDS and not OF_A_LINK.search(said)
    return found_in_browser(
        place,
        document,
        f"A style writes {words} here: it is not part of the page."
        if is_sure
        else f"A style writes {words} here. Would anybody miss it who does not get it?",
        impact=Impact.MODERATE if is_sure else Impact.MINOR,
        status=Status.FAILED if is_sure else Status.NEEDS_REVIEW,
        elements=count,
    )
