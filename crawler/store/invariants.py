"""What always holds of a record: checked by `dropkerb check` and after every backup."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_TOLD = 20  # lines of one of SQLite's own checks


@dataclass(frozen=True, slots=True)
class Invariant:
    """One promise: a sentence about the rows that break it, and the SQL that counts them."""

    sentence: str  # {n} is their number
    sql: str  # gives one number
    tables: tuple[str, ...]  # it is left out where one of these is missing

    def broken(self, db: "Database") -> str:
        """Return the sentence when rows break the promise, or ""."""
        number = db.execute(self.sql).fetchone()[0]
        return self.sentence.format(n=f"{number:,}") if number else ""


def _twice(table: str, thing: str) -> str:
    """Count things with several open intervals."""
    return (
        f"SELECT count(*) FROM (SELECT 1 FROM {table} "  # noqa: S608 (our own words)
        f"WHERE ended_run_id IS NULL GROUP BY {thing} HAVING count(*) > 1)"
    )


def _overlapping(table: str, thing: str, ends: str = "ended_run_id", sign: str = "<") -> str:
    """Count intervals that begin before the one before them has ended."""
    return f"""SELECT count(*) FROM (SELECT first_run_id, row_number() OVER before AS place,
        lag({ends}) OVER before AS ended_before FROM {table}
        WINDOW before AS (PARTITION BY {thing} ORDER BY first_run_id, coalesce({ends}, 1e18)))
        WHERE place > 1 AND (ended_before IS NULL OR first_run_id {sign} ended_before)"""  # noqa: S608


LAST_OF_SITE = "(SELECT max(e.id) FROM runs e WHERE e.site_id = r.site_id)"
FINDING_SITES = """SELECT count(*) FROM findings f JOIN causes c ON c.id = f.cause_id
    JOIN pages p ON p.id = f.page_id WHERE p.site_id <> c.site_id"""
UNTOLD = """SELECT count(*) FROM findings f JOIN causes c ON c.id = f.cause_id
    WHERE f.ended_run_id IS NULL AND NOT EXISTS (SELECT 1 FROM outcomes o
        WHERE o.page_id = f.page_id AND o.audit_id = c.audit_id AND o.ended_run_id IS NULL)"""

INVARIANTS = (
    Invariant(
        "{n} audits say two things of one page at the same time.",
        _twice("outcomes", "page_id, site_id, audit_id"),
        ("outcomes",),
    ),
    Invariant(
        "{n} verdicts begin before the verdict that they replace has ended.",
        _overlapping("outcomes", "page_id, site_id, audit_id"),
        ("outcomes",),
    ),
    Invariant(
        "{n} findings are open twice.",
        _twice("findings", "page_id, cause_id, status"),
        ("findings",),
    ),
    Invariant(
        "{n} findings begin before the same finding has ended.",
        _overlapping("findings", "page_id, cause_id, status"),
        ("findings",),
    ),
    Invariant(
        "{n} links stand twice on their page at the same time.",
        _twice("links", "page_id, target_id, text, region, rel"),
        ("links",),
    ),
    Invariant(
        "{n} addresses answered in two ways in the same run.",
        _overlapping("visits", "page_id", "last_run_id", "<="),
        ("visits",),
    ),
    Invariant(
        "{n} findings belong to a page of another site than their cause.",
        FINDING_SITES,
        ("findings", "causes", "pages"),
    ),
    Invariant(
        "{n} verdicts belong to a page of another site.",
        """SELECT count(*) FROM outcomes o JOIN pages p ON p.id = o.page_id
           WHERE p.site_id <> o.site_id""",
        ("outcomes", "pages"),
    ),
    Invariant(
        "{n} links lead from a page of one site to an address on the list of another.",
        """SELECT count(*) FROM links l JOIN pages p ON p.id = l.page_id
           JOIN targets t ON t.id = l.target_id WHERE t.site_id <> p.site_id""",
        ("links", "targets", "pages"),
    ),
    Invariant(
        "{n} findings were made by a run of another site.",
        """SELECT count(*) FROM findings f JOIN causes c ON c.id = f.cause_id
           JOIN runs r ON r.id IN (f.first_run_id, f.ended_run_id)
           WHERE r.site_id <> c.site_id""",
        ("findings", "causes", "runs"),
    ),
    Invariant(
        "{n} verdicts were given by a run of another site.",
        """SELECT count(*) FROM outcomes o JOIN runs r ON r.id IN (o.first_run_id, o.ended_run_id)
           WHERE r.site_id <> o.site_id""",
        ("outcomes", "runs"),
    ),
    Invariant(
        "{n} findings have ended without saying how, or say how though they are open.",
        "SELECT count(*) FROM findings WHERE (ended_run_id IS NULL) <> (ending = '')",
        ("findings",),
    ),
    Invariant("{n} findings are open without a verdict.", UNTOLD, ("findings", "outcomes")),
    Invariant(
        "{n} findings are open on pages that are gone.",
        """SELECT count(*) FROM findings f JOIN pages p ON p.id = f.page_id
           WHERE f.ended_run_id IS NULL AND p.kind IN ('missing', 'document', 'redirect')""",
        ("findings", "pages"),
    ),
    Invariant(
        "{n} pages were judged by a later run than the last one that asked for them.",
        "SELECT count(*) FROM pages WHERE audited_run_id > last_run_id",
        ("pages",),
    ),
    Invariant(
        "{n} pages were last asked for in another run than their last answer says.",
        """SELECT count(*) FROM pages p WHERE p.last_run_id <>
           (SELECT max(v.last_run_id) FROM visits v WHERE v.page_id = p.id)""",
        ("pages", "visits"),
    ),
    Invariant(
        "{n} runs do not come after the run that they name as the one before.",
        """SELECT count(*) FROM runs r JOIN runs b ON b.id = r.previous_run_id
           WHERE b.id >= r.id OR b.site_id <> r.site_id""",
        ("runs",),
    ),
    Invariant(
        "{n} runs are not followed by their own site's next run.",
        """SELECT count(*) FROM runs r WHERE r.previous_run_id IS NOT
           (SELECT max(b.id) FROM runs b WHERE b.site_id = r.site_id AND b.id < r.id)""",
        ("runs",),
    ),
    Invariant(
        "{n} runs count as under way though a later one of their site began.",
        f"SELECT count(*) FROM runs r WHERE r.status = 'running' AND r.id < {LAST_OF_SITE}",  # noqa: S608
        ("runs",),
    ),
    Invariant(
        "{n} runs that are over still hold addresses to ask for.",
        f"""SELECT count(DISTINCT f.run_id) FROM frontier f JOIN runs r ON r.id = f.run_id
            WHERE r.id < {LAST_OF_SITE} OR r.status IN ('done', 'failed')""",  # noqa: S608
        ("frontier", "runs"),
    ),
    Invariant(
        "{n} runs count more pages carried over, or unchanged, than pages audited.",
        """SELECT count(*) FROM runs WHERE pages_audited < 0 OR seconds < 0
           OR pages_carried > pages_audited OR pages_unchanged > pages_audited""",
        ("runs", "looks"),  # the migration that made looks brought pages_carried
    ),
    Invariant(
        "{n} runs count other pages than their sums do.",
        """SELECT count(*) FROM runs r JOIN run_totals t ON t.run_id = r.id
           AND t.dimension = 'site' AND t.name = '' AND t.measure = 'pages audited'
           WHERE r.status IN ('done', 'partial') AND t.value <> r.pages_audited""",
        ("runs", "run_totals"),
    ),
    Invariant(
        "{n} findings or verdicts were kept of runs that failed.",
        """SELECT (SELECT count(*) FROM findings f JOIN runs r ON r.id = f.first_run_id
               WHERE r.status = 'failed')
           + (SELECT count(*) FROM outcomes o JOIN runs r ON r.id = o.first_run_id
               WHERE r.status = 'failed')""",
        ("findings", "outcomes", "runs"),
    ),
    Invariant(
        "{n} pages count as opened by a later run than the last one that judged them.",
        """SELECT count(*) FROM looks l JOIN pages p ON p.id = l.page_id
           WHERE p.audited_run_id IS NULL OR l.run_id > p.audited_run_id""",
        ("looks", "pages"),
    ),
)


def complaints(db: "Database") -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with an open record; none for a sound one.

    First what SQLite itself checks, then our own invariants, of which those about tables that the
    record does not have yet are left out. Raises sqlite3.DatabaseError when the file is so damaged
    that it cannot be read at all.
    """
    found = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
    if found != ["ok"]:
        yield from (f"SQLite finds the file damaged: {each}." for each in found[:MOST_TOLD])
        return
    astray: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        astray[table, parent] = astray.get((table, parent), 0) + 1
    for (table, parent), number in sorted(astray.items()):
        yield f"{number:,} rows of {table} name a row of {parent} that is not there."
    tables = set(db.table_names())
    yield from _backwards(db, tables)
    for each in INVARIANTS:
        if tables.issuperset(each.tables) and (said := each.broken(db)):
            yield said


def _backwards(db: "Database", tables: set[str]) -> Iterator[str]:
    """Find intervals that end before they begin, in whatever table has intervals."""
    for table in sorted(tables):
        columns = {row[1] for row in db.execute(f"PRAGMA table_info([{table}])")}
        for end, sign in (("ended_run_id", "<="), ("last_run_id", "<")):
            if columns.issuperset(("first_run_id", end)):
                number = db.execute(
                    f"SELECT count(*) FROM [{table}] WHERE {end} {sign} first_run_id"  # noqa: S608
                ).fetchone()[0]
                if number:
                    yield f"{number:,} rows of {table} end before they begin."
