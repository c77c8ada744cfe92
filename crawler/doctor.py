"""Is everything there that a run needs? Each checkup says what it found and how to mend it."""

import contextlib
import importlib
import os
import shutil
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from audits.derive.spelling import WordListMissingError, load_words
from crawler.browser import BrowserError, BrowserPool, BrowserSettings
from crawler.browser_settings import INSTALL, axe_version, ibm_version, program_version
from crawler.configuration import ConfigurationError, our_settings
from crawler.plain import printable
from crawler.provision import axe_or_complain, dictionary_path, ibm_or_complain, is_old_axe
from crawler.reading import INSTALL as READER_INSTALL
from crawler.reading import PROGRAM as READER
from crawler.reading import languages, why_unread
from crawler.store.record import RecordError, read_record

if TYPE_CHECKING:
    from scrapy.settings import Settings

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37)  # the first with strict tables
LEAST_ROOM = 2_000_000_000  # bytes; a big site's record, its report and the browsers' profiles
BOOTSTRAP = "run script/bootstrap"
NOT_ASKED = "not tried, since something above is missing"
SAMPLE = "The council collects your bins every Tuesday morning. Please put them out before seven."
SAMPLE_PAGE = "data:text/html,<!doctype html><html lang=en><title>A page</title><img src=x>"


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at; ok is None for what works but may not for long."""

    name: str
    ok: bool | None
    said: str
    mend: str = ""


class _Ill(Exception):  # noqa: N818 (a finding)
    """What is wrong, and how to mend it."""

    def __init__(self, said: str, mend: str, *, is_warning: bool = False) -> None:
        super().__init__(said)
        self.said, self.mend, self.is_warning = said, mend, is_warning


def examine(record: Path, out: Path) -> list[Checkup]:
    """Look at everything a run needs; what fails is said, never raised."""
    settings: list[Settings] = []
    browser = BrowserSettings(axe_path=Path())
    versions: dict[str, str] = {}

    def read_settings() -> str:
        settings.append(our_settings())
        return "settings.py is Dropkerb's own"

    def from_settings(name: str) -> str:
        return str(settings[0][name] or "") if settings else ""

    checkups = [_checkup("Python", _python), _checkup("Settings", read_settings)]
    browser = replace(
        browser,
        binary=from_settings("DROPKERB_CHROMIUM") or browser.binary,
        driver=from_settings("DROPKERB_CHROMEDRIVER") or browser.driver,
    )

    def version_of(key: str, program: str, title: str, setting: str) -> str:
        versions[key] = program_version(program, title, setting)
        return f"{versions[key]} at {program}"

    def axe() -> str:
        path = axe_or_complain(from_settings("DROPKERB_AXE_PATH"))
        versions["path"] = str(path)
        return _axe(path)

    def ibm() -> str:
        path = ibm_or_complain(from_settings("DROPKERB_IBM_PATH"))
        return f"{ibm_version(path)} at {path}"

    checks: list[tuple[str, Callable[[], str]]] = [
        ("Chromium", lambda: version_of("c", browser.binary, "Chromium", "DROPKERB_CHROMIUM")),
        (
            "chromedriver",
            lambda: version_of("d", browser.driver, "chromedriver", "DROPKERB_CHROMEDRIVER"),
        ),
        ("Same version", lambda: _same_version(versions.get("c"), versions.get("d"))),
        ("axe-core", axe),
        ("IBM's engine", ibm),
        ("A page in the browser", lambda: _a_page(browser, versions)),
        ("Pronouncing dictionary", _dictionary),
        ("Spelling", _speller),
        ("Words in pictures", _reader),
        ("SQLite", lambda: _sqlite(record)),
        ("Disk space", lambda: _room(record, out)),
        ("Folder of the record", lambda: _writable(record.resolve().parent)),
        ("Folder of the report", lambda: _writable(_folder(out.resolve()))),
        ("Record", lambda: _record(record)),
    ]
    return checkups + [_checkup(name, check) for name, check in checks]


def _checkup(name: str, check: Callable[[], str]) -> Checkup:
    try:
        return Checkup(name, ok=True, said=check())
    except _Ill as ill:
        return Checkup(name, None if ill.is_warning else False, ill.said, ill.mend)
    except (BrowserError, ConfigurationError) as error:
        said, _, mend = str(error).partition("; ")
        return Checkup(name, ok=False, said=said, mend=mend or BOOTSTRAP)
    except Exception as error:  # noqa: BLE001 (a doctor does not collapse)
        said = f"this checkup failed itself ({type(error).__name__}: {error})"
        return Checkup(
            name, ok=False, said=said, mend=f"{BOOTSTRAP}; if that does not help, report it"
        )


def _python() -> str:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        needed = ".".join(map(str, OLDEST_PYTHON))
        raise _Ill(f"version {found}, but {needed} is needed", f"install Python {needed} or newer")
    return f"{found} at {sys.executable}"


def _same_version(chromium: str | None, driver: str | None) -> str:
    if not chromium or not driver:
        raise _Ill(NOT_ASKED, "mend that first")
    majors = [version.partition(".")[0] for version in (chromium, driver)]
    if majors[0] != majors[1]:
        raise _Ill(
            f"Chromium has version {majors[0]}, chromedriver has version {majors[1]}",
            f"install both anew with: {INSTALL}",
        )
    return f"Chromium and chromedriver both have version {majors[0]}"


def _axe(path: Path) -> str:
    version = axe_version(path)
    if is_old_axe(version):
        raise _Ill(f"version {version} is old", "npm install axe-core@4.14", is_warning=True)
    return f"{version} at {path}"


def _a_page(browser: BrowserSettings, versions: dict[str, str]) -> str:
    if "path" not in versions:
        raise _Ill(NOT_ASKED, "mend that first")
    try:
        _same_version(versions.get("c"), versions.get("d"))
    except _Ill as ill:
        raise _Ill(NOT_ASKED, "mend that first") from ill
    pool = BrowserPool(replace(browser, axe_path=Path(versions["path"])), 1)
    try:
        look = pool.look(SAMPLE_PAGE)
    finally:
        pool.close()
    found = {rule["id"] for rule in (look.axe or {}).get("violations", ())}
    if "image-alt" not in found:
        said = look.reason or look.axe_error or "axe did not find the fault of the sample page"
        raise _Ill(said, f"install the browser anew with: {INSTALL}")
    return "a browser starts, shows a page, and axe finds its fault"


def _dictionary() -> str:
    """Try textstat, but only once the dictionary is known to be here: it would download it."""
    nltk = importlib.import_module("nltk")  # half a second, and one more thing that may be missing
    with contextlib.redirect_stdout(None), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            place = str(nltk.data.find("corpora/cmudict"))
        except LookupError as error:
            raise _Ill(f"it is not at {dictionary_path()}", BOOTSTRAP) from error
        score = importlib.import_module("textstat").flesch_reading_ease(SAMPLE)
    return f"textstat scores a sample with {score:.0f}, using {place}"


def _speller() -> str:
    try:
        words = load_words()
    except WordListMissingError as error:
        said = str(error).partition(" (")[0]
        raise _Ill(said, "apt-get install hunspell-en-gb", is_warning=True) from error
    return f"British, {len(words.stems):,} words"


def _reader() -> str:
    if why := why_unread():
        raise _Ill(why.partition(" (")[0], READER_INSTALL, is_warning=True)
    return f"{READER} reads {', '.join(sorted(languages() & {'cym', 'eng'}))}"


def _sqlite(record: Path) -> str:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise _Ill(
            f"version {version}, but {needed} is needed",
            "use a newer Debian, or a Python that brings a newer SQLite",
        )
    with tempfile.TemporaryDirectory(dir=_folder(record.resolve().parent)) as folder:
        db = sqlite3.connect(Path(folder) / "try.db")
        try:
            db.execute("SELECT json_extract('[1]', '$[0]')").fetchone()
            mode = db.execute("PRAGMA journal_mode = wal").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise _Ill(f"version {version}, but {error}", "use Debian's own Python") from error
        finally:
            db.close()
    if mode != "wal":
        raise _Ill(
            f"the folder of the record allows no write-ahead log ({mode})",
            "keep the record on a local disk, not on a network share",
        )
    return f"{version}, with JSON and write-ahead log"


def _room(*places: Path) -> str:
    folders = {_folder(place.resolve()) for place in (*places, Path(tempfile.gettempdir()))}
    folder, free = min(
        ((folder, shutil.disk_usage(folder).free) for folder in folders), key=lambda each: each[1]
    )
    said = f"{free / 1e9:.1f} GB free at {folder}"
    if free < LEAST_ROOM:
        raise _Ill(
            said,
            f"make room: {LEAST_ROOM / 1e9:.0f} GB are enough for a council's site",
            is_warning=True,
        )
    return said


def _folder(place: Path) -> Path:
    """Return the place itself, or the nearest folder above it that exists."""
    return next(each for each in (place, *place.parents) if each.exists())


def _writable(folder: Path) -> str:
    if not folder.exists():
        raise _Ill(f"there is no folder {folder}", f"mkdir -p {folder}")
    if not folder.is_dir():
        raise _Ill(f"{folder} is not a folder", "move that file away, or name another folder")
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".dropkerb-"):
            pass
    except OSError as error:
        user = f"user {os.geteuid()}"
        raise _Ill(
            f"{folder} cannot be written ({error.strerror})",
            f"give {user} the right to write there, or name another folder",
        ) from error
    return f"{folder} can be written"


def _record(record: Path) -> str:
    if not record.exists():
        return f"{record} does not exist yet; the first run makes it"
    try:
        db = read_record(record)
    except RecordError as error:
        said, _, mend = str(error).partition("; ")
        mend = mend or "name another file with --db"
        raise _Ill(said, mend, is_warning="brings it up to date" in mend) from error
    try:
        runs = next(iter(db.query("SELECT count(*) AS n FROM runs")))["n"]
    finally:
        db.close()
    return f"{record} opens and holds {runs} {'run' if runs == 1 else 'runs'}"


def render(checkups: list[Checkup]) -> str:
    """Return the checkups as text, and what they come to."""
    words = {True: "ok", False: "WRONG", None: "note"}
    lines = []
    for checkup in checkups:
        lines.append(f"{words[checkup.ok]:<6} {checkup.name}: {checkup.said}")
        if checkup.mend and checkup.ok is not True:
            lines.append(f"       To mend it: {checkup.mend}")
    wrong = sum(checkup.ok is False for checkup in checkups)
    if wrong:
        things = "thing has" if wrong == 1 else "things have"
        lines.append(f"\n{wrong} {things} to be mended before a run.")
    else:
        lines.append("\nEverything a run needs is there.")
    return printable("\n".join(lines))
