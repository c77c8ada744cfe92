"""What is said in a live stream can be read."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import SplitResult

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_shown
from audits.derive.found import found_at
from audits.derive.names import content_name, tidy
from audits.derive.players import FRAMES, addresses_of, is_at, player_at
from audits.model import Impact, Outcome, Status, needs_review, not_applicable
from audits.registry import audit

# Host, what only the address of a live stream has in it.
STREAMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("youtube.com", re.compile(r"^/(?:embed/live_stream\b|live/)")),
    ("youtube-nocookie.com", re.compile(r"^/(?:embed/live_stream\b|live/)")),
    ("vimeo.com", re.compile(r"^/event/\d+/embed|^/live/")),
    (
        "facebook.com",
        re.compile(r"^/plugins/video\.php\?.*href=[^&]*%2Flive(?:%2F|&|$)", re.IGNORECASE),
    ),
    ("player.twitch.tv", re.compile(r"[?&]channel=")),
    ("livestream.com", re.compile(r"^/accounts/\d+/events/\d+/player")),
    ("iframe.dacast.com", re.compile(r"^/live/")),
    ("teams.microsoft.com", re.compile(r"^/convene/")),
)
# In English and Welsh: what says that it is live now, and what says that it was.
SAYS_LIVE = re.compile(
    r"\blive[ -]?stream|\bstream(?:ed|ing)? live\b|\bbroadcast(?:ing)? live\b|\bwebcast live\b"
    r"|\bwatch\b.{0,60}\blive\b(?! (?:in|on (?:benefit|your)|music|with)\b)"
    r"|\blive (?:webcast|broadcast|video|coverage|council|committee|meeting|feed|now)\b"
    r"|\byn fyw\b|\bdarllediad byw\b|\bffrwd fyw\b",
    re.IGNORECASE,
)
IS_OVER = re.compile(
    r"\b(?:was|were|recording|recorded|recordings|archived?|past|previous|earlier|on demand"
    r"|catch up|watch again|missed|recordiad|archif)\b",
    re.IGNORECASE,
)
NO_SPEECH = re.compile(
    r"\b(?:web ?cams?|cameras?|cctv|nest|traffic|departures?)\b|\bcam\b", re.IGNORECASE
)
SAYS_CAPTIONS = re.compile(
    r"caption(?:s|ed|ing)\b|sub-?tit(?:les|led|ling)\b|speech[ -]to[ -]text|is-?deitlau",
    re.IGNORECASE,
)
NONE_THERE = re.compile(
    r"\b(?:no|without|not|(?:is|are)n['’]t|cannot|can['’]t|heb)\b", re.IGNORECASE
)
HEADINGS = " or ".join(f"self::h{level}" for level in range(1, 7))
LONGEST = 300  # characters of a text beside a player; longer is prose about something else
MOST_PLAYERS = 10
MOST_BESIDE = 3  # texts looked at on either side of a player
STEPS_UP = 3  # to the box that holds nothing but the player


@audit(
    title="What is said in a live stream can be read",
    failure_title="Nobody may be able to read what is said in a live stream",
    category="accessibility",
    requirements=("wcag:1.2.4",),
    impact=Impact.SERIOUS,
    unit="live streams",
    certainty="needs review",
)
def live_captions(document: Document) -> Outcome:
    """What is said in a live stream can be read.

    ## Why it matters
    Who can't hear a meeting of the council can follow it only if the words come up as people say
    them. A transcript next week is too late to have a say.

    ## Who is hurt
    People who are deaf or hard of hearing. Everybody in a noisy room or with the sound off.

    ## What it checks
    Players of live streams of YouTube, Vimeo, Facebook, Twitch and others, known by their address.
    Also other players whose title, heading or neighbours say that they are live. It asks where
    nothing beside them speaks of captions. It leaves out webcams, and recordings, which are another
    check's. In the United Kingdom, live video is exempt by law, but a recording that stays is not.

    ## How to fix
    Switch on live captions in the service that streams it, and let a person write them where it
    matters. Say beside the player how one switches them on.

    ## Source
    WCAG 2.2, success criterion 1.2.4 Captions (Live) (level AA), techniques G9, G87 and G93.
    """
    players = [*islice(_players(document), MOST_PLAYERS)]
    live = [(each, words) for each, is_live, words in players if is_live]
    if not live:
        return not_applicable("no live stream was found on the page")
    findings = [
        found_at(
            element,
            document,
            "This seems to be a live stream, and nothing near it speaks of captions. Does it have "
            "captions of what people say?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
        for element, words in live
        if not any(map(_are_captions, words))
    ]
    if not findings:
        said = next(each for each in live[0][1] if _are_captions(each))
        return not_applicable(f"the page itself speaks of captions: “{cut(said, 100)}”")
    return needs_review(*findings, value=len(findings), unit="live streams")


def _are_captions(words: str) -> bool:
    return bool(SAYS_CAPTIONS.search(words)) and not NONE_THERE.search(words)


def _players(document: Document) -> Iterator[tuple[HtmlElement, bool, list[str]]]:
    """Each player that shows something, whether it is live, and the words about it."""
    for element in document.body.iter(*FRAMES, "video"):
        known, is_live = _known(element, document)
        if not known or not is_shown(element):
            continue
        own = tidy(f"{element.get('title', '')} {element.get('aria-label', '')}")
        words = [each for each in (own, _heading(element), *_beside(element)) if each]
        yield element, is_live or _is_said_live(words), words


def _known(element: HtmlElement, document: Document) -> tuple[bool, bool]:
    """Whether an element is a player, and whether its address alone says that it is live."""
    if element.tag == "video":
        return element.get("controls") is not None, False
    is_player = False
    for address in addresses_of(element, document):
        if _is_stream(address):
            return True, True
        known = player_at(address)
        is_player = is_player or (known is not None and known[1] == "video")
    return is_player, False


def _is_stream(address: SplitResult) -> bool:
    whole = f"{address.path}?{address.query}"[:2000]
    return any(is_at(address, host) and live.search(whole) for host, live in STREAMS)


def _is_said_live(words: list[str]) -> bool:
    is_said = any(SAYS_LIVE.search(each) and not IS_OVER.search(each) for each in words)
    return is_said and not any(NO_SPEECH.search(each) or IS_OVER.search(each) for each in words[:2])


def _heading(element: HtmlElement) -> str:
    found = element.xpath(f"preceding::*[{HEADINGS}][1]")
    return content_name(found[0])[:LONGEST] if found else ""


def _beside(element: HtmlElement) -> Iterator[str]:
    """The texts beside a player, or beside the boxes that hold nothing but it."""
    for _ in range(STEPS_UP):
        around = element.getparent()
        if around is None or around.tag in {"main", "body"}:
            break
        if len(around) > 1 or (around.text and around.text.strip()):
            break
        element = around
    before = islice(element.itersiblings(preceding=True), MOST_BESIDE)
    for each in (*before, *islice(element.itersiblings(), MOST_BESIDE)):
        if isinstance(each.tag, str) and each.tag not in {"script", "style", "noscript"}:
            said = content_name(each)
            if said and len(said) <= LONGEST:
                yield said
