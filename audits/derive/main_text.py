"""The text of a page that people came for, block by block, without what stands on every page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from audits.derive.document import UNSEEN_TAGS, Document, cut, is_hidden, is_shown, role_of
from audits.model import Finding, Impact

Kind = Literal["heading", "paragraph", "list item", "table cell", "summary", "label", "code"]
PROSE = frozenset({"paragraph", "list item"})

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list item"),
    **dict.fromkeys(("td", "th", "caption"), "table cell"),
    **dict.fromkeys(("label", "legend"), "label"),
    **dict.fromkeys(("p", "blockquote", "figcaption", "address"), "paragraph"),
    "pre": "code",
    "summary": "summary",
}
CODE = frozenset({"code", "samp", "kbd"})  # a text that is in them as a whole is no prose
# Elements that end a unit of text wherever they open or close.
BLOCKS = frozenset(KINDS) | frozenset(
    "article aside body center details dialog div dl fieldset figure footer form header hgroup hr "
    "iframe main menu nav ol option section select table tbody textarea tfoot thead tr ul".split()
)
# Controls and embedded things have no text that is read as prose.
NOT_TEXT = frozenset(
    "audio canvas iframe input math meter object option progress select svg textarea video".split()
)
OUTSIDE_ROLES = frozenset(
    "alert alertdialog banner complementary contentinfo dialog menu menubar navigation search "
    "tablist toolbar tooltip".split()
)
OUTSIDE_TAGS = frozenset({"nav", "aside", "footer", "dialog"})
# What sites call the parts that are not about the page's subject. Whole words of a class or id.
OUTSIDE_NAMES = re.compile(
    r"""(?:^|.*[-_])(?:
        cookies?|cookie-?(?:banner|consent|notice|bar|message)|consent-banner|gdpr
        |breadcrumbs?|crumbs?|you-are-here
        |feedback|was-this-useful|page-useful|useful|page-rating|rate-this-page|webform-feedback
        |related|related-(?:content|pages|links|items|information|topics)|see-also
        |supplements?|sidebar|side-?nav|side-?menu|aside|rail
        |share|sharing|social|social-(?:media|links|share)|addthis|page-actions|page-tools|print-page
        |skip|skip-?links?|skip-to-content|back-to-top|to-top
        |pager|pagination|prev-next
        |newsletter|subscribe|sign-?up|email-alerts
        |(?:site|page|global|main|top)-?(?:footer|nav|navigation|menu)|site-header|mega-?menu|topnav
        |footer|navbar|nav-?bar|masthead
        |last-updated|last-reviewed|published-date|page-date
        |(?:alert|emergency|phase|announcement|service-status)-?(?:banner|bar)
        |language-(?:switcher|switch|selector|picker)
    )(?:[-_](?:wrapper|container|block|banner|list|widget|box|bar|region|section|inner|outer|links))?$
    """,
    re.VERBOSE,
)
VISUALLY_HIDDEN = re.compile(
    r"(?:^|\s)(?:[\w-]*visually-?hidden|sr-only|screen-reader(?:-text|-only)?|element-invisible"
    r"|off-?screen|hidden-visually|assistive-text)(?:\s|$)",
    re.IGNORECASE,
)
# Whole blocks that are furniture even where nothing in the HTML says so.
FURNITURE = re.compile(
    r"(?:(?:you are here:?\s*)?home\s*[>»›/|].*"
    r"|(?:page )?(?:last (?:updated|reviewed|modified)|published(?: on)?:?)\b.{0,40}\b\d{4}"
    r"|(?:back|return) to (?:the )?top(?: of (?:the )?page)?"
    r"|(?:print|share|email|bookmark) this page|share on \w+|skip to .{1,40}"
    r"|(?:is|was|did you find) this page (?:useful|helpful)\??"
    r"|related (?:content|pages|links))\.?",
    re.IGNORECASE,
)
MAIN_NAMES = ("main-content", "maincontent", "main_content", "content", "main", "page-content")
MOST_CANDIDATES = 50  # landmarks or headings looked at: a hostile page may have a million
ENOUGH_PROSE = 0.6  # of a page's prose: what an ancestor of the heading must hold to be its main
BREAK = "\x00"  # stands for <br>; the parser lets no such character through
TERMINATED = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of text that nothing is glued to."""

    kind: Kind
    text: str
    language: str = ""  # lang of the nearest element below <html> that has one
    element: HtmlElement | None = field(default=None, compare=False, repr=False)  # around the text


@dataclass(frozen=True)
class MainText:
    """What a page is about, and the ways that lead on from there."""

    blocks: list[Block] = field(default_factory=list)
    selector: str = ""  # of the element that holds it
    region: str = ""
    actions: tuple[HtmlElement, ...] = ()  # links, forms, buttons and frames in it

    @cached_property
    def prose(self) -> list[Block]:
        """Paragraphs and list items."""
        return [block for block in self.blocks if block.kind in PROSE]

    @cached_property
    def words(self) -> int:
        return sum(count_words(block.text) for block in self.blocks)


