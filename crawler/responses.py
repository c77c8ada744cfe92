"""What a server's answer says of an address: a page, a document, a redirect or an error."""

import hashlib
from collections.abc import Awaitable, Callable
from itertools import islice

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.addresses import MOST_CHARACTERS, AddressError, canonical
from crawler.answers import MOST_HEADERS, Answer, Headers
from crawler.robots import SLOW_DOWN
from crawler.store.pages import FOR_GOOD, LastVisit, Visit

HTML_TYPES = ("text/html", "application/xhtml+xml")
NOT_MODIFIED = 304
LEADING = (301, 302, 303, 307, 308)
MISSING = (404, 410)
MOST_DIGITS = 15  # of a size that is told; a longer one is no size, and fits in no record
Download = Callable[[Request], Awaitable[Response]]


def visit_of(response: Response, url: str, *, last: LastVisit | None) -> Visit:
    """Return how the address answered; "audited" here means: a page, to be judged.

    `last` is the visit before, for an answer that only says that nothing was modified since.
    """
    target = location_of(response)
    outcome, reason = _outcome_of(response, target)
    return Visit(
        url=url,
        outcome=outcome,
        status=last.status if last else response.status,
        content_type=last.content_type if last else media_type(response),
        bytes=last.bytes if last else _size_of(response),
        redirect_to=target,
        reason=reason,
        etag=header(response, "ETag") or (last.etag if last else ""),
        last_modified=header(response, "Last-Modified") or (last.last_modified if last else ""),
        body_hash=last.body_hash if last else _hash_of(response, outcome),
    )


def _outcome_of(response: Response, target: str) -> tuple[str, str]:
    """Return the outcome of a visit, and the reason for it where it is not plain."""
    status = response.status
    if target:
        return "redirect", "" if status in FOR_GOOD else f"It leads elsewhere for now ({status})."
    if status in LEADING and "Location" in response.headers:
        return "error", f"It leads to something that is no web address ({status})."
    if status == NOT_MODIFIED:
        return "audited", ""
    if status in MISSING:
        return "missing", f"The server answered {status}."
    if not 200 <= status < 300:  # noqa: PLR2004
        return "error", _status_sentence(status)
    if status in (204, 205):
        return "error", f"The server answered {status}: there is no page."
    if not is_page(response):
        return "document", ""
    if not response.body.strip():
        return "error", "The server sent an empty page."
    return "audited", ""


def _status_sentence(status: int) -> str:
    if status == SLOW_DOWN:
        return "The server asked us to slow down (429) and did not send the page."
    if status in (401, 403):
        return f"The server refuses to show it to us ({status})."
    return f"The server answered {status}, also when asked again."


def is_page(response: Response) -> bool:
    """Whether the browser can open it as a page; without a media type, the body decides."""
    media = media_type(response)
    return media in HTML_TYPES if media else isinstance(response, HtmlResponse)


def needs_get(response: Response) -> bool:
    """Whether to ask again with GET: for a page, or where a server may refuse HEAD alone."""
    if response.status >= 400:  # noqa: PLR2004
        return response.status != SLOW_DOWN
    return 200 <= response.status < 300 and media_type(response) in ("", *HTML_TYPES)  # noqa: PLR2004


def location_of(response: Response) -> str:
    """Return where a redirect points, canonical, or "" for no redirect."""
    location = header(response, "Location", MOST_CHARACTERS + 1)
    if not location or not 300 <= response.status < 400 or response.status == NOT_MODIFIED:  # noqa: PLR2004
        return ""
    try:
        return canonical(location, response.url)
    except AddressError:
        return ""


def header(response: Response, name: str, most: int = 500) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1").strip()[:most] if value else ""


def headers_of(response: Response) -> Headers:
    """Return the headers of an answer, as text; of a flood of them, the first MOST_HEADERS."""
    named = (
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in response.headers
        for value in response.headers.getlist(name)
    )
    return tuple(islice(named, MOST_HEADERS))


def media_type(response: Response) -> str:
    return header(response, "Content-Type").partition(";")[0].strip().lower()[:100]


def told_size(response: Response) -> int | None:
    """Return the size that the server tells of, in bytes; None where it tells nothing sensible."""
    told = header(response, "Content-Length")
    is_size = told.isascii() and told.isdigit() and len(told) <= MOST_DIGITS
    return int(told) if is_size else None


def answer_of(response: Response) -> Answer | None:
    """Return what a browser may be shown instead of asking again: a whole page, as it was sent."""
    assert response.request is not None
    is_whole = "dataloss" not in response.flags and "download_stopped" not in response.flags
    if response.status != 200 or response.request.method != "GET" or not is_whole:  # noqa: PLR2004
        return None
    return Answer(response.status, headers_of(response), response.body)


def _size_of(response: Response) -> int | None:
    """Return the size in bytes: of the body, or as told where the body was not fetched."""
    told = told_size(response)
    is_partial = "download_stopped" in response.flags or not response.body
    return told if is_partial and told is not None else len(response.body)


def _hash_of(response: Response, outcome: str) -> str:
    return hashlib.sha256(response.body).hexdigest() if outcome == "audited" else ""
