"""The one spider: seeds, polite requests, and what each answer means."""

import asyncio
import hashlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self

import scrapy
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response, TextResponse

from audits.derive.document import Document
from audits.derive.links import Link, extract_links, links_dropped
from crawler.addresses import AddressError, canonical, kind_of
from crawler.answers import Answer
from crawler.faults import reason_of
from crawler.fingerprint import HEADERS
from crawler.items import Capture, as_failed
from crawler.night import DOCUMENT_RANK, Night, Plan, is_document_address
from crawler.plan import plan_from_settings
from crawler.robots import SLOW_DOWN, Forbidden, Robots
from crawler.sitemaps import SitemapError, parse
from crawler.store.pages import (
    FOR_GOOD,
    StoredLink,
    Visit,
    earlier_urls,
    last_visit,
    stored_links,
)
from crawler.store.record import explain

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from crawler.store.frontier import Entry

log = logging.getLogger("dropkerb")

MOST_SITEMAPS = 200  # sitemap files of one site
DEEPEST_SITEMAP = 3  # levels of sitemap indexes
MOST_SITEMAP_HOPS = 6  # one request and five redirects
HTML_TYPES = ("text/html", "application/xhtml+xml")
NOT_MODIFIED = 304
MISSING = (404, 410)


class SiteSpider(Spider):
    """Walks one site. `scrapy crawl site -a url=https://www.example.gov.uk/` is enough."""

    name = "site"
    night: Night
    robots: Robots
    _reading: asyncio.Lock

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Open the record and the browsers before Scrapy opens anything."""
        plan: Plan = kwargs.pop("plan", None) or plan_from_settings(crawler.settings, kwargs)
        site = plan.site
        for key, value in {
            "DOWNLOAD_DELAY": 1 / site.rate if site.rate else 0,
            "USER_AGENT": user_agent(site.user_agent_contact),
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
        try:
            await self.seed()
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

    async def seed(self) -> None:
        """Ask robots.txt, the assets and the sitemaps, and admit what is known already."""
        robots = self.crawler.get_downloader_middleware(Robots)
        assert robots is not None, "settings.py lists the robots middleware"
        self.robots = robots
        night = self.night
        night.tally.phase = "reading robots.txt and sitemaps"
        start_url = canonical(night.site.start_url)
        night.admit(start_url, depth=0, source="start")
        says = await robots.read(start_url)
        if says.problem:
            night.note("robots", says.problem)
        await self.ask_for_assets()
        if says.allows(start_url):
            await self.read_sitemaps(says.sitemaps or [canonical("/sitemap.xml", start_url)])
        most = night.site.max_depth
        for url, clicks in earlier_urls(night.db, night.run.site_id):
            # where no way is known, it leads no further: else the crawl went deeper every night
            night.admit(url, depth=most if clicks is None else clicks, source="earlier run")
        night.db.conn.commit()
        night.is_seeded = True
        night.tally.phase = "crawling"

    async def ask_for_assets(self) -> None:
        """Ask for what pages load, once for all of them; pages to be opened for that alone wait."""
        night = self.night
        assert self.crawler.engine is not None
        night.tally.phase = "asking for styles and scripts"
        for url, why in await night.incremental.revalidate(self.crawler.engine.download_async):
            said = f"A style, script or frame was taken as unchanged: {why}."
            night.note("assets", said, url=url)
        night.may_wait = {url: place for place, url in enumerate(night.incremental.waiting())}

    async def read_sitemaps(self, urls: Iterable[str]) -> None:
        """Admit every address that the site's sitemaps list, so that orphans are found."""
        waiting = [(url, 0, bool(self.night.site)) for url in urls]
        seen: set[str] = set()
        while waiting and len(seen) < MOST_SITEMAPS:
            url, level, _ = waiting.pop(0)
            if url in seen or level > DEEPEST_SITEMAP:
                continue
            seen.add(url)
            waiting += [(child, level + 1, True) for child in await self.read_sitemap(url)]
        if waiting:
            self.night.note("sitemap", f"Only the first {MOST_SITEMAPS} sitemap files were read.")

    async def read_sitemap(self, url: str) -> list[str]:
        """Admit the pages of one sitemap file; return the sitemaps it names."""
        night = self.night
        try:
            response = await self.sitemap_answer(url)
            if response.status in MISSING:
                return []
            if response.status != 200:  # noqa: PLR2004
                night.note("sitemap", f"A sitemap answered {response.status}.", url=url)
                return []
            content = parse(response.body)
        except SitemapError as error:
            night.note("sitemap", f"A sitemap could not be read: {error}", url=url)
            return []
        except Exception as error:  # noqa: BLE001 (a sitemap is a help, never a condition)
            night.note("sitemap", f"A sitemap could not be had: {reason_of(error)}", url=url)
            return []
        night.has_sitemap = True
        for page in content.pages:
            self.admit_listed(page, url)
        return list(content.sitemaps)

    async def sitemap_answer(self, url: str) -> Response:
        """Return what a sitemap's address answers, after redirects."""
        assert self.crawler.engine is not None
        for _ in range(MOST_SITEMAP_HOPS):
            response = await self.crawler.engine.download_async(Request(url, dont_filter=True))
            target = location_of(response)
            if not target:
                break
            url = target
        return response

    def admit_listed(self, page: str, sitemap: str) -> None:
        """Admit an address from a sitemap, which may be anything at all."""
        try:
            url = canonical(page, sitemap)
        except AddressError:
            return
        self.night.in_sitemap.add(url)
        self.night.admit(url, depth=1, source="sitemap")

    def request_for(self, entry: "Entry") -> Request:
        """Return the request for an address: conditional where an earlier look was good."""
        night = self.night
        headers: dict[str, str] = {}
        known = night.incremental.know(entry.url, has_time=night.has_time_to_open)
        last = None
        if not known.needs_body():  # what is opened must be sent whole
            last = last_visit(night.db, night.run.site_id, entry.url)
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
        capture = Capture(entry=entry, visit=self.visit_of(response, entry))
        if capture.visit.outcome == "redirect":
            self.follow_redirect(entry, capture.visit.redirect_to)
        elif capture.visit.outcome == "audited":
            capture.known = response.meta["known"]
            await self.read_page(capture, response)
        return capture

    def visit_of(self, response: Response, entry: "Entry") -> Visit:
        """Return how the address answered; "audited" here means: a page, to be judged."""
        status = response.status
        media = media_type(response)
        target = location_of(response)
        outcome, reason = "audited", ""
        if target:
            outcome = "redirect"
            reason = "" if status in FOR_GOOD else f"It leads elsewhere for now ({status})."
        elif status in MISSING:
            outcome, reason = "missing", f"The server answered {status}."
        elif status != NOT_MODIFIED and not 200 <= status < 300:  # noqa: PLR2004
            outcome, reason = "error", status_sentence(status)
        elif status == 204 or status == 205:  # noqa: PLR2004, PLR1714
            outcome, reason = "error", f"The server answered {status}: there is no page."
        elif status != NOT_MODIFIED and not is_page(response, media):
            outcome = "document"
        elif status != NOT_MODIFIED and not response.body.strip():
            outcome, reason = "error", "The server sent an empty page."
        unchanged = status == NOT_MODIFIED
        last = last_visit(self.night.db, self.night.run.site_id, entry.url) if unchanged else None
        return Visit(
            url=entry.url,
            outcome=outcome,
            status=last.status if last else status,
            content_type=last.content_type if last else media,
            bytes=last.bytes if last else size_of(response),
            redirect_to=target,
            reason=reason,
            etag=header(response, "ETag") or (last.etag if last else ""),
            last_modified=header(response, "Last-Modified") or (last.last_modified if last else ""),
            body_hash=last.body_hash if last else hash_of(response, outcome),
        )

    def follow_redirect(self, entry: "Entry", target: str) -> None:
        """Admit where a redirect points; a start page may move to its www twin."""
        night = self.night
        if entry.depth == 0 and not night.scope.adopt_host(target):
            night.start_problem = (
                f"It redirects to {target}, which is another site; start there instead."
            )
        elif target == entry.url:
            night.start_problem = night.start_problem or "It redirects to itself."
        night.admit(target, depth=entry.depth, source="redirect")

    async def read_page(self, capture: Capture, response: Response) -> None:
        """Read the links of a page as sent, and admit the own ones."""
        night = self.night
        capture.needs_look = True
        capture.is_unchanged = response.status == NOT_MODIFIED
        capture.answer = answer_of(response)
        last = last_visit(night.db, night.run.site_id, capture.url)
        capture.before = last.reason if last is not None and last.was_judged else None
        if isinstance(response, TextResponse) and not capture.is_unchanged:
            capture.html = response.text
            capture.headers = {name: header(response, name, 20_000) for name in HEADERS}
        self.decide(capture)
        if capture.is_unchanged or capture.is_carried:  # the same HTML has the same links
            capture.links = self.links_on_record(capture.url)
        elif capture.html is not None:
            capture.links, capture.links_dropped = await asyncio.to_thread(
                links_in, night, capture.html, response.url
            )
        with night.db.atomic():
            admit_links(night, capture)

    def decide(self, capture: Capture) -> None:
        """Decide whether a page is opened, or carried over from its last look."""
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

    def links_on_record(self, url: str) -> list[StoredLink]:
        """Return the links that an unmodified page had when it was last read."""
        last = last_visit(self.night.db, self.night.run.site_id, url)
        return stored_links(self.night.db, last.page_id) if last else []

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


