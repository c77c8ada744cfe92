"""The last good look at each page: what it saw, with what, and what the page had loaded."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from crawler.store.runs import now
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

ASSETS_CHANGED = "its style or script changed"  # the one reason that is counted


@dataclass(frozen=True, slots=True)
class KnownLook:
    """A good look at a page, whose verdicts hold until the page shows otherwise."""

    page_id: int
    html_hash: str
    versions: str
    asset_set_id: int
    run_id: int
    looked_at: str

    @property
    def day(self) -> date:
        return datetime.fromisoformat(self.looked_at).date()


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A style, script or frame that a page loaded, as it was then."""

    url: str
    kind: str
    hash: str


@dataclass(frozen=True, slots=True)
class KnownAsset:
    """A style, script or frame as it was when last asked for."""

    id: int
    url: str
    kind: str
    hash: str
    etag: str
    last_modified: str
    checked_run_id: int


def known_look(db: "Database", site_id: int, url: str) -> KnownLook | None:
    """Return the last good look at a page, if none since was bad."""
    row = db.execute(
        """SELECT l.page_id, l.html_hash, l.versions, l.asset_set_id, l.run_id, l.looked_at
           FROM pages p JOIN looks l ON l.page_id = p.id WHERE p.site_id = ? AND p.url = ?""",
        [site_id, url],
    ).fetchone()
    return KnownLook(*row) if row else None


def save_look(
    db: "Database",
    run: "Run",
    page_id: int,
    *,
    html_hash: str,
    versions: str,
    members: Iterable[Member],
    why: str,
) -> None:
    """Write that a page was looked at and judged whole, and what its verdicts rest on."""
    members = sorted(set(members))
    for member in members:
        _meet(db, run, member)
    db.execute(
        """INSERT INTO looks (page_id, html_hash, versions, asset_set_id, run_id, looked_at, why)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (page_id) DO UPDATE SET
               html_hash = excluded.html_hash, versions = excluded.versions,
               asset_set_id = excluded.asset_set_id, run_id = excluded.run_id,
               looked_at = excluded.looked_at, why = excluded.why""",
        [page_id, html_hash, versions, _set_id(db, run, members), run.id, now(), why],
    )


def forget_look(db: "Database", page_id: int) -> None:
    """Drop the look at a page that is gone or could not be judged: the next run looks again."""
    db.execute("DELETE FROM looks WHERE page_id = ?", [page_id])


def carry(db: "Database", run: "Run", page_id: int) -> None:
    """Take over for this run what the last look at a page found; nothing else is written."""
    db.execute("UPDATE pages SET audited_run_id = ? WHERE id = ?", [run.id, page_id])


def _meet(db: "Database", run: "Run", member: Member) -> None:
    """Note what an asset held in a look; one that was not known, or has changed, gets a row."""
    db.execute(
        """INSERT INTO assets (site_id, url, kind, hash, checked_run_id) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (site_id, url, kind) DO UPDATE SET hash = excluded.hash, etag = '',
               last_modified = '', checked_run_id = excluded.checked_run_id
           WHERE hash <> excluded.hash""",
        [run.site_id, member.url, member.kind, member.hash, run.id],
    )


def _set_id(db: "Database", run: "Run", members: list[Member]) -> int:
    listed = json.dumps([[each.url, each.kind, each.hash] for each in members], ensure_ascii=False)
    values = {"site": run.site_id, "key": _key(listed), "members": listed}
    db.execute(
        """INSERT OR IGNORE INTO asset_sets (site_id, key, members)
           VALUES (:site, :key, :members)""",
        values,
    )
    row = db.execute(
        "SELECT id FROM asset_sets WHERE site_id = ? AND key = ?", [run.site_id, _key(listed)]
    )
    return int(row.fetchone()[0])


def _key(listed: str) -> str:
    return hashlib.sha256(listed.encode("utf-8", "replace")).hexdigest()


def asset_sets(db: "Database", site_id: int) -> Mapping[int, tuple[Member, ...]]:
    """Return what pages loaded together, for each set that a look of the site names."""
    rows = db.execute("SELECT id, members FROM asset_sets WHERE site_id = ?", [site_id])
    return {
        set_id: tuple(Member(*each) for each in json.loads(members)) for set_id, members in rows
    }


