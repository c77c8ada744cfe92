"""The shelf: what pages load, asked for once a night and kept from night to night.

All browsers of a run share it. It is a file beside the record, and it may be thrown away at any
time: that costs requests, nothing else.
"""

import contextlib
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.answers import Headers, header_of

log = logging.getLogger("dropkerb")

MOST_BYTES = 500_000_000  # of all bodies in the file
MOST_BYTES_AT_HAND = 64_000_000  # of bodies kept in memory, so that a page's assets cost no reading
MOST_BYTES_WITHOUT_FILE = 200_000_000
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # answers that may be others next time
FAILURES = 3  # of one address in a row, until such an answer is kept for the run
LAYOUT = 1  # rises when the table changes; a shelf of another layout is thrown away
NOBODY = ""  # a run that nothing was checked in

TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    url TEXT PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, checked_run TEXT NOT NULL, checked_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_checked ON entries(checked_at);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an address answered when it was last asked."""

    url: str
    status: int
    headers: Headers
    body: bytes
    sha256: str
    checked_run: str

    @property
    def etag(self) -> str:
        return header_of(self.headers, "etag")

    @property
    def last_modified(self) -> str:
        return header_of(self.headers, "last-modified")

    def conditions(self) -> Headers:
        """Return the headers that ask whether this is still what there is."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        is_good = self.status == 200  # noqa: PLR2004
        return tuple((name, value) for name, value in named if value and is_good)