def about_whole_text(message: str, main: MainText, title: str | None, impact: Impact) -> Finding:
    """Return a finding about the text as a whole; the page's title tells it from others."""
    return Finding(
        message,
        selector=main.selector,
        region=main.region,
        subject=cut(title or ""),
        impact=impact,
    )


@lru_cache(maxsize=4096)  # several measures count the same text, and pages share some
def count_words(text: str) -> int:
    """Words as a reader counts them: what stands between spaces and has a letter or digit."""
    return len([each for each in text.split() if each[0].isalnum() or any(map(str.isalnum, each))])


def main_text_of(document: Document) -> MainText:
    """The main text: of the landmark where there is one, else of what looks like it."""
    for roots in (_landmarks(document), _fallback(document)):
        reader = _Reader(document)
        for root in roots:
            reader.read(root)
        if reader.blocks or reader.actions:
            return MainText(
                blocks=reader.blocks,
                selector=document.selector(roots[0]),
                region=document.region(roots[0]),
                actions=tuple(reader.actions),
            )
    return MainText()


def _landmarks(document: Document) -> list[HtmlElement]:
    found = document.root.xpath("//main[not(@role)] | //*[@role='main']")
    return _outermost(element for element in found[:MOST_CANDIDATES] if is_shown(element))


def _outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    kept: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in elements:  # in document order, so what is outside comes first
        if not any(ancestor in inside for ancestor in element.iterancestors()):
            kept.append(element)
            inside.add(element)
    return kept


def _fallback(document: Document) -> list[HtmlElement]:
    """Without a landmark: a container named for it, or what holds the heading and the prose."""
    headings = islice(document.body.iter("h1"), MOST_CANDIDATES)
    heading = next((each for each in headings if is_shown(each)), None)
    for name in MAIN_NAMES:
        named = document.ids.get(name)
        if named is None or len(named) == 0 or not is_shown(named):
            continue
        if heading is None or heading in named.iterdescendants("h1"):
            return [named]
    return [document.body if heading is None else _around(heading, document)]


def _around(heading: HtmlElement, document: Document) -> HtmlElement:
    """The smallest ancestor of the heading that holds most of the page's prose."""
    weights = _prose_weights(document.body)
    wanted = ENOUGH_PROSE * weights.get(document.body, 0)
    for ancestor in heading.iterancestors():
        if ancestor is document.body:
            break
        weight = weights.get(ancestor, 0)
        if weight and weight >= wanted:
            return ancestor
    return document.body


