"""The text is at a level that most people can read."""

from audits.derive.main_text import MainText, about_whole_text
from audits.derive.readability import Readability
from audits.derive.reading_level import HARD, ReadingLevel
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

UNIT = "CEFR level"
IMPACTS = {"hard": Impact.MINOR, "very hard": Impact.MODERATE}
FELT = 0.05  # what adds less is not worth a word


@audit(
    title="The text is at a level that most people can read",
    failure_title="The text is at a level that many people cannot read",
    category="readability",
    unit=UNIT,
)
def reading_level(readability: Readability, main_text: MainText, title: str | None) -> Outcome:
    """The text is at a level that most people can read.

    ## Why it matters
    A council writes for everybody, and nobody can choose another council. Formulas count lengths
    only. This level comes from what people said of thousands of texts, so it agrees with readers
    more often. It also tells what makes the page hard.

    ## Who is hurt
    People who learn English or read little, people with dyslexia or a learning disability, and
    everybody who is tired, ill or in a hurry.

    ## What it checks
    A level from 1 to 6, where 1 stands for A1 and 6 for C2 of the European framework for languages.
    It grows with long sentences, rare words, words that few know, and long words. Below 2.7 is
    easy, below 3.6 fairly easy, below 4.9 hard, and all else very hard. From 3.6 on, readers put
    most texts at B2 or above, and the check fails.

    It does not score texts of fewer than 100 words, or texts not in English. It is an estimate, and
    no reading age.

    ## How to fix
    Begin with what adds most; the finding names it. Split long sentences. Swap rare and long words
    for common ones, and explain those you must keep. Then try the page on somebody who does not
    know the subject.

    ## Source
    Council of Europe, Common European Framework of Reference for Languages, 2001, for the scale.
    Dropkerb's decision 0018 tells how we fitted the level, how well it agrees with people, and
    where its limits are (docs/decisions/0018-reading-level.md).
    """
    if readability.reason:
        return not_applicable(readability.reason)
    if readability.level is None:
        return not_applicable("no words of prose")
    level = readability.level
    if level.shown < HARD:
        return passed(level.shown, UNIT)
    message = (
        f"The text is {level.band}: level {level.shown:g} of 6; a text for everybody stays below "
        f"{HARD:g}.{_why(level)}"
    )
    finding = about_whole_text(message, main_text, title, IMPACTS[level.band])
    return failed(finding, value=level.shown, unit=UNIT)


def _why(level: ReadingLevel) -> str:
    """What makes it hard, the worst first, in a sentence."""
    worst = sorted(level.contributions, key=lambda each: each.adds, reverse=True)
    told = [str(each) for each in worst if each.adds >= FELT]
    if not told:
        return ""
    *first, last = told
    said = f"{', '.join(first)} and {last}" if first else last
    return f" Compared with plain text, {said}."
