"""Whose turn it is: the order in which a run asks for addresses, from what earlier runs left.

When time or pages run short, what counts most has been asked for by then. The frontier is the one
place where the order is kept; this tells the rank with which an address goes onto it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

# Lower goes first. The start page is the first of all, since redirects of it tell whose site it is.
START = 0
TASK = 1  # the pages on which people do what they come for; and where a redirect leads on to
OLDEST_LEFT, LEFT = 20, 100  # left over by the last run: the longer left, the sooner
CHANGED = 100  # says its sitemap, or it was another one when last opened
FOUND = 101  # by a link, tonight
LISTED = 102  # in a sitemap
OLDEST_KNOWN, KNOWN = 120, 200  # known from earlier runs: the longer unseen, the sooner
DOCUMENT = 300  # files: a type and a size are all that is recorded of them
MAY_WAIT = 1000  # pages that are opened only since a style changed, each with a place of its own
LONGEST = 80  # runs; who waits longer waits for as long


@dataclass(frozen=True, slots=True)
class Left:
    """An address that the last run let in and had no time for."""

    url: str
    depth: int
    runs: int  # that were over since it was last asked for


@dataclass(slots=True)
class Turns:
    """What earlier runs tell about the turn of each address."""

    tasks: frozenset[str] = frozenset()
    left: dict[str, Left] = field(default_factory=dict)
    judged: dict[str, tuple[int, date]] = field(default_factory=dict)  # how many runs ago, and when
    restless: frozenset[str] = frozenset()  # pages that the last run found changed

    @classmethod
    def read(cls, db: "Database", run: "Run", pinned: Iterable[str] = ()) -> "Turns":
        """Read it from the record, at the start of a run; pinned are pages of tasks."""
        ids = {"site": run.site_id, "run": run.id}
        ago = {
            number: place
            for place, (number,) in enumerate(
                db.execute(
                    """SELECT id FROM runs WHERE site_id = :site AND id < :run
                       AND status IN ('done', 'partial') ORDER BY id DESC""",
                    ids,
                ).fetchall(),
                start=1,
            )
        }
        tasks = db.execute(
            """SELECT DISTINCT p.url FROM task_pages t JOIN pages p ON p.id = t.page_id
               WHERE p.site_id = :site""",
            {"site": run.site_id},
        ).fetchall()
        restless = db.execute(
            """SELECT p.url FROM looks l JOIN pages p ON p.id = l.page_id
               WHERE p.site_id = :site AND l.why = 'its HTML changed' AND l.run_id =
                   (SELECT max(id) FROM runs WHERE site_id = :site AND id < :run
                    AND status IN ('done', 'partial'))""",
            ids,
        ).fetchall()
        judged = db.execute(
            """SELECT p.url, r.id, r.started_at FROM pages p JOIN runs r ON r.id = p.audited_run_id
               WHERE p.site_id = :site AND r.id < :run""",
            ids,
        ).fetchall()
        return cls(
            tasks=frozenset([*pinned, *(url for (url,) in tasks)]),
            left={each.url: each for each in left_over(db, run.site_id)},
            judged={
                url: (ago.get(number, LONGEST), datetime.fromisoformat(started).date())
                for url, number, started in judged
            },
            restless=frozenset(url for (url,) in restless),
        )

    def rank(
        self, url: str, source: str, *, is_document: bool, place: int | None, changed: str = ""
    ) -> int:
        """Return the rank of an address that was found so.

        place is its place among the pages that may wait, if it may; changed is the day on which it
        changed last, as its sitemap says.
        """
        if source == "start":
            return START
        if url in self.left:
            return max(OLDEST_LEFT, LEFT - self.left[url].runs)
        if place is not None:
            return MAY_WAIT + place
        if source == "redirect" or url in self.tasks:
            return TASK
        if is_document:
            return DOCUMENT
        if url in self.restless or self._is_newer(url, changed):
            return CHANGED
        if source == "earlier run":
            runs, _ = self.judged.get(url, (LONGEST, None))
            return max(OLDEST_KNOWN, KNOWN - runs)
        return LISTED if source == "sitemap" else FOUND

    def _is_newer(self, url: str, changed: str) -> bool:
        """Whether a page that is known changed since it was judged, or on that very day."""
        if not changed or url not in self.judged:
            return False
        try:
            return date.fromisoformat(changed[:10]) >= self.judged[url][1]
        except ValueError:  # sitemaps say anything
            return False


def left_over(db: "Database", site_id: int) -> list[Left]:
    """Return what the last run of a site left, the longest left first."""
    rows = db.execute(
        """SELECT l.url, l.depth, (SELECT count(*) FROM runs r WHERE r.site_id = l.site_id
               AND r.id >= l.since_run_id AND r.status IN ('done', 'partial'))
           FROM left_over l WHERE l.site_id = ? ORDER BY l.since_run_id, l.place""",
        [site_id],
    ).fetchall()
    return [Left(*row) for row in rows]


def save_left_over(db: "Database", run: "Run") -> None:
    """Keep what waits on the frontier of a run that ends now, and since when it has been left."""
    ids = {"site": run.site_id, "run": run.id}
    db.execute(
        "CREATE TEMP TABLE left_before AS SELECT * FROM left_over WHERE site_id = :site", ids
    )
    db.execute("DELETE FROM left_over WHERE site_id = :site", {"site": run.site_id})
    db.execute(
        """INSERT INTO left_over (site_id, url, depth, place, since_run_id)
           SELECT :site, f.url, f.depth, row_number() OVER (ORDER BY f.rank, f.depth, f.id),
               coalesce((SELECT since_run_id FROM left_before b WHERE b.url = f.url), :run)
           FROM frontier f WHERE f.run_id = :run AND f.state = 'waiting'""",
        ids,
    )
    db.execute("DROP TABLE temp.left_before")
