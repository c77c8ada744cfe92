"""What of an old record may go: what is ended and older than the nights that are kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.store.record import RecordError, told_of

if TYPE_CHECKING:
    from sqlite_utils import Database

FEWEST_NIGHTS = 31  # charts count the last 30 runs anew, and compare them with the one before
USUAL_NIGHTS = 400  # a year and a month: this spring beside the last

# Of each site: the first run that is kept. A site with fewer runs keeps everything.
KEPT_SINCE = """CREATE TEMP TABLE kept_since AS
    SELECT site_id, run_id FROM (SELECT site_id, id AS run_id,
        row_number() OVER (PARTITION BY site_id ORDER BY id DESC) AS place
        FROM runs WHERE status IN ('done', 'partial')) WHERE place = ?"""
OLD_PAGE = "(SELECT k.run_id FROM pages p JOIN kept_since k USING (site_id) WHERE p.id = page_id)"
OLD_RUNS = "(SELECT r.id FROM runs r JOIN kept_since k USING (site_id) WHERE r.id < k.run_id)"
GOES = {
    # A finding that was fixed once makes a later one of the same page "reopened": that stays.
    "findings": f"""DELETE FROM findings WHERE ended_run_id < {OLD_PAGE}
        AND NOT (ending = 'fixed' AND EXISTS (SELECT 1 FROM findings l
            WHERE l.page_id = findings.page_id AND l.cause_id = findings.cause_id
            AND l.id <> findings.id AND (l.ended_run_id IS NULL OR l.ended_run_id >=
                (SELECT k.run_id FROM pages p JOIN kept_since k USING (site_id)
                 WHERE p.id = l.page_id))))""",  # noqa: S608 (our own words)
    "outcomes": """DELETE FROM outcomes WHERE ended_run_id <
        (SELECT run_id FROM kept_since k WHERE k.site_id = outcomes.site_id)""",
    "links": f"DELETE FROM links WHERE ended_run_id < {OLD_PAGE}",  # noqa: S608
    "visits": f"""DELETE FROM visits WHERE last_run_id < {OLD_PAGE} AND EXISTS (
        SELECT 1 FROM visits l WHERE l.page_id = visits.page_id
        AND l.last_run_id > visits.last_run_id)""",  # noqa: S608
    "journeys": f"DELETE FROM journeys WHERE run_id IN {OLD_RUNS}",  # noqa: S608
    "run_notes": f"DELETE FROM run_notes WHERE run_id IN {OLD_RUNS}",  # noqa: S608
    "evidence": """DELETE FROM evidence WHERE cause_id NOT IN (SELECT cause_id FROM findings)
        AND (SELECT site_id FROM causes c WHERE c.id = cause_id) IN
            (SELECT site_id FROM kept_since)""",
    "causes": """DELETE FROM causes WHERE site_id IN (SELECT site_id FROM kept_since)
        AND first_run_id < (SELECT run_id FROM kept_since k WHERE k.site_id = causes.site_id)
        AND {unreferenced}""",
    "targets": """DELETE FROM targets WHERE site_id IN (SELECT site_id FROM kept_since)
        AND coalesce(checked_run_id, 0) <
            (SELECT run_id FROM kept_since k WHERE k.site_id = targets.site_id)
        AND {unreferenced}""",
}
# Trends of tasks need how each ended, not the evidence for it.
EMPTIED = {
    "tasks": ("ends", "notes", "stale", "competing", "candidates", "falls", "questions"),
    "site_stars": ("questions",),
}


@dataclass(frozen=True, slots=True)
class Gone:
    """How many rows of a table went, of how many."""

    table: str
    rows: int
    of: int


def thin(db: "Database", nights: int, *, dry_run: bool = False) -> list[Gone]:
    """Delete what is ended and older than so many nights of its site; return what went.

    Kept is whatever holds now, every run with its sums (run_totals), what each task came to, and
    all that people decided or imported. With dry_run nothing is changed and the same is returned.
    Raises RecordError.
    """
    db.conn.commit()
    db.execute("PRAGMA foreign_keys = OFF")  # to ask row by row takes hours; all are asked below
    try:
        with told_of(db):
            gone = _thin(db, nights)
            _roll_back_unless_sound(db, dry_run=dry_run)
    except _Dry:
        pass
    finally:
        db.execute("PRAGMA foreign_keys = ON")
    return gone


class _Dry(Exception):  # noqa: N818 (no error: it rolls back)
    pass


def _roll_back_unless_sound(db: "Database", *, dry_run: bool) -> None:
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise RecordError(
            "Nothing was removed: rows that are still needed would have gone; run dropkerb check."
        )
    if dry_run:
        raise _Dry


def _thin(db: "Database", nights: int) -> list[Gone]:
    db.execute("DROP TABLE IF EXISTS temp.kept_since")
    db.execute(KEPT_SINCE, [nights])
    gone = []
    for table, sql in GOES.items():
        before = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        asked = sql.replace("{unreferenced}", _unreferenced(db, table))
        gone.append(Gone(table, db.execute(asked).rowcount, before))
    for table, columns in EMPTIED.items():
        empty = ", ".join(f"{column} = '[]'" for column in columns)
        db.execute(f"UPDATE {table} SET {empty} WHERE run_id IN {OLD_RUNS}")  # noqa: S608
    db.execute("DROP TABLE temp.kept_since")
    return gone


def _unreferenced(db: "Database", table: str) -> str:
    """Return the condition that no row of whatever table names the row."""
    asked = [
        f"id NOT IN (SELECT [{key[3]}] FROM [{other}] WHERE [{key[3]}] IS NOT NULL)"  # noqa: S608
        for other in db.table_names()
        for key in db.execute(f"PRAGMA foreign_key_list([{other}])").fetchall()
        if key[2] == table
    ]
    return " AND ".join(asked) or "0"


def compact(db: "Database") -> None:
    """Give the room of what went back to the disk. Raises RecordError."""
    db.conn.commit()
    with_log = "PRAGMA wal_checkpoint(TRUNCATE)"
    db.execute(with_log).fetchall()
    db.execute("VACUUM")
    db.execute("PRAGMA optimize")
    db.execute(with_log).fetchall()
