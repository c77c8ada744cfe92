"""Which pages a night opens in a browser, and which it carries over from their last look.

A page is carried when its last look was good, it was judged with the same tools, its HTML as sent
and everything of the site that it had loaded are the same, and its turn for a full look has not
come. Everything else is opened.
"""

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request

from audits.derive.spelling import words_version
from audits.registry import load
from crawler import VERSION
from crawler.answers import handed_on, header_of
from crawler.fingerprint import MOST_FOLDED, asset_key, fold_page
from crawler.reading import languages
from crawler.responses import NOT_MODIFIED, Download, headers_of
from crawler.robots import Forbidden
from crawler.shelf import Entry
from crawler.store import looks
from crawler.store.looks import ASSETS_CHANGED, KnownAsset, KnownLook, Member
from crawler.visit import content_hash, redirect_hash

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.answers import Headers
    from crawler.browser import BrowserSettings
    from crawler.shelf import Shelf
    from crawler.store.runs import Run

log = logging.getLogger("dropkerb")

ROOT = Path(__file__).parents[1]
# Whatever stands in these files may change a verdict.
SOURCES = (
    *("audits/**/*.py", "audits/*.toml", "audits/engines/*.toml", "audits/words/*.toml"),
    *("crawler/browser_*.py", "crawler/probes/*.js"),
    *("crawler/airlock.py", "crawler/block_list.toml", "crawler/reading.py", "crawler/flashes.py"),
    *("crawler/bodies.py", "crawler/visit.py", "crawler/looking.py"),
)
REDIRECTS = (301, 302, 303, 307, 308)
MOST_ASKED = 500  # assets a run; pages that load less usual ones are opened instead


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a page is opened, and why; a page that is carried may wait to be opened."""

    is_opened: bool
    why: str = ""
    variants: tuple[str, ...] = ()  # opened, unless these assets turn out to be the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a page before and after it has answered."""

    look: KnownLook | None
    versions: str
    is_full: bool = False
    is_due: bool = False
    is_stale: bool = False  # a style, script or frame that it loads has changed
    has_time: bool = True  # to open pages that may wait

    def needs_body(self) -> bool:
        """Whether the page will be opened whatever its server answers, and so must send itself."""
        return self.judge(is_same=True).is_opened

    def judge(self, *, is_same: bool) -> Decision:
        """Decide, knowing whether the HTML is the same as in the last look."""
        if self.is_full:
            return Decision(is_opened=True, why="everything anew was asked for")
        if self.look is None:
            return Decision(is_opened=True, why="it had no good look before")
        if self.look.versions != self.versions:
            return Decision(is_opened=True, why="the tools changed")
        if not is_same:
            return Decision(is_opened=True, why="its HTML changed")
        if self.is_due:
            return Decision(is_opened=True, why="its turn for a full look came")
        if self.is_stale and self.has_time:
            return Decision(is_opened=True, why=ASSETS_CHANGED)
        return Decision(is_opened=False)


def is_due(url: str, looked: date, today: date, days: int) -> bool:
    """Whether a page's turn for a full look has come.

    Each page has its own day in the cycle, so that every night opens about as many. No page is
    opened twice a day for that, and none goes without for longer than the cycle.
    """
    if looked >= today:
        return False
    phase = int(hashlib.sha256(url.encode()).hexdigest()[:8], 16) % days
    return today.toordinal() % days == phase or (today - looked).days >= days


