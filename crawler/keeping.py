"""Keep the record small: remove what is old, and say before and after in figures."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from crawler.status import size_of
from crawler.store.record import Record, RecordError, open_record, told
from crawler.store.retention import compact, thin


def tidy(record: Path, nights: int, *, wait: float = 0, dry_run: bool = False) -> Iterator[str]:
    """Remove what is ended and older than so many nights of its site; yield what to say.

    Waits so many seconds for a run that is writing. Raises RecordError.
    """
    if not record.is_file():
        raise RecordError(f"There is no record {record}; run a crawl first, or name another file.")
    db = open_record(record, wait=wait)
    try:
        with told(record):
            yield from _tidied(db, nights, dry_run=dry_run)
    finally:
        db.close()


def _tidied(db: Record, nights: int, *, dry_run: bool) -> Iterator[str]:
    before = size_of(db.path)
    if not dry_run:
        _check_room(db.path, before)
    word = "would go" if dry_run else "went"
    gone = thin(db, nights, dry_run=dry_run)
    for each in gone:
        if each.rows:
            yield f"{each.table}: {each.rows:,} of {each.of:,} rows {word}."
    if not any(each.rows for each in gone):
        yield f"Nothing is ended and older than the last {nights:,} nights of its site."
    if dry_run:
        yield f"{db.path}: {before / 1e6:,.1f} MB. Nothing was changed."
        return
    compact(db)
    after = size_of(db.path)
    yield f"{db.path}: {before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now."


def _check_room(path: Path, size: int) -> None:
    """Refuse before anything is removed: the file is written anew, beside itself."""
    free = shutil.disk_usage(path.resolve().parent).free
    if free < 2 * size:  # the new file, and the log that carries it over
        raise RecordError(
            f"There is too little room beside {path}: {free / 1e6:,.0f} MB free, about "
            f"{2 * size / 1e6:,.0f} MB needed for a while."
        )
