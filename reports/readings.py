"""How easily the pages of a site read, as the record has it."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields

from reports.lists import FEW, First
from reports.rows import Bands, Cause, ClarityIndex, Page, Reading, Run, Site

READING_COLUMNS = ", ".join(f"r.{each.name}" for each in fields(Reading))
BAND_COLUMNS = ", ".join(each.name for each in fields(Bands) if each.name != "name")
MOST_HARD = 50  # pages: the report must be read in one go
MOST_TOLD = 15  # words to change, each with a sentence
INDEX_COLUMNS = ", ".join(f"i.{each.name}" for each in fields(ClarityIndex))


def readings(db: sqlite3.Connection, site: Site) -> dict[int, Reading]:
    """Return how each page reads, by page."""
    rows = db.execute(
        f"""SELECT {READING_COLUMNS} FROM page_readability r JOIN pages p ON p.id = r.page_id
            WHERE p.site_id = ?""",  # noqa: S608 (our own words)
        [site.id],
    )
    return {row[0]: Reading(*row) for row in rows}


def whole_site(db: sqlite3.Connection, site: Site) -> Bands | None:
    """Return the bands over all sections; None when no page was read."""
    row = db.execute(
        """SELECT '', count(*), count(r.level), sum(r.band = 'easy'), sum(r.band = 'fairly easy'),
               sum(r.band = 'hard'), sum(r.band = 'very hard'), avg(r.level), avg(r.reading_ease),
               avg(r.long_sentences), avg(r.passive), avg(r.complex_words)
           FROM page_readability r JOIN pages p ON p.id = r.page_id WHERE p.site_id = ?""",
        [site.id],
    ).fetchone()
    return Bands(*row) if row[1] else None


def by_section(db: sqlite3.Connection, site: Site) -> First[Bands]:
    """Return the bands of each section, the hardest first."""
    return _grouped(db, site, "section")


def by_owner(db: sqlite3.Connection, site: Site) -> First[Bands]:
    """Return the bands of each owner, the hardest first; nothing where no owner is named."""
    found = _grouped(db, site, "owner")
    return found if any(each.name for each in found.rows) else First([], 0)


def _grouped(db: sqlite3.Connection, site: Site, name: str) -> First[Bands]:
    rows = db.execute(
        f"""SELECT {name}, {BAND_COLUMNS} FROM readability_by_{name} WHERE site = ?
            ORDER BY mean_level IS NULL, mean_level DESC, {name}""",  # noqa: S608 (our own words)
        [site.name],
    ).fetchall()
    return First([Bands(*row) for row in rows[:FEW]], len(rows))


def why_not_scored(db: sqlite3.Connection, site: Site) -> list[tuple[str, int]]:
    """Return each reason for which pages have no level, and how many have it."""
    rows = db.execute(
        """SELECT r.reason, count(*) FROM page_readability r JOIN pages p ON p.id = r.page_id
           WHERE p.site_id = ? AND r.reason <> '' GROUP BY 1 ORDER BY 2 DESC, 1""",
        [site.id],
    )
    return [(row[0], row[1]) for row in rows]


def indexes(db: sqlite3.Connection, site: Site) -> dict[int, ClarityIndex]:
    """Return the index of each run that has one."""
    rows = db.execute(
        f"""SELECT {INDEX_COLUMNS} FROM readability_index i JOIN runs r ON r.id = i.run_id
            WHERE r.site_id = ? AND r.status IN ('done', 'partial') ORDER BY i.run_id""",  # noqa: S608 (our own words)
        [site.id],
    )
    return {row[0]: ClarityIndex(*row) for row in rows}


def hardest(
    pages: Mapping[int, Page], read: Mapping[int, Reading], tasks: Mapping[int, tuple[str, ...]]
) -> First[tuple[Page, Reading, tuple[str, ...]]]:
    """Return the pages that are hardest to read, with their tasks; pages of tasks come first."""
    known = [
        (page, read[page.id], tasks.get(page.id, ())) for page in pages.values() if page.id in read
    ]
    found = [each for each in known if _hardness(each[1]) is not None]
    found.sort(key=lambda each: (not each[2], -(_hardness(each[1]) or 0.0), each[0].url))
    return First(found[:MOST_HARD], len(found))


def _hardness(reading: Reading) -> float | None:
    return reading.flesch_kincaid if reading.level is None else reading.level


def words_to_change(causes: Mapping[int, Cause]) -> First[Cause]:
    """Return words and phrases to change, those on most pages first."""
    found = [cause for cause in causes.values() if cause.is_word]
    found.sort(key=lambda cause: (-cause.pages, -cause.elements, cause.id))
    return First(found[:MOST_TOLD], len(found))


def said_of(db: sqlite3.Connection, causes: First[Cause]) -> dict[int, str]:
    """Return what one page says of each cause, by cause."""
    said = {}
    for cause in causes.rows:
        row = db.execute(
            """SELECT message FROM findings WHERE cause_id = ? AND ended_run_id IS NULL
               AND set_aside = '' ORDER BY id LIMIT 1""",
            [cause.id],
        ).fetchone()
        said[cause.id] = row[0] if row else ""
    return said


def mean_levels(db: sqlite3.Connection, site: Site, runs: list[Run]) -> Iterator[float | None]:
    """Give the mean reading level as of each run."""
    for run in runs:
        row = db.execute(
            """SELECT avg(o.value) FROM outcomes o
               WHERE o.audit_id = (SELECT id FROM audits WHERE name = 'reading-level')
               AND o.site_id = ? AND o.value IS NOT NULL AND o.first_run_id <= ?
               AND (o.ended_run_id IS NULL OR o.ended_run_id > ?)""",
            [site.id, run.id, run.id],
        ).fetchone()
        yield row[0]
