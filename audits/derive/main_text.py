"""The text of a page that people came for, block by block, without what stands on every page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from audits.derive.contacts import is_line_of_address, line_of
from audits.derive.document import UNSEEN_TAGS, Document, cut, is_hidden, is_shown
from audits.derive.furniture import (
    FOOTER_LINK,
    RIGHTS,
    Doubt,
    doubt_of,
    is_above_furniture,
    is_dropped,
    is_furniture,
    is_outside,
)
from audits.model import Finding, Impact

Kind = Literal[
    "heading",
    "paragraph",
    "list item",
    "table cell",
    "summary",
    "label",
    "code",
    "contact",  # a paragraph or point that is only an address, a telephone number, opening hours
    "figures",  # one that is only numbers, amounts, dates
]
Source = Literal["as sent", "rendered"]
PROSE: frozenset[Kind] = frozenset({"paragraph", "list item"})

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
    "audio canvas iframe input math meter object option progress select svg textarea title "
    "video".split()
)
VISUALLY_HIDDEN = re.compile(
    r"(?:^|\s)(?:[\w-]*visually-?hidden|sr-only|screen-reader(?:-text|-only)?|element-invisible"
    r"|off-?screen|hidden-visually|assistive-text)(?:\s|$)",
    re.IGNORECASE,
)
MAIN_NAMES = (
    *("main-content", "maincontent", "main_content", "content", "main", "page-content"),
    *("bodyContent", "doc-content", "mw-content-text"),
)
MOST_CANDIDATES = 50  # landmarks or headings looked at: a hostile page may have a million

# What may follow the line that tells of a page's rights: its foot.
LAST_PART = 0.25  # of the page's characters
SHORT_FOOT = 500  # characters
LONGEST_IN_FOOT = 200  # characters of one paragraph
ENOUGH_PROSE = 0.6  # of a page's prose: what an ancestor of the heading must hold to be its main
MOST_BLOCKS = 50_000  # read of one page; nobody reads more
BREAK = "\x00"  # stands for <br>; the parser lets no such character through
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # where a word may be broken, and the like
LETTERS_BEFORE = 3  # small letters after which no capital is part of the same word
ENDS = frozenset(".!?:;,)")
TERMINATED = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of text that nothing is glued to."""

    kind: Kind
    text: str
    language: str = ""  # lang of the nearest element below <html> that has one
    detected: str = ""  # code of its language, where it is surely another than the page's
    element: HtmlElement | None = field(default=None, compare=False, repr=False)  # around the text

    @property
    def spoken(self) -> str:
        """Code of the block's language as far as it differs from the page's; else ""."""
        return self.detected or self.language.partition("-")[0]


@dataclass(frozen=True)
class MainText:
    """What a page is about, and the ways that lead on from there."""

    blocks: list[Block] = field(default_factory=list)
    selector: str = ""  # of the element that holds it
    region: str = ""
    actions: tuple[HtmlElement, ...] = ()  # links, forms, buttons and frames in it
    source: Source = "as sent"  # which HTML this is the text of

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


def main_text_of(document: Document, source: Source = "as sent") -> MainText:
    """The main text: of the landmark where there is one, else of what looks like it."""
    landmarks = _landmarks(document)
    ways = (landmarks, None) if landmarks else (None,)
    for by_name in (True, False):  # a page of nothing but furniture is one with strange names
        for roots in ways:
            if found := _read(document, roots, by_name=by_name):
                return replace(found, source=source)
    return MainText(source=source)


def _read(
    document: Document, landmarks: list[HtmlElement] | None, *, by_name: bool
) -> MainText | None:
    """What stands in the landmarks, or, where None are given, in what looks like one."""
    reader = _Reader(document, by_name=by_name, has_landmark=landmarks is not None)
    if landmarks is None:
        roots, heading = _fallback(document)
        reader.read(roots[0], heading)
        reader.cut_edges()
    else:
        roots = landmarks
        for root in roots:
            reader.read(root)
    if not reader.blocks and not reader.actions:
        return None
    return MainText(
        blocks=reader.blocks,
        selector=document.selector(roots[0]),
        region=document.region(roots[0]),
        actions=tuple(reader.actions),
    )


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


def _fallback(document: Document) -> tuple[list[HtmlElement], HtmlElement | None]:
    """Without a landmark: a container named for it, or what holds the heading and the prose.

    With it comes the heading that the text begins with, unless the container is named.
    """
    heading = _first_shown(document, "h1")
    for name in MAIN_NAMES:
        named = document.ids.get(name)
        if named is None or len(named) == 0 or not is_shown(named):
            continue
        if heading is None or heading in named.iterdescendants("h1"):
            return [named], None
    if heading is not None:
        return [_around(heading, document)], heading
    second = _first_shown(document, "h2")
    return [document.body if second is None else _around(second, document)], None


def _first_shown(document: Document, tag: str) -> HtmlElement | None:
    found = islice(document.body.iter(tag), MOST_CANDIDATES)
    return next((each for each in found if is_shown(each)), None)


