"""What a server answered, as the crawler, the browsers and the shelf hand it to each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # what a header may be called (RFC 9110)
BREAKS = re.compile(r"[\r\n\0]")
MOST_HEADERS = 200
MOST_VALUE = 16_000  # characters of one header, more than any honest server sends
NOT_HANDED_ON = frozenset(
    {
        # about the transfer, which is over
        *("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"),
        *("trailer", "upgrade", "content-range"),
        # what would outlive the page, so that one page affects the next
        *("set-cookie", "set-cookie2", "strict-transport-security", "clear-site-data", "alt-svc"),
        # what makes a browser send something by itself
        *("report-to", "reporting-endpoints", "nel", "speculation-rules"),
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the crawler got at an address, to be shown to a browser."""

    status: int
    headers: Headers
    body: bytes  # decoded: without content-encoding


@dataclass(frozen=True, slots=True, order=True)
class Asset:
    """What a page loaded from its own site, and its verdict may depend on."""

    url: str
    kind: str  # style, script or frame
    sha256: str  # of the content; "" when it could not be had, so nobody knows what it would be


def handed_on(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return the headers that a browser is shown: well-formed ones, and none that outlive it."""
    kept: list[tuple[str, str]] = []
    for name, value in headers:
        if len(kept) == MOST_HEADERS:
            break
        if name.lower() in NOT_HANDED_ON or not TOKEN.fullmatch(name) or len(value) > MOST_VALUE:
            continue
        kept.append((name, BREAKS.sub(" ", value)))
    return tuple(kept)


def header_of(headers: Iterable[tuple[str, str]], name: str) -> str:
    """Return the value of a header, or "" when it is not there."""
    return next((value for each, value in headers if each.lower() == name), "")
