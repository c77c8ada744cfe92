"""Videos and recordings have captions and other alternatives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal
from urllib.parse import SplitResult, parse_qs

from lxml import etree
from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_hidden
from audits.derive.found import found_at
from audits.derive.names import content_name, tidy
from audits.derive.players import FRAMES, PLAYER_TAGS, Sort, addresses_of, player_at
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

Kind = Literal["captions", "audio description", "transcript"]

MEDIA_TAGS = frozenset({"video", "audio", *FRAMES, *PLAYER_TAGS})
LIVE = re.compile(r"/live_stream\b")
YES = frozenset({"1", "true"})
# Scripts that put buttons of their own around an <audio> without controls.
SCRIPTED = re.compile(r"(?:^|[\s_-])(?:mejs|plyr|jp-audio|able|audio-?player)", re.IGNORECASE)
LOOK_UP = 60  # ancestors; no honest page nests deeper

# English and Welsh.
PATTERNS: dict[Kind, re.Pattern[str]] = {
    "audio description": re.compile(
        r"audio[ -]?descri|described version|sain[ -]?ddisgrif|disgrifiad\w* sain", re.IGNORECASE
    ),
    "captions": re.compile(
        r"caption(?:s|ed|ing)\b|sub-?tit(?:les|led|ling)\b|is-?deitlau|[cg]h?apsiynau",
        re.IGNORECASE,
    ),
    "transcript": re.compile(
        r"transcript|text (?:version|alternative)|read the text|rawsgrif|adysgrif"
        r"|(?:fersiwn|dewis) testun",
        re.IGNORECASE,
    ),
}
ANY_WORD = re.compile("|".join(each.pattern for each in PATTERNS.values()), re.IGNORECASE)
NONE_THERE = re.compile(
    r"\b(?:no|without|lacks?|missing|unavailable|not (?:yet|available|have)|(?:is|are)n['’]t"
    r"|heb|dim|nid oes)\b",
    re.IGNORECASE,
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WHOLE = HEADINGS | frozenset({"a", "button", "dd", "dt", "figcaption", "li", "p", "summary", "td"})
LONGEST_SIGN = 200  # characters; longer is prose that happens to have the word in it
MOST_MENTIONS = 500
ELSEWHERE = frozenset({"header", "nav", "footer"})


@dataclass(slots=True)
class _Medium:
    """A video or a recording on the page, and what stands with it."""

    element: HtmlElement
    sort: Sort
    player: str  # whose player, where the file is not on the page itself
    place: int  # in the order of the page
    found: dict[Kind, str] = field(default_factory=dict)  # the words that say so; "" for a track
    around: frozenset[HtmlElement] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sign:
    """Words on the page that speak of a transcript, captions or audio description."""

    element: HtmlElement
    text: str
    place: int


@audit(
    title="Videos and recordings have captions and other alternatives",
    failure_title="Videos or recordings may lack captions or other alternatives",
    category="accessibility",
    requirements=("wcag:1.2.1", "wcag:1.2.2", "wcag:1.2.3", "wcag:1.2.5"),
    impact=Impact.SERIOUS,
    unit="videos and recordings",
    certainty="needs review",
)
def media_alternatives(document: Document) -> Outcome:
    """Videos and recordings have captions and other alternatives.

    ## Why it matters
    What a video or recording only says is lost on people who cannot hear it. What it only shows is
    lost on people who cannot see it. Captions, a transcript and audio description give it back.

    ## Who is hurt
    People who are deaf or hard of hearing, and people who are blind or see little. Everybody in a
    noisy room or with the sound off.

    ## What it checks
    Each video and audio file on the page, and players of YouTube, Vimeo, SoundCloud and others. It
    looks for a captions track, and for words about a transcript, captions or audio description near
    the player, in English and Welsh.

    A machine cannot hear or watch: whether there is speech, and whether a transcript is whole, is
    for a person to say. It cannot see captions inside an embedded player. It does not ask about
    hidden players, silent loops in the background and live streams. In the United Kingdom, videos
    and recordings published before 23 September 2020 are exempt by law.

    ## How to fix
    Add captions to each video with speech, and check those that a machine wrote. Put a transcript
    next to the player, as text or as a link. If the pictures tell what the sound does not, offer a
    version with audio description, or let the speaker say what they show.

    ## Source
    WCAG 2.2, success criteria 1.2.1, 1.2.2, 1.2.3 (level A) and 1.2.5 (level AA); techniques G87,
    G69, G78, G158, H95 and failure technique F75.
    """
    is_none = next(document.body.iter(*MEDIA_TAGS), None) is None  # as on nearly all pages
    media = [] if is_none else _media_of(document)
    if not media:
        return not_applicable("no video or recording on the page")
    findings = [_finding(each, question, document) for each in media if (question := _asked(each))]
    unit = "videos and recordings"
    if not findings:
        return passed(0, unit)
    return needs_review(*findings, value=len(findings), unit=unit)


def _asked(medium: _Medium) -> str:
    """What a person has to find out; "" where all seems to be there."""
    found = medium.found
    if medium.sort == "audio":
        if "transcript" in found:
            return ""
        what = f"{medium.player} recording" if medium.player else "recording"
        return f"Does this {what} have speech? We found no transcript near it (WCAG 1.2.1)."
    if "captions" in found and "audio description" in found:
        return ""
    what = f"{medium.player} video" if medium.player else "video"
    return f"{_question(medium, what)} {_facts(medium)}"


def _question(medium: _Medium, what: str) -> str:
    if "captions" in medium.found:
        return f"Does this {what} show anything that its sound does not tell?"
    if medium.player:
        return f"Does this {what} have speech, and are there captions that a person has checked?"
    return f"Does this {what} have speech?"


def _facts(medium: _Medium) -> str:
    found = medium.found
    lacking: list[str] = []
    criteria: list[str] = []
    if "captions" not in found:
        criteria.append("1.2.2")
        if not medium.player:
            lacking.append("captions track")
    if "audio description" not in found:
        if "transcript" not in found:
            lacking.append("transcript")
            criteria.append("1.2.3")
        lacking.append("audio description")
        criteria.append("1.2.5")
    stands = [
        f"“{cut(words, 60)}”" if words else "a captions track"
        for words in dict.fromkeys(found.values())
    ]
    parts = [f"found {_listed(stands, 'and')}"] if stands else []
    if lacking:
        parts.append(f"found no {_listed(lacking, 'or')}")
    facts = f"We {', but '.join(parts)}" if parts else "Please look"
    return f"{facts} (WCAG {', '.join(criteria)})."


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _finding(medium: _Medium, question: str, document: Document) -> Finding:
    is_described_only = medium.sort == "video" and "captions" in medium.found
    return found_at(
        medium.element,
        document,
        question,
        impact=Impact.MODERATE if is_described_only else Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
    )


def _media_of(document: Document) -> list[_Medium]:
    """Each video and recording that is shown, with what was found for it."""
    media: list[_Medium] = []
    mentions: list[_Sign] = []
    headings: list[tuple[HtmlElement, int]] = []
    place = 0
    walker = etree.iterwalk(document.body, events=("start", "end"))
    for event, element in walker:
        place += 1
        texts: tuple[str | None, ...]
        if event == "end":
            if element is document.body:
                break
            texts, holder = (element.tail,), element.getparent()
        elif is_hidden(element) or element.get("aria-hidden") == "true":
            walker.skip_subtree()
            continue
        elif element.tag in MEDIA_TAGS:
            walker.skip_subtree()  # what is inside shows only where the player does not work
            media.extend(_made(element, place, document))
            continue
        else:
            texts, holder = (element.text, element.get("aria-label")), element
            if element.tag in HEADINGS:
                headings.append((element, place))
        for text in texts:
            if text and len(mentions) < MOST_MENTIONS and ANY_WORD.search(text):
                mentions.append(_Sign(holder, text, place))
    if media and mentions:
        signs, speaking = _signs(mentions)
        titles = [place for heading, place in headings if heading not in speaking]
        _share_out(media, signs, titles, document)
    return media


def _signs(mentions: list[_Sign]) -> tuple[list[_Sign], set[HtmlElement]]:
    """The mentions in their links, headings and short paragraphs; and these elements."""
    signs: list[_Sign] = []
    names: dict[HtmlElement, str] = {}
    for mention in mentions:
        near = (mention.element, *islice(mention.element.iterancestors(), LOOK_UP))
        whole = next((each for each in near if each.tag in WHOLE), mention.element)
        if whole not in names:
            names[whole] = content_name(whole)
        own = tidy(mention.text)
        said = names[whole] if own in names[whole] else own
        if len(said) <= LONGEST_SIGN and not NONE_THERE.search(said):
            signs.append(_Sign(mention.element, said, mention.place))
    return signs, set(names)


def _made(element: HtmlElement, place: int, document: Document) -> Iterator[_Medium]:
    if element.tag in PLAYER_TAGS:
        medium = _Medium(element, "video", PLAYER_TAGS[element.tag], place)
    elif element.tag in FRAMES:
        known = _player(element, document)
        if known is None:
            return
        medium = _Medium(element, known[1], known[0], place)
    elif _plays(element):
        medium = _Medium(element, "video" if element.tag == "video" else "audio", "", place)
        if any(map(_is_caption_track, element.iter("track"))):
            medium.found["captions"] = ""
    else:
        return
    own = tidy(f"{element.get('title', '')} {element.get('aria-label', '')}")
    if ANY_WORD.search(own) and not NONE_THERE.search(own):
        _add(medium, own)
    yield medium


def _plays(element: HtmlElement) -> bool:
    """Whether it has something to play, that is meant to be heard or watched."""
    sources = (element, *element.iter("source"))  # the parser nests them in each other
    if not any((each.get("src") or each.get("data-src") or "").strip() for each in sources):
        return False
    has_controls = element.get("controls") is not None
    starts = element.get("autoplay") is not None
    if element.tag == "audio":
        return has_controls or starts or _is_in_scripted_player(element)
    return has_controls or not (starts and element.get("loop") is not None)


def _is_in_scripted_player(element: HtmlElement) -> bool:
    around = islice(element.iterancestors(), 6)
    return any(SCRIPTED.search(each.get("class") or "") for each in (element, *around))


def _is_caption_track(track: HtmlElement) -> bool:
    kind = track.get("kind", "subtitles").strip().lower()  # subtitles where nothing is said
    return kind in {"captions", "subtitles"} and bool(track.get("src", "").strip())


def _player(element: HtmlElement, document: Document) -> tuple[str, Sort] | None:
    """Whose player a frame holds; None for other frames, live streams and backgrounds."""
    for address in addresses_of(element, document):
        if known := player_at(address):
            return None if _is_aside(address) else known
    return None


def _is_aside(address: SplitResult) -> bool:
    if LIVE.search(address.path):
        return True
    try:
        asked = {name: values[-1] for name, values in parse_qs(address.query).items()}
    except ValueError:
        return False
    if asked.get("background") in YES:
        return True
    is_mute = asked.get("mute", asked.get("muted")) in YES
    is_bare = asked.get("controls") in {"0", "false"}
    return asked.get("autoplay") in YES and is_mute and is_bare


def _share_out(
    media: list[_Medium], signs: list[_Sign], headings: list[int], document: Document
) -> None:
    """Give each sign to the player that it most likely belongs to."""
    for medium in media:
        medium.around = frozenset(islice(medium.element.iterancestors(), LOOK_UP))
    following = 0  # the first player after the sign
    passed_by = 0  # headings before it
    for sign in signs:
        while following < len(media) and media[following].place < sign.place:
            following += 1
        while passed_by < len(headings) and headings[passed_by] < sign.place:
            passed_by += 1
        last_heading = headings[passed_by - 1] if passed_by else 0
        before = media[max(0, following - 1)]
        after = media[min(following, len(media) - 1)]
        medium = _nearer(before, after, sign, last_heading)
        region = document.region(sign.element)
        if region not in ELSEWHERE or region == document.region(medium.element):
            _add(medium, sign.text)


def _nearer(before: _Medium, after: _Medium, sign: _Sign, last_heading: int) -> _Medium:
    """The one that shares the closer container; if both do, the one under the same heading."""
    for each in (sign.element, *islice(sign.element.iterancestors(), LOOK_UP)):
        if (each in before.around) != (each in after.around):
            return before if each in before.around else after
        if each in before.around:
            break
    return before if before.place > last_heading else after


def _add(medium: _Medium, said: str) -> None:
    for kind, pattern in PATTERNS.items():
        if pattern.search(said):
            medium.found.setdefault(kind, said)
