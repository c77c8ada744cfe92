"""The zip of Plausible's dashboard: only its tables of pages are unpacked, and never much of it."""

import io
import zipfile
import zlib
from pathlib import Path

from crawler.analytics import plausible
from crawler.analytics.rows import AnalyticsError, Export
from crawler.analytics.tables import MOST_BYTES, decoded, tables_of

MOST_FILES = 500  # in the zip
TABLES = ("pages", "entry_pages", "exit_pages")  # as the dashboard names them, or with a prefix
CHUNK = 1 << 20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # Python unpacks others without measure


def read(path: Path) -> list[Export]:
    """Return the tables of pages in a zip. Raises AnalyticsError."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _exports(archive)
    except (
        *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError),
        *(OSError, NotImplementedError, RuntimeError, ValueError),
    ) as error:
        raise AnalyticsError("The zip is damaged, or locked with a password.") from error


def _exports(archive: zipfile.ZipFile) -> list[Export]:
    names = archive.namelist()
    if len(names) > MOST_FILES:
        raise AnalyticsError(f"The zip holds {len(names):,} files; Plausible's hold a dozen.")
    if any(name.startswith("xl/") for name in names):
        raise AnalyticsError("The file is a workbook of Excel; export CSV instead.")
    exports, left = [], MOST_BYTES
    for name in names:
        stem = name.rpartition("/")[2].lower()
        if not (stem.endswith(".csv") and any(table in stem for table in TABLES)):
            continue
        raw = _unpacked(archive, name, left)
        left -= len(raw)
        text = decoded(raw)
        header = next((header for header, _ in tables_of(text)), [])
        if plausible.knows_table(header):
            exports.append(plausible.read(text))
    if len({export.part for export in exports}) < len(exports):
        raise AnalyticsError(
            "The zip holds several tables of the same kind; unpack it and import them one by one."
        )
    if not exports:
        raise AnalyticsError(
            "The zip is none of Plausible's: it has no pages.csv, entry_pages.csv or "
            "exit_pages.csv with their columns."
        )
    return exports


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a file of the zip, whose own word on its size is not relied on."""
    if archive.getinfo(name).compress_type not in METHODS:
        raise AnalyticsError("The zip is packed in a rare way; unpack it, then pack it as usual.")
    kept = io.BytesIO()
    with archive.open(name) as packed:
        while chunk := packed.read(CHUNK):
            if kept.tell() + len(chunk) > most:
                raise AnalyticsError(
                    f"The zip unpacks to more than {MOST_BYTES // 1024**2} MB, so it was left."
                )
            kept.write(chunk)
    return kept.getvalue()
