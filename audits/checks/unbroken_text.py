"""Long texts are parted by headings or lists."""

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.main_text import count_words
from audits.derive.passages import Passage, passages_of
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_WORDS = 400  # a page or so of text, after which people look for a place to rest
MOST_IN_BLOCK = 150  # of one paragraph
PARTS = frozenset({"li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", "legend"})
OUTSIDE = frozenset({"header", "nav", "aside", "footer"})


@audit(
    title="Long texts are parted by headings or lists",
    failure_title="A long text has no headings and no lists",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="words",
    version=2,
)
def unbroken_text(document: Document) -> Outcome:
    """Long texts are parted by headings or lists.

    ## Why it matters
    People do not read a page of the council from end to end. They look for their own case.
    In a wall of text they do not find it, and ring up.

    ## Who is hurt
    People who find it hard to read much or to keep their place. People who use a screen reader and
    have no heading to jump to.

    ## What it checks
    That no more than 400 words of the main text follow one another without a heading, a list, a
    table or a picture. That no paragraph has more than 150 words. The value is the longest run of
    words.

    ## How to fix
    Put a heading over each new subject, and make lists of conditions and steps. Part long
    paragraphs: one thought for each.

    ## Source
    GOV.UK content design, Writing for GOV.UK: short paragraphs, headings that tell. Good practice
    that helps with WCAG 2.4.10 (level AAA), which no law asks for.
    """
    passages = [
        each for each in passages_of(document) if document.region(each.element) not in OUTSIDE
    ]
    if not passages:
        return not_applicable("no main content on the page")
    longest, run = 0, 0
    start = first = passages[0]
    findings: list[Finding] = []
    for passage in passages:
        is_part = passage.is_heading or passage.is_listed or passage.holders & PARTS
        if is_part or passage.is_after_gap:
            run = 0
        if is_part:
            continue
        words = count_words(passage.text)
        start = start if run else passage
        run += words
        if run > longest:
            longest, first = run, start
        if words > MOST_IN_BLOCK and not findings:
            message = f"A paragraph has {words} words: “{cut(passage.text, 60)}”"
            findings.append(_finding(message, passage, document))
    if longest > MOST_WORDS:
        message = f"{longest} words follow one another without a heading or a list."
        findings.insert(0, _finding(message, first, document))
    if findings:
        return failed(*findings, value=longest, unit="words")
    return passed(longest, "words")


def _finding(message: str, passage: Passage, document: Document) -> Finding:
    return found_at(
        passage.element,
        document,
        message,
        subject=cut(passage.text, 80),
        impact=Impact.MINOR,
    )
