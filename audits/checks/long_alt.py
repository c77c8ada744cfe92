"""Text alternatives are short."""

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.pictures import name_of, pictures_of
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

MOST_CHARACTERS = 200  # twice what is advised; with less, there may be a reason
MOST_FINDINGS = 20


@audit(
    title="Text alternatives of pictures are short",
    failure_title="The text alternative of a picture is very long",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="pictures",
)
def long_alt(document: Document) -> Outcome:
    """Text alternatives are short.

    ## Why it matters
    A screen reader says a text alternative in one go. People cannot stop in it, go back a sentence
    or read a word again. What fills a paragraph belongs on the page.

    ## Who is hurt
    People who use a screen reader or a braille display, and people whose pictures do not load.

    ## What it checks
    That no text alternative of a picture has more than 200 characters. The value is the number of
    those that have.

    ## How to fix
    Say in the text alternative what it is: "Chart of our spending". Tell the rest in the text below
    the picture, where everybody can read it.

    ## Source
    WCAG 2.2, technique G94 and G95 (short text alternatives); W3C, Web Accessibility Tutorials,
    Images, Complex Images. Good practice: no success criterion sets a length.
    """
    named = pictures_of(document).named
    if not named:
        return not_applicable("no pictures with a text alternative on the page")
    long = [each for each in named if len(name_of(each, document)) > MOST_CHARACTERS]
    findings = [
        found_at(
            each,
            document,
            f"The text alternative has {len(name_of(each, document))} characters: "
            f"“{cut(name_of(each, document), 60)}”",
            impact=Impact.MINOR,
        )
        for each in long[:MOST_FINDINGS]
    ]
    if findings:
        return failed(*findings, value=len(long), unit="pictures")
    return passed(0, "pictures")
