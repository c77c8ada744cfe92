"""Long texts are parted by headings or lists."""

from audits.derive.document import cut
from audits.derive.main_text import MainText, count_words
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_WORDS = 400  # a page or so of text, after which people look for a place to rest
MOST_IN_BLOCK = 200  # of one paragraph
PARTS = frozenset({"heading", "list item", "table cell", "summary", "code"})


@audit(
    title="Long texts are parted by headings or lists",
    failure_title="A long text has no headings and no lists",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="words",
)
def unbroken_text(main_text: MainText) -> Outcome:
    """Long texts are parted by headings or lists.

    ## Why it matters
    People do not read a page of the council from end to end. They look for their own case.
    In a wall of text they do not find it, and ring up.

    ## Who is hurt
    People who find it hard to read much or to keep their place. People who use a screen reader and
    have no heading to jump to.

    ## What it checks
    That no more than 400 words of the main text follow one another without a heading, a list or a
    table. That no paragraph has more than 200 words. The value is the longest run of words.

    ## How to fix
    Put a heading over each new subject, and make lists of conditions and steps. Part long
    paragraphs: one thought for each.

    ## Source
    GOV.UK content design, Writing for GOV.UK: short paragraphs, headings that tell. Good practice
    that helps with WCAG 2.4.10 (level AAA), which no law asks for.
    """
    if not main_text.blocks:
        return not_applicable("no main content on the page")
    longest = run = 0
    first = start = ""
    long_block = ""
    for block in main_text.blocks:
        if block.kind in PARTS:
            run = 0
            continue
        words = count_words(block.text)
        start = start if run else block.text
        run += words
        if run > longest:
            longest, first = run, start
        if words > MOST_IN_BLOCK and not long_block:
            long_block = block.text
    findings = []
    if longest > MOST_WORDS:
        message = f"{longest} words follow one another without a heading or a list."
        findings.append(_finding(message, first, main_text))
    if long_block:
        words = count_words(long_block)
        message = f"A paragraph has {words} words: “{cut(long_block, 60)}”"
        findings.append(_finding(message, long_block, main_text))
    if findings:
        return failed(*findings, value=longest, unit="words")
    return passed(longest, "words")


def _finding(message: str, text: str, main_text: MainText) -> Finding:
    return Finding(
        message,
        selector=main_text.selector,
        region=main_text.region,
        subject=cut(text, 80),
        impact=Impact.MINOR,
    )
