"""A page's HTML as a tree, with what several derivations need to know of it."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from html import escape
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from audits.derive.regions import Regions

MAX_CHARACTERS = 10_000_000
MAX_STEPS = (
    60  # of a selector: no honest page nests deeper, and a hostile one would fill the record
)
MOST_PATHS = 20_000  # elements whose selectors are kept, for what is inside them
MOST_STEPS_KEPT = 200_000  # elements and texts of one page that are kept in their order
MAX_INSIDE = 200  # elements inside one whose HTML is still written out whole
HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE
)
# Style sheets hide what these classes name; the HTML alone does not show it.
HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|d-none|hide|is-hidden|js-hidden|invisible|[\w-]*honeypot[\w-]*"
    r"|gform_validation_container|[\w-]+--hidden)(?:\s|$)",
    re.IGNORECASE,
)
UNSEEN_TAGS = frozenset({"script", "style", "noscript", "template", "head", "datalist"})
IN_HEAD = frozenset(
    "base basefont bgsound link meta noframes noscript script style template title".split()
)
SLEEPERS = ("noscript", "template")  # what is inside shows only without scripts, or by them
OPEN, TEXT, CLOSE, LEFT_OUT = range(4)  # steps in reading order; of an element but TEXT
SAFE_ID = re.compile(r"[A-Za-z][\w-]*\Z")
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONG_TAG = re.compile(r"<(?=[^<>]{20000})([A-Za-z][^\s<>/]*)[^<>]*>?")  # looks ahead: linear
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MANY_ATTRIBUTES = 1000  # of one tag: the parser compares each with each, and would take hours
BREAKS = re.compile(r"[\t\r\n]")  # which a browser leaves out of addresses
ORIGIN = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
# A browser goes on reading behind these, the parser does not; at the end of the page both know.
END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\A[\s\ufeff]*<\?xml[^>]*>")


class Document:
    """One page. Never raises for bad HTML: the worst page is an empty tree."""

    def __init__(self, html: str, url: str) -> None:
        self.url = url
        self.root = _parse(html)
        self.links: list[Any] | None = None  # kept by links.py, which several derivations ask
        self.fields: Any = None  # kept by forms.py, for the same reason
        self.controls: Any = None  # kept by controls.py, for the same reason
        self.passages: Any = None  # kept by passages.py, likewise
        self.tables: Any = None  # and by tables.py
        self.sayings: Any = None  # by colour_words.py
        self.pictures: Any = None  # by pictures.py
        self.descriptions: dict[str, str] = {}  # by names.py: what aria-describedby stands for
        self.scripted_links: list[Any] | None = None  # links.py again: what only scripts follow
        self.lookup: Any = None  # kept by lookup.py, which all engines ask
        self.link_elements: list[HtmlElement] = []  # theirs, one for each
        self._places: dict[HtmlElement, int] = {}
        self._paths: dict[HtmlElement, tuple[str, int]] = {}  # selector, and its steps
        self._regions = Regions()
        self._told: dict[HtmlElement, bool] = {}
        self._shown: list[tuple[int, Any]] | None = None

    @cached_property
    def base(self) -> str:
        for element in self.root.iter("base"):
            href = (element.get("href") or "").strip()
            if href:
                return absolute(self.url, href)
        return self.url

    @cached_property
    def body(self) -> HtmlElement:
        found = self.root.find(".//body")
        return self.root if found is None else found

    @property
    def shown(self) -> Iterable[tuple[int, Any]]:
        """What is shown, in reading order; kept for the many who ask, unless the page is huge."""
        if self._shown is None:
            steps = _steps(self.body)
            first = list(islice(steps, MOST_STEPS_KEPT))
            if len(first) == MOST_STEPS_KEPT:
                return chain(first, steps)
            self._shown = first
        return self._shown

    @cached_property
    def text(self) -> str:
        """All text of the body, also of scripts and of what is not shown: a quick first look."""
        return "".join(self.body.itertext())

    @cached_property
    def has_sleepers(self) -> bool:
        """Whether anything may be there only for browsers without scripts, or for scripts."""
        return next(self.root.iter(*SLEEPERS), None) is not None

    @cached_property
    def ids(self) -> dict[str, HtmlElement]:
        """The first element with each id."""
        found: dict[str, HtmlElement] = {}
        for element in self.root.xpath("//*[@id]"):
            found.setdefault(element.get("id", ""), element)
        return found

    @cached_property
    def labels(self) -> dict[str, HtmlElement]:
        """The first label for each id that a label is for."""
        found: dict[str, HtmlElement] = {}
        for element in self.root.iter("label"):
            if identity := element.get("for"):
                found.setdefault(identity, element)
        return found

    @cached_property
    def ids_and_classes(self) -> dict[str, list[HtmlElement]]:
        """The elements with each id ("#id") and each class (".class"), in their order."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self.root.xpath("//*[@id or @class]"):
            if identity := element.get("id"):
                found.setdefault(f"#{identity}", []).append(element)
            for name in dict.fromkeys(element.get("class", "").split()):
                found.setdefault(f".{name}", []).append(element)
        return found

    @cached_property
    def repeated_ids(self) -> frozenset[str]:
        seen: set[str] = set()
        again: set[str] = set()
        for identity in self.root.xpath("//@id"):
            (again if identity in seen else seen).add(str(identity))
        return frozenset(again)

    def region(self, element: HtmlElement) -> str:
        """Where an element stands: header, nav, main, aside, footer or nowhere special."""
        return self._regions.of(element)

    def is_told(self, element: HtmlElement) -> bool:
        """Whether a screen reader can reach it: neither it nor what is around it is hidden.

        Remembers ancestors, so that deep pages stay quick.
        """
        path: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self._told:
            path.append(node)
            node = node.getparent()
        answer = node is None or self._told[node]
        for each in reversed(path):
            answer = answer and not is_hidden(each) and each.get("aria-hidden") != "true"
            self._told[each] = answer
        return answer

    def selector(self, element: HtmlElement) -> str:
        """A CSS selector that finds this element in a browser."""
        below: list[HtmlElement] = []
        node: HtmlElement | None = element
        path, steps = "", 0
        while node is not None:
            if node in self._paths:
                path, steps = self._paths[node]
                break
            if start := self._start(node):
                path, steps = self._paths[node] = (start, 1)
                break
            below.append(node)
            node = node.getparent()
        for each in reversed(below):
            step = f"{_name_of(each.tag)}:nth-of-type({self._place(each)})"
            path, steps = (f"{path} > {step}" if path else step), steps + 1
            if steps > MAX_STEPS:
                path, steps = path.partition(" > ")[2], MAX_STEPS
            if len(self._paths) < MOST_PATHS:
                self._paths[each] = (path, steps)
        return path

    def _start(self, element: HtmlElement) -> str:
        """What a selector can begin with at this element, if anything."""
        identity = element.get("id", "")
        if identity and SAFE_ID.match(identity) and identity not in self.repeated_ids:
            return f"#{identity}"
        return element.tag if element.tag in {"html", "body"} else ""

    def _place(self, element: HtmlElement) -> int:
        parent = element.getparent()
        if parent is None:
            return 1
        if element not in self._places:
            counts: dict[str, int] = {}
            for child in parent.iterchildren("*"):
                counts[child.tag] = counts.get(child.tag, 0) + 1
                self._places[child] = counts[child.tag]
        return self._places[element]


