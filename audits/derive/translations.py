"""The same page in other languages, as the page itself links to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute, is_hidden
from audits.derive.language import TWO_LETTERS

MOST = 40  # versions of one page; the largest sites of the world have some 40 languages
MOST_LINKS = 5000  # of one page that are looked at
LONGEST_NAME = 60  # characters of a link that names a language
WORD = re.compile(r"[^\W\d_]+")
# What languages are called by those who speak them, and by others who link to them.
CALLED = {
    word: code
    for code, words in {
        "en": "english saesneg",
        "cy": "cymraeg gymraeg welsh",
        "ga": "gaeilge ghaeilge irish",
        "gd": "gàidhlig gaelic",
        "ar": "عربي العربية arabic",
        "bn": "বাংলা bengali",
        "es": "español spanish",
        "fr": "français french",
        "pl": "polski polish",
        "pt": "português portuguese",
        "ro": "română romanian",
        "so": "soomaali somali",
        "uk": "українська ukrainian",
        "ur": "اردو urdu",
        "zh": "中文 chinese",
    }.items()
    for word in words.split()
}
# What else a link to another language says.
BESIDE = frozenset(
    "this page site website version in to the a view read see show switch change translate "
    "translation language go english cymraeg gweld gweler darllen newid i yn y yr hon dudalen "
    "tudalen wefan safle fersiwn iaith ar an".split()
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A version of the page in another language."""

    language: str  # code, e.g. cy
    url: str
    told_by: Literal["head", "link"]  # a link element of the head, or a link that people follow


def translations_of(document: Document, url: str) -> tuple[Translation, ...]:
    """The versions of a page in other languages, those that its head tells first.

    A link to the start page of the other language looks the same as one to this page's twin: only
    the whole site tells them apart.
    """
    own = _code(document.root.get("lang", ""))
    found: dict[tuple[str, str], Translation] = {}
    for each in islice(_told(document), 10 * MOST):
        target = urldefrag(each.url).url
        is_other = each.language not in {"", own} and target != urldefrag(url).url
        if is_other and target.startswith(("http://", "https://")):
            key = (each.language, target)
            found.setdefault(key, Translation(each.language, target, each.told_by))
    return tuple(islice(found.values(), MOST))


def _told(document: Document) -> Iterator[Translation]:
    for element in islice(document.root.iter("link"), MOST_LINKS):
        is_alternate = "alternate" in element.get("rel", "").lower().split()
        if is_alternate and (language := _code(element.get("hreflang", ""))):
            yield _translation(language, element, document, "head")
    for element in islice(document.body.iter("a"), MOST_LINKS):
        if element.get("href") and not is_hidden(element) and (language := _named(element)):
            yield _translation(language, element, document, "link")


def _translation(
    language: str, element: HtmlElement, document: Document, told_by: Literal["head", "link"]
) -> Translation:
    return Translation(language, absolute(document.base, element.get("href", "")), told_by)


def _named(link: HtmlElement) -> str:
    """The language that a link offers by its name: "Cymraeg", "View this page in Welsh"; or ""."""
    text = "".join(islice(link.itertext(), 20))
    if len(text) > LONGEST_NAME:
        return ""
    words = [each.lower() for each in WORD.findall(text)]
    codes = {CALLED[each] for each in words if each in CALLED}
    if not codes or not all(each in CALLED or each in BESIDE for each in words):
        return ""
    said = _code(link.get("hreflang", ""))
    return said or (codes.pop() if len(codes) == 1 else "")


def _code(tag: str) -> str:
    """The language part of a tag; "" for none, for x-default, and for what is no tag."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    return code if code in TWO_LETTERS else ""
