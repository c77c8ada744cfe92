"""What a file is, told by what stands in it and never by its name."""

import gzip
import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.analytics import access_log, ga4_csv, ga4_json, matomo, plausible, plausible_zip
from crawler.analytics.rows import AnalyticsError, Export
from crawler.analytics.tables import BOMS, MOST_BYTES, decoded, tables_of

HEAD = 1 << 16
ZIP = b"PK\x03\x04"
FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old Excel"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"BZh", "packed by bzip2"),
    (b"\xfd7zXZ", "packed by xz"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd"),
)
NO_DATA = re.compile(
    r"\s*[\"'\ufeff]*(?:no data available|there is no data\b|no data\b)", re.IGNORECASE
)
WEB_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|\?xml|script|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
KNOWN = (
    "exports of GA4 (CSV, Data API JSON), Matomo (CSV, JSON) and Plausible (CSV, zip), and access "
    "logs in combined format"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that can be imported: a log, or the tables of an export."""

    exports: tuple[Export, ...] = ()
    digest: str = ""

    @property
    def is_log(self) -> bool:
        return not self.exports


def recognise(path: Path) -> Recognised:
    """Return what a file is. Raises AnalyticsError with what is wrong with it."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise AnalyticsError(f"It cannot be read: {error.strerror}.") from error
    if not head.strip():
        raise AnalyticsError("It is empty, so there is nothing to import.")
    if head.startswith(ZIP):
        return Recognised(tuple(plausible_zip.read(path)), _digest(path))
    if head.startswith(access_log.GZIP):
        return _packed(path)
    for start, name in FOREIGN:
        if head.startswith(start):
            raise AnalyticsError(f"It is {name}; known are {KNOWN}.")
    is_wide = any(head.startswith(bom) for bom, encoding in BOMS if encoding == "utf-16")
    if not is_wide and access_log.knows(head):
        return Recognised()
    if b"\0" in head and not is_wide:  # in a log they are what a crash of the server left
        raise AnalyticsError(f"It is no text; known are {KNOWN}.")
    if path.stat().st_size > MOST_BYTES:
        raise AnalyticsError(
            f"It is larger than {MOST_BYTES // 1024**2} MB and no access log, so it was left."
        )
    return Recognised((_export(decoded(path.read_bytes())),), _digest(path))


def _packed(path: Path) -> Recognised:
    """Return what a file packed by gzip is: a log, or nothing that we take."""
    try:
        with access_log.opened(path) as stream:
            head = stream.read(HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as error:
        raise AnalyticsError("It is packed, but cut off or damaged.") from error
    if not head.strip():
        raise AnalyticsError("It is empty, so there is nothing to import.")
    if not access_log.knows(head):
        raise AnalyticsError("It is packed, and no access log in combined format is inside.")
    return Recognised()


def _export(text: str) -> Export:
    bare = text.lstrip("\ufeff \t\r\n")
    if WEB_PAGE.match(bare):
        raise AnalyticsError(
            "It is a web page, perhaps the log-in page, saved in place of the export; log in and "
            "export again."
        )
    if NO_DATA.match(bare):
        raise AnalyticsError(
            'It says "No data available": choose a period in which the site had visitors.'
        )
    if bare[:1] in ("{", "["):
        return _from_json(bare)
    return _from_csv(text)


def _from_json(text: str) -> Export:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise AnalyticsError("It begins like JSON, but is cut off or damaged.") from None
    if data in ([], {}):
        raise AnalyticsError("It holds no rows, so there is nothing to import.")
    if ga4_json.knows(data):
        return ga4_json.read(data)
    if matomo.knows(data):
        return matomo.read_json(data)
    raise AnalyticsError(f"It is JSON, but from nothing we know; known are {KNOWN}.")


def _from_csv(text: str) -> Export:
    header = next((header for header, _ in tables_of(text)), [])
    if matomo.knows_table(header):
        return matomo.read_csv(text)
    if plausible.knows_table(header):
        return plausible.read(text)
    if ga4_csv.knows(text):
        return ga4_csv.read(text)
    shown = ", ".join(cell[:30] for cell in header[:6]) or "nothing"
    raise AnalyticsError(
        f"Its columns are none that we know ({shown}); known are {KNOWN}, with the names of "
        "columns in English."
    )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
