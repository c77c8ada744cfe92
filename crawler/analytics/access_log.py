"""Access logs in combined format: read as a stream, plain or packed by gzip, and forgotten.

Who the visitors are is never kept. Address and browser of a visitor become a hash with a salt of
the day, drawn at random and thrown away; hash and salt live in memory only, as long as the visit.
"""

import gzip
import hashlib
import io
import re
import secrets
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from crawler.analytics.rows import AnalyticsError, Period, Progress
from crawler.analytics.sessions import Place, Sessions

LINE = re.compile(
    rb"(?:\S+:\d+ )?(\S+) \S+ \S.{0,200}?\[([^\]]{20,40})\]"
    rb' "([A-Z]{3,10}) ([^" ]*)(?: [^"]*)?" (\d{3}) \S+'
    rb' "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"'
)
COMMON = re.compile(rb'\S+ \S+ \S.{0,200}?\[[^\]]{20,40}\] "[^"]*" \d{3} (?:\d+|-)\s*$')
TIME = re.compile(rb"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
MONTHS = {
    name: number
    for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
CHUNK = 1 << 18
LONGEST_LINE = 1 << 16
MOST_JUDGED = 1000  # bytes of a path or a browser's name
DAY = 86_400
GZIP = b"\x1f\x8b"
FEWEST_READABLE = 0.5  # of the lines that come first
JUDGED = 10_000  # lines, before a log is given up as none

ROBOT = re.compile(
    r"(?<!cu)bot(?:\b|_)|crawl|spider|slurp|scrap[ey]|fetch|monitor|uptime|pingdom|statuscake"
    r"|headless|lighthouse|phantom|selenium|puppeteer|playwright|dropkerb|siteimprove|silktide"
    r"|sitemorse|curl|wget|python|java/|libwww|lwp|httpclient|http_client|okhttp|axios|node-fetch"
    r"|go-http|ruby|perl|php/|guzzle|scan|nikto|sqlmap|zgrab|masscan|nmap|preview|facebookexternal"
    r"|whatsapp|slack|telegram|skypeuri|feed|rss|archive|validator|linkcheck|check_http|nagios"
    r"|zabbix|dataprovider|mediapartners|adsbot|gpt|claude|perplexity|bytespider|ahrefs|semrush",
    re.IGNORECASE,
)
NO_PAGE = re.compile(
    r"\.(?:css|js|mjs|map|json|xml|txt|rss|atom|ico|png|jpe?g|gif|svgz?|webp|avif|bmp|tiff?|woff2?"
    r"|ttf|otf|eot|mp[34]|m4[av]|webm|og[gv]|wav|avi|mov|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip"
    r"|gz|7z|tar|exe|ics|vcf|kml|axd|ashx|asmx|wasm|webmanifest)$"
    r"|/(?:wp-json|wp-admin|wp-content|umbraco|sitecore|api|_next|static|assets|favicon)(?:/|$)"
    r"|/\.well-known/",
    re.IGNORECASE,
)
GOOD = (b"200", b"304")


@dataclass(slots=True)
class Walks:
    """What was read of a log."""

    sessions: Sessions
    lines: int = 0
    unreadable: int = 0
    left_out: Counter[str] = field(default_factory=Counter)  # lines, by why they do not count
    first: date | None = None  # as the log writes it, in the server's own time
    last: date | None = None
    seconds: int = 0  # from the first line to the last
    digest: str = ""  # of the files as they are


class Salts:
    """A salt for each day, random, known to nobody, and gone two days later."""

    def __init__(self) -> None:
        self._salts: dict[int, bytes] = {}

    def visitor(self, at: int, address: bytes, browser: bytes) -> bytes:
        """Return who made a request, as a hash that nobody can take back."""
        day = at // DAY
        salt = self._salts.get(day)
        if salt is None:
            salt = self._salts[day] = secrets.token_bytes(16)
            for old in sorted(self._salts)[:-2]:
                del self._salts[old]
        return hashlib.sha256(b"\0".join((salt, address, browser))).digest()[:16]


def knows(head: bytes) -> bool:
    """Whether the beginning of a file is such a log. Raises AnalyticsError for a poorer one."""
    lines = [line for line in head.splitlines() if line.strip()][:20]
    if any(LINE.match(line) for line in lines):
        return True
    if any(COMMON.match(line) for line in lines):
        raise AnalyticsError(
            "The log is in common format, which does not tell robots from people; have the server "
            "write the combined format."
        )
    if any(line.startswith(b"#Fields:") for line in lines):
        raise AnalyticsError(
            "The log is in the W3C format of IIS; only logs in combined format can be imported."
        )
    return False


def walk(
    files: Sequence[Path],
    place: Callable[[str], Place],
    leads_to: Callable[[Place], tuple[bool, bool]],
    *,
    within: Period | None,
    today: date,
    progress: Progress = lambda _: None,
) -> Walks:
    """Read logs as one, the older first; return what visitors did. Raises AnalyticsError."""
    walks = Walks(Sessions(leads_to))
    reader = _Reader(walks, place, within, today)
    digests = []
    before = 0
    for path in sorted(files, key=first_time):
        digest = hashlib.sha256()
        for line in _lines(path, digest.update, before, progress):
            reader.take(line)
        digests.append(digest.hexdigest())
        before += path.stat().st_size
    reader.close()
    walks.digest = hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
    return walks


class _Reader:
    """Takes lines."""

    def __init__(
        self,
        walks: Walks,
        place: Callable[[str], Place],
        within: Period | None,
        today: date,
    ) -> None:
        self._walks = walks
        self._place = place
        self._within = within
        self._today = today
        self._salts = Salts()
        self._earliest = self._latest = 0

    def take(self, line: bytes) -> None:
        walks = self._walks
        walks.lines += 1
        if walks.lines == JUDGED and walks.unreadable > JUDGED * FEWEST_READABLE:
            raise AnalyticsError("Most lines of the file are no lines of a log in combined format.")
        found = LINE.match(line)
        moment = _moment(found[2]) if found else None
        if not found or moment is None:
            if line.strip():
                walks.unreadable += 1
            return
        at, day = moment
        if (day - self._today).days > 1:
            walks.unreadable += 1
            return
        if self._within and not self._within.start <= day <= self._within.end:
            walks.left_out["outside the period"] += 1
            return
        self._note_time(at, day)
        if why := _why_not(found[3], found[5], found[4], found[7]):
            walks.left_out[why] += 1
            return
        visitor = self._salts.visitor(at, found[1], found[7])
        walks.sessions.view(visitor, at, self._place(found[4].decode("utf-8", "replace")))

    def close(self) -> None:
        self._walks.sessions.close()
        self._walks.seconds = self._latest - self._earliest

    def _note_time(self, at: int, day: date) -> None:
        walks = self._walks
        if walks.first is None or walks.last is None:
            walks.first = walks.last = day
            self._earliest = self._latest = at
            return
        if at < self._earliest:
            self._earliest, walks.first = at, min(walks.first, day)
        elif at > self._latest:
            self._latest, walks.last = at, max(walks.last, day)


def _why_not(method: bytes, status: bytes, path: bytes, browser: bytes) -> str:
    """Return why a line does not count as a page seen by a person, or ""."""
    if method != b"GET":
        return "other methods than GET"
    if status not in GOOD:
        return "answers other than 200 and 304"
    if not _is_page(path.partition(b"?")[0][:MOST_JUDGED]):
        return "files that are no pages"
    return "robots" if _is_robot(browser[:MOST_JUDGED]) else ""


@lru_cache(maxsize=1 << 14)
def _is_page(path: bytes) -> bool:
    return NO_PAGE.search(path.decode("utf-8", "replace")) is None


@lru_cache(maxsize=1 << 12)
def _is_robot(browser: bytes) -> bool:
    return len(browser) < 10 or ROBOT.search(browser.decode("utf-8", "replace")) is not None  # noqa: PLR2004


def _moment(text: bytes) -> tuple[int, date] | None:
    """Return a time in seconds of UTC, and its day as written."""
    found = TIME.fullmatch(text)
    if not found:
        return None
    midnight = _midnight(found[1], found[2], found[3])
    if midnight is None:
        return None
    start, day = midnight
    away = (int(found[8]) * 60 + int(found[9])) * 60
    at = start + int(found[4]) * 3600 + int(found[5]) * 60 + int(found[6])
    return (at - away if found[7] == b"+" else at + away), day


@lru_cache(maxsize=512)
def _midnight(day: bytes, month: bytes, year: bytes) -> tuple[int, date] | None:
    try:
        moment = datetime(int(year), MONTHS[month], int(day), tzinfo=UTC)
    except (KeyError, ValueError):
        return None
    return int(moment.timestamp()), moment.date()


def first_time(path: Path) -> int:
    """Return when a log begins; 0 when its first lines do not tell."""
    with opened(path) as stream:
        for line in stream.read(LONGEST_LINE).splitlines():
            found = LINE.match(line)
            if found and (moment := _moment(found[2])):
                return moment[0]
    return 0


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a log, unpacked when it is packed. Raises AnalyticsError when it is cut off."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == GZIP
        raw.seek(0)
        try:
            if is_packed:
                with gzip.GzipFile(fileobj=raw) as stream:
                    yield io.BufferedReader(stream, CHUNK)
            else:
                yield raw
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise AnalyticsError(
                "The packed log is cut off or damaged, so nothing of it was imported."
            ) from error


def _lines(
    path: Path, update: Callable[[bytes], object], before: int, progress: Progress
) -> Iterator[bytes]:
    """Return the lines of a log; of one that is too long, its beginning."""
    rest = b""
    with opened(path) as stream:
        while chunk := stream.read(CHUNK):
            update(chunk)
            *whole, rest = (rest + chunk).split(b"\n")
            if len(rest) > LONGEST_LINE:
                rest = rest[:LONGEST_LINE]
            yield from whole
            progress(before + _place_in(path, stream))
    if rest:
        yield rest


def _place_in(path: Path, stream: BinaryIO) -> int:
    """Return how far in the file we are, packed or not."""
    raw = getattr(stream, "raw", stream)
    packed = getattr(raw, "fileobj", None)
    return min(int((packed or stream).tell()), path.stat().st_size)
