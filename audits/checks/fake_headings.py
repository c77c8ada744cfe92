"""Headings are marked as headings, not only printed in bold."""

import re
from itertools import pairwise

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.main_text import count_words
from audits.derive.passages import Passage, passages_of
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

MOST_WORDS = 12  # of a heading
FEWEST_AFTER = 8  # words of what a heading stands over
MOST_FINDINGS = 20
BLOCKS = frozenset({"p", "div", "section", "article", "center"})
SENTENCE = re.compile(r"[.,;!…][\"'”’)\]]*\Z")
# In small letters: numbers, words before a remark, captions of figures and tables.
NOT_TITLES = re.compile(
    r"[\d\W_]*\Z|(?:notes?|nb|tips?|warning|important|caution|please note):?\Z|\(?\+?\d[\d\s]{5,}"
    r"|(?:fig|figure|table|example|listing|image|photo|picture|map|chart)\b\.? \d"
    r"|\w{1,12}\.? \d+\.\d+"
)
FURNITURE = frozenset({"header", "nav", "aside", "footer"})


@audit(
    title="Headings are marked as headings",
    failure_title="Words that look like headings are not marked as such",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    certainty="needs review",
    unit="headings",
)
def fake_headings(document: Document) -> Outcome:
    """Headings are marked as headings.

    ## Why it matters
    Bold words over a paragraph are a heading for those who see them. A screen reader reads them out
    like any other text, and leaves them out of its list of headings.

    ## Who is hurt
    People who use a screen reader and move from heading to heading, which most of them do first.

    ## What it checks
    Paragraphs of at most 12 words that are bold from end to end, do not end like a sentence, and
    stand right before plain text. A person decides whether they are headings. It does not look at
    words that a class makes bold, cells of tables, labels, quotations, menus and footers.

    ## How to fix
    Choose "Heading 2" or "Heading 3" for the words in the editor, by their place in the outline.
    Then take the bold away.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), technique H42, failure
    technique F2.
    """
    passages = passages_of(document)
    if not passages:
        return not_applicable("no text on the page")
    found: dict[str, list[Passage]] = {}  # by their words: a template may write the same often
    for passage, after in pairwise(passages):
        if not _looks_like_heading(passage) or not _is_under_a_heading(after):
            continue
        if document.region(passage.element) not in FURNITURE:
            found.setdefault(passage.text, []).append(passage)
        if len(found) > MOST_FINDINGS:
            break
    if not found:
        return passed(0, "headings")
    findings = [_finding(same, document) for same in list(found.values())[:MOST_FINDINGS]]
    count = sum(each.elements for each in findings)
    return needs_review(*findings, value=count, unit="headings")


def _finding(same: list[Passage], document: Document) -> Finding:
    return found_at(
        same[0].element,
        document,
        f"“{cut(same[0].text, 80)}” is bold and stands alone. Is it a heading?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=len(same),
    )


def _looks_like_heading(passage: Passage) -> bool:
    text = passage.text
    return (
        passage.is_bold
        and len(passage.lines) == 1
        and passage.element.tag in BLOCKS
        and not (passage.is_heading or passage.is_linked or passage.is_listed or passage.holders)
        and count_words(text) <= MOST_WORDS
        and not SENTENCE.search(text)
        and not NOT_TITLES.match(text.lower())
    )


def _is_under_a_heading(after: Passage) -> bool:
    """Whether a passage is plain text, by itself or in a list."""
    if after.is_bold or after.is_heading or after.is_after_gap:
        return False
    if after.holders - {"li", "dt", "dd"}:
        return False
    return bool(after.holders) or count_words(after.text) >= FEWEST_AFTER
