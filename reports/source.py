"""Open a record for reading, and say plainly when it cannot be reported on."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

SCHEMA = "m021_engine"  # the newest migration these reports know; a test holds it to it
# Control characters, and those that turn the direction of text around: they hide what is written.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


class ReportError(Exception):
    """No report can be made; the message is one sentence for the person who asked."""


def json_list(stored: str) -> list[Any]:
    """Return a list that the record holds as JSON; an empty one when it was cut, or is none."""
    try:
        found = json.loads(stored)
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def json_object(stored: str) -> dict[str, Any]:
    """Return an object that the record holds as JSON; an empty one when it was cut, or is none."""
    try:
        found = json.loads(stored)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def reading(record: Path) -> Iterator[sqlite3.Connection]:
    """Give the record, read-only, as it is at this moment: a crawl that goes on is not seen."""
    if not record.is_file():
        raise ReportError(f"There is no record {record}: run a crawl first, or name another file.")
    db = _connect(record)
    try:
        db.text_factory = text
        db.row_factory = sqlite3.Row
        db.execute("BEGIN")
        _check_schema(db, record)
        yield db
    except sqlite3.DatabaseError as error:
        raise ReportError(f"{record} could not be read as a database: {error}.") from error
    finally:
        db.close()


def _connect(record: Path) -> sqlite3.Connection:
    """Open the file read-only; in a folder that cannot be written, as a file that nobody writes."""
    address = f"file:{quote(str(record.resolve()))}?mode=ro"
    is_quiet = not record.with_name(record.name + "-wal").exists()
    for form in (address, f"{address}&immutable=1") if is_quiet else (address,):
        try:
            db = sqlite3.connect(form, uri=True, isolation_level=None)
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            problem = error
        except sqlite3.DatabaseError as error:
            raise ReportError(f"{record} is not a database that Dropkerb can read.") from error
        else:
            return db
    raise ReportError(f"The record {record} could not be opened as a database: {problem}.")


def _check_schema(db: sqlite3.Connection, record: Path) -> None:
    has_table = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if not db.execute(has_table).fetchone():
        raise ReportError(f"{record} is a database, but not a record made by Dropkerb.")
    applied = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'dropkerb' ORDER BY name"
    names = [row["name"] for row in db.execute(applied)]
    if not names:
        raise ReportError(f"{record} is a database, but not a record made by Dropkerb.")
    if names[-1] > SCHEMA:
        raise ReportError(
            f"{record} was made by a newer Dropkerb: update this one to report on it."
        )
    if names[-1] < SCHEMA:
        raise ReportError(
            f"{record} was made by an older Dropkerb: run a crawl to bring it up to date."
        )


def text(raw: bytes) -> str:
    """Return a text of the record, with what cannot be printed shown as such."""
    return UNPRINTABLE.sub("\ufffd", raw.decode("utf-8", "replace"))