class Shelf:
    """What was asked for, by address; safe to use from many threads.

    Whoever asks the network for an address first claims it, so that two browsers that miss the
    same asset cause one request: claim(), then put(), confirm() or let_go().
    """

    def __init__(self, path: Path | None = None, *, most_bytes: int = 0) -> None:
        """Open the shelf in a file, or one that lives in memory as long as this object."""
        self.path = path
        self.most_bytes = most_bytes or (MOST_BYTES if path else MOST_BYTES_WITHOUT_FILE)
        self._lock = threading.RLock()
        self._at_hand: OrderedDict[str, Entry] = OrderedDict()  # least recently used first
        self._bytes_at_hand = 0
        self._failures: Counter[str] = Counter()
        self._claims: dict[str, list[Callable[[], None]]] = {}
        self._db: sqlite3.Connection | None = _opened(path)
        self._bytes = self._sum()

    # --- what is there

    def get(self, url: str) -> Entry | None:
        """Return what is known of an address, however old."""
        with self._lock:
            entry = self._at_hand.get(url)
            if entry is not None:
                self._at_hand.move_to_end(url)
                return entry
            entry = self._read(url)
            if entry is not None:
                self._take_to_hand(entry)
            return entry

    def fresh(self, url: str, run: str) -> Entry | None:
        """Return what an address answered in this run."""
        entry = self.get(url)
        return entry if entry is not None and run != NOBODY and entry.checked_run == run else None

    # --- what is put there

    def put(self, url: str, run: str, status: int, headers: Headers, body: bytes) -> Entry:
        """Keep what an address answered in this run."""
        entry = Entry(url, status, headers, body, hashlib.sha256(body).hexdigest(), run)
        with self._lock:
            if status in PASSING and self._is_to_be_asked_again(url):
                self.let_go(url)
                return entry
            if status not in PASSING:
                self._failures.pop(url, None)
            self._drop_from_hand(url)
            self._take_to_hand(entry)
            self._write(entry)
        self.let_go(url)
        return entry

    def _is_to_be_asked_again(self, url: str) -> bool:
        """Whether an answer may pass: a server that was busy once must not spoil a whole night."""
        self._failures[url] += 1
        return self._failures[url] < FAILURES

    def confirm(self, entry: Entry, run: str, headers: Headers = ()) -> Entry:
        """Note that an entry was not modified; the answer's headers renew those we have."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(each for each in entry.headers if each[0].lower() not in names)
        return self.put(entry.url, run, entry.status, kept + headers, entry.body)

    # --- who asks

    def claim(self, url: str, when_done: Callable[[], None]) -> bool:
        """Return whether the caller is to ask for an address; if not, it is told when that is done.

        when_done is called once, on another thread, and must not wait.
        """
        with self._lock:
            if url in self._claims:
                self._claims[url].append(when_done)
                return False
            self._claims[url] = []
            return True

    def let_go(self, url: str) -> None:
        """Give a claim back, whatever came of it; safe to call for what nobody claimed."""
        with self._lock:
            waiting = self._claims.pop(url, [])
        for when_done in waiting:
            when_done()

    def close(self) -> None:
        """Close the file; everybody who still waits is told. Safe to call twice."""
        with self._lock:
            db, self._db = self._db, None
            urls = list(self._claims)
        for url in urls:
            self.let_go(url)
        if db is not None:
            db.close()

    # --- memory

    def _take_to_hand(self, entry: Entry) -> None:
        if len(entry.body) > MOST_BYTES_AT_HAND // 4 and self._db is not None:
            return
        self._at_hand[entry.url] = entry
        self._bytes_at_hand += _weight(entry)
        while self._bytes_at_hand > MOST_BYTES_AT_HAND and self._at_hand:
            self._drop_from_hand(next(iter(self._at_hand)))

    def _drop_from_hand(self, url: str) -> None:
        entry = self._at_hand.pop(url, None)
        if entry is not None:
            self._bytes_at_hand -= _weight(entry)

    # --- file

    def _read(self, url: str) -> Entry | None:
        with self._or_do_without():
            if self._db is None:
                return None
            row = self._db.execute(
                "SELECT status, headers, body, sha256, checked_run FROM entries WHERE url = ?",
                [url],
            ).fetchone()
            if row is None:
                return None
            status, headers, body, sha256, checked_run = row
            told = tuple((name, value) for name, value in json.loads(headers))
            return Entry(url, status, told, body, sha256, checked_run)
        return None

    def _write(self, entry: Entry) -> None:
        with self._or_do_without():
            if self._db is None:
                return
            size = _weight(entry)
            known = self._db.execute("SELECT size FROM entries WHERE url = ?", [entry.url])
            self._bytes += size - (known.fetchone() or (0,))[0]
            self._db.execute(
                "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(entry.url, entry.status, json.dumps(entry.headers), entry.body),
                    *(entry.sha256, size, entry.checked_run, time.time()),
                ],
            )
            if self._bytes > self.most_bytes:
                self._make_room()
            self._db.commit()

    def _make_room(self) -> None:
        """Drop what was not asked for the longest time."""
        assert self._db is not None
        rows = self._db.execute("SELECT url, size FROM entries ORDER BY checked_at")
        gone = []
        for url, size in rows:
            if self._bytes <= 0.9 * self.most_bytes:
                break
            gone.append((url,))
            self._bytes -= size
        rows.close()
        self._db.executemany("DELETE FROM entries WHERE url = ?", gone)

    def _sum(self) -> int:
        with self._or_do_without():
            if self._db is not None:
                found = self._db.execute("SELECT coalesce(sum(size), 0) FROM entries").fetchone()
                return int(found[0])
        return 0

    @contextlib.contextmanager
    def _or_do_without(self) -> Iterator[None]:
        """Go on in memory alone when the file cannot be used: disk full, locked, broken."""
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError) as error:
            log.info("the shelf cannot be used: %s", error)
            db, self._db = self._db, None
            if db is not None:
                with contextlib.suppress(sqlite3.Error):
                    db.close()


def _weight(entry: Entry) -> int:
    return len(entry.body) + 1_000  # headers and address


def _opened(path: Path | None) -> sqlite3.Connection | None:
    """Open the file, anew when it is no shelf of ours; without one, entries live in memory."""
    if path is None:
        return _connected(":memory:")
    for _ in range(2):
        try:
            return _connected(str(path))
        except sqlite3.DatabaseError as error:  # no shelf, no right to write, locked
            log.info("the shelf %s is begun anew: %s", path, error)
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    path.with_name(path.name + ending).unlink(missing_ok=True)
    return _connected(":memory:")


def _connected(name: str) -> sqlite3.Connection:
    """Open a database as a shelf. Raises sqlite3.DatabaseError for what is none of this layout."""
    db = sqlite3.connect(name, check_same_thread=False, timeout=5)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")  # it may be lost
        layout = db.execute("PRAGMA user_version").fetchone()[0]
        is_new = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if is_new:
            db.executescript(TABLE)
            db.execute(f"PRAGMA user_version = {LAYOUT}")
            db.commit()
        db.execute("SELECT url FROM entries" if layout in (0, LAYOUT) else "SELECT 0 FROM layout")
    except BaseException:
        db.close()
        raise
    return db
