"""No paragraph is too long."""

from collections import defaultdict
from functools import partial

from audits.derive.document import Document
from audits.derive.prose import Prose, Sentence
from audits.derive.wording import MOST_FINDINGS, about_block
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_SENTENCES = 5  # GOV.UK content design, Structure: no more than 5 sentences each
FEW_WORDS = 75  # in all: some short sentences are no wall of text; our own limit


@audit(
    title="No paragraph has more than five sentences",
    failure_title="Some paragraphs have more than five sentences",
    category="readability",
    impact=Impact.MINOR,
    unit="paragraphs",
)
def long_paragraphs(prose: Prose, document: Document) -> Outcome:
    """No paragraph is too long.

    ## Why it matters
    People do not read a wall of text, they look over it. On a telephone six sentences fill the
    whole screen.

    ## Who is hurt
    People with dyslexia, people who find it hard to concentrate, and people who enlarge the text
    and lose the line.

    ## What it checks
    Paragraphs and list items of more than five sentences. It leaves alone those of fewer than 75
    words in all, however many sentences they have.

    ## How to fix
    Begin a new paragraph with each new thought. Turn steps and conditions into a list, and give
    long parts a heading.

    ## Source
    GOV.UK content design, Writing for GOV.UK: paragraphs of no more than five sentences. The 75
    words are Dropkerb's own.
    """
    if not prose.sentences:
        return not_applicable(prose.reason or "no English text on the page")
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for each in prose.sentences:
        paragraphs[id(each.block)].append(each)
    long = [
        sentences
        for sentences in paragraphs.values()
        if len(sentences) > MOST_SENTENCES and sum(map(_words, sentences)) >= FEW_WORDS
    ]
    if not long:
        return passed(0, "paragraphs")
    findings = map(partial(_finding, document), sorted(long, key=len, reverse=True)[:MOST_FINDINGS])
    return failed(*findings, value=len(long), unit="paragraphs")


def _words(sentence: Sentence) -> int:
    return len(sentence.words)


def _finding(document: Document, sentences: list[Sentence]) -> Finding:
    block = sentences[0].block
    message = f"A paragraph has {len(sentences)} sentences; {MOST_SENTENCES} are enough."
    return about_block(message, block, document, subject=block.text)
