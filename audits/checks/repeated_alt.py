"""Alternative texts do not repeat the words beside the picture."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import INLINE, bare, content_name, tidy
from audits.derive.pictures import control_around, pictures_of
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

LETTERS = 3  # fewer are a sign, not a text


@audit(
    title="Alternative texts do not repeat the words beside the picture",
    failure_title="Alternative texts repeat the words beside the picture",
    category="best practice",
    unit="pictures",
    impact=Impact.MINOR,
    certainty="advice",
)
def repeated_alt(document: Document) -> Outcome:
    """Alternative texts do not repeat the words beside the picture.

    ## Why it matters
    Where a caption says the same as the alternative text, screen readers read it out twice. Then
    nothing at all tells of the picture itself.

    ## Who is hurt
    People who use a screen reader: they hear everything twice, and learn nothing of the picture.

    ## What it checks
    That the alternative text of a picture differs from its caption, and from the words right before
    and after it. Pictures in links and buttons are for axe's rule image-redundant-alt.

    ## How to fix
    Is there nothing to add to the words beside it? Leave the alternative text empty. If there is,
    write what the picture shows beyond them.

    ## Source
    W3C, Images Tutorial, Decorative Images. No criterion of WCAG asks for it: this is advice.
    """
    named = [each for each in pictures_of(document).named if each.tag == "img"]
    if not named:
        return not_applicable("no pictures with a name on the page")
    findings = []
    for image in named:
        written = tidy(image.get("alt", ""))
        alt = bare(written)
        if len(alt) < LETTERS or control_around(image) is not None:
            continue
        if any(bare(words) == alt for words in _beside(image)):
            findings.append(
                found_at(
                    image,
                    document,
                    f"The words beside the picture say the same: “{cut(written, 100)}”.",
                    impact=Impact.MINOR,
                )
            )
    return by_surest(findings, "pictures")


def _beside(image: HtmlElement) -> Iterator[str]:
    """The caption, and the words right before and after."""
    figure = next(image.iterancestors("figure"), None)
    caption = None if figure is None else figure.find(".//figcaption")
    if caption is not None:
        yield content_name(caption)
    yield tidy(image.tail or "") or _name_of(image.getnext())
    before = image.getprevious()
    parent = image.getparent()
    if before is None:
        yield tidy((parent.text if parent is not None else "") or "")
    else:
        yield tidy(before.tail or "") or _name_of(before)
    if parent is not None and not _has_words(parent, image):
        yield _name_of(parent.getnext()) if parent.tag not in INLINE else ""


def _has_words(parent: HtmlElement, image: HtmlElement) -> bool:
    return len(parent) > 1 or bool(tidy((parent.text or "") + (image.tail or "")))


def _name_of(element: HtmlElement | None) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    return "" if element.tag in {"img", "script", "style"} else content_name(element)
