"""No heading is too long."""

import re

from audits.derive.document import Document
from audits.derive.main_text import MainText
from audits.derive.wording import MOST_FINDINGS, about_block
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

NUMBER = re.compile(r"(?:\d{1,3}\.)*\d{1,3}[.):]?\s+")  # "12.1.3. " is no part of the words
MOST_CHARACTERS = 65  # GOV.UK content design, Page titles: 65 characters or less


@audit(
    title="No heading has more than 65 characters",
    failure_title="Some headings have more than 65 characters",
    category="readability",
    impact=Impact.MINOR,
    unit="headings",
)
def long_headings(main_text: MainText, document: Document) -> Outcome:
    """No heading is too long.

    ## Why it matters
    People run their eyes over the headings to find their place. They have to read a heading of two
    lines like a sentence.

    ## Who is hurt
    People who read slowly, people who use a screen reader and listen to the list of headings, and
    people on a telephone.

    ## What it checks
    The headings of the main text, spaces included. More than 65 characters fails. A number in
    front, such as "3.2", does not count.

    ## How to fix
    Put the words that people look for first, and leave the rest to the text below. "Who can apply"
    says enough.

    ## Source
    GOV.UK content design, Page titles: 65 characters or less. We ask it of the headings below the
    title too, since none needs more room than that.
    """
    headings = [each for each in main_text.blocks if each.kind == "heading"]
    if not headings:
        return not_applicable("no headings in the main text")
    long = [(each, _length(each.text)) for each in headings if _length(each.text) > MOST_CHARACTERS]
    if not long:
        return passed(0, "headings")
    findings = [
        about_block(
            f"A heading has {length} characters; {MOST_CHARACTERS} are enough.",
            each,
            document,
            subject=each.text,
        )
        for each, length in long[:MOST_FINDINGS]
    ]
    return failed(*findings, value=len(long), unit="headings")


def _length(text: str) -> int:
    number = NUMBER.match(text)
    return len(text) - (number.end() if number else 0)
