"""Where a link leads: asked once, politely, HEAD first, and never called broken on a guess."""

import asyncio
import logging
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
)
from scrapy.http import Response

from crawler.addresses import AddressError, canonical
from crawler.faults import reason_of
from crawler.responses import MISSING, Download, media_type, told_size
from crawler.robots import Forbidden
from crawler.shelf import Shelf

log = logging.getLogger("dropkerb")

OK, BROKEN, BLOCKED, UNSURE = "ok", "broken", "blocked to robots", "unsure"
HEADERS_ONLY = "headers_only"  # key in a request's meta: nobody wants the body
MOST_REDIRECTS = 10
SECONDS = 15  # for one answer
BLOCKS = frozenset({401, 403, 406, 418, 429, 451, 999})  # what outside servers say to robots
OWN_BLOCKS = frozenset({401, 403, 429, 999})  # the site's own server has fewer reasons to lie
PASSING = frozenset({408, 502, 503, 504})  # it may be there in the morning
HONEST = frozenset({401, 429, 451, 999})  # said to HEAD, it would be said to GET as well
NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one address.

    state: "ok", "broken" (a person would not get there), "blocked to robots" (a person might), or
    "unsure" (it did not answer tonight, or not safely; the reason says which).
    """

    state: str
    status: int | None = None
    reason: str = ""
    hops: int = 0  # redirects followed
    redirect_to: str = ""  # where they ended, or broke off
    content_type: str = ""
    bytes: int | None = None
    is_host_down: bool = False  # its other addresses would fare no better


@dataclass(slots=True)
class _Walk:
    """One address on its way through redirects."""

    url: str
    hops: int = 0
    sets_cookies: bool = False

    def ends(self, state: str, reason: str = "", **facts: Any) -> Checked:
        to = self.url if self.hops else ""
        return Checked(state, reason=reason, hops=self.hops, redirect_to=to, **facts)


async def check(url: str, *, download: Download, is_own: bool) -> Checked:
    """Ask one address and follow its redirects; never raises for a bad server."""
    walk, seen = _Walk(url), {url}
    while True:
        try:
            response = await _ask(walk.url, download)
        except Exception as error:  # noqa: BLE001 (whatever a server does, the answer is a state)
            return await _after_failure(walk, error)
        walk.sets_cookies |= "Set-Cookie" in response.headers
        target = _redirect(response, walk.url)
        if target is None:
            return _after_answer(walk, response, is_own=is_own)
        status = response.status
        if not target:
            reason = "It redirects to something that is no web address."
            return walk.ends(UNSURE, reason, status=status)
        walk.url = target
        walk.hops += 1
        if target in seen:
            return _in_circles(walk, status)
        if walk.hops > MOST_REDIRECTS:
            reason = f"It redirects more than {MOST_REDIRECTS} times."
            return walk.ends(BROKEN, reason, status=status)
        seen.add(target)


def from_shelf_or(download: Download, shelf: Shelf, run: str) -> Download:
    """Return a download that asks nobody for what a page got in this run already."""

    async def ask(request: Request) -> Response:
        entry = shelf.fresh(request.url, run)
        if entry is None or (entry.status >= 400 and entry.status not in MISSING):  # noqa: PLR2004
            return await download(request)
        headers = {**dict(entry.headers), "Content-Length": str(len(entry.body))}
        return Response(entry.url, status=entry.status, headers=headers, request=request)

    return ask


async def _ask(url: str, download: Download) -> Response:
    """Ask with HEAD, and with GET where HEAD said what servers often say to HEAD alone."""
    tries_again = 1
    try:
        response = await download(_request(url, "HEAD", tries_again=0))
    except IgnoreRequest:
        raise
    except Exception as error:  # noqa: BLE001 (some servers break off at HEAD; GET will tell)
        log.debug("HEAD %s: %s", url, error)
        if isinstance(error, CannotResolveHostError):
            tries_again = 0  # the DNS has been asked twice then, and is once more
    else:
        if response.status < 400 or response.status in HONEST:  # noqa: PLR2004
            return response
    return await download(_request(url, "GET", tries_again=tries_again))


def _request(url: str, method: str, *, tries_again: int) -> Request:
    return Request(
        url,
        method=method,
        dont_filter=True,
        meta={
            HEADERS_ONLY: True,
            "download_timeout": SECONDS,
            "download_maxsize": 0,
            "max_retry_times": tries_again,
            "give_up_log_level": logging.DEBUG,
        },
    )


def _redirect(response: Response, url: str) -> str | None:
    """Return where an answer redirects to; None for no redirect, "" for one to no address."""
    location = (response.headers.get("Location") or b"").decode("utf-8", "replace").strip()
    if not location or not 300 <= response.status < 400 or response.status == 304:  # noqa: PLR2004
        return None
    try:
        return canonical(location, url)
    except AddressError:
        return ""


def _in_circles(walk: _Walk, status: int) -> Checked:
    if walk.sets_cookies:
        reason = "It redirects in a circle for visitors who keep no cookies."
        return walk.ends(UNSURE, reason, status=status)
    return walk.ends(BROKEN, "It redirects in a circle.", status=status)


def _after_answer(walk: _Walk, response: Response, *, is_own: bool) -> Checked:
    status = response.status
    facts: dict[str, Any] = {
        "status": status,
        "content_type": media_type(response),
        "bytes": told_size(response),
    }
    if 200 <= status < 300:  # noqa: PLR2004
        return walk.ends(OK, **facts)
    if status in MISSING:
        return walk.ends(BROKEN, f"The server answered {status}.", **facts)
    if status in (OWN_BLOCKS if is_own else BLOCKS):
        return walk.ends(BLOCKED, f"The server does not show it to robots ({status}).", **facts)
    again = ", also when asked again" if status >= 500 else ""  # noqa: PLR2004
    state = BROKEN if is_own and status not in PASSING else UNSURE
    return walk.ends(state, f"The server answered {status}{again}.", **facts)


async def _after_failure(walk: _Walk, error: Exception) -> Checked:
    if isinstance(error, Forbidden):
        return walk.ends(BLOCKED, str(error))
    reason = reason_of(error)
    if isinstance(error, DownloadConnectionRefusedError):
        return walk.ends(BROKEN, reason, is_host_down=walk.hops == 0)
    if isinstance(error, CannotResolveHostError):
        is_gone = await _is_unknown(urlsplit(walk.url).hostname or "")
        state = BROKEN if is_gone else UNSURE
        return walk.ends(state, reason, is_host_down=walk.hops == 0)
    return walk.ends(UNSURE, reason)


async def _is_unknown(host: str) -> bool:
    """Whether the DNS says that there is no such name, rather than nothing at all."""
    try:
        await asyncio.get_running_loop().getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno in NO_SUCH_NAME
    except (OSError, UnicodeError):
        return False
    return False
