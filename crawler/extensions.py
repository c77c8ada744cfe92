"""Scrapy extensions: one ends the run in order, one downloads nothing but pages."""

import asyncio
import contextlib
import logging
import sqlite3
import time
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider, StopDownload
from scrapy.http import Response

from crawler.closing import close_night, finish
from crawler.linkcheck import HEADERS_ONLY
from crawler.responses import HTML_TYPES
from crawler.store.record import explain

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Headers

    from crawler.night import Night
    from crawler.spiders.site import SiteSpider

log = logging.getLogger("dropkerb")

ASK_SECONDS = 0.1  # between two questions whether the run was asked to stop
LEAVE_SECONDS = 3.5  # from being asked to stop until what is under way is left behind


class RunKeeper:
    """Ends every run with a status and a reason, whatever ended it, and soon when asked to."""

    def __init__(self, scrapy_crawler: "Crawler") -> None:
        self._crawler = scrapy_crawler
        self._closing: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        keeper = cls(crawler)
        connect = crawler.signals.connect
        connect(keeper.opened, signals.spider_opened)
        connect(keeper.idle, signals.spider_idle)
        connect(keeper.closed, signals.spider_closed)
        connect(keeper.response_received, signals.response_received)
        return keeper

    @property
    def _night(self) -> "Night":
        return cast("SiteSpider", self._crawler.spider).night

    def opened(self) -> None:
        """Let the run ask whether somebody wants it to stop (Ctrl-C, SIGTERM), and watch for it."""
        from twisted.internet import reactor

        engine = self._crawler.engine
        assert engine is not None
        night = self._night
        night.still_wanted = lambda: engine.running and not night.executor.problem
        self._watching = asyncio.ensure_future(self._watch())
        # a second Ctrl-C stops the reactor at once, whatever is under way
        reactor.addSystemEventTrigger("during", "shutdown", self._leave)  # type: ignore[arg-type]

    async def _watch(self) -> None:
        """Once the run is asked to stop, leave in time.

        Scrapy waits for every request and every page under way, which may take minutes.
        """
        from twisted.internet import reactor

        engine = self._crawler.engine
        assert engine is not None
        while not engine.running:  # noqa: ASYNC110 (it is about to)
            await asyncio.sleep(0)
        while engine.running:  # noqa: ASYNC110 (nobody would tell us)
            await asyncio.sleep(ASK_SECONDS)
        if self._closing is not None:
            self._closing.cancel()
            await asyncio.gather(self._closing, return_exceptions=True)
        until = time.monotonic() + LEAVE_SECONDS
        while self._night.in_flight and time.monotonic() < until:  # noqa: ASYNC110 (the same)
            await asyncio.sleep(ASK_SECONDS)
        self._leave()
        with contextlib.suppress(RuntimeError):  # it is stopping already
            reactor.stop()

    def _leave(self) -> None:
        """Write the run down as interrupted, unless it has ended, and let go of everything."""
        with self._night.turn:  # what is being written on a thread comes first
            self._write_down(self._night)

    def _write_down(self, night: "Night") -> None:
        try:
            if not night.is_finished and not night.record_problem:
                why = night.executor.problem or "interrupted"
                night.stop_reason = f"{why}; the same command goes on with it"
                night.is_interrupted = True
                with night.db.atomic():
                    finish(night, is_resumable=True)
        except sqlite3.Error as error:
            night.record_problem = (
                explain(error, night.plan.record) or f"The record cannot be written: {error}"
            )
        finally:
            night.close()

    def idle(self) -> None:
        """Start the closing work once nothing is left to fetch; hold the spider until then."""
        if self._night.is_finished or self._night.record_problem:
            return
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._close())
        raise DontCloseSpider

    async def _close(self) -> None:
        engine = self._crawler.engine
        assert engine is not None
        night = self._night
        try:
            await close_night(night, engine.download_async)
        except sqlite3.Error as error:
            night.record_problem = (
                explain(error, night.plan.record) or f"The record cannot be written: {error}"
            )
        except Exception as error:
            log.exception("the run could not be brought to its end")
            night.record_problem = f"Dropkerb itself failed at the end of the run: {error}"
        # Not awaited: closing the spider ends in closed(), which waits for this very task.
        self._ending = asyncio.ensure_future(engine.close_spider_async(reason="finished"))

    async def closed(self, reason: str) -> None:
        """Write down an interrupted run so that the same command goes on with it."""
        if self._watching is not None and self._watching is not asyncio.current_task():
            self._watching.cancel()
        if self._closing is not None:
            await asyncio.gather(self._closing, return_exceptions=True)
        self._leave()
        log.debug("spider closed: %s", reason)

    def response_received(self, response: Response) -> None:
        """Count what was asked of servers and what came back."""
        counters = self._night.counters
        counters.requests += 1
        counters.bytes += len(response.body)


class HtmlOnly:
    """Stops the download of what is no page: a type and a size are all that is recorded of it."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        only = cls()
        crawler.signals.connect(only.headers_received, signals.headers_received)
        return only

    def headers_received(self, headers: "Headers", request: Request, **_: Any) -> None:
        if HEADERS_ONLY in request.meta:
            raise StopDownload(fail=False)
        if "entry" not in request.meta:
            return
        told = (headers.get("Content-Type") or b"").partition(b";")[0].strip().lower()
        if told and told.decode("latin-1") not in HTML_TYPES:
            raise StopDownload(fail=False)
