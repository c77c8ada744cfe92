"""Own addresses: how each answered, what it is, and what it links to."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.store.actions import forget_actions
from crawler.store.intervals import Span, settle
from crawler.store.readings import forget_reading
from crawler.store.texts import storable, whole_number
from crawler.store.translations import save_translations

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

KINDS = {"audited": "page"}  # an outcome of a visit -> what the address is, if not the same word
GONE = ("missing", "redirect", "document")  # no page is there any more
FOR_GOOD = (301, 308)  # redirects that say so; all others may be over tomorrow
RUNS_TO_RETURN = 3  # how many runs must see an audited page gone before it is asked for no more


@dataclass(frozen=True, slots=True)
class Visit:
    """How an own address answered."""

    url: str
    outcome: str  # audited, document, redirect, missing, error, forbidden
    status: int | None = None
    content_type: str = ""
    bytes: int | None = None
    redirect_to: str = ""
    reason: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""

    @property
    def is_away(self) -> bool:
        """Whether it leads elsewhere for the time being, as in a repair: no word on the page."""
        return self.outcome == "redirect" and self.status not in FOR_GOOD

    @property
    def is_gone(self) -> bool:
        """Whether no page is there any more."""
        return self.outcome in GONE and not self.is_away


@dataclass(frozen=True, slots=True)
class LastVisit:
    """How an own address answered when it was last asked."""

    page_id: int
    outcome: str
    status: int | None
    content_type: str
    bytes: int | None
    reason: str
    etag: str
    last_modified: str
    body_hash: str
    was_judged: int = 1  # in that run or an earlier one; 0 when it never was

    @property
    def is_good(self) -> bool:
        """Whether the page was judged then, and nothing stood in the way."""
        return self.outcome == "audited" and not self.reason


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link, asset or frame on a page, with a canonical address."""

    url: str
    kind: str  # page, document, asset, external, email, phone, other
    text: str = ""
    region: str = ""
    rel: str = "link"  # link, asset or frame
    is_rendered: bool = False  # only the rendered page has it


def save_visit(
    db: "Database",
    run: "Run",
    visit: Visit,
    *,
    owner: str = "",
    edit_url: str = "",
    in_sitemap: bool = False,
) -> int:
    """Write how an address answered; return the number of its page.

    Where no page is any more, what was found on it ends as "page gone".
    """
    _remember(db, run, visit.url)
    page_id = _save_page(db, run, visit, (owner, edit_url, int(in_sitemap)))
    _extend_or_open(db, run, page_id, visit)
    if visit.is_gone:
        _end_page(db, run, page_id)
    return page_id


def _remember(db: "Database", run: "Run", url: str) -> None:
    """Keep the page as it stood when the run came to it first, for undo_run."""
    db.execute(
        """INSERT OR IGNORE INTO pages_before
           SELECT ?, id, kind, title, language, template, click_depth, in_links, audited_run_id
           FROM pages WHERE site_id = ? AND url = ?""",
        [run.id, run.site_id, url],
    )


def _save_page(db: "Database", run: "Run", visit: Visit, told: tuple[str, str, int]) -> int:
    row = db.execute(
        """INSERT INTO pages (site_id, url, kind, section, owner, edit_url, in_sitemap,
               first_run_id, last_run_id)
           VALUES (:site, :url, :kind, :section, :owner, :edit_url, :in_sitemap, :run, :run)
           ON CONFLICT (site_id, url) DO UPDATE SET
               kind = CASE WHEN :is_away AND audited_run_id IS NOT NULL THEN kind
                   ELSE excluded.kind END,
               owner = excluded.owner, edit_url = excluded.edit_url,
               in_sitemap = excluded.in_sitemap, last_run_id = excluded.last_run_id
           RETURNING id""",
        {
            "site": run.site_id,
            "url": visit.url,
            "kind": KINDS.get(visit.outcome, visit.outcome),
            "section": section_of(visit.url),
            "owner": told[0],
            "edit_url": told[1],
            "in_sitemap": told[2],
            "run": run.id,
            "is_away": visit.is_away,
        },
    ).fetchone()
    return int(row[0])