@lru_cache(maxsize=512)
def _name_of(tag: str) -> str:
    return re.sub(r"[^\w-]", r"\\\g<0>", tag)  # e.g. o:p, as Word writes it


def absolute(base: str, href: str) -> str:
    """The address a browser would make of a href; the href itself when it makes none."""
    cleaned = BREAKS.sub("", href.strip())
    is_rooted = cleaned.startswith("/") and not cleaned.startswith("//")
    origin = ORIGIN.match(base) if is_rooted else None
    try:
        return _joined(origin[0] if origin else base, cleaned)
    except ValueError:
        return cleaned


@lru_cache(maxsize=16_384)
def _joined(base: str, href: str) -> str:
    """Join them; all pages of a site share most of their links."""
    return urljoin(base, href)


def is_hidden(element: HtmlElement) -> bool:
    """Hidden from everybody by the element's own attributes or tag (not its ancestors')."""
    if element.tag in UNSEEN_TAGS or element.get("hidden") is not None:
        return True
    if element.tag == "input" and element.get("type", "").lower() == "hidden":
        return True
    style = element.get("style")
    return style is not None and HIDDEN_STYLE.search(style) is not None


@lru_cache(maxsize=4096)  # the pages of a site share their classes
def _is_hidden_by_class(names: str) -> bool:
    return HIDDEN_CLASS.search(names) is not None


