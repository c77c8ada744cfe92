"""The main text of pages: how hard it is to read, and the site's index of a run."""

import json
from typing import TYPE_CHECKING

from audits.derive.clarity_index import PageMeasures, clarity_index
from audits.derive.page_reading import PageReading
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MEASURES = (
    *("reading_ease", "flesch_kincaid", "smog", "gunning_fog", "coleman_liau", "ari"),
    *("dale_chall", "linsear_write", "lix", "rix", "mcalpine_eflaw", "spache"),
    *("long_sentences", "passive", "complex_words"),
)
LONGEST_BLOCK = 50_000  # characters


def save_reading(db: "Database", run: "Run", page_id: int, reading: PageReading | None) -> None:
    """Write how a page that was judged reads, and its text; None when its text was not found."""
    if reading is None:
        forget_reading(db, page_id)
        return
    row = {
        "page_id": page_id,
        "run_id": run.id,
        "language": storable(reading.language, 20),
        "source": reading.source,
        "reason": storable(reading.reason),
        "words": reading.words,
        "sentences": reading.sentences,
        "level": reading.level,
        "band": reading.band,
        "why": json.dumps(dict(reading.why)),
        **{name: reading.measures.get(name) for name in MEASURES},
        "marks": len(reading.marks),
    }
    db.execute(
        f"INSERT OR REPLACE INTO page_readability ({', '.join(row)}) "  # noqa: S608 (our own names)
        f"VALUES ({', '.join(f':{name}' for name in row)})",
        row,
    )
    blocks = [(kind, storable(text, LONGEST_BLOCK)) for kind, text in reading.blocks]
    marks = [(each.block, each.start, each.end, each.kind, each.advice) for each in reading.marks]
    db.execute(
        "INSERT OR REPLACE INTO page_texts (page_id, blocks, marks) VALUES (?, ?, ?)",
        [
            page_id,
            json.dumps(blocks, ensure_ascii=False),
            storable(json.dumps(marks, ensure_ascii=False), 2**31),
        ],
    )


def forget_reading(db: "Database", page_id: int) -> None:
    """Forget the text of a page that is gone, or has none any more."""
    for table in ("page_readability", "page_texts"):
        db.execute(f"DELETE FROM {table} WHERE page_id = ?", [page_id])  # noqa: S608 (our own names)


def save_index(db: "Database", run: "Run") -> None:
    """Write the site's index over the pages that the run judged and that have a score."""
    db.execute("DELETE FROM readability_index WHERE run_id = ?", [run.id])
    rows = db.execute(
        """SELECT p.url, r.reading_ease, r.long_sentences, r.passive, r.complex_words,
               coalesce(b.views, b.visits)
           FROM page_readability r JOIN pages p ON p.id = r.page_id
           LEFT JOIN behaviour b ON b.page_id = p.id
           WHERE p.site_id = ? AND p.audited_run_id = ? AND r.reading_ease IS NOT NULL
           AND r.long_sentences IS NOT NULL AND r.passive IS NOT NULL
           AND r.complex_words IS NOT NULL""",
        [run.site_id, run.id],
    )
    start = db.execute("SELECT start_url FROM sites WHERE id = ?", [run.site_id]).fetchone()[0]
    found = clarity_index((PageMeasures(*row) for row in rows), start)
    if found is None:
        return
    db.execute(
        """INSERT INTO readability_index (run_id, pages, of_pages, is_most_visited, reading_ease,
               long_sentences, passive, complex_words, plain_pages, place)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(run.id, found.pages, found.of_pages, int(found.is_most_visited)),
            *(found.reading_ease, found.long_sentences, found.passive, found.complex_words),
            *(found.plain_pages, found.place),
        ],
    )
