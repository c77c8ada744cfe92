"""A copy of the record that is sound, made while a run may go on."""

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from crawler.status import size_of
from crawler.store.invariants import complaints
from crawler.store.record import RecordError, read_record, told


def back_up(record: Path, to: Path) -> Path:
    """Copy the record as it is at this moment to a file, or into a folder under a name with a date.

    SQLite's own online backup is used, in one step: a run that writes goes on. The copy is checked
    like `dropkerb check` does before it gets its name, in place of an earlier copy of that name.
    Returns the copy. Raises RecordError.
    """
    target = _named(record, to)
    _check_place(record, target)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy(record, draft)
        _check(draft)
        _keep(draft, target)
    except OSError as error:
        raise RecordError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        for file in (draft, draft.with_name(f"{draft.name}-journal")):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
    return target


def _named(record: Path, to: Path) -> Path:
    if not to.is_dir():
        return to
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    return to / f"{record.stem}-{moment}{record.suffix or '.db'}"


def _check_place(record: Path, target: Path) -> None:
    folder = target.resolve().parent
    if not folder.is_dir():
        raise RecordError(f"There is no folder {folder}; make it first.")
    if not target.exists():
        return
    if record.exists() and target.samefile(record):
        raise RecordError(f"{target} is the record itself; name another file for the backup.")
    try:
        read_record(target, may_be_older=True).close()
    except RecordError as error:
        raise RecordError(
            f"{target} is there already and no record of Dropkerb; name another file."
        ) from error


def _copy(record: Path, draft: Path) -> None:
    source = read_record(record, may_be_older=True)
    try:
        needed, free = size_of(record), shutil.disk_usage(draft.parent).free
        if free < needed:
            raise RecordError(
                f"There is too little room in {draft.parent}: {free / 1e6:,.0f} MB free, about "
                f"{needed / 1e6:,.0f} MB needed."
            )
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = sqlite3.connect(draft)
        try:
            with told(draft):
                source.conn.backup(copy)  # all pages in one step: no writer makes it begin again
                copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, no log beside
        finally:
            copy.close()
    finally:
        source.close()


def _check(draft: Path) -> None:
    with told(draft):
        db = Database(sqlite3.connect(draft))
        try:
            found = next(complaints(db), "")
        finally:
            db.close()
    if found:
        raise RecordError(
            f"No backup was made, since the copy is not sound: {found} See dropkerb check."
        )


def _keep(draft: Path, target: Path) -> None:
    """Have the copy on the disk before it gets its name, and the name too."""
    for step in (draft, None, target.resolve().parent):
        if step is None:
            draft.replace(target)
            continue
        handle = os.open(step, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
