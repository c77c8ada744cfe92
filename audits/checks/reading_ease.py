"""The text is easy enough to read, by Flesch's measure."""

from audits.derive.main_text import MainText, about_whole_text
from audits.derive.readability import Readability
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# 60 and above is "plain English" on Flesch's own scale, and the target of the index that ranked
# 191 UK councils by clarity (VisibleThread, 2016).
PLAIN_ENGLISH = 60


@audit(
    title="The text is easy to read",
    failure_title="The text is hard to read",
    category="readability",
    unit="points",
)
def reading_ease(readability: Readability, main_text: MainText, title: str | None) -> Outcome:
    """The text is easy to read.

    ## Why it matters
    People who do not understand a page give up or ring up. Long words and long sentences are
    where readers get lost. Those who read well gain too: they read plain text faster and make
    fewer mistakes.

    ## Who is hurt
    People with dyslexia or a learning disability, people who are ill, worried or in a hurry, and
    people whose first language is not English.

    ## What it checks
    The Flesch reading ease of the main text's paragraphs and list items. It is 206.835, less
    1.015 times the words a sentence, less 84.6 times the syllables a word. 60 points or more
    pass. Texts of fewer than 100 words, and texts not in English, are not applicable. The
    formula counts lengths; it does not know whether the words make sense.

    ## How to fix
    Shorten the longest sentences first, then swap long words for short ones: "before" for "prior
    to", "help" for "assistance". Say "you" and "we". Read it aloud to somebody.

    ## Source
    R. Flesch, A New Readability Yardstick, 1948, whose scale calls 60 to 70 standard.
    VisibleThread, UK Local Authorities Website Clarity Index, 2016, for 60 as a council's
    target.
    """
    if readability.reason:
        return not_applicable(readability.reason)
    points = round(readability.reading_ease, 1)
    if points >= PLAIN_ENGLISH:
        return passed(points, "points")
    message = (
        f"The text scores {points:g} points for reading ease; "
        f"plain English scores {PLAIN_ENGLISH} or more."
    )
    finding = about_whole_text(message, main_text, title, Impact.MODERATE)
    return failed(finding, value=points, unit="points")
