"""What the page reports show, read once from start to end in the order of the pages' numbers."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from reports.rows import RAW_FINDING, FlawedLink, PageDetails, RawFinding, Site

LINKS_SHOWN = 20  # flawed links of one page
PLACES_SHOWN = 5  # pages that link to one page


class ByPage:
    """Rows in the order of their page; each page takes its own."""

    def __init__(self, rows: Iterable[sqlite3.Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[int, Iterator[sqlite3.Row]] | None = next(self._groups, None)

    def take(self, page_id: int) -> Iterator[sqlite3.Row]:
        """Return the rows of the page; pages must be asked for in rising order."""
        while self._next is not None and self._next[0] < page_id:
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == page_id:
            yield from self._next[1]
            self._next = next(self._groups, None)


class PageStreams:
    """Everything about each page that is too much to hold at once."""

    def __init__(self, db: sqlite3.Connection, site: Site) -> None:
        self._db = db
        self._findings = ByPage(db.execute(FINDINGS, [site.id]))
        self._statuses = ByPage(db.execute(STATUSES, [site.id]))
        self._details = ByPage(db.execute(DETAILS, [site.id]))
        self._measures = ByPage(db.execute(MEASURES, [site.id]))
        self._links = ByPage(db.execute(LINK_SUMS, [site.id]))
        self._versions = ByPage(db.execute(VERSIONS, [site.id]))
        self._flawed = ByPage(db.execute(FLAWED, [site.id]))
        self._texts = ByPage(db.execute(TEXTS, [site.id]))
        self._levels = ByPage(db.execute(LEVELS, [site.id]))
        self.reopened = _reopened(db, site)

    def findings(self, page_id: int) -> list[RawFinding]:
        return [RawFinding(*row[1:]) for row in self._findings.take(page_id)]

    def statuses(self, page_id: int) -> list[tuple[str, int, str]]:
        """Return (status, how many audits, which audits with their notes, a line each)."""
        return [(row[1], row[2], row[3]) for row in self._statuses.take(page_id)]

    def details(self, page_id: int) -> PageDetails:
        row = next(self._details.take(page_id))
        return PageDetails(**{key: row[key] for key in row.keys() if key != "id"})  # noqa: SIM118

    def measures(self, page_id: int) -> list[tuple[int, float, str]]:
        """Return (audit, value, status)."""
        return [(row[1], row[2], row[3]) for row in self._measures.take(page_id)]

    def links(self, page_id: int) -> list[tuple[str, int]]:
        """Return how many links of each kind stand on the page, in words."""
        for _, total, *sums in self._links.take(page_id):
            named = [
                *zip(LINK_KINDS.values(), sums, strict=True),
                ("Links of other kinds", total - sum(sums)),
            ]
            return [(words, number) for words, number in named if number]
        return []

    def versions(self, page_id: int) -> list[tuple[str, str, int | None]]:
        """Return (language code, address, page if it is one of this site)."""
        return [(row[1], row[2], row[3]) for row in self._versions.take(page_id)]

    def flawed(self, page_id: int) -> list[FlawedLink]:
        return [FlawedLink(*row[1:]) for row in self._flawed.take(page_id)]

    def text(self, page_id: int) -> tuple[str, str]:
        """Return the blocks of the page's text and the marks in them, as JSON."""
        return next(((row[1], row[2]) for row in self._texts.take(page_id)), ("[]", "[]"))

    def levels(self, page_id: int) -> list[tuple[int, float]]:
        """Return each change of the reading level: the first run that measured it, and what."""
        return [(row[1], row[2]) for row in self._levels.take(page_id)]

    def linked_from(self, page_id: int, url: str, site: Site) -> list[int]:
        """Return the first few pages that link here."""
        return [row[0] for row in self._db.execute(LINKED_FROM, [site.id, url, page_id])]


