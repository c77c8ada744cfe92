"""Pictures that screen readers skip are only decoration."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, role_of
from audits.derive.found import found_at
from audits.derive.names import bare, content_name, tidy
from audits.derive.pictures import (
    DECORATIVE_ROLES,
    control_around,
    is_pixel,
    name_of,
    pictures_of,
    stem_of,
)
from audits.model import Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

# What files are called that show more than a mood. English and Welsh, whole words.
TELLING = re.compile(
    r"\b(?:charts?|graphs?|diagrams?|infographics?|flow ?charts?|organograms?|organi[sz]ation chart"
    r"|posters?|flyers?|leaflets?|timetables?|time ?lines?|floor ?plans?|site plan|maps?|logos?"
    r"|screen ?shots?|signatures?|certificates?|qr ?codes?|siart|graff|poster|map|logo)\b",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"[\W_\d]+")
ICON = re.compile(r"\b(?:icons?|sprite|bullet|arrow|chevron|spacer)\b", re.IGNORECASE)
SMALLEST = 100  # pixels across of what shows more than an icon does
DIGITS = re.compile(r"\s*(\d{1,6})(?:px)?\s*\Z")
MOST_FINDINGS = 50
MANY_SHAPES = 5  # fewer are an icon or an ornament
SHAPES = ("path", "rect", "circle", "line", "polyline", "polygon", "ellipse", "use")


@audit(
    title="Pictures that screen readers skip are only decoration",
    failure_title="Pictures that screen readers skip may tell something",
    category="accessibility",
    requirements=("wcag:1.1.1",),
    impact=Impact.SERIOUS,
    unit="pictures",
    certainty="needs review",
)
def hidden_pictures(document: Document) -> Outcome:
    """Pictures that screen readers skip are only decoration.

    ## Why it matters
    A mark in the code can make screen readers pass over a picture. That is right for decoration.
    With a chart, a map or a logo, what it tells is lost.

    ## Who is hurt
    People who are blind or see little, and use a screen reader or a braille display.

    ## What it checks
    Pictures that have an alternative text, and a mark that makes screen readers skip them
    (role="presentation", aria-hidden="true"). Pictures with an empty alternative text whose file
    has a name such as chart, map or logo. Drawings that a script makes, and large drawings in SVG,
    that say nothing in words. It leaves out those whose words stand elsewhere on the page, icons,
    and pictures in links and buttons with words of their own. A person decides whether the picture
    is decoration.

    ## How to fix
    Is it decoration? Leave the alternative text empty. If it is not, take the mark away, and write
    what the picture tells. Give a drawing role="img" and an aria-label, or a table with the
    same figures.

    ## Source
    WCAG 2.2, success criterion 1.1.1 Non-text Content (level A), techniques H37 and H67; W3C, ACT
    rule e88epe.
    """
    pictures = pictures_of(document)
    if not pictures.drawn:
        return not_applicable("no pictures on the page")
    findings = []
    text = ""
    for image in pictures.drawn:
        if not (question := _asked(image, document)):
            continue
        text = text or f" {pictures.text()} "
        if not _is_told_elsewhere(image, text):
            findings.append(
                found_at(
                    image,
                    document,
                    question,
                    impact=Impact.SERIOUS,
                    status=Status.NEEDS_REVIEW,
                )
            )
        if len(findings) >= MOST_FINDINGS:
            break
    if not findings:
        return passed(0, "pictures")
    return needs_review(*findings, value=len(findings), unit="pictures")


def _asked(image: HtmlElement, document: Document) -> str:
    """The question about a picture that is not told; "" where there is none to ask."""
    if is_pixel(image) or _is_in_words(image):
        return ""
    is_marked = role_of(image) in DECORATIVE_ROLES or image.get("aria-hidden") == "true"
    if image.tag == "img":
        return _asked_of_file(image, is_marked=is_marked)
    if is_marked or name_of(image, document) or not document.is_told(image):
        return ""
    if image.tag == "canvas":
        return "" if content_name(image) else "Does this drawing show anything that no words tell?"
    return "Does this drawing show anything that no words tell?" if _is_large(image) else ""


def _asked_of_file(image: HtmlElement, *, is_marked: bool) -> str:
    alt = tidy(image.get("alt", ""))
    if alt and is_marked:
        return f"Screen readers skip this picture called “{cut(alt, 100)}”. Is it only decoration?"
    if image.get("alt") is None and not is_marked:
        return ""  # axe's rule image-alt
    stem = _words(stem_of(image.get("src", "")))
    if alt or tidy(image.get("title", "")) or not TELLING.search(stem) or ICON.search(stem):
        return ""
    if _is_small(image):
        return ""
    return f"Is this picture only decoration? Its file has the name “{cut(stem, 60)}”."


def _is_in_words(image: HtmlElement) -> bool:
    """Whether it stands in a link or button that has words of its own."""
    control = control_around(image)
    return control is not None and bool(content_name(control) or control.get("aria-label"))


def _is_told_elsewhere(image: HtmlElement, text: str) -> bool:
    if image.tag != "img":
        return False
    names = [bare(tidy(image.get("alt", "")))]
    if not names[0]:
        stem = _words(stem_of(image.get("src", "")))
        names = [TELLING.sub(" ", stem).strip().casefold(), stem.casefold()]
        figure = next(image.iterancestors("figure"), None)
        if figure is not None and figure.find(".//figcaption") is not None:
            return True
    return any(name and " ".join(name.split()) in text for name in names)


def _words(stem: str) -> str:
    return SEPARATORS.sub(" ", stem).strip()


def _is_small(image: HtmlElement) -> bool:
    return any(0 < _pixels(image.get(side)) < SMALLEST for side in ("width", "height"))


def _is_large(drawing: HtmlElement) -> bool:
    """An SVG that says its own size, with many shapes and no text."""
    if min(_pixels(drawing.get(side)) for side in ("width", "height")) < SMALLEST:
        return False
    shapes = 0
    for each in drawing.iter("text", "title", *SHAPES):
        if each.tag in {"text", "title"}:
            return False
        shapes += 1
    return shapes >= MANY_SHAPES


def _pixels(size: str | None) -> int:
    found = DIGITS.match(size or "")
    return int(found[1]) if found else 0
