"""What moves by itself can be stopped."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derive.controls import BUTTONS, controls_of
from audits.derive.document import Document, absolute, is_shown
from audits.derive.found import found_at
from audits.derive.names import content_name
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

GIF = re.compile(r"\.gif$", re.IGNORECASE)
ANIMATED = re.compile(r"anim(?!al)|\bmoving\b|cinemagraph", re.IGNORECASE)
GIF_HOSTS = ("giphy.com", "tenor.com", "gfycat.com", "imgflip.com")
SPINNERS = re.compile(r"load(?:ing|er)|spinner|throbber|wait|progress|pixel|spacer", re.IGNORECASE)
STOPS = re.compile(r"\b(?:pause|stop|oedi|stopio)\b", re.IGNORECASE)
BACKGROUND = re.compile(r"[?&](?:background=1|autoplay=(?:1|true))\b", re.IGNORECASE)
PLAYERS = ("youtube.com", "youtube-nocookie.com", "player.vimeo.com")
MOST_LOOKED_AT = 2000  # pictures and videos
MOST_CHARACTERS = 2000  # of an address


@audit(
    title="What moves by itself can be stopped",
    failure_title="What moves by itself may be impossible to stop",
    category="accessibility",
    requirements=("wcag:2.2.2",),
    unit="pictures and videos",
    certainty="needs review",
)
def moving_pictures(document: Document) -> Outcome:
    """What moves by itself can be stopped.

    ## Why it matters
    What moves beside a text draws the eye away from it, again and again. Some people cannot read
    the page at all then.

    ## Who is hurt
    People whom every movement distracts, such as people with ADHD. People who get dizzy or feel
    sick from things that move.

    ## What it checks
    Videos that start by themselves and have no controls, among them those behind a heading, and
    players set to start by themselves. GIF pictures whose address says that they move. A button
    called "Pause" or "Stop" on the page is enough. A person decides whether it moves for more than
    five seconds.

    ## How to fix
    Let a video stand still until people start it, or give it controls. Replace a moving picture by
    one that stands still, or by a video with a button to start it.

    ## Source
    WCAG 2.2, success criterion 2.2.2 Pause, Stop, Hide (level A); techniques G4, G152 and G186,
    failure technique F50.
    """
    found = [each for each in _moving(document) if is_shown(each[0])]
    if not found:
        return not_applicable("no picture or video seems to move by itself")
    if _has_stop(document):
        return passed(0, "pictures and videos")
    return needs_review(
        *(_finding(element, what, document) for element, what in found),
        value=len(found),
        unit="pictures and videos",
    )


def _moving(document: Document) -> Iterator[tuple[HtmlElement, str]]:
    for number, element in enumerate(document.body.iter("video", "img", "iframe")):
        if number >= MOST_LOOKED_AT:
            return
        if element.tag == "video":
            if element.get("autoplay") is not None and element.get("controls") is None:
                yield element, "This video starts by itself and has no controls."
        elif element.tag == "iframe":
            if _starts(element, document):
                yield element, "This player starts a video by itself."
        elif _may_move(element, document):
            yield element, "This GIF picture may move."


def _starts(frame: HtmlElement, document: Document) -> bool:
    source = frame.get("src") or frame.get("data-src") or ""
    return _is_from(source, PLAYERS, document) and bool(BACKGROUND.search(source))


def _may_move(picture: HtmlElement, document: Document) -> bool:
    sources = (picture.get(name) or "" for name in ("src", "data-src"))
    return any(_is_animated(each[:MOST_CHARACTERS], document) for each in sources)


def _is_animated(source: str, document: Document) -> bool:
    path = source.partition("?")[0].partition("#")[0]
    if source.startswith("data:") or not GIF.search(path) or SPINNERS.search(path):
        return False
    is_said = bool(ANIMATED.search(path.rpartition("/")[2]))
    return is_said or _is_from(source, GIF_HOSTS, document)


def _is_from(source: str, hosts: tuple[str, ...], document: Document) -> bool:
    try:
        host = (urlsplit(absolute(document.base, source)).hostname or "").lower()
    except ValueError:
        return False
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _has_stop(document: Document) -> bool:
    return any(
        STOPS.search(f"{content_name(each.element)} {each.name} {each.element.get('value', '')}")
        for each in controls_of(document)
        if each.kind in BUTTONS
    )


def _finding(element: HtmlElement, what: str, document: Document) -> Finding:
    return found_at(
        element,
        document,
        f"{what} Does it go on for more than five seconds, and can one stop it?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )
