"""Which pages say the same in other languages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from audits.derive.translations import Translation
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database


def save_translations(db: "Database", page_id: int, translations: Iterable[Translation]) -> None:
    """Write the versions of a page in other languages, in place of those on record."""
    found = {(each.language, storable(each.url, 2000)): each.told_by for each in translations}
    rows = db.execute(
        "SELECT language, url, told_by FROM translations WHERE page_id = ?", [page_id]
    )
    if {(language, url): told_by for language, url, told_by in rows.fetchall()} == found:
        return
    db.execute("DELETE FROM translations WHERE page_id = ?", [page_id])
    db.conn.executemany(
        "INSERT INTO translations (page_id, language, url, told_by) VALUES (?, ?, ?, ?)",
        [(page_id, *key, told_by) for key, told_by in found.items()],
    )
