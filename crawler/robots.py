"""robots.txt: asked for once a host and run, obeyed for pages, sitemaps and links alike."""

import asyncio
import logging
import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, StopDownload

from crawler.addresses import AddressError, canonical

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger("dropkerb")

TOKEN = "Dropkerb"  # noqa: S105 (the name that robots.txt may give rules for)
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: a crawler must read at least so much
MOST_REDIRECTS = 5  # RFC 9309, 2.3.1.2
LONGEST_DELAY = 10.0  # seconds; with more, a council's site takes longer than a night
SLOW_DOWN = 429
TOO_LARGE = "robots.txt is too large to be read, so everything counts as forbidden."
IS_ROBOTS = "robots_txt"  # key in a request's meta: bytes received so far
AGENT_LINE = re.compile(
    r"^([ \t]*user[- ]?agent[ \t]*:)[ \t]*([^\r\n#]*)", re.IGNORECASE | re.MULTILINE
)


class Forbidden(IgnoreRequest):
    """robots.txt keeps us from an address; the text is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the robots.txt of one host says to us."""

    parsed: Protego | None = None  # None: nothing is forbidden
    sitemaps: tuple[str, ...] = ()
    problem: str = ""  # what the reader of the report should know
    locked: str = ""  # why everything counts as forbidden
    error: Exception | None = None  # why the host could not be asked at all

    def allows(self, url: str) -> bool:
        """Whether an address of this host may be asked for."""
        if self.locked or self.error:
            return False
        return self.parsed is None or self.parsed.can_fetch(url, TOKEN)

    def check(self, url: str) -> None:
        """Raise what keeps us from an address: Forbidden, or the host's own failure to answer."""
        if self.error is not None:
            raise self.error.with_traceback(None)
        if self.locked:
            raise Forbidden(self.locked)
        if not self.allows(url):
            raise Forbidden("robots.txt forbids it.")


class Robots:
    """Downloader middleware that obeys robots.txt (RFC 9309) and remembers what it said."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._reading: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        robots = cls(crawler)
        crawler.signals.connect(robots.bytes_received, signals.bytes_received)
        return robots

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise Forbidden, or what kept robots.txt from being read."""
        if IS_ROBOTS not in request.meta:
            (await self._rules_of(request.url, is_patient=False)).check(request.url)

    async def read(self, url: str) -> Rules:
        """Return what robots.txt says about the host of an address; never raises for a bad host."""
        rules = await self._rules_of(url, is_patient=True)
        said = [rules.locked, rules.problem]
        if not rules.locked and not rules.error and not rules.allows(url):
            said.append(f"robots.txt forbids the audit (user agent {TOKEN}) to read {url}.")
        return replace(rules, problem=" ".join(filter(None, said)))

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stop the download of a robots.txt that is larger than anyone needs."""
        if IS_ROBOTS in request.meta:
            request.meta[IS_ROBOTS] += len(data)
            if request.meta[IS_ROBOTS] > MOST_BYTES:
                raise StopDownload(fail=False)

    async def _rules_of(self, url: str, *, is_patient: bool) -> Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._reading:
            reading = self._read(origin, is_patient=is_patient)
            self._reading[origin] = asyncio.ensure_future(reading)
        return await asyncio.shield(self._reading[origin])

    async def _read(self, origin: str, *, is_patient: bool) -> Rules:
        try:
            response = await self._answer(f"{origin}/robots.txt", is_patient=is_patient)
        except Exception as error:  # noqa: BLE001 (whatever it is, the request itself will tell)
            is_too_large = isinstance(error, DownloadCancelledError)
            if is_too_large or "DOWNLOAD_MAXSIZE" in str(error):  # as sent, or as unpacked
                return Rules(locked=TOO_LARGE)
            return Rules(error=error)
        if response is None:
            return Rules()
        # half a second for a hostile one, so not in the event loop
        rules = await asyncio.to_thread(understood, response.status, response.body, origin)
        return self._with_delay(rules, origin)

    async def _answer(self, url: str, *, is_patient: bool) -> "Response | None":
        """Return the answer after redirects; None where they lead nowhere."""
        assert self._crawler.engine is not None
        for _ in range(MOST_REDIRECTS + 1):
            request = Request(url, meta=_meta(is_patient=is_patient), dont_filter=True)
            response = await self._crawler.engine.download_async(request)
            target = (response.headers.get("Location") or b"").decode("latin-1").strip()
            if not 300 <= response.status < 400 or not target:  # noqa: PLR2004
                return response
            try:
                url = canonical(target, url)
            except AddressError:
                return None
        return None

    def _with_delay(self, rules: Rules, origin: str) -> Rules:
        """Make the host's Crawl-delay the delay of its download slot; say when it is cut."""
        asked = rules.parsed.crawl_delay(TOKEN) if rules.parsed else None
        if asked is None or not math.isfinite(asked) or asked <= 0:
            return rules
        engine, host = self._crawler.engine, urlsplit(origin).hostname or ""
        assert engine is not None
        usual = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        delay = max(usual, min(asked, LONGEST_DELAY))
        downloader = engine.downloader
        downloader.per_slot_settings.setdefault(host, {})["delay"] = delay
        if slot := downloader.slots.get(host):
            slot.delay = delay
        if asked <= LONGEST_DELAY:
            return rules
        return replace(
            rules,
            problem=f"robots.txt asks for {asked:g} seconds between requests; "
            f"the audit waits {LONGEST_DELAY:g}.",
        )


def understood(status: int, body: bytes, origin: str) -> Rules:
    """Return what an answer to the question for robots.txt means (RFC 9309, 2.3.1)."""
    if status == SLOW_DOWN or status >= 500:  # noqa: PLR2004
        return Rules(
            locked=f"robots.txt could not be read (the server answered {status}), "
            "so everything counts as forbidden tonight."
        )
    if not 200 <= status < 300:  # noqa: PLR2004
        return Rules()  # there is none
    text = _text(body)
    if "\0" in text or text.lstrip().startswith("<"):  # binary, or a page that says "not found"
        return Rules()
    parsed = Protego.parse(AGENT_LINE.sub(_ours_or_another, text))
    return Rules(parsed=parsed, sitemaps=tuple(_addresses(parsed, origin)))


def _text(body: bytes) -> str:
    """Return the part of robots.txt that counts, without a last line that was cut off."""
    if len(body) > MOST_BYTES:
        body = body[:MOST_BYTES].rpartition(b"\n")[0]
    return body.decode("utf-8-sig", "replace")


def _ours_or_another(line: re.Match[str]) -> str:
    """Give all user agents that are not us one name.

    The parser keeps each rule once for every agent of its group, so a hostile file of 500 KB could
    otherwise ask for hundreds of millions of rules.
    """
    name = line[2].strip().lower().replace("*", "")
    return line[0] if name in TOKEN.lower() else f"{line[1]} another"


def _addresses(parsed: Protego, origin: str) -> list[str]:
    found = []
    for sitemap in parsed.sitemaps:
        try:
            found.append(canonical(sitemap, f"{origin}/"))
        except AddressError:
            log.debug("robots.txt of %s names no address as a sitemap", origin)
    return list(dict.fromkeys(found))


def _meta(*, is_patient: bool) -> dict[str, Any]:
    """Return the meta of the request; for the site itself we wait longer than for a link's host."""
    meta: dict[str, Any] = {IS_ROBOTS: 0, "give_up_log_level": logging.DEBUG}
    return meta if is_patient else {**meta, "download_timeout": 15, "max_retry_times": 1}
