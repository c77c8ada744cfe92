"""Space comes from styles, not from empty paragraphs."""

from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, is_shown
from audits.derive.found import found_at
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

FEWEST = 2  # on a page: a single one is what an editor leaves behind when it saves
BREAKS = 3  # <br> in a row that make a gap
MOST = 5000
FURNITURE = frozenset({"header", "nav", "aside", "footer"})
EMPTY = "\xa0\u200b\ufeff \t\r\n"


@audit(
    title="Space comes from styles",
    failure_title="Empty paragraphs or line breaks are used for space",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="gaps",
)
def empty_paragraphs(document: Document) -> Outcome:
    """Space comes from styles.

    ## Why it matters
    Some screen readers say "blank" at each empty paragraph, so that people think the text has
    ended. On phones and in large print the gaps grow to holes.

    ## Who is hurt
    People who use a screen reader or a screen magnifier, and people who read on a small screen.

    ## What it checks
    Two or more paragraphs on a page that hold nothing, or only a space. Three or more line breaks
    in a row. It leaves out paragraphs with an id or a data attribute, since a script may fill them.
    It does not look at menus, headers and footers.

    ## How to fix
    Delete the empty lines in the editor. Where you want more space, ask whoever looks after the
    styles.

    ## Source
    HTML standard, Paragraphs. Government Digital Service, tests of accessibility tools. Good
    practice: no success criterion asks for it.
    """
    empty = {each for each in islice(document.body.iter("p"), MOST) if _is_empty(each)}
    gaps = [each for each in islice(document.body.iter("p"), MOST) if _shows(each, empty)]
    if len(gaps) < FEWEST:
        gaps = []
    gaps += _breaks(document)
    if not gaps and document.body.find(".//p") is None:
        return not_applicable("no paragraphs on the page")
    gaps = [each for each in gaps if is_shown(each) and document.region(each) not in FURNITURE]
    if not gaps:
        return passed(0, "gaps")
    count = len(gaps)
    message = (
        "An empty paragraph or a row of line breaks makes space."
        if count == 1
        else f"Empty paragraphs or rows of line breaks make space {count} times."
    )
    finding = found_at(gaps[0], document, message, impact=Impact.MINOR, elements=count)
    return failed(finding, value=count, unit="gaps")


def _shows(paragraph: HtmlElement, empty: set[HtmlElement]) -> bool:
    """Whether an empty paragraph makes a gap: a single one without a space folds to nothing."""
    if paragraph not in empty:
        return False
    if "\xa0" in "".join(paragraph.itertext()) or paragraph.find(".//br") is not None:
        return True
    return paragraph.getprevious() in empty or paragraph.getnext() in empty


def _is_empty(paragraph: HtmlElement) -> bool:
    if any(name != "class" and name not in {"style", "align"} for name in paragraph.attrib):
        return False
    texts = [paragraph.text]
    for number, each in enumerate(paragraph.iter("*")):
        if number and each.tag not in {"br", "span", "strong", "b", "em", "i", "font"}:
            return False
        if number and (each.text or each.tail):
            texts += [each.text, each.tail]
    return not any(text and text.strip(EMPTY) for text in texts)


def _breaks(document: Document) -> list[HtmlElement]:
    """The first of each row of line breaks with nothing between them."""
    found = []
    row: list[HtmlElement] = []
    for line_break in islice(document.body.iter("br"), MOST):
        before = line_break.getprevious()
        goes_on = row and before is row[-1] and not (before.tail or "").strip(EMPTY)
        row = [*row, line_break] if goes_on and len(row) < BREAKS else [line_break]
        if len(row) == BREAKS:
            found.append(row[0])
    return found
