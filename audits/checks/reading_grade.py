"""The text asks for no more than lower secondary school."""

from audits.derive.main_text import MainText, about_whole_text
from audits.derive.readability import Readability
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# WCAG 3.1.5 (level AAA) speaks of "lower secondary education level", seven to nine years of school.
LOWER_SECONDARY = 9


@audit(
    title="The text needs no more than nine years of school",
    failure_title="The text needs more than nine years of school",
    category="readability",
    unit="US grade",
)
def reading_grade(readability: Readability, main_text: MainText, title: str | None) -> Outcome:
    """The text needs no more than nine years of school.

    ## Why it matters
    Many adults in the UK left school early, or read English as a second language. A page that needs
    a long education leaves out many of the people that it is for.

    ## Who is hurt
    People who read with effort: with dyslexia or a learning disability, with little schooling, or
    with another first language. Also those who are tired or under stress.

    ## What it checks
    The Flesch-Kincaid grade of the main text's paragraphs and list items. It is 0.39 times the
    words a sentence, plus 11.8 times the syllables a word, less 15.59. The grade is a year of
    US school, as a rough measure: it is not the age of anybody who can read the text. Grade 9 or
    less passes. Texts of fewer than 100 words, and texts not in English, are not applicable.

    ## How to fix
    One idea a sentence, active verbs, everyday words. Put conditions and exceptions in a list. Ask
    somebody outside the service to read it.

    ## Source
    J. P. Kincaid and others, 1975, for the formula. WCAG 2.2, success criterion 3.1.5 Reading
    Level, for lower secondary education as the limit (level AAA, not asked for by law).
    """
    if readability.reason:
        return not_applicable(readability.reason)
    grade = round(readability.grade, 1)
    if grade <= LOWER_SECONDARY:
        return passed(grade, "US grade")
    message = (
        f"The text is at about grade {grade:g} of a US school; "
        f"aim for grade {LOWER_SECONDARY}, the end of lower secondary school, or less."
    )
    finding = about_whole_text(message, main_text, title, Impact.MODERATE)
    return failed(finding, value=grade, unit="US grade")
