"""Scrapy's way to fetch an answer, with a limit to the headers that it reads of one.

Twisted reads headers without end, in the event loop: 100,000 of them hold up every other download,
the display and Ctrl-C for two seconds. No browser takes a head of more than 256 KB.
"""

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import DownloadFailedError
from twisted.web.client import ResponseFailed

from crawler.faults import HeadersError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as SentRequest
    from twisted.web.iweb import IResponse

MOST_LINES = 1000  # of headers; servers send 10 to 30
MOST_BYTES = 256 * 1024  # of all headers together, as in Chromium


class BoundedParser(_LenientHTTPClientParser):
    """Reads the head of an answer line by line, and gives up on a flood of them.

    Interim answers (1xx) count as well, since there may be as many of them as a server likes.
    """

    _lines = 0
    _bytes = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 (Twisted's name)
        self._lines += 1
        self._bytes += len(line)
        if self._lines > MOST_LINES or self._bytes > MOST_BYTES:
            raise HeadersError
        super().lineReceived(line)

    def lineLengthExceeded(self, _: bytes) -> None:  # noqa: N802
        """Give up on a line of more than 16 KB, which Twisted would only hang up on."""
        raise HeadersError


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: "SentRequest") -> "Deferred[IResponse]":
        answered = super().request(request)
        self._parser.__class__ = BoundedParser  # as Scrapy does: Twisted names the class itself
        return answered


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, _: "IAddress | None") -> _BoundedProtocol:  # noqa: N802
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Fetches over http and https; raises HeadersError for an answer that is all headers."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory  # noqa: SLF001 (as Scrapy does)

    async def download_request(self, request: "Request") -> "Response":
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            if _is_about_headers(error.__cause__):
                raise HeadersError from error
            raise


def _is_about_headers(error: BaseException | None) -> bool:
    reasons = error.reasons if isinstance(error, ResponseFailed) else ()
    return any(reason.check(HeadersError) for reason in reasons)
