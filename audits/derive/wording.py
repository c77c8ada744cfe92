"""Findings about the words of a page, each at the paragraph or list item where they stand."""

from collections.abc import Iterable
from dataclasses import replace

from audits.derive.counts import SHORTEST_SENTENCE
from audits.derive.document import Document, cut
from audits.derive.main_text import Block
from audits.derive.phrases import Match
from audits.derive.prose import Prose, Sentence
from audits.model import Finding, Impact

CAN_GO = "“{written}” says nothing: leave it out. It stands in “{sentence}”"
LEAVE_OUT = "(leave it out)"  # what a list has to say instead of a phrase that says nothing
MOST_FINDINGS = 50  # of one audit on one page; the number counts them all
LONGEST_SAMPLE = 100  # characters of a sentence that is quoted beside a word


def about_block(
    message: str, block: Block, document: Document, *, subject: str, elements: int = 1
) -> Finding:
    """Return a finding at the element that holds a block of text."""
    element = block.element
    return Finding(
        message,
        selector="" if element is None else document.selector(element),
        region="" if element is None else document.region(element),
        subject=cut(subject),
        impact=Impact.MINOR,
        elements=elements,
    )


def about_word(
    message: str, block: Block, document: Document, *, word: str, elements: int = 1
) -> Finding:
    """Return a finding about a word, which is one cause in whatever part of a page it stands."""
    found = about_block(message, block, document, subject=word, elements=elements)
    return replace(found, region="")


def about_sentences(
    sentences: Iterable[Sentence], document: Document, message: str
) -> list[Finding]:
    """Return a finding for each sentence, the same one once, where it stands first."""
    first: dict[str, Sentence] = {}
    for sentence in sentences:
        first.setdefault(sentence.text, sentence)
        if len(first) >= MOST_FINDINGS:
            break
    return [
        about_block(message, each.block, document, subject=each.text) for each in first.values()
    ]


def about_phrases(matches: Iterable[Match], document: Document, message: str) -> list[Finding]:
    """Return a finding for each word or phrase, whatever its form, where it stands first.

    The subject is the word, so that all pages that have it share one cause.
    """
    grouped: dict[str, list[Match]] = {}
    for match in matches:
        grouped.setdefault(match.entry.base, []).append(match)
    return [
        about_word(
            (CAN_GO if found[0].entry.instead == LEAVE_OUT else message).format(
                written=found[0].written,
                instead=found[0].entry.instead,
                sentence=around(found[0].sentence.text, found[0].position),
            ),
            found[0].sentence.block,
            document,
            word=base,
            elements=len(found),
        )
        for base, found in list(grouped.items())[:MOST_FINDINGS]
    ]


def around(text: str, position: int) -> str:
    """A piece of a sentence that has what stands at a position."""
    start = max(0, position - LONGEST_SAMPLE // 2) if len(text) > LONGEST_SAMPLE else 0
    if start:
        start = text.find(" ", start, position) + 1 or start
    end = start + LONGEST_SAMPLE
    if end < len(text) and (space := text.rfind(" ", position + LONGEST_SAMPLE // 4, end)) > 0:
        end = space
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end].rstrip(' ,;:–—-')}{after}"


def whole_sentences(prose: Prose) -> list[Sentence]:
    """Sentences that are more than a name or a label."""
    return [each for each in prose.sentences if len(each.words) >= SHORTEST_SENTENCE]


def per_cent(part: int, whole: int) -> float:
    """A share, to one decimal place; of nothing it is none."""
    return round(100 * part / whole, 1) if whole else 0.0