def versions_hash(found: Mapping[str, str], browser: "BrowserSettings") -> str:
    """Return the hash of what pages are judged with.

    Of Chromium, the major version counts: what comes between mends security, not layout, and
    would have every page opened every week.
    """
    told = [
        VERSION,
        found["axe"],
        f"ibm {found.get('ibm', '')}",
        found["chromium"].partition(".")[0],
        *(f"{each.id} {each.version}" for each in load().values()),
        *(f"own {host}" for host in sorted(browser.own_hosts)),
        *(f"block {host}" for host in sorted(browser.block)),
        *(f"allow {host}" for host in sorted(browser.allow)),
        f"dismiss {browser.dismiss}",
        f"shell {browser.is_shell}",
        f"tried out {browser.try_out}",
        f"reads {sorted(languages())}",  # words in pictures
        f"spells {words_version()}",
    ]
    digest = hashlib.sha256("\n".join(told).encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(eq=False)
class Incremental:
    """What one run remembers of earlier looks, and what it has learnt of the assets since."""

    db: "Database"
    run: "Run"
    key: str  # of the run, for the shelf
    versions: str
    days: int
    is_full: bool
    shelf: "Shelf | None" = None
    sets: dict[int, tuple[Member, ...]] = field(default_factory=dict)
    stale: frozenset[int] = frozenset()
    _hashes: dict[tuple[str, str], str] = field(default_factory=dict)  # address, kind: as of now
    _same: dict[str, bool] = field(default_factory=dict)  # asset under another address: the same?

    def __post_init__(self) -> None:
        rows = self.db.execute("SELECT started_at FROM runs WHERE id = ?", [self.run.id])
        self.today = datetime.fromisoformat(rows.fetchone()[0]).date()  # also when resumed later

    def remember(self) -> list[list[KnownAsset]]:
        """Read what looks rest on; return the assets to ask for, in groups that are alike."""
        self.sets = dict(looks.asset_sets(self.db, self.run.site_id))
        return [] if self.is_full else self._alike()

    async def revalidate(
        self, groups: list[list[KnownAsset]], download: Download
    ) -> list[tuple[str, str]]:
        """Ask for assets once for all pages that load them; return what to note."""
        unknown = []
        for group in groups[:MOST_ASKED]:
            first, hash_ = group[0], group[0].hash
            if first.checked_run_id != self.run.id:
                try:
                    hash_ = await self._renew(group, download)
                except Forbidden:
                    unknown.append((first.url, "robots.txt forbids to ask for it by itself"))
                except Exception as error:  # noqa: BLE001 (whatever happens, the pages decide)
                    log.info("%s: %s", first.url, error)
                    unknown.append((first.url, "it could not be had"))
            self._hashes |= {(each.url, each.kind): hash_ for each in group}
        return unknown

    def compare(self) -> None:
        """Tell which of what pages loaded together is not as it was."""
        self.stale = frozenset(
            number
            for number, members in self.sets.items()
            if any(self._hashes.get((each.url, each.kind)) != each.hash for each in members)
        )

    def waiting(self) -> list[str]:
        """Return the pages that are opened only because of a style or script, in their order."""
        return looks.pages_with_sets(self.db, self.run.site_id, self.stale)

    def _alike(self) -> list[list[KnownAsset]]:
        """Return assets in groups that differ only in what defeats caches; most used first."""
        pages = looks.pages_by_set(self.db, self.run.site_id)
        uses: Counter[tuple[str, str]] = Counter()
        for number, members in self.sets.items():
            uses.update({(each.url, each.kind): pages.get(number, 0) for each in members})
        groups: dict[tuple[str, str, str], list[KnownAsset]] = {}
        for asset in looks.known_assets(self.db, self.run.site_id):  # the newest first
            groups.setdefault((asset_key(asset.url), asset.kind, asset.hash), []).append(asset)
        return sorted(
            groups.values(), key=lambda group: -sum(uses[each.url, each.kind] for each in group)
        )

    async def _renew(self, group: list[KnownAsset], download: Download) -> str:
        first = group[0]
        hash_, headers = await self._ask(first.url, first.kind, download, first)
        etag, modified = header_of(headers, "etag"), header_of(headers, "last-modified")
        with self.db.atomic():
            for asset in group if hash_ != first.hash else [first]:
                looks.save_asset(
                    self.db, self.run, asset, hash_=hash_, etag=etag, last_modified=modified
                )
        return hash_

    async def _ask(
        self, url: str, kind: str, download: Download, known: KnownAsset | None = None
    ) -> tuple[str, "Headers"]:
        """Return the hash of what an asset is now, and its headers; the shelf learns it too.

        A script of megabytes takes half a second to hash, so not in the event loop.
        """
        entry, held = await asyncio.to_thread(self._shelved, url, kind)
        if entry and entry.checked_run == self.key:
            return held, entry.headers
        conditions: dict[str, str] = {}
        if entry and entry.conditions():
            conditions = dict(entry.conditions())
        elif known and (known.etag or known.last_modified):
            held, told = known.hash, (known.etag, known.last_modified)
            names = ("If-None-Match", "If-Modified-Since")
            conditions = {name: value for name, value in zip(names, told, strict=True) if value}
        response = await download(Request(url, headers=conditions, dont_filter=True))
        headers = handed_on(headers_of(response))
        if response.status == NOT_MODIFIED and conditions:
            if entry and entry.conditions() and self.shelf:
                entry = self.shelf.confirm(entry, self.key, headers)
                return held, entry.headers
            return held, _renewed(known, headers)
        got = Entry(url, response.status, headers, response.body, "", self.key)
        return await asyncio.to_thread(self._keep, got, kind), headers

    def _shelved(self, url: str, kind: str) -> tuple[Entry | None, str]:
        """Return what the shelf holds of an asset, and its hash."""
        entry = self.shelf.get(url) if self.shelf else None
        return entry, _held(entry, kind) if entry else ""

    def _keep(self, got: Entry, kind: str) -> str:
        """Put an asset on the shelf, and return its hash."""
        if self.shelf:
            got = self.shelf.put(got.url, self.key, got.status, got.headers, got.body)
        return _held(got, kind)

    def know(self, url: str, *, has_time: bool) -> Known:
        """Return what is known of a page before it is asked for."""
        look = None if self.is_full else looks.known_look(self.db, self.run.site_id, url)
        return Known(
            look=look,
            versions=self.versions,
            is_full=self.is_full,
            is_due=look is not None and is_due(url, look.day, self.today, self.days),
            is_stale=look is not None and self._is_stale(look),
            has_time=has_time,
        )

    def _is_stale(self, look: KnownLook) -> bool:
        return look.asset_set_id in self.stale or look.asset_set_id not in self.sets

    def judge(self, known: Known, html: str, url: str, headers: Mapping[str, str]) -> Decision:
        """Decide about a page that has answered."""
        if known.look is None or known.needs_body():
            return known.judge(is_same=True)
        if len(html) > MOST_FOLDED:
            return known.judge(is_same=False)
        members = self.sets.get(known.look.asset_set_id, ())
        loaded = [each.url for each in members]
        folded = fold_page(html, url, headers=headers, loaded=loaded)
        is_same = folded.hash == known.look.html_hash
        if is_same and folded.variants and not known.is_stale:
            why = "its style or script has another address"
            return Decision(is_opened=True, why=why, variants=folded.variants)
        return known.judge(is_same=is_same)

    async def is_same_under(self, url: str, look: KnownLook, download: Download) -> bool:
        """Whether an asset is what it was in a look, although its address has another query.

        Asked once a run for each asset: when two addresses that differ in what defeats caches
        show the same, the others do.
        """
        key = asset_key(url)
        for member in self.sets.get(look.asset_set_id, ()):
            if asset_key(member.url) != key:
                continue
            name = f"{member.kind} {key} {member.hash}"
            if name not in self._same:
                try:
                    hash_, _ = await self._ask(url, member.kind, download)
                except Exception as error:  # noqa: BLE001 (then the page is opened)
                    log.info("%s: %s", url, error)
                    return False
                self._same[name] = hash_ == member.hash
            return self._same[name]
        return False

    def learn(self, page_id: int, html_hash: str, members: Iterable[Member], why: str) -> None:
        """Write a good look, and know its set from now on."""
        looks.save_look(
            self.db,
            self.run,
            page_id,
            html_hash=html_hash,
            versions=self.versions,
            members=members,
            why=why,
        )

    def how_far(self) -> tuple[int, int]:
        """Return how many pages were opened for a style or script, and how many still wait."""
        return (
            looks.opened_for_assets(self.db, self.run),
            looks.not_opened_with_sets(self.db, self.run, self.stale),
        )


def _held(entry: Entry, kind: str) -> str:
    """Return the hash of what an address answered, as the airlock tells it."""
    location = header_of(entry.headers, "location")
    if entry.status in REDIRECTS and location:
        return redirect_hash(urljoin(entry.url, location))
    return content_hash(entry.status, entry.body, kind, entry.sha256)


def _renewed(known: KnownAsset | None, headers: "Headers") -> "Headers":
    """Return the validators that hold after an answer "not modified"."""
    assert known is not None
    told = (("etag", known.etag), ("last-modified", known.last_modified))
    return tuple((name, header_of(headers, name) or value) for name, value in told)
