"""A picture and its words are one link, not two."""

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, go_through
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.derive.names import bare
from audits.model import Finding, Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

PICTURES = ("img", "svg", "picture")
CONTROLS = frozenset({"button", "input", "select", "textarea", "iframe", "img", "svg", "video"})
CODE = ("code", "kbd", "samp", "tt", "var")
NEAR = 3  # levels up to what holds both
WHOLE = frozenset({"html", "body", "main"})


@audit(
    title="A picture and its words are one link",
    failure_title="Two links in a row lead to the same place",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
)
def doubled_links(links: list[Link], document: Document) -> Outcome:
    """A picture and its words are one link, not two.

    ## Why it matters
    A card with a linked picture and a linked headline has the same link twice. Everybody who goes
    from link to link needs two steps for each card.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader: each link costs them a key press and
    time.

    ## What it checks
    Two links in a row to the same address, with nothing between them. It reports them where one is
    a picture and the other words, or where both have the same name. It leaves out links that the
    page hides from screen readers.

    ## How to fix
    Put the picture and the words into one link, and leave the picture's alternative text empty.

    ## Source
    WCAG 2.2, technique H2 (combining adjacent image and text links for the same resource). No
    criterion asks for it: this is advice.
    """
    told = {
        element: link
        for link, element in told_links(links, document)
        if element.tag == "a" and link.href.strip().strip("#")
    }
    if not told:
        return not_applicable("no links on the page")
    row = _Row(told)
    go_through(
        document,
        on_open=row.open,
        on_text=row.say,
        on_close=row.close,
    )
    findings = [_finding(*pair, told, document) for pair in row.pairs if _are_one(*pair, told)]
    return by_surest(findings, "links")


class _Row:
    """Remembers the last link until something else is told."""

    def __init__(self, told: dict[HtmlElement, Link]) -> None:
        self.pairs: list[tuple[HtmlElement, HtmlElement]] = []
        self._told = told
        self._last: HtmlElement | None = None
        self._inside: HtmlElement | None = None

    def open(self, element: HtmlElement) -> None:
        if self._inside is not None:
            return
        if element in self._told:
            if self._last is not None and _place(self._told[self._last]) == _place(
                self._told[element]
            ):
                self.pairs.append((self._last, element))
            self._inside = element
        elif element.tag in CONTROLS:
            self._last = None

    def say(self, text: str) -> None:
        if self._inside is None and any(map(str.isalnum, text)):
            self._last = None

    def close(self, element: HtmlElement) -> None:
        if element is self._inside:
            self._last, self._inside = element, None


def _place(link: Link) -> str:
    return link.url.rstrip("/")


def _are_one(first: HtmlElement, second: HtmlElement, told: dict[HtmlElement, Link]) -> bool:
    one, other = told[first], told[second]
    pictures = [next(each.iter(*PICTURES), None) is not None for each in (first, second)]
    if pictures[0] == pictures[1] and bare(one.text) != bare(other.text):
        return False  # "Previous" and "Up" may well be the same page
    if next(second.iter(*CODE), None) is not None:
        return False  # a manual names a thing twice
    above = {*_near(first)}
    return any(each in above for each in _near(second))


def _near(element: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    node = element.getparent()
    while node is not None and node.tag not in WHOLE and len(found) < NEAR:
        found.append(node)
        node = node.getparent()
    return found


def _finding(
    first: HtmlElement, second: HtmlElement, told: dict[HtmlElement, Link], document: Document
) -> Finding:
    name = told[second].text or told[first].text or told[second].href
    return found_at(
        second,
        document,
        f"The link “{cut(name, 100)}” leads to the same place as the link right before it.",
        impact=Impact.MINOR,
        elements=2,
    )
