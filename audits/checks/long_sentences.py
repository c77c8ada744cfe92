"""No sentence has more than 25 words."""

from audits.derive.document import Document
from audits.derive.prose import Prose, Sentence
from audits.derive.readability import LONG_SENTENCE, Readability
from audits.derive.wording import MOST_FINDINGS, about_block
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="No sentence is longer than 25 words",
    failure_title="Some sentences are longer than 25 words",
    category="readability",
    impact=Impact.MINOR,
    unit="sentences",
)
def long_sentences(readability: Readability, prose: Prose, document: Document) -> Outcome:
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
    long = [each for each in prose.sentences if len(each.words) > LONG_SENTENCE]
    if not long:
        return passed(0, "sentences")
    first: dict[str, Sentence] = {}
    for each in sorted(long, key=lambda each: -len(each.words)):
        first.setdefault(each.text, each)
    findings = (_finding(each, document) for each in list(first.values())[:MOST_FINDINGS])
    return failed(*findings, value=len(long), unit="sentences")


def _finding(sentence: Sentence, document: Document) -> Finding:
    message = (
        f"A sentence has {len(sentence.words)} words; {LONG_SENTENCE} or fewer are easier to read."
    )
    return about_block(message, sentence.block, document, subject=sentence.text)
