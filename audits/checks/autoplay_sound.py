"""Sound starts only when the reader wants it."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute, is_hidden
from audits.derive.found import found_at
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable
from audits.registry import audit

PLAYERS = (
    *("youtube.com", "youtube-nocookie.com", "player.vimeo.com", "dailymotion.com"),
    *("w.soundcloud.com", "open.spotify.com", "facebook.com"),
)
STARTS = ("autoplay", "auto_play")
YES = frozenset({"1", "true", "yes"})
SOUND_FILE = re.compile(r"\.(?:mp3|wav|mid|midi|ogg|m4a|wma|aif+)(?:[?#]|$)", re.IGNORECASE)
# A part of the file, as in video.mp4#t=8,10: so many seconds of it.
PART = re.compile(r"#t=(?:npt:)?(\d+(?:\.\d+)?)?,(\d+(?:\.\d+)?)$")
SHORT = 3.0  # seconds that WCAG lets be
MOST_INSIDE = 20  # elements of one player that are looked at
MOST = 50


@audit(
    title="Sound starts only when the reader wants it",
    failure_title="Sound may start by itself",
    category="accessibility",
    requirements=("wcag:1.4.2",),
    impact=Impact.SERIOUS,
    unit="players",
    certainty="needs review",
)
def autoplay_sound(document: Document) -> Outcome:
    """Sound starts only when the reader wants it.

    ## Why it matters
    A screen reader speaks. When the page plays music or speech as well, its user cannot hear it,
    and so cannot find the button that stops the sound.

    ## Who is hurt
    People who use a screen reader, people whom every sound distracts, and everybody in a quiet
    room.

    ## What it checks
    Audio and video elements that start by themselves, and have neither the muted attribute nor
    controls. Embedded players whose address tells them to start with sound. Sound files in embed,
    object or bgsound elements. A person decides whether there is sound for more than three seconds.

    ## How to fix
    Take the autoplay attribute or the "autoplay=1" in the address away. Where a film has to run by
    itself, mute it and give it controls.

    ## Source
    WCAG 2.2, success criterion 1.4.2 Audio Control (level A), techniques G60, G170 and G171,
    failure technique F93; W3C, ACT rules 80f0bf, aaa1bf and 4c31df.
    """
    found = list(_starting(document))[:MOST]
    if not found:
        return not_applicable("no player on the page starts with sound by itself")
    return needs_review(
        *(_finding(element, what, document) for element, what in found),
        value=len(found),
        unit="players",
    )


def _starting(document: Document) -> Iterator[tuple[HtmlElement, str]]:
    for element in document.root.iter("audio", "video", "iframe", "embed", "object", "bgsound"):
        if element.tag in {"audio", "video"}:
            if _plays_aloud(element):
                yield element, "It starts by itself, with sound and without controls."
        elif element.tag == "iframe":
            if not is_hidden(element) and _starts(element, document):
                yield element, "The page tells this player to start by itself."
        elif _is_sound(element) and not _is_told_to_wait(element):
            yield element, "Browsers that play this sound start it by themselves."


def _plays_aloud(element: HtmlElement) -> bool:
    if element.get("autoplay") is None or element.get("muted") is not None:
        return False
    if element.get("controls") is not None:
        return False
    inside = islice(element.iterdescendants(), MOST_INSIDE)  # the parser nests them in each other
    sources = [element.get("src"), *(each.get("src") for each in inside if each.tag == "source")]
    given = [each.strip() for each in sources if each and each.strip()]
    return bool(given) and not all(map(_is_short, given))


def _is_short(source: str) -> bool:
    part = PART.search(source)
    return part is not None and float(part[2]) - float(part[1] or 0) <= SHORT


def _starts(frame: HtmlElement, document: Document) -> bool:
    source = frame.get("src") or frame.get("data-src") or ""
    try:
        address = urlsplit(absolute(document.base, source))
        host = (address.hostname or "").lower()
        asked = {
            name.lower(): values[-1].lower() for name, values in parse_qs(address.query).items()
        }
    except ValueError:
        return False
    if not any(host == each or host.endswith(f".{each}") for each in PLAYERS):
        return False
    is_quiet = any(asked.get(name) in YES for name in ("mute", "muted", "background"))
    return any(asked.get(name) in YES for name in STARTS) and not is_quiet


def _is_sound(element: HtmlElement) -> bool:
    return bool(SOUND_FILE.search((element.get("src") or element.get("data") or "")[:2000]))


def _is_told_to_wait(element: HtmlElement) -> bool:
    said = [(element.get(name) or "").strip().lower() for name in ("autostart", "autoplay")]
    said += [
        (each.get("value") or "").strip().lower()
        for each in element.iterchildren("param")
        if (each.get("name") or "").strip().lower() in {"autostart", "autoplay"}
    ]
    return any(each in {"false", "0", "no"} for each in said)


def _finding(element: HtmlElement, what: str, document: Document) -> Finding:
    return found_at(
        element,
        document,
        f"{what} Is there sound for more than three seconds, and can one stop it first thing?",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
    )
