"""What may lie outside the law: candidates for a person to look at. A lower risk, never none.

A document or page is a candidate by its date only when every date that is known of it lies before
the day that the law names, no page of a task links to it, and nothing calls it a form.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from audits.derive.hosts import registrable
from audits.derive.players import PLAYERS
from audits.suppliers import supplier_at

OFFICE = frozenset(
    (".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp")
)
MEDIA = frozenset((".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".avi", ".wmv", ".wav", ".webm", ".ogg"))
FIRST_YEAR = 1995  # no council's file is older; servers that have no date tell 1970
FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?([0-2]\d|3[01])(?!\d)")
FOLDER_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
YEAR_PAIR = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?((?:19|20)?\d\d)(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# Whatever people may have to fill in is needed for a service that runs today.
FORM_WORDS = re.compile(
    r"\b(?:forms?|appl(?:y|ication|ications)|claims?|regist(?:er|ration)|renew(?:al)?|requests?"
    r"|booking|order|nominations?|complaints?|consent|declaration|questionnaire|invoice|mandate"
    r"|licen[cs]e|permit|appeals?|objection|ffurflen|cais)\b",
    re.IGNORECASE,
)
WORD_BREAKS = re.compile(r"[-_./+%\s]+|(?<=[a-z])(?=[A-Z])")
ARCHIVE = re.compile(r"/(?:[\w-]+-)?archived?(?=/|$)", re.IGNORECASE)  # not a record office
MAPS = re.compile(
    r"(?:^|\.)(?:maps\.google\.[a-z.]+|arcgis\.com|openstreetmap\.org|mapbox\.com|what3words\.com"
    r"|osmaps\.com|ordnancesurvey\.co\.uk|bing\.com/maps|google\.[a-z.]+/maps)",
    re.IGNORECASE,
)

Dates = tuple[tuple[str, date], ...]  # where each is from, and the date


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A document or page, and what is known of it."""

    url: str
    last_modified: str = ""  # as the server sent it
    first_seen: date | None = None  # None when the very first run saw it, which tells nothing
    reviewed: str = ""  # the day of its last update as it says itself, ISO 8601
    link_texts: Sequence[str] = ()
    is_for_task: bool = False  # a page of a task, or linked from one
    is_form: bool = False  # some page offers it as a form to print


def dated_exemption(file: File, before: date) -> Dates:
    """Return the dates that make a file a candidate; none when it is not one."""
    dates = known_dates(file)
    is_old = bool(dates) and all(day < before for _, day in dates)
    return () if not is_old or file.is_for_task or says_form(file) else dates


def known_dates(file: File) -> Dates:
    """Return every date that is known of a file: by its address, its server, itself, the crawl."""
    found = [
        ("the address", date_in_address(file.url)),
        ("the server (Last-Modified)", _server_date(file.last_modified)),
        ("the page itself", _iso_date(file.reviewed)),
        ("the run that first saw it", file.first_seen),
    ]
    return tuple((source, day) for source, day in found if day is not None)


def date_in_address(url: str) -> date | None:
    """Return the latest day that the newest date or year in an address can mean."""
    path = unquote(urlsplit(url).path)
    found = [_day(*map(int, each)) for each in FULL_DATE.findall(path)]
    found += [_last_day(int(year), int(month)) for year, month in FOLDER_MONTH.findall(path)]
    # what was read as a whole date must not be read as a year again
    rest = FOLDER_MONTH.sub("/", FULL_DATE.sub(" ", path))
    for year, other in YEAR_PAIR.findall(rest):
        later = int(other) if len(other) > 2 else int(year[:2] + other)  # noqa: PLR2004 (digits)
        if later in (int(year), int(year) + 1):
            found.append(_last_day(later, 12))
    found += [_last_day(int(year), 12) for year in YEAR.findall(rest)]
    return max((day for day in found if day and day.year >= FIRST_YEAR), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _server_date(sent: str) -> date | None:
    try:
        day = parsedate_to_datetime(sent).date()
    except (ValueError, TypeError, OverflowError):
        return None
    return day if day.year >= FIRST_YEAR else None


def _iso_date(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def says_form(file: File) -> bool:
    """Whether anything calls a file a form: its name, its links, or a page that offers it."""
    name = WORD_BREAKS.sub(" ", unquote(urlsplit(file.url).path))
    return file.is_form or any(FORM_WORDS.search(text) for text in (name, *file.link_texts))


def kind_of_document(url: str) -> str:
    """Return the exemption that a document may come under by its kind, or ""."""
    ending = "." + urlsplit(url).path.lower().rpartition(".")[2]
    return "office-files" if ending in OFFICE else "recorded-media" if ending in MEDIA else ""


def is_archive(url: str) -> bool:
    """Whether an address says that it is one of an archive."""
    return ARCHIVE.search(urlsplit(url).path) is not None


def kind_of_frame(url: str, site: str) -> str:
    """Return the exemption that a frame on a page of a site may come under, or "".

    A supplier's system is one that the council pays for, and films on other hosts are mostly its
    own: neither is a candidate.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if MAPS.search(host) or MAPS.search(host + parts.path):
        return "maps"
    is_player = any(host == player or host.endswith(f".{player}") for player, *_ in PLAYERS)
    is_own = registrable(url) == registrable(site)
    return "" if is_own or is_player or not host or supplier_at(url) else "third-party"