def _reopened(db: sqlite3.Connection, site: Site) -> dict[int, set[int]]:
    """Return the causes of each page that are open again after they were fixed."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for page_id, cause_id in db.execute(
        """SELECT DISTINCT f.page_id, f.cause_id FROM findings e JOIN findings f
               ON f.page_id = e.page_id AND f.cause_id = e.cause_id AND f.ended_run_id IS NULL
               AND f.first_run_id >= e.ended_run_id
           JOIN causes c ON c.id = f.cause_id WHERE e.ending = 'fixed' AND f.set_aside = ''
               AND c.site_id = ?""",
        [site.id],
    ):
        found[page_id].add(cause_id)
    return found


FINDINGS = f"""
SELECT f.page_id, {RAW_FINDING}
FROM findings f CROSS JOIN causes c ON c.id = f.cause_id
WHERE f.ended_run_id IS NULL AND f.set_aside = '' AND c.site_id = ? ORDER BY f.page_id
"""  # noqa: S608 (our own words)
STATUSES = """
SELECT page_id, verdict, count(*),
    CASE WHEN verdict IN ('error', 'not tested') THEN group_concat(
        audit_id || char(9) || replace(replace(note, char(10), ' '), char(9), ' '), char(10))
    ELSE '' END
FROM (SELECT page_id, audit_id, note,
        CASE WHEN status = 'not applicable' AND note LIKE 'not tested:%' THEN 'not tested'
            ELSE status END AS verdict
    FROM outcomes WHERE ended_run_id IS NULL AND page_id IS NOT NULL AND site_id = ?)
GROUP BY page_id, verdict ORDER BY page_id, verdict
"""
DETAILS = """
SELECT p.id, p.language, p.edit_url, p.click_depth, p.in_links, p.in_sitemap, p.first_run_id,
    coalesce(p.audited_run_id, p.last_run_id) AS last_run_id, coalesce(v.outcome, '') AS outcome,
    v.status, coalesce(v.reason, '') AS reason, coalesce(l.looked_at, '') AS opened_at
FROM pages p LEFT JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
LEFT JOIN looks l ON l.page_id = p.id
WHERE p.site_id = ? GROUP BY p.id ORDER BY p.id
"""
VERSIONS = """
SELECT t.page_id, t.other_language, t.other_url, t.other_page_id
FROM page_translations t JOIN pages p ON p.id = t.page_id
WHERE p.site_id = ? ORDER BY t.page_id, t.other_language, t.other_url
"""
MEASURES = """
SELECT o.page_id, o.audit_id, o.value, o.status FROM outcomes o JOIN audits a ON a.id = o.audit_id
WHERE a.unit != '' AND o.value IS NOT NULL AND o.ended_run_id IS NULL AND o.page_id IS NOT NULL
AND o.site_id = ? ORDER BY o.page_id, a.category, a.name
"""
TEXTS = """
SELECT t.page_id, t.blocks, t.marks FROM page_texts t JOIN pages p ON p.id = t.page_id
WHERE p.site_id = ? ORDER BY t.page_id
"""
LEVELS = """
SELECT o.page_id, o.first_run_id, o.value FROM outcomes o JOIN audits a ON a.id = o.audit_id
WHERE a.name = 'reading-level' AND o.value IS NOT NULL AND o.page_id IS NOT NULL
AND o.site_id = ? ORDER BY o.page_id, o.first_run_id
"""
LINK_KINDS = {
    "page": "Links to this site",
    "document": "Links to documents",
    "external": "Links to other sites",
    "asset": "Images and other parts",
}
_SUMS = ", ".join(f"sum(t.kind = '{kind}')" for kind in LINK_KINDS)
LINK_SUMS = f"""
SELECT l.page_id, count(*), {_SUMS} FROM links l CROSS JOIN targets t ON t.id = l.target_id
WHERE l.ended_run_id IS NULL AND t.site_id = ? GROUP BY l.page_id
"""  # noqa: S608 (our own words)
FLAWED = f"""
SELECT page_id, url, text, region, state, reason FROM (
    SELECT l.page_id, t.url, l.text, l.region, t.state, t.reason,
        row_number() OVER (PARTITION BY l.page_id ORDER BY t.state = 'broken' DESC, l.id) AS place
    FROM targets t JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
    WHERE t.site_id = ? AND t.state IN ('broken', 'blocked to robots', 'unsure'))
WHERE place <= {LINKS_SHOWN} ORDER BY page_id, place
"""  # noqa: S608 (our own words)
LINKED_FROM = f"""
SELECT DISTINCT l.page_id FROM targets t JOIN links l ON l.target_id = t.id
WHERE t.site_id = ? AND t.url = ? AND l.ended_run_id IS NULL AND l.page_id != ?
AND l.rel = 'link' LIMIT {PLACES_SHOWN}
"""  # noqa: S608 (our own words)