def is_unshown(element: HtmlElement) -> bool:
    """Hidden by its own attributes, from screen readers, or by a class that style sheets hide."""
    if is_hidden(element) or element.get("aria-hidden") == "true":
        return True
    names = element.get("class")
    return names is not None and _is_hidden_by_class(names)


def _steps(body: HtmlElement) -> Iterator[tuple[int, Any]]:
    """Yield the elements and texts that are shown, in reading order."""
    walker = etree.iterwalk(body, events=("start", "end"))
    skipped = None
    for event, element in walker:
        if event == "start":
            if is_unshown(element):
                skipped = element
                walker.skip_subtree()
                yield LEFT_OUT, element
                continue
            yield OPEN, element
            if text := element.text:
                yield TEXT, text
            continue
        if element is skipped:
            skipped = None
        else:
            yield CLOSE, element
        if element is not body and (text := element.tail):
            yield TEXT, text


def _nothing(_: object) -> None:
    pass


def go_through(
    document: "Document",
    *,
    on_open: Callable[[HtmlElement], None],
    on_close: Callable[[HtmlElement], None],
    on_text: Callable[[str], None] = _nothing,
    on_left_out: Callable[[HtmlElement], None] = _nothing,
    leaves_out: frozenset[str] = frozenset(),
) -> None:
    """Tell of each element and text that is shown, in reading order.

    What is inside the tags that are left out is not told; neither is what is not shown.
    """
    told = (on_open, on_text, on_close, on_left_out)
    skipped = None
    for step, what in document.shown:
        if skipped is not None:
            if what is skipped:  # it closes
                skipped = None
        elif step == OPEN and what.tag in leaves_out:
            skipped = what
            on_left_out(what)
        else:
            told[step](what)


def role_of(element: HtmlElement) -> str:
    """The first of the roles that an element says it has, in small letters; "" for none."""
    said = element.get("role")
    return said.strip().lower().partition(" ")[0] if said else ""


def is_shown(element: HtmlElement) -> bool:
    """Neither the element nor any ancestor is hidden as far as HTML tells."""
    node: HtmlElement | None = element
    while node is not None:
        if is_hidden(node):
            return False
        node = node.getparent()
    return True


def snippet(element: HtmlElement, limit: int = 300) -> str:
    """The element's HTML, white space folded, cut to the limit."""
    if any(count > MAX_INSIDE for count, _ in enumerate(element.iter())):
        return cut(" ".join(_opening_tag(element).split()) + "…", limit)
    source = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return cut(" ".join(source.split()), limit)


def _opening_tag(element: HtmlElement) -> str:
    attributes = (f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag}{''.join(attributes)}>"


def cut(text: str, limit: int = 300) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _parse(html: str) -> HtmlElement:
    cleaned = NOT_XML.sub("\ufffd", html[:MAX_CHARACTERS])
    cleaned = XML_DECLARATION.sub("", cleaned, count=1)
    cleaned = END_OF_PAGE.sub("", cleaned)
    cleaned = LONG_TAG.sub(_without_swarm, cleaned)
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return _with_head_closed(document_fromstring(cleaned, parser=parser, ensure_head_body=True))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return document_fromstring("<html><head></head><body></body></html>", parser=parser)


def _with_head_closed(root: HtmlElement) -> HtmlElement:
    """The page with its head ended by the first element that may not stand there, as in browsers.

    The parser knows this of the elements of HTML 4, but not of main, header or section.
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return root
    children = list(head)
    first = next((at for at, each in enumerate(children) if each.tag not in IN_HEAD), None)
    if first is not None:
        moved = children[first:]
        body[:0] = moved
        moved[-1].tail = f"{moved[-1].tail or ''}{body.text or ''}" or None
        body.text = None
    return root


def _without_swarm(tag: re.Match[str]) -> str:
    """A very long tag without its attributes, when there are too many of them."""
    names = QUOTED.sub("", tag[0]).split(maxsplit=MANY_ATTRIBUTES)
    return f"<{tag[1]}>" if len(names) > MANY_ATTRIBUTES else tag[0]