def _prose_weights(body: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of paragraphs and other text outside links, below each element."""
    weights: dict[HtmlElement, int] = {}
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is not body and (_is_outside(element) or element.tag in {"a", *UNSEEN_TAGS}):
                walker.skip_subtree()
                continue
            weights[element] = len((element.text or "").strip())
            continue
        parent = element.getparent()
        if element is not body and parent is not None:
            tail = len((element.tail or "").strip())
            weights[parent] = weights.get(parent, 0) + weights.get(element, 0) + tail
    return weights


class _Reader:
    """Walks below an element without recursion and collects its blocks and ways on."""

    def __init__(self, document: Document) -> None:
        self.blocks: list[Block] = []
        self.actions: list[HtmlElement] = []
        self._document = document
        self._titled = _ancestors_of_headings(document)
        self._unfoldable = _unfoldable(document)
        self._parts: list[str] = []
        self._is_code = True  # all that was said since the last block
        self._codes = 0  # open elements that hold code
        self._kinds: list[Kind] = ["paragraph"]
        self._holders: list[HtmlElement] = []  # the innermost block element of each open element
        self._languages: list[str] = [""]
        self._data_tables: list[bool] = [False]

    def read(self, root: HtmlElement) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "start":
                if element is not root and self._is_left_out(element):
                    skipped = element
                    walker.skip_subtree()
                    self._break_at(element)
                else:
                    self._open(element)
                continue
            if element is skipped:
                skipped = None
                self._break_at(element)
            else:
                self._close(element)
            if element is not root and element.tail:
                self._say(element.tail)
        self._flush()

    def _is_left_out(self, element: HtmlElement) -> bool:
        if element.tag in NOT_TEXT:
            if element.tag in {"iframe", "object"} or _is_submit(element):
                self.actions.append(element)
            return True
        if element.tag == "button" and self._kinds[-1] not in {"heading", "summary"}:
            if not is_hidden(element):
                self.actions.append(element)
            return True
        if element.get("aria-hidden") == "true" or VISUALLY_HIDDEN.search(element.get("class", "")):
            return True
        if is_hidden(element):
            return not self._is_unfoldable(element)
        return _is_outside(element, by_name=element not in self._titled)

    def _is_unfoldable(self, element: HtmlElement) -> bool:
        """Hidden only until the reader opens it: an accordion's panel, a tab."""
        if element.tag in UNSEEN_TAGS:
            return False
        return (
            element.get("hidden", "").lower() == "until-found"
            or element.get("role") == "tabpanel"
            or element.get("id", "") in self._unfoldable
        )

    def _open(self, element: HtmlElement) -> None:
        self._break_at(element)
        if element.tag == "br":
            self._parts.append(BREAK)
        if element.tag == "form" or (element.tag == "a" and element.get("href") is not None):
            self.actions.append(element)
        if element.tag == "table":
            self._data_tables.append(_is_data_table(element))
        self._kinds.append(self._kind_of(element))
        is_block = element.tag in BLOCKS or not self._holders
        self._holders.append(element if is_block else self._holders[-1])
        self._languages.append(self._language_of(element))
        self._codes += element.tag in CODE
        if element.text:
            self._say(element.text)

    def _say(self, text: str) -> None:
        self._parts.append(text)
        if not self._codes and not text.isspace():
            self._is_code = False

    def _close(self, element: HtmlElement) -> None:
        self._break_at(element)
        self._codes -= element.tag in CODE
        self._kinds.pop()
        self._holders.pop()
        self._languages.pop()
        if element.tag == "table":
            self._data_tables.pop()

    def _kind_of(self, element: HtmlElement) -> Kind:
        around = self._kinds[-1]
        kind: Kind = KINDS.get(element.tag, around)
        if element.get("role") == "heading":
            kind = "heading"
        if kind == "table cell" and not self._data_tables[-1]:
            return "paragraph"
        if kind == "paragraph" and around in {"table cell", "heading", "summary"}:
            return around
        return kind

    def _language_of(self, element: HtmlElement) -> str:
        if element is self._document.root:
            return ""
        return element.get("lang", "").strip().lower() or self._languages[-1]

    def _break_at(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._flush()

    def _flush(self) -> None:
        if not self._parts:
            return
        text = "".join(self._parts)
        kind = self._kinds[-1]
        holder = self._holders[-1] if self._holders else None
        if self._is_code and kind in PROSE:
            kind = "code"
        self._parts.clear()
        self._is_code = True
        for unit in _units(text):
            if not FURNITURE.fullmatch(unit):
                self.blocks.append(Block(kind, unit, self._languages[-1], holder))


def _units(text: str) -> Iterator[str]:
    """A run of inline text cut at line breaks, except where a sentence plainly goes on."""
    lines = [line for line in (" ".join(each.split()) for each in text.split(BREAK)) if line]
    joined: list[str] = []
    for line in lines:
        if joined and line[0].islower() and not TERMINATED.search(joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return (line for line in joined if count_words(line))


def _is_outside(element: HtmlElement, *, by_name: bool = True) -> bool:
    """Navigation, banners and widgets, by landmark or by the names that sites give them."""
    if element.tag in OUTSIDE_TAGS:
        return True
    if role_of(element) in OUTSIDE_ROLES:
        return True
    if not by_name:
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    return any(map(_names_an_outsider, names))


@lru_cache(maxsize=4096)  # the pages of a site share their classes
def _names_an_outsider(name: str) -> bool:
    return bool(OUTSIDE_NAMES.match(_element_name(name)))


def _element_name(name: str) -> str:
    """What a class says the element is; "" for what it says of its state or its content."""
    lowered = name.lower()
    if "--" in lowered or lowered.startswith(("has-", "is-", "with-", "no-", "js-")):
        return ""
    return lowered.replace("__", "-")


def _ancestors_of_headings(document: Document) -> frozenset[HtmlElement]:
    """What holds the page's heading is never furniture, whatever its class says."""
    found: set[HtmlElement] = set()
    for heading in document.body.iter("h1"):
        for node in (heading, *heading.iterancestors()):
            if node in found:
                break
            found.add(node)
    return frozenset(found)


def _unfoldable(document: Document) -> frozenset[str]:
    """Ids of what a control on the page opens and closes."""
    found = document.root.xpath(
        "//*[@aria-expanded]/@aria-controls | //*[@role='tab']/@aria-controls"
    )
    return frozenset(name for value in found for name in str(value).split())


def _is_data_table(table: HtmlElement) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = table.iterchildren("tr", "thead", "tbody", "tfoot", "caption")
    cells = (cell for row in rows for cell in (row, *row.iterchildren(), *row.iterfind("tr/*")))
    return any(cell.tag in {"th", "caption"} for cell in cells)


def _is_submit(element: HtmlElement) -> bool:
    return element.tag == "input" and element.get("type", "").lower() in {
        "submit",
        "image",
        "button",
    }
