"""Words are written without spaces between their letters."""

import re
from itertools import islice

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.passages import Passage, passages_of
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# Five letters or more with a space after each: "W e l c o m e", "T I M E S".
# What stands in quotation marks is talked about.
SPACED = re.compile(
    r"""(?<![\w'’"“‘])(?<!\b\w\s)(?:[A-Z](?:\s[a-z]){4,}|[A-Z](?:\s[A-Z]){4,}|[a-z](?:\s[a-z]){4,})"""
    r"(?![\w'’])"
)
VOWELS = frozenset("aeiouyw")  # w for Welsh
FEWEST_DIFFERENT = 3
MOST_CHARACTERS = 5000  # of a passage
MOST_FINDINGS = 20


@audit(
    title="Words are written without spaces in them",
    failure_title="Words are written with a space after each letter",
    category="accessibility",
    requirements=("wcag:1.3.2",),
    impact=Impact.MODERATE,
    unit="words",
)
def spaced_letters(document: Document) -> Outcome:
    """Words are written without spaces in them.

    ## Why it matters
    "W e l c o m e" is seven words to a machine. A screen reader says seven letters, a search does
    not find the word, and a translation leaves it as it is.

    ## Who is hurt
    People who use a screen reader or a braille display, and people who have the page read out or
    translated.

    ## What it checks
    Five or more single letters with a space after each, all large, all small, or the first one
    large. It leaves out letters in the order of the alphabet, as of an index. So it does with those
    without a vowel.

    ## How to fix
    Write the word as a word. If it is to look wide, let a style do it: letter-spacing.

    ## Source
    WCAG 2.2, success criterion 1.3.2 Meaningful Sequence (level A), failure technique F32,
    technique C8.
    """
    passages = passages_of(document)
    if not passages:
        return not_applicable("no text on the page")
    spaced = ((each, word) for each in passages if (word := _spaced_word(each)))
    findings = [_finding(*each, document) for each in islice(spaced, MOST_FINDINGS)]
    return failed(*findings, value=len(findings), unit="words") if findings else passed(0, "words")


def _spaced_word(passage: Passage) -> str:
    """The first word of a passage that is written so, as it stands there; else nothing."""
    for match in SPACED.finditer(passage.text[:MOST_CHARACTERS]):
        letters = match[0].casefold().split()
        is_index = letters == sorted(letters)
        if not is_index and VOWELS & {*letters} and len({*letters}) >= FEWEST_DIFFERENT:
            return match[0]
    return ""


def _finding(passage: Passage, word: str, document: Document) -> Finding:
    return found_at(
        passage.element,
        document,
        f"“{cut(word, 60)}” is a row of single letters, not a word.",
        impact=Impact.MODERATE,
    )
