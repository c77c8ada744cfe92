"""The name of a picture tells what it shows."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import bare, tidy
from audits.derive.pictures import EXTENSION, name_of, pictures_of, stem_of
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    by_surest,
    not_applicable,
)
from audits.registry import audit

# WCAG failure technique F30, what editors leave behind, and the Welsh for "image" and "picture".
PLACEHOLDERS = frozenset(
    {
        *("image", "images", "img", "picture", "pictures", "photo", "photos", "photograph", "pic"),
        *("an image", "a picture", "a photo", "the image", "this image", "my image"),
        *("image of", "an image of", "picture of", "a picture of", "photo of", "a photo of"),
        *("alt", "alt text", "alt tag", "alternative text", "alternate text", "image alt"),
        *("image alt text", "alt text here", "insert alt text", "insert alt text here"),
        *("add alt text", "add alt text here", "enter alt text", "enter alt text here"),
        *("your alt text", "your alt text here", "image alt text here", "image description"),
        *("image description here", "description of image", "spacer", "spacer image", "untitled"),
        *("untitled image", "placeholder", "placeholder image", "image placeholder"),
        *("todo", "tbc", "tbd", "xxx", "decorative", "decorative image", "decoration", "no alt"),
        *("no alt text", "missing alt", "missing alt text", "alt goes here", "image goes here"),
        *("alt text goes here", "description goes here", "image not found", "image missing"),
        *("null", "undefined", "nan", "delwedd", "llun", "ffotograff"),
    }
)
# "Insert alternative text here", "Please add a description of the image".
TO_BE_WRITTEN = re.compile(
    r"(?:please )?(?:insert|enter|add|type|write|put|provide)\b.{0,30}"
    r"\b(?:alt|alternative|alternate|description|text|caption)\b.{0,20}",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:image|picture|photo|photograph|img|pic)[ _#-]*\d+", re.IGNORECASE)
# What cameras, phones and screens call their files.
CAMERA = re.compile(
    r"(?:img|dsc|dscn|dscf|pxl|mvimg|gopr|imag)[_-]?\d{3,}[\w-]*(?: ?\(\d+\))?"
    r"|screen ?shot[ _-]\d{4}-?\d\d-?\d\d.*"
    r"|\d{8}[_-]\d{6}\w*"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?=\D*\d)[0-9a-f]{32,}",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"[\W_]+")
SIZED = re.compile(r"-\d{2,4}x\d{2,4}$")  # WordPress: town-hall-300x200
FEW_WORDS = 4  # more of them before ".jpg" may describe the picture after all
WORDS_OF_A_TITLE = 2  # fewer are a label or a file's name, not a description


@audit(
    title="Pictures have names that say what they show",
    failure_title="Pictures have names that do not say what they show",
    category="accessibility",
    requirements=("wcag:1.1.1",),
    version=3,
    impact=Impact.SERIOUS,
    unit="pictures",
)
def image_names(document: Document) -> Outcome:
    """Pictures have names that say what they show.

    ## Why it matters
    The alternative text stands in for the picture. Screen readers read out "IMG_1234.jpg" or
    "image", letter by letter at times, and that tells nothing.

    ## Who is hurt
    People who use a screen reader, and people whose connection does not load pictures.

    ## What it checks
    That no alternative text is a file name or an empty word such as "image", "photo of" or "alt
    text". That no picture counts as decoration (alt="") while its title describes it: the title
    shows to people with a mouse only. Names given by aria-label count too.

    A person decides where a name looks like a file name but may be a description. Pictures without
    any name are for axe's rule image-alt. Whether a description fits is for a person to say.

    ## How to fix
    Write what the picture tells on this page, in a few words. Leave the alternative text empty if
    it is only decoration, and the title with it.

    ## Source
    WCAG 2.2, success criterion 1.1.1 Non-text Content (level A), failure technique F30 and
    technique H67.
    """
    pictures = pictures_of(document)
    if not pictures.named:
        return not_applicable("no pictures with a name or title on the page")
    findings = []
    text = pictures.text()
    for image in pictures.named:
        message, status = _judged(image, document, text)
        if message:
            findings.append(_finding(image, message, status, document))
    return by_surest(findings, "pictures")


def _judged(image: HtmlElement, document: Document, text: str) -> tuple[str, Status]:
    name = name_of(image, document)
    if not name:
        return _hidden_title(image, text)
    quoted = f"“{cut(name, 100)}”"
    plain = bare(name)
    if any((plain in PLACEHOLDERS, NUMBERED.fullmatch(plain), TO_BE_WRITTEN.fullmatch(plain))):
        return f"The picture's name is the empty word {quoted}.", Status.FAILED
    if CAMERA.fullmatch(name):
        return f"The picture's name is a file name: {quoted}.", Status.FAILED
    if EXTENSION.search(name):
        if len(name.split()) <= FEW_WORDS:
            return f"The picture's name is a file name: {quoted}.", Status.FAILED
        return (
            f"Is {quoted} a file name, or does it say what the picture shows?",
            Status.NEEDS_REVIEW,
        )
    if name == stem_of(image.get("src", "")):
        if "_" in name or SIZED.search(name):
            return f"The picture's name is the name of its file: {quoted}.", Status.FAILED
        if name.count("-") > 1 and name.islower():
            return (
                f"Is {quoted} a file name, or does it say what the picture shows?",
                Status.NEEDS_REVIEW,
            )
    return "", Status.PASSED


def _hidden_title(image: HtmlElement, text: str) -> tuple[str, Status]:
    """alt="" with a title: what the mouse shows, nobody else is told."""
    title = tidy(image.get("title", ""))
    if not title or title.casefold() in text:
        return "", Status.PASSED
    quoted = f"“{cut(title, 100)}”"
    is_short = len(title.split()) < WORDS_OF_A_TITLE
    if (
        is_short
        or EXTENSION.search(title)
        or _plain(title) == _plain(stem_of(image.get("src", "")))
    ):
        question = (
            f"The code calls the picture decoration. Its title is {quoted}. Is it decoration?"
        )
        return question, Status.NEEDS_REVIEW
    return f"The code calls the picture decoration, but its title says {quoted}.", Status.FAILED


def _plain(text: str) -> str:
    return SEPARATORS.sub(" ", text).strip().casefold()


def _finding(image: HtmlElement, message: str, status: Status, document: Document) -> Finding:
    return found_at(
        image,
        document,
        message,
        impact=Impact.SERIOUS,
        status=status,
    )