def user_agent(contact: str) -> str:
    """Return who we are: name, version and whom to ask."""
    from crawler import VERSION

    return f"Dropkerb/{VERSION} (+{contact}; nightly website audit)"


def links_in(night: Night, html: str, url: str) -> tuple[list[StoredLink], int]:
    """Return the links of a page, and how many were too many to read.

    Thousands of them take a second, so not in the event loop.
    """
    document = Document(html, url)
    return to_stored(night, extract_links(document, url)), links_dropped(document, url)


def to_stored(night: Night, links: Iterable[Link]) -> list[StoredLink]:
    """Return links with canonical addresses, each named for what it leads to."""
    stored = []
    for link in links:
        kind = kind_of(link.url)
        url = link.url
        if kind == "web":
            try:
                url = canonical(link.url)
            except AddressError:
                kind = "other"
            else:
                kind = web_kind(night, url, link.rel)
        stored.append(
            StoredLink(url=url[:2000], kind=kind, text=link.text, region=link.region, rel=link.rel)
        )
    return stored


def web_kind(night: Night, url: str, rel: str) -> str:
    """Return whether an address is an own page, an own document, an asset or external."""
    if rel == "asset":
        return "asset"
    if night.scope.judge(url).kind == "external":
        return "external"
    return "document" if is_document_address(url) else "page"


