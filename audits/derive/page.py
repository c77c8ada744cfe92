"""Everything that audits of scope "page" may ask for, and the facts that the record keeps."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from audits.derive.document import Document, absolute
from audits.derive.language import Language, language_of, load_model, with_languages
from audits.derive.links import Link, extract_links
from audits.derive.main_text import MainText, main_text_of
from audits.derive.menus import Menu, menus_of
from audits.derive.missing import Missing, NotTested
from audits.derive.names import tidy
from audits.derive.outline import headings_of
from audits.derive.prose import prose_of
from audits.derive.readability import load_dictionaries, readability_of
from audits.derive.spelling import load_words, page_words_of
from audits.derive.template import template_of
from audits.derive.translations import Translation, translations_of
from audits.derive.tried import STEPS, told

log = logging.getLogger(__name__)

PAGE_ARTEFACTS = frozenset(
    {
        *("url", "document", "title", "language", "headings", "links", "main_text"),
        *("prose", "readability", "words", "axe", "source", *STEPS),
    }
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the record keeps about a page besides its verdicts."""

    title: str
    language: str
    template: str
    canonical: str
    links: list[Link]
    menus: tuple[Menu, ...]
    translations: tuple[Translation, ...]
    meta_robots: str
    meta_refresh: str


def page_facts(page: str | Document, url: str) -> PageFacts:
    """The facts of one page, from its HTML."""
    document = page if isinstance(page, Document) else Document(page, url)
    canonical = document.root.xpath("string(//link[@rel='canonical']/@href)")
    return PageFacts(
        title=title_of(document) or "",
        language=document.root.get("lang", "").strip(),
        template=template_of(document),
        canonical=absolute(document.base, canonical) if canonical.strip() else "",
        links=extract_links(document, url),
        menus=menus_of(document),
        translations=translations_of(document, url),
        meta_robots=_meta(document, "name", "robots"),
        meta_refresh=_meta(document, "http-equiv", "refresh"),
    )


def page_artefacts(
    page: str | Document,
    url: str,
    *,
    axe: Mapping[str, Any] | None,
    axe_error: str = "",
    tried: Mapping[str, Any] | None = None,
    source: str | None = None,
    is_rendered: bool = False,
) -> dict[str, Any]:
    """Every artefact of one page. One that could not be had is a Missing with its reason.

    A page is rendered when it comes out of a browser, and not from the server.
    """
    document = page if isinstance(page, Document) else Document(page, url)
    artefacts: dict[str, Any] = {"url": url, "document": document}
    artefacts["source"] = NotTested("the page as sent was not kept") if source is None else source
    artefacts["title"] = _derived(lambda: title_of(document))
    artefacts["headings"] = _derived(lambda: headings_of(document))
    artefacts["links"] = _derived(lambda: extract_links(document, url))
    read = _derived(lambda: main_text_of(document, "rendered" if is_rendered else "as sent"))
    artefacts["language"] = language = _derived(lambda: _language(document, read))
    artefacts["main_text"] = main = _derived(lambda: _told_apart(read, language))
    artefacts["prose"] = prose = (
        main
        if isinstance(main, Missing)
        else _derived(lambda: prose_of(main, artefacts["language"]))
    )
    artefacts["readability"] = (
        prose if isinstance(prose, Missing) else _derived(lambda: readability_of(prose))
    )
    artefacts["words"] = (
        prose if isinstance(prose, Missing) else _derived(lambda: page_words_of(prose, document))
    )
    artefacts["axe"] = Missing(axe_error or "axe did not run on this page") if axe is None else axe
    artefacts.update({step: told(tried, step) for step in STEPS})
    return artefacts


def load_data() -> None:
    """Read what artefacts are made with ahead of the first page, which would wait for it."""
    for load in (load_model, load_dictionaries, load_words):
        _derived(load)  # what is missing, the artefact of each page will tell


def title_of(document: Document) -> str | None:
    """The page's title; None when it has no <title> at all. A title inside an SVG is not it."""
    found = document.root.xpath("//title[not(ancestor::svg)]")
    return tidy(found[0].text_content()) if found else None


def _language(document: Document, main: MainText | Missing) -> Language:
    return language_of(document, [] if isinstance(main, Missing) else main.blocks)


def _told_apart(main: MainText | Missing, language: Language | Missing) -> MainText | Missing:
    """The main text, of which each block knows when it surely is in another language."""
    if isinstance(main, Missing) or isinstance(language, Missing):
        return main
    return replace(main, blocks=with_languages(main.blocks, language))


def _derived(derive: Callable[[], Any]) -> Any:
    try:
        return derive()
    except Exception as error:  # a hostile page may break one derivation, not the others
        log.debug("could not derive an artefact", exc_info=error)
        return Missing(f"{error}"[:500] or type(error).__name__)


def _meta(document: Document, attribute: str, name: str) -> str:
    for element in document.root.iter("meta"):
        if (element.get(attribute) or "").strip().lower() == name:
            return tidy(element.get("content", ""))
    return ""
