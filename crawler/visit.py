"""One look at one page, and the requests that it makes, as the airlock keeps account of them."""

import base64
import binascii
import hashlib
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from crawler.answers import Answer, Asset, Headers, header_of
from crawler.fingerprint import asset_hash
from crawler.shelf import Entry

PLAIN_KINDS = ("Image", "Font")
HELD_KINDS = ("Image", "Font", "Stylesheet", "Script", "Media")  # what a held page may load
FILLING_KINDS = ("XHR", "Fetch", "Script", "Stylesheet", "Document")  # what may change a page
OWN_CACHE_BYTES = 40_000_000  # that we trust a browser to keep, of the 100 MB it may
IDLE_KINDS = {
    "Ping": "a beacon",
    "CSPViolationReport": "a report",
    "Prefetch": "for later pages",
}
REDIRECTS = (301, 302, 303, 307, 308)
MOST_BYTES = 10_000_000  # of one thing that a page loads
MOST_REMEMBERED = 4096  # hashes: the same few scripts are met on every page

_folded: dict[tuple[str, str], str] = {}  # kind and hash of a content: its hash without tokens


@dataclass(slots=True)
class Visit:
    """One look at one page: what is shown, and what the page made the browser ask for."""

    url: str
    run: str
    answer: Answer | None = None
    asked: str = ""  # the page's address as the browser writes it, once it asked for it
    shown: int = 0  # times that the page was shown: it may reload itself
    led_to: str = ""  # where the page wanted to lead its reader instead
    requests: int = 0  # that reached the network
    bytes: int = 0  # that came from it
    refused: Counter[str] = field(default_factory=Counter)  # by reason
    media: Counter[str] = field(default_factory=Counter)  # pieces asked for, by address
    loaded: dict[tuple[str, str], str] = field(default_factory=dict)  # address, kind: sha256
    is_held: bool = False  # it is tried out: nothing may be sent, and the page not be left
    is_over: bool = False

    def assets(self) -> tuple[Asset, ...]:
        """Return the site's own styles, scripts and frames that the page used."""
        return tuple(sorted(Asset(*key, sha256) for key, sha256 in dict(self.loaded).items()))


@dataclass(eq=False, slots=True)
class Request:
    """A request that stops in the airlock, on its way out or with its answer."""

    id: str
    visit: Visit
    url: str
    method: str
    kind: str  # Chromium's resource type
    headers: dict[str, str]
    is_of_window: bool = False  # made by the page itself, not by a frame or a worker
    is_page: bool = False  # the document of the window itself
    is_shelvable: bool = False
    is_claimed: bool = False
    is_dropped: bool = False  # decided, cancelled, or on its way under another id
    stale: Entry | None = None  # what an earlier night got
    until: float = 0.0  # while it waits for another browser
    status: int = 0
    told: Headers = ()
    most_bytes: int = MOST_BYTES
    stream: str = ""
    chunks: list[bytes] = field(default_factory=list)
    size: int = 0


class OwnCache:
    """Which pictures and fonts a browser keeps by itself, so that they need not be handed in.

    That is much cheaper, and for these we need not know which pages use them.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._bytes = 0
        self._run = ""

    def note(self, request: Request) -> None:
        """Remember what the browser got from the network just now, if it may keep it."""
        if request.visit.run != self._run:
            self._run = request.visit.run
            self._until.clear()
        seconds = lifetime(request.told) if request.status == 200 else 0  # noqa: PLR2004
        room = OWN_CACHE_BYTES - self._bytes
        if seconds and request.size < room and _is_plain(request):
            self._bytes += request.size
            self._until[request.url] = time.monotonic() + seconds

    def has(self, request: Request) -> bool:
        is_of_this_run = request.visit.run == self._run and _is_plain(request)
        return is_of_this_run and self._until.get(request.url, 0) > time.monotonic()


def _is_plain(request: Request) -> bool:
    """Frames have a cache of their own, and a verdict depends on styles and scripts."""
    return request.kind in PLAIN_KINDS and request.is_of_window


def why_not_needed(request: Request) -> str:
    """Return why a page can be judged without what it asks for, or ""."""
    if "service-worker" in request.headers:
        return "a service worker"
    if "prefetch" in request.headers.get("sec-purpose", ""):
        return IDLE_KINDS["Prefetch"]
    if "event-stream" in request.headers.get("accept", ""):
        return "an endless answer"
    return IDLE_KINDS.get(request.kind, "")


def length_told(told: Headers) -> int:
    text = header_of(told, "content-length").strip()
    return int(text) if text.isdecimal() and len(text) < 16 else 0  # noqa: PLR2004


def content_hash(status: int, body: bytes, kind: str = "style", sha256: str = "") -> str:
    """Return the hash of a content, without what a server puts anew into every answer.

    Of an answer that is no content, what it says changes too often: its status counts.
    """
    if status != 200:  # noqa: PLR2004
        return hashlib.sha256(f"status {status}".encode()).hexdigest()
    known = (kind, sha256 or hashlib.sha256(body).hexdigest())
    if kind not in ("script", "frame"):
        return known[1]
    if known not in _folded:
        if len(_folded) > MOST_REMEMBERED:
            _folded.clear()
        _folded[known] = asset_hash(kind, body)
    return _folded[known]


def redirect_of(url: str, status: int, told: Headers) -> str:
    """Return where an answer leads, or "" when it is no redirect."""
    location = header_of(told, "location")
    if status not in REDIRECTS or not location:
        return ""
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def is_for_everybody(told: Headers) -> bool:
    """Whether another site's answer may be shown again to the pages that ask for it later."""
    depends = f"{header_of(told, 'vary')},{header_of(told, 'cache-control')}".lower()
    if any(word in depends for word in ("no-store", "*", "origin")):
        return False
    return header_of(told, "access-control-allow-origin") in ("", "*")


def lifetime(told: Headers) -> int:
    """Return for how many seconds a browser keeps an answer without asking again; 0 when unsure."""
    control = header_of(told, "cache-control").lower()
    found = re.search(r"(?:^|[\s,])max-age=(\d{1,9})", control)
    varies = header_of(told, "vary").lower().strip() not in ("", "accept-encoding")
    if found is None or varies or "no-" in control:
        return 0
    age = header_of(told, "age").strip()
    return max(0, int(found[1]) - (int(age[:9]) if age.isdecimal() else 0) - 60)


def redirect_hash(target: str) -> str:
    """Return what stands for the content of an asset that redirects."""
    return hashlib.sha256(target.encode("utf-8", "replace")).hexdigest()


def bytes_in(result: dict[str, Any]) -> bytes:
    data = result.get("data", "")
    if not result.get("base64Encoded"):
        return str(data).encode("utf-8", "replace")
    try:
        return base64.b64decode(data)
    except (binascii.Error, ValueError):
        return b""
