"""The one spider: polite requests, and where each answer leads."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse

from crawler.apart import apart
from crawler.decoding import text_of
from crawler.exits import FAILED, FORESEEN, Stop
from crawler.faults import reason_of
from crawler.fingerprint import HEADERS
from crawler.items import Capture, as_failed
from crawler.links import admit_found, links_in
from crawler.night import Night, Plan, is_document_address
from crawler.plan import plan_from_settings
from crawler.responses import NOT_MODIFIED, answer_of, header, needs_get, visit_of
from crawler.robots import Forbidden, Robots
from crawler.seeds import seed
from crawler.store.pages import LastVisit, StoredLink, Visit, last_visit, stored_links
from crawler.store.record import explain

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from crawler.store.frontier import Entry

log = logging.getLogger("dropkerb")


class SiteSpider(Spider):
    """Walks one site. `scrapy crawl site -a url=https://www.example.gov.uk/` is enough."""

    name = "site"
    night: Night
    _reading: asyncio.Lock

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Open the record and the browsers before Scrapy opens anything."""
        plan = kwargs.get("plan")
        if isinstance(plan, Plan):
            return cls._of_plan(crawler, plan, *args)
        try:
            return cls._of_plan(crawler, plan_from_settings(crawler.settings, kwargs), *args)
        except FORESEEN as error:  # `scrapy crawl` itself would answer with a traceback
            Stop(str(error)).show()
            raise SystemExit(FAILED) from None

    @classmethod
    def _of_plan(cls, crawler: "Crawler", plan: Plan, *args: Any) -> Self:
        site = plan.site
        for key, value in {
            "DOWNLOAD_DELAY": 1 / site.rate if site.rate else 0,
            "USER_AGENT": site.user_agent,
            "DROPKERB_PRIVATE_HOSTS": [
                *crawler.settings.getlist("DROPKERB_PRIVATE_HOSTS"),
                *site.private_hosts(),
            ],
        }.items():
            crawler.settings.set(key, value, priority="spider")
        spider = super().from_crawler(crawler, *args)
        spider.night = Night.open(plan)
        spider._reading = asyncio.Lock()  # noqa: SLF001 (our own)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Fill the frontier; the scheduler hands its addresses out."""
        robots = self.crawler.get_downloader_middleware(Robots)
        engine = self.crawler.engine
        assert engine is not None
        assert robots is not None, "settings.py lists the robots middleware"
        try:
            await seed(self.night, robots, engine.download_async)
        except sqlite3.Error as error:
            said = explain(error, self.night.plan.record)
            self.give_up(said or f"The record cannot be written: {error}")
        except Exception as error:
            log.exception("the run could not begin")
            self.give_up(f"Dropkerb itself failed before the first page: {error}")
        return
        yield  # an async generator without items: the frontier has them

    def give_up(self, problem: str) -> None:
        """End the run now; nothing that is recorded already is lost."""
        self.night.record_problem = problem
        self.night.stop(problem)
        assert self.crawler.engine is not None
        asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="record"))  # noqa: RUF006

    def request_for(self, entry: "Entry") -> Request:
        """Return the request for an address: conditional where an earlier look was good."""
        night = self.night
        headers: dict[str, str] = {}
        known = night.incremental.know(entry.url, has_time=night.has_time_to_open)
        # what is opened must be sent whole
        last = None if known.needs_body() else self.last_visit(entry.url)
        if last is not None and last.is_good:
            if last.etag:
                headers["If-None-Match"] = last.etag
            if last.last_modified:
                headers["If-Modified-Since"] = last.last_modified
        return Request(
            entry.url,
            method="HEAD" if is_document_address(entry.url) else "GET",
            headers=headers,
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            # half a page would be judged as if the rest had been mended
            meta={"entry": entry, "known": known, "download_fail_on_dataloss": True},
        )

    async def parse(self, response: Response) -> AsyncIterator[Capture | Request]:
        """Hand an answer on to be judged and stored; an answer we choke on is recorded as such."""
        assert response.request is not None
        entry: Entry = response.meta["entry"]
        if response.request.method == "HEAD" and needs_get(response):
            yield response.request.replace(method="GET")
            return
        try:
            async with self._reading:  # in the order of the answers: so sampling is the same
                capture = await self.read(response, entry)
        except Exception as error:
            if self.night.is_finished:  # it was left behind
                return
            log.exception("reading %s failed", entry.url)
            capture = Capture(entry=entry, visit=Visit(url=entry.url, outcome="audited"))
            as_failed(capture, f"Dropkerb itself failed on this page ({type(error).__name__}).")
        yield capture

    async def read(self, response: Response, entry: "Entry") -> Capture:
        """Tell what an answer is, and discover where it leads."""
        last = self.last_visit(entry.url) if response.status == NOT_MODIFIED else None
        capture = Capture(entry=entry, visit=visit_of(response, entry.url, last=last))
        if capture.visit.outcome == "redirect":
            await apart(follow_redirect, self.night, entry, capture.visit.redirect_to)
        elif capture.visit.outcome == "audited":
            capture.known = response.meta["known"]
            await self.read_page(capture, response)
        return capture

    async def read_page(self, capture: Capture, response: Response) -> None:
        """Read the links of a page as sent, and admit the own ones."""
        night = self.night
        capture.needs_look = True
        capture.is_unchanged = response.status == NOT_MODIFIED
        capture.answer = answer_of(response)
        last = self.last_visit(capture.url)
        capture.before = last.reason if last is not None and last.was_judged else None
        if isinstance(response, TextResponse) and not capture.is_unchanged:
            content_type = header(response, "Content-Type")
            capture.html = await asyncio.to_thread(text_of, response.body, content_type)
            capture.headers = {name: header(response, name, 20_000) for name in HEADERS}
        await asyncio.to_thread(self.decide, capture)
        if capture.is_unchanged or capture.is_carried:  # the same HTML has the same links
            capture.links = await apart(links_on_record, night, capture.url)
        elif capture.html is not None:
            capture.links, capture.links_dropped = await asyncio.to_thread(
                links_in, night, capture.html, response.url
            )
        await apart(admit_found, night, capture)

    def decide(self, capture: Capture) -> None:
        """Decide whether a page is opened, or carried over from its last look.

        Comparing a long page takes a quarter of a second, so not in the event loop.
        """
        known = capture.known
        assert known is not None
        if capture.is_unchanged:
            decision = known.judge(is_same=True)
        else:
            decision = self.night.incremental.judge(
                known, capture.html or "", capture.url, capture.headers
            )
        capture.why, capture.variants = decision.why, decision.variants
        capture.is_carried = not decision.is_opened
        capture.needs_look = decision.is_opened

    def last_visit(self, url: str) -> LastVisit | None:
        """Return how an address answered before tonight."""
        return last_visit(self.night.db, self.night.run.site_id, url)

    def failed(self, failure: "Failure") -> Iterator[Capture]:
        """Record an address that gave no answer, with the reason in a sentence."""
        entry: Entry = failure.request.meta["entry"]  # type: ignore[attr-defined]
        error = failure.value
        assert error is not None
        if not self.night.still_wanted():  # nobody waited for its answer
            self.night.landed(entry.url)
            return
        outcome = "forbidden" if isinstance(error, Forbidden) else "error"
        visit = Visit(url=entry.url, outcome=outcome, reason=reason_of(error))
        yield Capture(entry=entry, visit=visit)


def links_on_record(night: Night, url: str) -> list[StoredLink]:
    """Return the links that an unmodified page had when it was last read."""
    last = last_visit(night.db, night.run.site_id, url)
    return stored_links(night.db, last.page_id) if last else []


def follow_redirect(night: Night, entry: "Entry", target: str) -> None:
    """Admit where a redirect points; a start page may move to its www twin."""
    if entry.depth == 0 and not night.scope.adopt_host(target):
        night.start_problem = (
            f"It redirects to {target}, which is another site; start there instead."
        )
    elif target == entry.url:
        night.start_problem = night.start_problem or "It redirects to itself."
    with night.db.atomic():
        night.admit(target, depth=entry.depth, source="redirect")
