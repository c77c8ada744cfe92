"""The addresses of a run under way, in the order in which they are to be asked for."""

from collections import Counter
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """An own address to ask for."""

    url: str
    depth: int  # steps from the start page on the way it was found
    rank: int  # lower goes first
    source: str  # start, sitemap, link, redirect or earlier run
    trap: str = ""  # the trap rule against whose sample it counts


class Frontier:
    """The frontier of one run: the table is the truth, the memory makes it fast.

    Handing an address out writes nothing. It stays "waiting" in the record until it is done, so
    after a kill it is handed out again.
    """

    def __init__(self, db: "Database", run_id: int) -> None:
        self._db = db
        self._run_id = run_id
        self._known: set[str] = set()
        self._admitted: Counter[str] = Counter()
        self._waiting: list[tuple[int, int, int, Entry]] = []
        rows = db.execute(
            "SELECT id, url, depth, rank, source, trap, state FROM frontier WHERE run_id = ?",
            [run_id],
        )
        for number, url, depth, rank, source, trap, state in rows:
            self._known.add(url)
            self._count(trap)
            if state == "waiting":
                self._waiting.append((rank, depth, number, Entry(url, depth, rank, source, trap)))
        heapify(self._waiting)

    def known(self, url: str) -> bool:
        """Whether the run has met the address already."""
        return url in self._known

    def admitted(self, rule: str) -> int:
        """Return how many addresses count against the sample of a trap rule."""
        return self._admitted[rule]

    def add(self, url: str, *, depth: int, rank: int, source: str, trap: str = "") -> bool:
        """Take an address in, unless it is known; return whether it was new."""
        if url in self._known:
            return False
        cursor = self._db.execute(
            """INSERT INTO frontier (run_id, url, depth, rank, source, trap)
               VALUES (?, ?, ?, ?, ?, ?)""",
            [self._run_id, url, depth, rank, source, trap],
        )
        self._known.add(url)
        self._count(trap)
        entry = Entry(url, depth, rank, source, trap)
        heappush(self._waiting, (rank, depth, cast("int", cursor.lastrowid), entry))
        return True

    def take(self) -> Entry | None:
        """Hand out the next address: by rank, then depth, then order of discovery."""
        return heappop(self._waiting)[-1] if self._waiting else None

    def done(self, url: str) -> None:
        """Note that an address is stored; part of the transaction that stores it."""
        self._db.execute(
            "UPDATE frontier SET state = 'done' WHERE run_id = ? AND url = ?", [self._run_id, url]
        )

    def waiting(self) -> int:
        """Return how many addresses have not been handed out."""
        return len(self._waiting)

    def _count(self, trap: str) -> None:
        if trap:
            self._admitted[trap] += 1
