"""Open the record: made or brought up to date, one writer at a time, every mishap in a sentence."""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from crawler.store.migrations import known_names, migrations

BUSY_SECONDS = 10  # how long to wait for somebody who holds the file, e.g. a backup
LEAST_WAIT = 0.3  # seconds for the lock: somebody may only be asking who holds it
ASK_SECONDS = 0.1  # between two tries to get it
LITTLE_ROOM = 256 * 1024  # bytes; an input/output error with less than that free is a full disk


class RecordError(Exception):
    """The record cannot be used; the message is one sentence for the person at the terminal."""


class Record(Database):
    """The record, open for writing; closing it lets the next writer in.

    Threads take turns with it, since SQLite serialises them, but one transaction is one thread's.
    """

    def __init__(self, path: Path, lock: int) -> None:
        self.lock: int | None = lock
        self.path = path
        # long work on it is done on a thread, by one at a time: crawler/closing.py
        super().__init__(sqlite3.connect(path, check_same_thread=False))

    def close(self) -> None:
        super().close()
        if self.lock is not None:
            _unlock(self.path, self.lock)
            self.lock = None


def open_record(path: Path, *, wait: float = 0) -> Record:
    """Open the record for writing; make it when there is none, migrate it when it is older.

    While another process writes it, wait so many seconds at most. Raises RecordError.
    """
    folder = path.parent
    if not folder.is_dir():
        raise RecordError(f"The folder {folder} for {path.name} does not exist; make it first.")
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file for the database.")
    lock = _lock(path, wait)
    try:
        with told(path):
            record = Record(path, lock)
    except BaseException:
        _unlock(path, lock)
        raise
    try:
        with told(path):
            _prepare(record)
    except BaseException:
        record.close()
        raise
    return record


def read_record(path: Path, *, may_be_older: bool = False) -> Database:
    """Open the record for reading; a run that is writing is not disturbed. Raises RecordError."""
    if not path.is_file():
        raise RecordError(f"There is no record {path}; run a crawl first, or name another file.")
    with told(path):
        db = Database(_connect_read_only(path))
        try:
            check_schema(db, path, may_be_older=may_be_older)
        except BaseException:
            db.close()
            raise
    return db


def writer_of(path: Path) -> int | None:
    """Return the number of the process that writes the record now, or None when none does.

    0 stands for a process that could not leave its number. Asking holds nobody up: a writer that
    begins at this very moment tries again.
    """
    try:
        lock = os.open(_lock_path(path), os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        said = os.read(lock, 20).decode("ascii", "replace").strip()
        return int(said) if said.isdigit() else 0
    else:
        return None  # left behind by a process that was killed
    finally:
        os.close(lock)


def check_schema(db: Database, path: Path, *, may_be_older: bool) -> None:
    """Refuse a database that is not ours, or not of this version. Raises RecordError."""
    tables = set(db.table_names()) - {migrations.migrations_table}
    applied = {each.name for each in migrations.applied(db)}
    if tables and not applied:
        raise RecordError(f"{path} is a database of something else, not a record of Dropkerb.")
    if applied - known_names():
        raise RecordError(f"{path} was made by a newer Dropkerb; update this one to use it.")
    if not may_be_older and migrations.pending(db):
        raise RecordError(f"{path} was made by an older Dropkerb; a crawl brings it up to date.")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a record that cannot be used into a RecordError."""
    try:
        yield
    except sqlite3.Error as error:
        if said := explain(error, path):
            raise RecordError(said) from error
        raise


@contextmanager
def told_of(db: Database) -> Iterator[None]:
    """Do the same for a record that is open already, in one transaction."""
    path = db.path if isinstance(db, Record) else Path("the record")
    with told(path), db.atomic():
        yield


def explain(error: sqlite3.Error, path: Path | None = None) -> str:
    """Return what is wrong with the record and what to do, or "" when it is not the record."""
    name = str(path) if path else "the record"
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code
    if code == sqlite3.SQLITE_FULL or (
        code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _is_full(path)
    ):
        return (
            f"The disk is full, so {name} could not be written; make room and give the same "
            "command again. Nothing that was stored is lost."
        )
    return {
        sqlite3.SQLITE_BUSY: f"{name} is locked by another program; close that, then try again.",
        sqlite3.SQLITE_NOTADB: f"{name} is not a database; name another file with --db.",
        sqlite3.SQLITE_CORRUPT: f"{name} is damaged; restore it from a backup of the database.",
        sqlite3.SQLITE_READONLY: f"{name} may not be written; change its permissions.",
        sqlite3.SQLITE_PERM: f"{name} may not be written; change its permissions.",
        sqlite3.SQLITE_CANTOPEN: f"{name} cannot be opened; check that you may read and write "
        "the file and its folder.",
        sqlite3.SQLITE_IOERR: f"{name} could not be read or written; check the disk.",
    }.get(code, "")


def _prepare(record: Record) -> None:
    check_schema(record, record.path, may_be_older=True)
    record.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    record.execute("PRAGMA journal_mode = WAL").fetchone()
    # With a write-ahead log, NORMAL survives the kill of a process whole: what is committed has
    # been handed to the system. Only a power cut may take the last transactions, never more.
    record.execute("PRAGMA synchronous = NORMAL")
    record.execute("PRAGMA temp_store = MEMORY")
    record.execute("PRAGMA cache_size = -65536")  # 64 MB: a page's rows stand far apart by night
    migrations.apply(record)
    record.execute("PRAGMA foreign_keys = ON")


UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)  # a folder that takes no log


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """Connect read-only; in a folder that may not be written, as a file that nobody writes."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        is_quiet = not path.with_name(f"{path.name}-wal").exists()
        if error.sqlite_errorcode & 0xFF not in UNWRITABLE or not is_quiet:
            raise
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _lock(record: Path, wait: float) -> int:
    """Take the lock beside the record; the system lets go of it when the process ends."""
    path = _lock_path(record)
    until = time.monotonic() + max(wait, LEAST_WAIT)
    while True:
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise RecordError(
                f"{record} cannot be written: its folder does not take a file ({error.strerror})."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() < until:
                os.close(lock)
                time.sleep(ASK_SECONDS)
                continue
            said = os.read(lock, 20).decode("ascii", "replace").strip()
            os.close(lock)
            raise RecordError(
                f"Another run is writing {record}{f' (pid {said})' if said else ''}; wait until "
                "it has ended, or name another file with --db."
            ) from error
        if _is_still_there(path, lock):
            break
        os.close(lock)  # its owner removed it just now; the next one is another file
    try:
        os.truncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
    except OSError:  # a full disk: the lock holds all the same, only nobody learns whose it is
        pass
    return lock


def _unlock(record: Path, lock: int) -> None:
    _lock_path(record).unlink(missing_ok=True)  # before letting go: see _is_still_there
    os.close(lock)


def _lock_path(record: Path) -> Path:
    return record.with_name(f"{record.name}-lock")


def _is_still_there(path: Path, lock: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(lock))
    except FileNotFoundError:
        return False


def _is_full(path: Path | None) -> bool:
    if path is None:
        return False
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < LITTLE_ROOM
