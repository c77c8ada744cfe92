"""Where players of videos and recordings are embedded from, and the frames that hold them."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute

Sort = Literal["video", "audio"]

# Host, how the path begins, what people call it.
PLAYERS: tuple[tuple[str, str, str, Sort], ...] = (
    ("youtube.com", "/embed/", "YouTube", "video"),
    ("youtube.com", "/v/", "YouTube", "video"),
    ("youtube-nocookie.com", "/embed/", "YouTube", "video"),
    ("player.vimeo.com", "/video/", "Vimeo", "video"),
    ("dailymotion.com", "/embed/", "Dailymotion", "video"),
    ("geo.dailymotion.com", "/player", "Dailymotion", "video"),
    ("facebook.com", "/plugins/video", "Facebook", "video"),
    ("fast.wistia.net", "/embed/", "Wistia", "video"),
    ("fast.wistia.com", "/embed/", "Wistia", "video"),
    ("players.brightcove.net", "/", "Brightcove", "video"),
    ("web.microsoftstream.com", "/embed/", "Microsoft Stream", "video"),
    ("play.vidyard.com", "/", "Vidyard", "video"),
    ("public-i.tv", "/", "Public-i", "video"),
    ("w.soundcloud.com", "/player", "SoundCloud", "audio"),
    ("open.spotify.com", "/embed", "Spotify", "audio"),
    ("embed.podcasts.apple.com", "/", "Apple Podcasts", "audio"),
    ("embeds.audioboom.com", "/", "Audioboom", "audio"),
    ("buzzsprout.com", "/", "Buzzsprout", "audio"),
    ("embed.acast.com", "/", "Acast", "audio"),
)
PLAYER_TAGS = {"lite-youtube": "YouTube", "lite-vimeo": "Vimeo"}
FRAMES = frozenset({"iframe", "embed", "object"})


def addresses_of(frame: HtmlElement, document: Document) -> Iterator[SplitResult]:
    """Yield the addresses that a frame is filled from, at once or by a script later on."""
    for name, value in frame.attrib.items():
        if name in {"src", "data"} or (name.startswith("data-") and name.endswith("src")):
            try:
                address = urlsplit(absolute(document.base, value))
                address.hostname  # noqa: B018 (raises where it is none)
            except ValueError:
                continue
            yield address


def is_at(address: SplitResult, host: str) -> bool:
    """Whether an address is of a host, or of one below it."""
    name = (address.hostname or "").lower()
    return name == host or name.endswith(f".{host}")


def player_at(address: SplitResult) -> tuple[str, Sort] | None:
    """Return whose player an address leads to, and whether it shows something."""
    for host, path, player, sort in PLAYERS:
        if is_at(address, host) and address.path.startswith(path):
            return player, sort
    return None