def _around(heading: HtmlElement, document: Document) -> HtmlElement:
    """The smallest ancestor of the heading that holds most of the page's prose."""
    weights = _prose_weights(document.body, frozenset(heading.iterancestors()))
    wanted = ENOUGH_PROSE * weights.get(document.body, 0)
    for ancestor in heading.iterancestors():
        if ancestor is document.body:
            break
        weight = weights.get(ancestor, 0)
        if weight and weight >= wanted:
            return ancestor
    return document.body


def _prose_weights(body: HtmlElement, asked: frozenset[HtmlElement]) -> dict[HtmlElement, int]:
    """Characters of paragraphs and other text outside links, below each element asked about."""
    said = 0
    before: dict[HtmlElement, int] = {}
    weights: dict[HtmlElement, int] = {}
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is not body and (_is_no_prose(element) or _is_furniture(element)):
                walker.skip_subtree()
                continue
            if element in asked:
                before[element] = said
            said += len((element.text or "").strip())
            continue
        if element in before:
            weights[element] = said - before[element]
        if element is not body:
            said += len((element.tail or "").strip())
    return weights


def _is_no_prose(element: HtmlElement) -> bool:
    return element.tag in UNSEEN_TAGS or (element.tag == "a" and element.get("href") is not None)


def _is_furniture(element: HtmlElement) -> bool:
    return is_outside(element) or doubt_of(element) == "named"


@dataclass(frozen=True, slots=True, eq=False)
class _Box:
    """An open element that may be furniture by its name, and how much there was before it."""

    element: HtmlElement
    doubt: Doubt
    blocks: int
    actions: int
    parts: int
    characters: int
    in_links: int


class _Reader:
    """Walks below an element without recursion and collects its blocks and ways on."""

    def __init__(self, document: Document, *, by_name: bool, has_landmark: bool) -> None:
        self.blocks: list[Block] = []
        self.actions: list[HtmlElement] = []
        self._document = document
        self._by_name = by_name
        self._has_landmark = has_landmark
        self._titled = _ancestors_of_headings(document)
        self._unfoldable = _unfoldable(document)
        self._heading: HtmlElement | None = None  # nothing before it counts
        self._parts: list[str] = []
        self._is_code = True  # all that was said since the last block
        self._codes = 0  # open elements that hold code
        self._kinds: list[Kind] = ["paragraph"]
        self._holders: list[HtmlElement] = []  # the innermost block element of each open element
        self._languages: list[str] = [""]
        self._data_tables: list[bool] = [False]
        self._boxes: list[_Box] = []
        self._links = 0  # open elements that are links
        self._is_after_link = False
        self._characters = self._in_links = 0  # said so far
        self._flushed = (0, 0)  # the same at the last block
        self._are_links: list[bool] = []  # for each block, whether it is links and nothing else
        self._announced: Block | None = None  # a heading above what may be furniture
        self._is_announced = False  # what follows is furniture, as long as it is only links

    def read(self, root: HtmlElement, heading: HtmlElement | None = None) -> None:
        """Read what is below the element; with a heading, what stands before it does not count."""
        self._heading = heading
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "start":
                if element is not root and self._is_left_out(element):
                    skipped = element
                    walker.skip_subtree()
                    self._break_at(element)
                else:
                    self._open(element, is_root=element is root)
                continue
            if element is skipped:
                skipped = None
                self._break_at(element)
            else:
                self._close(element)
            if element is not root and element.tail:
                self._say(element.tail)
            if len(self.blocks) > MOST_BLOCKS:
                break
        self._flush()
        self._keep_announced()
        self._is_announced = False

    def cut_edges(self) -> None:
        """Leave out links before the text of a page without landmarks, and the page's foot."""
        end = self._end_of_text()
        while end and self._are_links[end - 1] and FOOTER_LINK.fullmatch(self.blocks[end - 1].text):
            end -= 1
        start = 0
        if self._heading is None:
            start = next((at for at in range(end) if not self._are_links[at]), 0)
        if end:
            self.blocks = self.blocks[start:end]
            self._are_links = self._are_links[start:end]

    def _end_of_text(self) -> int:
        """The place of the line that tells of the rights, when little follows it."""
        left = max(SHORT_FOOT, LAST_PART * sum(len(each.text) for each in self.blocks))
        for at in range(len(self.blocks) - 1, 0, -1):
            text = self.blocks[at].text
            left -= len(text)
            if left < 0 or len(text) > LONGEST_IN_FOOT:
                break
            if RIGHTS.match(text):
                return at
        return len(self.blocks)

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
        return is_outside(element)

    def _is_unfoldable(self, element: HtmlElement) -> bool:
        """Hidden only until the reader opens it: an accordion's panel, a tab."""
        if element.tag in UNSEEN_TAGS:
            return False
        return (
            element.get("hidden", "").lower() == "until-found"
            or element.get("role") == "tabpanel"
            or element.get("id", "") in self._unfoldable
        )

    def _open(self, element: HtmlElement, *, is_root: bool) -> None:
        self._break_at(element)
        if element is self._heading:
            self._forget(0, 0)
        if element.tag == "br":
            self._parts.append(BREAK)
        if not is_root and self._by_name:
            self._watch(element)
        is_link = element.tag == "a" and element.get("href") is not None
        if is_link or element.tag == "form":
            self.actions.append(element)
        if is_link:
            if self._is_after_link:
                self._parts.append(" ")  # what is two links is two words
            self._links += 1
        if element.tag == "table":
            self._data_tables.append(_is_data_table(element))
        self._kinds.append(self._kind_of(element))
        is_block = element.tag in BLOCKS or not self._holders
        self._holders.append(element if is_block else self._holders[-1])
        self._languages.append(self._language_of(element))
        self._codes += element.tag in CODE
        if element.text:
            self._say(element.text)

    def _watch(self, element: HtmlElement) -> None:
        doubt = doubt_of(element)
        if not doubt or element in self._titled or (doubt == "menu" and self._has_landmark):
            return
        if doubt == "named" or element.tag in BLOCKS:
            counts = len(self.blocks), len(self.actions), len(self._parts)
            said = self._characters, self._in_links
            self._boxes.append(_Box(element, doubt, *counts, *said))

    def _say(self, text: str) -> None:
        if self._parts and _is_glued(self._parts[-1], text):
            self._parts.append(" ")
        self._parts.append(text)
        if text.isspace():
            self._is_after_link = False
            return
        length = len(text)
        self._characters += length
        if self._links:
            self._in_links += length
        self._is_after_link = False
        if not self._codes:
            self._is_code = False

    def _close(self, element: HtmlElement) -> None:
        self._break_at(element)
        self._codes -= element.tag in CODE
        self._kinds.pop()
        self._holders.pop()
        self._languages.pop()
        if element.tag == "table":
            self._data_tables.pop()
        if element.tag == "a" and element.get("href") is not None:
            self._links -= 1
            self._is_after_link = True
        if self._boxes and self._boxes[-1].element is element:
            self._settle(self._boxes.pop())

    def _settle(self, box: _Box) -> None:
        """Leave out what a box with the name of furniture held, if it is small or a menu."""
        said, in_links = self._characters - box.characters, self._in_links - box.in_links
        if not is_dropped(box.doubt, said, in_links):
            return
        if len(self.blocks) > box.blocks:
            self._flush()
            self._forget(box.blocks, box.actions)
        else:
            del self._parts[box.parts :], self.actions[box.actions :]

    def _forget(self, blocks: int, actions: int) -> None:
        del self.blocks[blocks:], self._are_links[blocks:], self.actions[actions:]

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
        characters, in_links = self._flushed
        is_link = self._characters - characters == self._in_links - in_links
        self._parts.clear()
        self._is_code = True
        self._is_after_link = False
        self._flushed = (self._characters, self._in_links)
        units = list(_units(text))
        for unit, its_kind in zip(units, _kinds_of(units, kind), strict=True):
            block = Block(its_kind, unit, self._languages[-1], element=holder)
            self._keep(block, is_link=is_link)

    def _keep(self, block: Block, *, is_link: bool) -> None:
        is_furniture_here = is_furniture(block.text)
        if self._is_announced and (is_link or block.kind == "label") and block.kind != "heading":
            self._announced = None
            return
        self._keep_announced()
        self._is_announced = bool(self.blocks) and is_above_furniture(block.text)
        if is_furniture_here:
            return
        if self._is_announced:
            self._announced = block
        else:
            self.blocks.append(block)
            self._are_links.append(is_link)

    def _keep_announced(self) -> None:
        if self._announced is not None:
            self.blocks.append(self._announced)
            self._are_links.append(False)
            self._announced = None