def admit_links(night: Night, capture: Capture) -> None:
    """Admit every own address that a page links to."""
    depth = capture.entry.depth + 1
    for link in capture.links:
        if link.rel != "asset" and link.kind in ("page", "document"):
            night.admit(link.url, depth=depth, source="link")


def location_of(response: Response) -> str:
    """Return where a redirect points, canonical, or "" for no redirect."""
    location = header(response, "Location")
    if not location or not 300 <= response.status < 400 or response.status == NOT_MODIFIED:  # noqa: PLR2004
        return ""
    try:
        return canonical(location, response.url)
    except AddressError:
        return ""


def header(response: Response, name: str, most: int = 500) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1").strip()[:most] if value else ""


def media_type(response: Response) -> str:
    return header(response, "Content-Type").partition(";")[0].strip().lower()[:100]


def needs_get(response: Response) -> bool:
    """Whether to ask again with GET: for a page, or where a server may refuse HEAD alone."""
    if response.status >= 400:  # noqa: PLR2004
        return response.status != SLOW_DOWN
    return 200 <= response.status < 300 and media_type(response) in ("", *HTML_TYPES)  # noqa: PLR2004


def is_page(response: Response, media: str) -> bool:
    """Whether the browser can open it as a page; without a media type, the body decides."""
    return media in HTML_TYPES if media else isinstance(response, HtmlResponse)


def answer_of(response: Response) -> Answer | None:
    """Return what a browser may be shown instead of asking again: a whole page, as it was sent."""
    assert response.request is not None
    is_whole = "dataloss" not in response.flags and "download_stopped" not in response.flags
    if response.status != 200 or response.request.method != "GET" or not is_whole:  # noqa: PLR2004
        return None
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    return Answer(response.status, headers, response.body)


def size_of(response: Response) -> int | None:
    """Return the size in bytes: of the body, or as told where the body was not fetched."""
    told = header(response, "Content-Length")
    is_partial = "download_stopped" in response.flags or not response.body
    return int(told) if is_partial and told.isdigit() else len(response.body)


def hash_of(response: Response, outcome: str) -> str:
    return hashlib.sha256(response.body).hexdigest() if outcome == "audited" else ""


def status_sentence(status: int) -> str:
    if status == 429:  # noqa: PLR2004
        return "The server asked us to slow down (429) and did not send the page."
    if status in (401, 403):
        return f"The server refuses to show it to us ({status})."
    return f"The server answered {status}, also when asked again."


__all__ = ["DOCUMENT_RANK", "SiteSpider", "scrapy"]