def pages_by_set(db: "Database", site_id: int) -> dict[int, int]:
    """Return how many pages rest on each set."""
    rows = db.execute(
        """SELECT l.asset_set_id, count(*) FROM looks l JOIN pages p ON p.id = l.page_id
           WHERE p.site_id = ? GROUP BY l.asset_set_id""",
        [site_id],
    )
    return dict(rows.fetchall())


def known_assets(db: "Database", site_id: int) -> Iterator[KnownAsset]:
    """Give every style, script and frame that looks rest on, the newest first."""
    rows = db.execute(
        """SELECT id, url, kind, hash, etag, last_modified, checked_run_id FROM assets
           WHERE site_id = ? ORDER BY id DESC""",
        [site_id],
    )
    for row in rows.fetchall():
        yield KnownAsset(*row)


def save_asset(
    db: "Database", run: "Run", asset: KnownAsset, *, hash_: str, etag: str, last_modified: str
) -> None:
    """Write how an asset answered in this run."""
    db.execute(
        """UPDATE assets SET hash = ?, etag = ?, last_modified = ?, checked_run_id = ?
           WHERE id = ?""",
        [hash_, storable(etag), storable(last_modified), run.id, asset.id],
    )


def drop_unused(db: "Database", site_id: int) -> None:
    """Forget sets that no look names any more, and assets that stand in no set."""
    db.execute(
        """DELETE FROM asset_sets WHERE site_id = ?
           AND id NOT IN (SELECT asset_set_id FROM looks)""",
        [site_id],
    )
    used = {(each.url, each.kind) for listed in asset_sets(db, site_id).values() for each in listed}
    unused = [
        (asset.id,) for asset in known_assets(db, site_id) if (asset.url, asset.kind) not in used
    ]
    db.conn.executemany("DELETE FROM assets WHERE id = ?", unused)


def pages_with_sets(db: "Database", site_id: int, sets: Iterable[int]) -> list[str]:
    """Return the pages whose looks rest on these sets: near the start and much linked first."""
    rows = db.execute(
        """SELECT p.url FROM json_each(?) j JOIN looks l ON l.asset_set_id = j.value
           JOIN pages p ON p.id = l.page_id AND p.site_id = ?
           ORDER BY p.click_depth IS NULL, p.click_depth, p.in_links DESC, p.id""",
        [json.dumps(sorted(sets)), site_id],
    )
    return [url for (url,) in rows]


def opened_for_assets(db: "Database", run: "Run") -> int:
    """Return how many pages this run opened because what they load had changed."""
    row = db.execute(
        """SELECT count(*) FROM looks l JOIN pages p ON p.id = l.page_id
           WHERE p.site_id = ? AND l.run_id = ? AND l.why = ?""",
        [run.site_id, run.id, ASSETS_CHANGED],
    ).fetchone()
    return int(row[0])


def not_opened_with_sets(db: "Database", run: "Run", sets: Iterable[int]) -> int:
    """Return how many pages this run did not open although their looks rest on these sets."""
    row = db.execute(
        """SELECT count(*) FROM json_each(?) j JOIN looks l ON l.asset_set_id = j.value
           JOIN pages p ON p.id = l.page_id
           WHERE p.site_id = ? AND l.run_id < ?""",
        [json.dumps(sorted(sets)), run.site_id, run.id],
    ).fetchone()
    return int(row[0])


def keep_audits_current(db: "Database", run: "Run") -> None:
    """Note that a run used every audit whose verdict on one of its pages it carried over."""
    db.execute(
        """UPDATE audits SET last_run_id = :run WHERE last_run_id < :run AND EXISTS (
               SELECT 1 FROM outcomes o JOIN pages p ON p.id = o.page_id
               WHERE o.audit_id = audits.id AND o.ended_run_id IS NULL
               AND p.site_id = :site AND p.audited_run_id = :run)""",
        {"run": run.id, "site": run.site_id},
    )
