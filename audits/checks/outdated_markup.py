"""The page's code is of today's HTML."""

from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, is_shown
from audits.derive.found import found_at
from audits.model import Impact, Outcome, failed, passed
from audits.registry import audit

# HTML standard, 16.2 Non-conforming features: elements to be replaced by others or by styles.
# Not blink and marquee, which move: axe has rules of its own for them.
OUTDATED = frozenset(
    "acronym applet basefont bgsound big center dir font frame frameset keygen listing "
    "multicol nobr noembed noframes plaintext spacer strike tt xmp".split()
)
FLASH = "application/x-shockwave-flash"
PLAYERS = frozenset({"object", "embed"})
MOST_LOOKED_AT = 20_000
MOST_ELEMENTS = 1000


@audit(
    title="The page's code is of today's HTML",
    failure_title="The page's code is of an HTML that is out of use",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="elements",
)
def outdated_markup(document: Document) -> Outcome:
    """The page's code is of today's HTML.

    ## Why it matters
    Elements such as font and center set looks in the text itself. No style sheet, no dark mode and
    no larger print of the reader can undo that. Flash is dead: no browser plays it any more.

    ## Who is hurt
    People who need other colours or larger letters, and whoever has to bring the page up to date
    later.

    ## What it checks
    Elements that the HTML standard calls obsolete, such as font, center, big, strike and tt. It
    reports each once a page, with the number of times it stands there. It reports objects that want
    the Flash player too.

    ## How to fix
    Clear the formatting of the text in the editor and use the styles that it offers. Replace Flash
    by a video or a page.

    ## Source
    HTML standard, Non-conforming features
    (https://html.spec.whatwg.org/multipage/obsolete.html). Good practice: no success criterion asks
    for it.
    """
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in islice(document.root.iter(*OUTDATED, *PLAYERS), MOST_LOOKED_AT):
        if element.tag in PLAYERS:
            if _is_flash(element):
                found["Flash"].append(element)
        elif len(found[element.tag]) < MOST_ELEMENTS:
            found[element.tag].append(element)
    findings = []
    for name, elements in found.items():
        first = next((each for each in elements[:50] if is_shown(each)), None)
        if first is not None:
            what = name if name == "Flash" else f"The element {name}"
            message = f"{what} is out of use. It stands here {_times(len(elements))}."
            findings.append(
                found_at(first, document, message, impact=Impact.MINOR, elements=len(elements))
            )
    total = sum(each.elements for each in findings)
    return failed(*findings, value=total, unit="elements") if findings else passed(0, "elements")


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"  # noqa: PLR2004


def _is_flash(element: HtmlElement) -> bool:
    address = (element.get("data") or element.get("src") or "").lower().partition("?")[0]
    if element.get("type", "").strip().lower() == FLASH or address.endswith(".swf"):
        return True
    names = (each.get("name", "").lower() for each in element.iterchildren("param"))
    return element.get("wmode") is not None or "wmode" in names
