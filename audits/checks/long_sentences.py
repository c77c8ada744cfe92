"""No sentence has more than 25 words."""

from audits.derive.document import cut
from audits.derive.main_text import MainText, count_words
from audits.derive.readability import LONG_SENTENCE, Readability
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_FINDINGS = 50  # the longest are told one by one; the number counts them all


@audit(
    title="No sentence is longer than 25 words",
    failure_title="Some sentences are longer than 25 words",
    category="readability",
    impact=Impact.MINOR,
    unit="sentences",
)
def long_sentences(readability: Readability, main_text: MainText) -> Outcome:
    """No sentence is longer than 25 words.

    ## Why it matters
    A reader has to hold the start of a sentence in mind until its end. Past 25 words many cannot,
    and have to read it twice or give up.

    ## Who is hurt
    People with dyslexia, with a learning disability or with memory problems, people whose first
    language is not English, and people who listen to the page.

    ## What it checks
    Each sentence of the main text's paragraphs and list items; the number given is how many have
    more than 25 words. The end of a paragraph or list item ends a sentence. Full stops in sums of
    money, abbreviations and numbers ("£1.50", "e.g.", "Dr. Smith", "3.1.2") do not. Texts of fewer
    than 100 words, and texts not in English, are not applicable.

    ## How to fix
    Split the sentence where it says "and", "which", "where" or "provided that". Turn a row of
    conditions into a list.

    ## Source
    GOV.UK content design, Writing for GOV.UK: check sentences of more than 25 words, and split them
    where you can (https://www.gov.uk/guidance/content-design/writing-for-gov-uk).
    """
    if readability.reason:
        return not_applicable(readability.reason)
    found = sorted(dict.fromkeys(readability.long_sentences), key=count_words, reverse=True)
    if not found:
        return passed(0, "sentences")
    findings = (_finding(sentence, main_text) for sentence in found[:MOST_FINDINGS])
    return failed(*findings, value=len(readability.long_sentences), unit="sentences")


def _finding(sentence: str, main_text: MainText) -> Finding:
    return Finding(
        f"A sentence has {count_words(sentence)} words; "
        f"{LONG_SENTENCE} or fewer are easier to read.",
        selector=main_text.selector,
        region=main_text.region,
        subject=cut(sentence),
        impact=Impact.MINOR,
    )
