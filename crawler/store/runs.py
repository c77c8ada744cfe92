"""Runs of a site: begun, resumed, ended; and what the reader must know about each."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from crawler.store.pages import adopt_landing_pages
from crawler.store.readings import save_index
from crawler.store.record import told_of
from crawler.store.texts import storable
from crawler.store.totals import save_totals
from crawler.store.triage import refresh as refresh_triage
from crawler.store.turns import save_left_over
from crawler.store.undo import undo_run

if TYPE_CHECKING:
    from sqlite_utils import Database

    from audits.profiles import Profile
    from audits.requirements import Requirement

log = logging.getLogger("dropkerb")

GIVEN_UP = "interrupted, and not gone on with because a full run was asked for"
OTHER_SCOPE = (
    "interrupted, and not gone on with because its start page or what belongs to the site was "
    "changed since"
)
SCOPE = ("start_url", "include", "exclude", "extra_hosts")  # of what a run was asked to do


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as it stands in the record."""

    name: str
    title: str
    start_url: str
    profile: str | None = None
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """What a run is made with."""

    dropkerb: str
    axe: str = ""
    browser: str = ""
    ibm: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run under way."""

    id: int
    site_id: int
    previous_run_id: int | None = None  # of the same site
    is_resumed: bool = False


def start_run(
    db: "Database", site: SiteRow, *, asked: Mapping[str, object], full: bool, versions: Versions
) -> Run:
    """Begin a run of the site, or go on with its last one when that was killed or interrupted.

    An interrupted run keeps its frontier; a run that has ended, also one whose budget was used
    up, has none, and the next start is a new run. So is the next start after the start page or
    the scope of the site was changed. Raises RecordError.
    """
    with told_of(db):
        site_id = _save_site(db, site)
        unfinished = _unfinished(db, site_id)
        if unfinished is not None and (reason := unfinished.why_not(asked, full=full)):
            _give_up(db, unfinished.run, reason)
            unfinished = None
        run = unfinished.run if unfinished else _new_run(db, site_id, site, full=full)
        db.execute(
            """UPDATE runs SET settings = ?, dropkerb_version = ?, axe_version = ?,
                   ibm_version = ?, browser_version = ? WHERE id = ?""",
            [
                json.dumps(asked),
                versions.dropkerb,
                versions.axe,
                versions.ibm,
                versions.browser,
                run.id,
            ],
        )
        if run.is_resumed:
            db.execute(
                """UPDATE runs SET status = 'running', reason = '', finished_at = NULL,
                       resumed = resumed + 1 WHERE id = ?""",
                [run.id],
            )
            db.execute("DELETE FROM run_totals WHERE run_id = ?", [run.id])
    return run


@dataclass(frozen=True, slots=True)
class _Unfinished:
    run: Run
    is_full: bool
    asked: Mapping[str, object]  # what it was asked to do

    def why_not(self, asked: Mapping[str, object], *, full: bool) -> str:
        """Return why it is not gone on with by a start that asks for this, or ""."""
        if full and not self.is_full:
            return GIVEN_UP
        is_other = any(key in self.asked and self.asked[key] != asked.get(key) for key in SCOPE)
        return OTHER_SCOPE if is_other else ""


def _unfinished(db: "Database", site_id: int) -> _Unfinished | None:
    """Return the last run of the site, if it waits to be gone on with."""
    row = db.execute(
        """SELECT id, previous_run_id, is_full, settings FROM runs r
           WHERE id = (SELECT max(id) FROM runs WHERE site_id = ?) AND (status = 'running' OR
               EXISTS (SELECT 1 FROM frontier WHERE run_id = r.id))""",
        [site_id],
    ).fetchone()
    if row is None:
        return None
    run = Run(row[0], site_id, row[1], is_resumed=True)
    return _Unfinished(run, bool(row[2]), json.loads(row[3]))


def _new_run(db: "Database", site_id: int, site: SiteRow, *, full: bool) -> Run:
    previous = db.execute("SELECT max(id) FROM runs WHERE site_id = ?", [site_id]).fetchone()[0]
    started = now()
    cursor = db.execute(
        """INSERT INTO runs (site_id, previous_run_id, title, started_at, status, is_full,
               dropkerb_version) VALUES (?, ?, ?, ?, 'running', ?, '')""",
        [site_id, previous, f"{site.name}, {started[:16].replace('T', ' ')}", started, int(full)],
    )
    return Run(cast("int", cursor.lastrowid), site_id, previous)


def _save_site(db: "Database", site: SiteRow) -> int:
    row = db.execute(
        """INSERT INTO sites (name, title, start_url, profile_id, council_tier)
           VALUES (?, ?, ?, (SELECT id FROM profiles WHERE id = ?), ?)
           ON CONFLICT (name) DO UPDATE SET title = excluded.title,
               start_url = excluded.start_url, profile_id = excluded.profile_id,
               council_tier = excluded.council_tier
           RETURNING id""",
        [site.name, site.title, site.start_url, site.profile, site.tier],
    ).fetchone()
    return int(row[0])


def _give_up(db: "Database", run: Run, reason: str) -> None:
    audited = db.execute("SELECT pages_audited FROM runs WHERE id = ?", [run.id]).fetchone()[0]
    left = _waiting(db, run)
    finish_run(db, run, "partial" if audited else "failed", reason, {"pages_left": left})


def _waiting(db: "Database", run: Run) -> int:
    row = db.execute(
        "SELECT count(*) FROM frontier WHERE run_id = ? AND state = 'waiting'", [run.id]
    ).fetchone()
    return int(row[0])


def finish_run(
    db: "Database",
    run: Run,
    status: str,
    reason: str,
    counts: Mapping[str, int],
    *,
    is_resumable: bool = False,
) -> None:
    """Write how the run ended, and its sums; call it inside a transaction.

    A run that is to be gone on with keeps its frontier; that is what tells start_run. A run that
    failed has nothing to say: whatever it changed is undone.
    """
    if status == "failed":
        undo_run(db, run)
    ended = now()
    values = {
        "run": run.id,
        "status": status,
        "reason": storable(reason),
        "now": ended,
        "left": _waiting(db, run) if is_resumable else counts.get("pages_left", 0),
    }
    db.execute(
        """UPDATE runs SET status = :status, reason = :reason, finished_at = :now,
               pages_left = :left,
               pages_found = (SELECT count(*) FROM frontier WHERE run_id = :run),
               documents = (SELECT count(*) FROM visits
                   WHERE last_run_id = :run AND outcome = 'document')
           WHERE id = :run""",
        values,
    )
    adopt_landing_pages(db, run.site_id)
    refresh_triage(db, run.site_id, datetime.fromisoformat(ended))
    save_totals(db, run)
    save_index(db, run)
    if not is_resumable:
        if status != "failed":
            save_left_over(db, run)
        db.execute("DELETE FROM frontier WHERE run_id = ?", [run.id])
        db.execute("DELETE FROM pages_before WHERE run_id = ?", [run.id])


def has_earlier_result(db: "Database", run: dict[str, Any]) -> bool:
    """Whether a run of the same site ended well before this one, given as a row of `runs`."""
    earlier = "site_id = :site_id AND id < :id AND status IN ('done', 'partial')"
    return bool(db.execute(f"SELECT count(*) FROM runs WHERE {earlier}", run).fetchone()[0])  # noqa: S608


def note(
    db: "Database", run: Run, kind: str, message: str, *, url: str = "", number: int | None = None
) -> None:
    """Tell the reader of the report something about the run; said twice, the last time counts."""
    db.execute(
        """INSERT INTO run_notes (run_id, kind, message, url, number) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (run_id, kind, message) DO UPDATE SET url = excluded.url,
               number = excluded.number""",
        [run.id, kind, storable(message, 1000), storable(url, 2000), number],
    )


def save_law(
    db: "Database", profiles: Iterable["Profile"], requirements: Iterable["Requirement"]
) -> None:
    """Write the laws and what each asks for, so that an old record still makes a true report.

    Raises RecordError.
    """
    with told_of(db):
        db.conn.executemany(
            """INSERT INTO requirements (id, title, level, since, url) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET title = excluded.title, level = excluded.level,
                   since = excluded.since, url = excluded.url""",
            [(each.id, each.title, each.level, each.since, each.url) for each in requirements],
        )
        for profile in profiles:
            _save_profile(db, profile)


def _save_profile(db: "Database", profile: "Profile") -> None:
    columns = (
        *("id", "name", "jurisdiction", "standard", "in_force_since", "checked_on"),
        *("confidence", "source", "note", "extends", "legal_effect"),
    )
    tables = ("statement", "monitoring", "enforcement", "burden", "compliance_dates")
    values = [getattr(profile, name) for name in columns] + [
        json.dumps(plain(getattr(profile, name)), ensure_ascii=False) for name in tables
    ]
    all_of_it = (*columns, *tables)
    names = ", ".join(all_of_it)
    changes = ", ".join(f"{name} = excluded.{name}" for name in all_of_it[1:])
    marks = ", ".join("?" * len(all_of_it))
    db.execute(
        f"INSERT INTO profiles ({names}) VALUES ({marks}) "  # noqa: S608 (our own column names)
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        values,
    )
    db.execute("DELETE FROM profile_exemptions WHERE profile_id = ?", [profile.id])
    db.conn.executemany(
        """INSERT INTO profile_exemptions (profile_id, exemption_id, place, words, before,
               confidence) VALUES (?, ?, ?, ?, ?, ?)""",
        [
            (profile.id, each.id, place, each.words, each.before, each.confidence)
            for place, each in enumerate(profile.exemptions)
        ],
    )
    asked = json.dumps(profile.requirements)
    db.execute(
        """DELETE FROM profile_requirements WHERE profile_id = ?
           AND requirement_id NOT IN (SELECT value FROM json_each(?))""",
        [profile.id, asked],
    )
    db.execute(
        """INSERT OR IGNORE INTO profile_requirements (profile_id, requirement_id)
           SELECT ?, id FROM requirements WHERE id IN (SELECT value FROM json_each(?))""",
        [profile.id, asked],
    )


def plain(value: Any) -> Any:
    """Return a dataclass, or a tuple of them, as JSON can hold it."""
    return [asdict(each) for each in value] if isinstance(value, tuple) else asdict(value)


def now() -> str:
    """Return the time in UTC, ISO 8601 with its zone."""
    return moment().isoformat(timespec="seconds")


def moment() -> datetime:
    """Return the time in UTC, to hand it to what must not read the clock itself."""
    return datetime.now(UTC)
