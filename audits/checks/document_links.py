"""Links to documents say what kind of file they open."""

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import description_of
from audits.derive.surroundings import CONTEXTS
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

# Endings of an address, and the words that tell of them, in English and Welsh.
_KINDS = (
    ("PDF", "pdf", "pdfs?"),
    ("Word", "doc docx docm dot dotx", "word|docx?|docm"),
    ("rich text", "rtf", "rtf|rich text|word"),
    ("OpenDocument", "odt ods odp", "od[tsp]|open ?document|spreadsheet|libre ?office|taenlen"),
    ("Excel", "xls xlsx xlsm xlsb", "excel|xls[xmb]?|spreadsheets?|taenlen(?:ni)?"),
    ("CSV", "csv tsv", "[ct]sv|spreadsheets?|taenlen"),
    ("PowerPoint", "ppt pptx pps ppsx", "power ?point|pp[ts]x?|slides?(?: ?show)?|sleidiau"),
    ("ZIP", "zip 7z rar tar gz tgz bz2 xz", "zip|7z|rar|t?gz|tar|archive|compressed"),
    ("sound", "mp3 wav m4a ogg", "mp3|wav|m4a|ogg|audio|sound|recordings?|podcasts?|sain|listen"),
    ("video", "mp4 mov avi wmv m4v webm", "mp4|mov|avi|wmv|videos?|films?|fideo|watch"),
    ("e-book", "epub mobi", "epub|mobi|e-?books?"),
)
KINDS = {ending: kind for kind, endings, _ in _KINDS for ending in endings.split()}
WORDS = {
    kind: re.compile(rf"(?:\b|_)(?:{words})(?:\b|_)", re.IGNORECASE) for kind, _, words in _KINDS
}
MOST_AROUND = 2000  # characters of a part of the page that may speak of its link
LEVELS = 3


@audit(
    title="Links to documents say what kind of file they open",
    failure_title="Links to documents do not say what kind of file they open",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
)
def document_links(links: list[Link], document: Document) -> Outcome:
    """Links to documents say what kind of file they open.

    ## Why it matters
    A PDF or a spreadsheet opens another program, takes long on a slow connection, and is often hard
    to read on a phone. People want to know that before they follow the link.

    ## Who is hurt
    People who use a screen reader, people on a phone, people who pay for their data, and everybody
    without the program.

    ## What it checks
    That a link whose address ends in .pdf, .docx, .xlsx, .zip, .mp4 and the like tells the kind of
    file. It may do so in its words, in a title or in a picture's alternative text. The paragraph,
    list item or table around it may do so, too.

    ## How to fix
    Write kind and size into the link: "Budget book 2026 (PDF, 2 MB)". Better still, publish the
    document as a web page.

    ## Source
    GOV.UK content design, Links; WCAG 2.2, technique G201 is its neighbour. No criterion asks for
    it: this is advice.
    """
    told = [
        (link, element, kind)
        for link, element in told_links(links, document)
        if (kind := _kind(link.url))
    ]
    if not told:
        return not_applicable("no links to documents")
    findings = [
        found_at(
            element,
            document,
            f"The link “{cut(link.text or link.href, 100)}” opens a file without saying its kind: "
            f"{kind}.",
            impact=Impact.MINOR,
        )
        for link, element, kind in told
        if not _says(link, element, kind, document)
    ]
    return by_surest(findings, "links")


def _kind(url: str) -> str:
    try:
        path = urlsplit(url[:2000]).path
    except ValueError:
        return ""
    name, dot, ending = path.rpartition("/")[2].rpartition(".")
    return KINDS.get(ending.lower(), "") if name and dot else ""


def _says(link: Link, element: HtmlElement, kind: str, document: Document) -> bool:
    words = WORDS[kind]
    if words.search(link.text) or words.search(description_of(element, document)):
        return True
    around = next(element.iterancestors(*CONTEXTS), None)
    if around is not None and around.tag in {"td", "th"}:
        around = next(around.iterancestors("table"), around)
    near = islice(element.iterancestors(), LEVELS) if around is None else (around,)
    return any(words.search(_text_of(each)) for each in near)


def _text_of(element: HtmlElement) -> str:
    """The text of a small part of the page; of a large one its beginning."""
    parts: list[str] = []
    length = 0
    for each in element.itertext():
        parts.append(each)
        length += len(each)
        if length > MOST_AROUND:
            break
    return " ".join(" ".join(parts).split())[:MOST_AROUND]
