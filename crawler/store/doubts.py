"""Whether a run saw the site at all, or only trouble on its server."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crawler.store.pages import GONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Row

    from sqlite_utils import Database

    from crawler.store.runs import Run

FEWEST = 5  # pages audited before; of fewer, one repair is more than half
KIND = "scope"  # of the note about it
Look = tuple[str, str, int]  # what pages that show the same thing share


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a run cannot be believed, in a sentence of which the next run can tell it is the same."""

    sentence: str
    pages: int


class _Seen(NamedTuple):
    """A page that was audited before, as it answered in this run."""

    outcome: str
    status: int | None
    title: str
    template: str
    bytes: int
    body_hash: str
    title_before: str


def doubt_about(db: "Database", run: "Run") -> Doubt | None:
    """Return why the run cannot be believed: most pages audited before are gone or all alike.

    A second run in a row with the same picture is believed, since sites do move.
    """
    seen = list(_seen(db, run))
    same = _look_alike(seen)
    pictures: Counter[str] = Counter()
    harmless = 0  # an error ends nothing
    for page in seen:
        if page.outcome in GONE:
            pictures[_picture(page)] += 1
        elif page.outcome == "error":
            harmless += 1
        elif page.outcome == "audited" and same is not None and same in _looks(page):
            pictures[f"show one and the same page, “{page.title[:100] or 'without a title'}”"] += 1
    told = pictures.total()
    if len(seen) < FEWEST or told <= harmless or 2 * (told + harmless) <= len(seen):
        return None
    sentence = f"Most pages that were audited before {pictures.most_common(1)[0][0]} tonight."
    return None if _said_before(db, run, sentence) else Doubt(sentence, told + harmless)


def _seen(db: "Database", run: "Run") -> "Iterator[_Seen]":
    rows: Iterable[Row] = db.execute(
        """SELECT v.outcome, v.status, p.title, p.template, coalesce(v.bytes, 0), v.body_hash,
               b.title FROM pages_before b JOIN pages p ON p.id = b.page_id
           JOIN visits v ON v.page_id = b.page_id AND v.last_run_id = b.run_id
           WHERE b.run_id = ? AND b.audited_run_id IS NOT NULL
           AND b.kind NOT IN ('missing', 'redirect', 'document') ORDER BY b.page_id""",
        [run.id],
    )
    return (_Seen(*row) for row in rows)


def _look_alike(seen: list[_Seen]) -> Look | None:
    """Return the look that most pages share which had another title before, if any do."""
    looks = Counter(
        look for page in seen if page.outcome == "audited" for look in _looks(page)
    ).most_common(1)
    return looks[0][0] if looks and looks[0][1] > 1 else None


def _looks(page: _Seen) -> list[Look]:
    """Return what a page shares with pages that show the same: its body, or title and build.

    A page that kept its title shows what it showed before, however many others do so too.
    """
    if page.title == page.title_before:
        return []
    size = round(page.bytes / 1000)  # a repair page may name the time or the address
    looks = [(page.title, page.template, size)]
    return [(page.body_hash, "", 0), *looks] if page.body_hash else looks


def _picture(page: _Seen) -> str:
    if page.outcome == "missing":
        return f"answer {page.status}"
    if page.outcome == "redirect":
        return "lead elsewhere"
    return "are files and no pages"


def _said_before(db: "Database", run: "Run", sentence: str) -> bool:
    """Whether the run before was not believed for the same reason."""
    row = db.execute(
        "SELECT count(*) FROM run_notes WHERE run_id = ? AND kind = ? AND message = ?",
        [run.previous_run_id, KIND, sentence],
    ).fetchone()
    return bool(row[0])