def _is_glued(before: str, after: str) -> bool:
    """Whether two elements side by side would make one word, as in "hoursMonday"."""
    if not (after[:1].isupper() and after[1:2].islower()) or after[2:3].isdigit():
        return False
    end = before[-LETTERS_BEFORE:]
    return end[-1:] in ENDS or (len(end) == LETTERS_BEFORE and end.isalpha() and end.islower())


def _kinds_of(units: list[str], kind: Kind) -> list[Kind]:
    """The kind of each line: of prose, some are addresses or figures."""
    if kind not in PROSE:
        return [kind] * len(units)
    kinds: list[Kind] = [line_of(unit) or kind for unit in units]
    if len(units) > 1 and "contact" in kinds:  # so its neighbours are of the same address
        return [
            "contact" if each == kind and is_line_of_address(unit) else each
            for unit, each in zip(units, kinds, strict=True)
        ]
    return kinds


def _units(text: str) -> Iterator[str]:
    """A run of inline text cut at line breaks, except where a sentence plainly goes on."""
    if not text.isascii():
        text = INVISIBLE.sub("", text)
    lines = [line for line in (" ".join(each.split()) for each in text.split(BREAK)) if line]
    joined: list[str] = []
    for line in lines:
        if joined and line[0].islower() and not TERMINATED.search(joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return (line for line in joined if count_words(line))


def _ancestors_of_headings(document: Document) -> frozenset[HtmlElement]:
    """What holds the page's heading is never furniture, whatever its class says."""
    found: set[HtmlElement] = set()
    for heading in islice(document.body.iter("h1"), MOST_CANDIDATES):
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
