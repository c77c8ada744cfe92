"""The words of pages that no dictionary has, for the site as a whole to judge."""

import json
from typing import TYPE_CHECKING

from audits.derive.spelling import PageWords, UnknownWord
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MOST_SELECTOR = 2_000  # characters


def save_words(db: "Database", page_id: int, words: PageWords) -> None:
    """Write which words of a page that was opened are unknown."""
    unknown = [
        [
            *(storable(each.word), each.is_name, each.count),
            *(storable(each.selector, MOST_SELECTOR), each.region, storable(each.sentence)),
        ]
        for each in words.unknown
    ]
    db.execute(
        """INSERT INTO page_words (page_id, words, unknown) VALUES (?, ?, ?)
           ON CONFLICT (page_id) DO UPDATE SET words = excluded.words, unknown = excluded.unknown
           WHERE words != excluded.words OR unknown != excluded.unknown""",
        [page_id, words.words, json.dumps(unknown, ensure_ascii=False)],
    )


def words_on_pages(db: "Database", run: "Run") -> dict[str, PageWords]:
    """Return the unknown words of the pages judged in a run, by the address of the page."""
    rows = db.execute(
        """SELECT p.url, w.words, w.unknown FROM pages p JOIN page_words w ON w.page_id = p.id
           WHERE p.site_id = ? AND p.audited_run_id = ? ORDER BY p.id""",
        [run.site_id, run.id],
    )
    return {
        url: PageWords(words, tuple(_unknown(*each) for each in json.loads(unknown)))
        for url, words, unknown in rows
    }


def _unknown(
    word: str,
    is_name: bool,  # noqa: FBT001
    count: int,
    selector: str,
    region: str,
    sentence: str,
) -> UnknownWord:
    return UnknownWord(word, bool(is_name), count, selector, region, sentence)