def _extend_or_open(db: "Database", run: "Run", page_id: int, visit: Visit) -> None:
    """Extend the stretch of runs with the same answer, or open a new one.

    A stretch never reaches over a run that did not ask: that run did not see the answer.
    """
    answer = (
        visit.outcome,
        visit.status,
        storable(visit.content_type),
        storable(visit.redirect_to, 2000),
        storable(visit.reason),
    )
    seen = (
        whole_number(visit.bytes),
        storable(visit.etag),
        storable(visit.last_modified),
        visit.body_hash,
    )
    row = db.execute(
        """SELECT id, first_run_id, last_run_id, outcome, status, content_type, redirect_to, reason
           FROM visits WHERE page_id = ? ORDER BY last_run_id DESC LIMIT 1""",
        [page_id],
    ).fetchone()
    if row is not None and row[1] == run.id:  # asked a second time in this run: the last counts
        db.execute("DELETE FROM visits WHERE id = ?", [row[0]])
        _extend_or_open(db, run, page_id, visit)
        return
    if row is not None and row[2] in (run.id, run.previous_run_id):
        if row[3:] == answer:
            db.execute(
                """UPDATE visits SET last_run_id = ?, bytes = ?, etag = ?, last_modified = ?,
                       body_hash = ? WHERE id = ?""",
                [run.id, *seen, row[0]],
            )
            return
        if row[2] == run.id:  # extended earlier in this run, and wrongly so
            db.execute(
                "UPDATE visits SET last_run_id = ? WHERE id = ?", [run.previous_run_id, row[0]]
            )
    db.execute(
        """INSERT INTO visits (page_id, first_run_id, last_run_id, outcome, status, content_type,
               redirect_to, reason, bytes, etag, last_modified, body_hash)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [page_id, run.id, run.id, *answer, *seen],
    )


def _end_page(db: "Database", run: "Run", page_id: int) -> None:
    """End whatever was open on a page that is gone; what this run itself began, it takes back."""
    ids = {"page": page_id, "run": run.id}
    for table, ending in (("outcomes", ""), ("findings", ", ending = 'page gone'"), ("links", "")):
        db.execute(
            f"DELETE FROM {table} WHERE page_id = :page AND first_run_id = :run",  # noqa: S608
            ids,
        )
        db.execute(
            f"UPDATE {table} SET ended_run_id = :run{ending} "  # noqa: S608 (our own names)
            "WHERE page_id = :page AND (ended_run_id IS NULL OR ended_run_id = :run)",
            ids,
        )
    db.execute("DELETE FROM page_menus WHERE page_id = :page", ids)
    db.execute("DELETE FROM page_words WHERE page_id = :page", ids)
    forget_reading(db, page_id)
    forget_actions(db, page_id)
    save_translations(db, page_id, ())
    db.execute("UPDATE pages SET click_depth = NULL, in_links = 0 WHERE id = :page", ids)


def save_facts(
    db: "Database", run: "Run", page_id: int, *, title: str, language: str, template: str
) -> None:
    """Write what a page that was judged says of itself."""
    db.execute(
        """UPDATE pages SET title = ?, language = ?, template = ?, audited_run_id = ?
           WHERE id = ?""",
        [storable(title), storable(language, 100), template, run.id, page_id],
    )


def save_seconds(db: "Database", run: "Run", page_id: int, seconds: float) -> None:
    """Write how long a page took that was opened."""
    db.execute(
        """INSERT INTO page_seconds (page_id, run_id, seconds) VALUES (?, ?, ?)
           ON CONFLICT (page_id) DO UPDATE SET run_id = excluded.run_id,
               seconds = excluded.seconds""",
        [page_id, run.id, round(seconds, 2)],
    )


LinkKey = tuple[int, str, str, str]  # target, text, region, rel
LinkDetails = tuple[int, int]  # times, is_rendered


def save_links(db: "Database", run: "Run", page_id: int, links: Iterable[StoredLink]) -> None:
    """Write which links stand on a page: new ones begin, lost ones end, the others go on."""
    links = list(links)
    targets = _target_ids(db, run.site_id, links)
    times: Counter[LinkKey] = Counter()
    rendered: dict[LinkKey, int] = {}
    for link in links:
        key = (targets[storable(link.url, 2000)], storable(link.text, 300), link.region, link.rel)
        times[key] += 1
        rendered[key] = min(rendered.get(key, 1), int(link.is_rendered))
    found = {key: (number, rendered[key]) for key, number in times.items()}
    changes = settle(_link_spans(db, run, page_id), found, run.id)
    write = db.conn.executemany
    write("DELETE FROM links WHERE id = ?", [(id_,) for id_ in changes.forget])
    write("UPDATE links SET ended_run_id = ? WHERE id = ?", [(run.id, s.id) for s in changes.end])
    write(
        "UPDATE links SET ended_run_id = NULL, times = ?, is_rendered = ? WHERE id = ?",
        [(*details, id_) for id_, details in changes.reopen + changes.update],
    )
    write(
        """INSERT INTO links (page_id, target_id, text, region, rel, times, is_rendered,
               first_run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [(page_id, *key, *details, run.id) for key, details in changes.begin.items()],
    )


def _link_spans(db: "Database", run: "Run", page_id: int) -> Iterator[Span[LinkKey, LinkDetails]]:
    rows = db.execute(
        """SELECT id, target_id, text, region, rel, times, is_rendered, first_run_id, 1
           FROM links WHERE page_id = :page AND ended_run_id IS NULL
           UNION ALL SELECT id, target_id, text, region, rel, times, is_rendered, first_run_id, 0
           FROM links WHERE page_id = :page AND ended_run_id = :run""",
        {"page": page_id, "run": run.id},
    ).fetchall()
    for id_, target, text, region, rel, times, is_rendered, first, is_open in rows:
        key, details = (target, text, region, rel), (times, is_rendered)
        yield Span(id_, key, details, first, is_open=bool(is_open))


def _target_ids(db: "Database", site_id: int, links: list[StoredLink]) -> dict[str, int]:
    """Return the number of each address linked to; new addresses get a row."""
    kinds: dict[str, str] = {}
    for link in links:
        url = storable(link.url, 2000)
        if kinds.get(url, "asset") == "asset":  # what is linked and loaded counts as linked
            kinds[url] = link.kind
    ids, as_asset = _known_targets(db, site_id, kinds)
    db.conn.executemany(
        "UPDATE targets SET kind = ? WHERE id = ?",
        [(kinds[url], ids[url]) for url in as_asset if kinds[url] != "asset"],
    )
    new = [url for url in kinds if url not in ids]
    if new:
        db.conn.executemany(
            "INSERT INTO targets (site_id, url, kind) VALUES (?, ?, ?)",
            [(site_id, url, kinds[url]) for url in new],
        )
        ids |= _known_targets(db, site_id, new)[0]
    return ids


def _known_targets(
    db: "Database", site_id: int, urls: Iterable[str]
) -> tuple[dict[str, int], list[str]]:
    rows = db.execute(
        """SELECT t.url, t.id, t.kind FROM json_each(?) j
           CROSS JOIN targets t ON t.site_id = ? AND t.url = j.value""",
        [json.dumps(list(urls)), site_id],
    ).fetchall()
    return {url: id_ for url, id_, _ in rows}, [url for url, _, kind in rows if kind == "asset"]


def last_visit(db: "Database", site_id: int, url: str) -> LastVisit | None:
    """Return how an own address answered when it was last asked, if it ever was."""
    row = db.execute(
        """SELECT v.page_id, v.outcome, v.status, v.content_type, v.bytes, v.reason, v.etag,
               v.last_modified, v.body_hash, p.audited_run_id IS NOT NULL
           FROM pages p JOIN visits v ON v.page_id = p.id
           WHERE p.site_id = ? AND p.url = ? ORDER BY v.last_run_id DESC LIMIT 1""",
        [site_id, url],
    ).fetchone()
    return LastVisit(*row) if row else None


def redirect_on_record(db: "Database", run: "Run", url: str) -> str:
    """Return where the server sent this run on from an own address, or ""."""
    row = db.execute(
        """SELECT v.redirect_to FROM pages p JOIN visits v ON v.page_id = p.id
           WHERE p.site_id = ? AND p.url = ? AND v.last_run_id = ?
           AND v.outcome = 'redirect' AND v.status BETWEEN 300 AND 399""",
        [run.site_id, url, run.id],
    ).fetchone()
    return str(row[0]) if row else ""


def stored_links(db: "Database", page_id: int) -> list[StoredLink]:
    """Return the links that stand on a page as the record knows it."""
    rows = db.execute(
        """SELECT t.url, t.kind, l.text, l.region, l.rel, l.is_rendered, l.times
           FROM links l JOIN targets t ON t.id = l.target_id
           WHERE l.page_id = ? AND l.ended_run_id IS NULL ORDER BY l.id""",
        [page_id],
    ).fetchall()
    return [
        StoredLink(url, kind, text, region, rel, is_rendered=bool(is_rendered))
        for url, kind, text, region, rel, is_rendered, times in rows
        for _ in range(times)
    ]


def earlier_urls(db: "Database", site_id: int) -> list[tuple[str, int | None]]:
    """Return the own addresses of earlier runs worth asking for again, with their click depths.

    An audited page that is gone is asked for some more nights, since it may come back. Other
    addresses that were gone or moved when last asked are not: if they matter, something links to
    them.
    """
    rows = db.execute(
        """SELECT url, click_depth FROM pages p WHERE site_id = :site
           AND (kind IN ('page', 'document', 'error', 'forbidden')
               OR (audited_run_id IS NOT NULL AND :most > (SELECT count(*) FROM runs r
                   WHERE r.site_id = :site AND r.id BETWEEN (SELECT v.first_run_id FROM visits v
                       WHERE v.page_id = p.id ORDER BY v.last_run_id DESC LIMIT 1)
                   AND p.last_run_id))) ORDER BY id""",
        {"site": site_id, "most": RUNS_TO_RETURN},
    )
    return [(url, depth) for url, depth in rows]


def section_of(url: str) -> str:
    """Return the first folder of an address; pages at the top of the site have none."""
    folder, slash, _ = urlsplit(url).path.lstrip("/").partition("/")
    return folder if slash else ""


def adopt_landing_pages(db: "Database", site_id: int) -> None:
    """Count /council-tax to the section of /council-tax/bands, and /council-tax.html too."""
    sections = {
        name
        for (name,) in db.execute("SELECT DISTINCT section FROM pages WHERE site_id = ?", [site_id])
    }
    rows = db.execute("SELECT id, url FROM pages WHERE site_id = ? AND section = ''", [site_id])
    landing = []
    for page_id, url in rows.fetchall():
        name = urlsplit(url).path.strip("/").partition(".")[0]
        if name and name in sections:
            landing.append((name, page_id))
    db.conn.executemany("UPDATE pages SET section = ? WHERE id = ?", landing)
