"""The pictures of a page, as people meet them, and the words they stand among."""

import re
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from audits.derive.document import Document, is_hidden, role_of
from audits.derive.names import accessible_name, tidy

EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|tiff?|heic)$", re.IGNORECASE)
DECORATIVE_ROLES = frozenset({"presentation", "none"})
DRAWN = frozenset({"img", "canvas", "svg"})
SMALL = frozenset({"0", "1", "2", "3"})  # pixels of what counts visitors
MOST_TEXT = 500_000  # characters in which a title is looked for
MOST_PICTURES = 20_000


class Pictures:
    """Goes once through what is shown."""

    def __init__(self, document: Document) -> None:
        self.named: list[HtmlElement] = []  # with a name or a title, whatever they are made of
        self.drawn: list[HtmlElement] = []  # every img, canvas and svg, also what only eyes see
        self._texts: list[str] = []
        walker = etree.iterwalk(document.body, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._texts.append(element.tail or "")
                continue
            if is_hidden(element):
                walker.skip_subtree()
                continue
            if element.tag in DRAWN and len(self.drawn) < MOST_PICTURES:
                self.drawn.append(element)
            if element.get("aria-hidden") == "true":
                walker.skip_subtree()
                continue
            if _is_named(element):
                self.named.append(element)
            if _stands_for_its_content(element):
                self._texts.append(f" {element.get('aria-label', '')} ")
                walker.skip_subtree()
            else:
                self._texts.append(element.text or "")

    def text(self) -> str:
        """All that is told in words, in small letters."""
        return tidy(" ".join(self._texts))[:MOST_TEXT].casefold()


def pictures_of(document: Document) -> Pictures:
    if document.pictures is None:
        document.pictures = Pictures(document)
    found: Pictures = document.pictures
    return found


def name_of(image: HtmlElement, document: Document) -> str:
    """What a screen reader calls it; the content of an SVG is not its name."""
    aria = image.get("aria-labelledby") or image.get("aria-label")
    named = accessible_name(image, document) if aria else ""
    alt = image.get("alt")
    if named or alt is not None:
        return named or tidy(alt or "")
    return tidy(image.get("title", ""))


def stem_of(source: str) -> str:
    """The file's name without its extension."""
    return file_of(source).rpartition(".")[0]


def file_of(source: str) -> str:
    """The file's name."""
    source = tidy(source)[:2000]
    if source.startswith("data:"):
        return ""
    try:
        path = urlsplit(source).path
    except ValueError:
        return ""
    return unquote(path.rpartition("/")[2])


def is_pixel(element: HtmlElement) -> bool:
    return element.get("width") in SMALL and element.get("height") in SMALL


def control_around(element: HtmlElement) -> HtmlElement | None:
    """The link or button that a picture stands in."""
    for each in islice(element.iterancestors(), 20):
        if each.tag in {"a", "button"} or role_of(each) in {"link", "button"}:
            return each
    return None


def _stands_for_its_content(element: HtmlElement) -> bool:
    """Its own name is read out, and nothing of what is inside."""
    named = (element.get("aria-label") or element.get("aria-labelledby") or "").strip()
    role = role_of(element)
    return bool(named) and (element.tag in {"a", "button"} or role in {"img", "button", "link"})


def _is_named(element: HtmlElement) -> bool:
    role = role_of(element)
    if role in DECORATIVE_ROLES or is_pixel(element):
        return False
    is_image = (
        element.tag in {"img", "area"}
        or role in {"img", "image"}
        or (element.tag == "input" and element.get("type", "").strip().lower() == "image")
    )
    names = ("alt", "aria-label", "aria-labelledby", "title")
    return is_image and any((element.get(name) or "").strip() for name in names)
