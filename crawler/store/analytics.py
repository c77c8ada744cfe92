"""What was imported from analytics: written, replaced, and reckoned up for each page."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from audits.derive.behaviour import (
    DAYS,
    TO_CONTACT,
    TO_SEARCH,
    Counted,
    Exits,
    exits_of,
    has_enough,
    is_answer,
    next_step,
    per_28_days,
    unfinished,
)
from audits.derive.cost import CHANNELS, FORMULA, Costs, contacts_a_month, cost_of, in_words
from crawler.analytics.rows import COUNTS, Counts, Period
from crawler.scope import Glob, path_of
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_UNMATCHED = 1000  # addresses that are kept of those that are no pages
STEPS = ("links", "search")  # parts that mean something beside views of the same days only
STALE_DAYS = 92  # numbers without exits win over those with exits that are a quarter older


@dataclass(frozen=True, slots=True)
class Imported:
    """One table of one file, as it goes to the record."""

    source: str
    part: str
    period: Period
    days: float
    file: str
    digest: str
    imported_at: str
    lines: int
    lines_left: int
    views: int
    views_matched: int
    addresses_unmatched: int
    visits: int | None
    exit_base: str
    notes: str


def overlapping(
    db: "Database", site_id: int, source: str, part: str, period: Period, digest: str
) -> list[tuple[int, Period, str]]:
    """Return earlier imports of other files about some of the same days: number, period, file."""
    rows = db.execute(
        """SELECT id, period_start, period_end, file FROM analytics_imports
           WHERE site_id = ? AND source = ? AND part = ? AND period_start <= ? AND period_end >= ?
           AND NOT (period_start = ? AND period_end = ?) AND digest != ? ORDER BY period_start""",
        [
            *(site_id, source, part, str(period.end), str(period.start)),
            *(str(period.start), str(period.end), digest),
        ],
    )
    return [(row[0], _period(row[1], row[2]), row[3]) for row in rows]


def save_import(
    db: "Database",
    site_id: int,
    imported: Imported,
    pages: Mapping[int, Counts],
    unmatched: Iterable[tuple[str, int]],
) -> int:
    """Write an import in place of the same period or the same file; return how many it replaced.

    Call it inside a transaction.
    """
    period = imported.period
    replaced = db.execute(
        """DELETE FROM analytics_imports WHERE site_id = ? AND source = ? AND part = ?
           AND ((period_start = ? AND period_end = ?) OR digest = ?)""",
        [
            *(site_id, imported.source, imported.part),
            *(str(period.start), str(period.end), imported.digest),
        ],
    ).rowcount
    row = db.execute(
        """INSERT INTO analytics_imports (site_id, source, part, period_start, period_end, days,
               file, digest, imported_at, lines, lines_left, views, views_matched, pages,
               addresses_unmatched, visits, exit_base, notes)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        [
            *(site_id, imported.source, imported.part, str(period.start), str(period.end)),
            *(imported.days, storable(imported.file, 255), imported.digest, imported.imported_at),
            *(imported.lines, imported.lines_left, imported.views, imported.views_matched),
            *(len(pages), imported.addresses_unmatched, imported.visits, imported.exit_base),
            storable(imported.notes, 2000),
        ],
    ).fetchone()
    import_id = row[0]
    marks = ", ".join("?" * (len(COUNTS) + 2))
    db.conn.executemany(
        f"INSERT INTO analytics (import_id, page_id, {', '.join(COUNTS)}) VALUES ({marks})",  # noqa: S608 (our own names)
        ((import_id, page_id, *astuple(counts)) for page_id, counts in pages.items()),
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO analytics_unmatched VALUES (?, ?, ?)",
        ((import_id, storable(address, 300), views) for address, views in unmatched),
    )
    return int(replaced)


def delete_imports(db: "Database", ids: Iterable[int]) -> None:
    """Take imports out of the record, with all that was counted in them."""
    db.conn.executemany("DELETE FROM analytics_imports WHERE id = ?", [(each,) for each in ids])


def save_costs(db: "Database", site_id: int, costs: Costs) -> None:
    """Write what a contact costs the council of a site."""
    db.execute("DELETE FROM channel_costs WHERE site_id = ?", [site_id])
    db.conn.executemany(
        "INSERT INTO channel_costs VALUES (?, ?, ?, ?)",
        [
            (site_id, channel, pounds, int(channel in costs.own))
            for channel in CHANNELS
            if (pounds := getattr(costs, channel)) is not None
        ],
    )


def views_by_page(db: "Database", site_id: int) -> dict[int, int]:
    """Return how often each page was shown in the newest period on record, if any was imported."""
    rows = db.execute(
        """SELECT b.page_id, coalesce(b.views, b.visits) FROM behaviour b
           JOIN pages p ON p.id = b.page_id
           WHERE p.site_id = ? AND coalesce(b.views, b.visits) > 0""",
        [site_id],
    )
    return {page_id: int(views) for page_id, views in rows}


def refresh_behaviour(
    db: "Database", site_id: int, *, end_pages: Iterable[str] | None = None
) -> None:
    """Reckon up how people leave each page of a site; call it inside a transaction.

    It is done after each import, and after each run, which may know other pages and templates.
    Pages that match a pattern of end_pages count as answers; when it is None, those of the last
    run do.
    """
    window = _newest(db, site_id)
    db.execute(
        "DELETE FROM behaviour WHERE page_id IN (SELECT id FROM pages WHERE site_id = ?)", [site_id]
    )
    if window is None:
        return
    patterns = _end_pages(db, site_id) if end_pages is None else end_pages
    globs = [Glob(pattern) for pattern in patterns]
    pages = [_with_answer(page, globs) for page in _sums(db, site_id, window).values()]
    _tell_sends(pages)
    exits = exits_of(page.counted(window.days) for page in pages)
    costs = _costs(db, site_id)
    db.conn.executemany(
        INSERT_BEHAVIOUR, (_behaviour(page, window, exits.get(page.id), costs) for page in pages)
    )
    _keep_period(db, site_id, window)


def _keep_period(db: "Database", site_id: int, window: "_Window") -> None:
    """Keep what the period shows, so that later ones can be held against it."""
    key = [site_id, window.source, str(window.period.end)]
    for table in ("measured_periods", "abandonment_history"):
        db.execute(
            f"DELETE FROM {table} WHERE site_id = ? AND source = ? AND period_end = ?",  # noqa: S608
            key,
        )
    db.execute(
        """INSERT INTO measured_periods (site_id, source, period_start, period_end, pages, views_28,
               exits_measured, excess)
           SELECT ?, ?, ?, ?, count(*), coalesce(sum(b.views_28), 0), count(b.exit_rate),
               coalesce(sum(b.is_excess), 0)
           FROM behaviour b JOIN pages p ON p.id = b.page_id WHERE p.site_id = ?""",
        [site_id, window.source, str(window.period.start), str(window.period.end), site_id],
    )
    db.execute(
        """INSERT INTO abandonment_history (site_id, source, period_end, page_id, lost_28,
               dead_ends, cost)
           SELECT site_id, source, period_end, page_id, lost_28, dead_ends, cost
           FROM abandonment_points WHERE site_id = ?""",
        [site_id],
    )


@dataclass(frozen=True, slots=True)
class _Window:
    """Imports of one source that are added up: they cover some four weeks, each day once."""

    source: str
    period: Period
    days: float
    exit_base: str
    ids: tuple[int, ...]
    is_even: bool  # exits and views were counted on the same days, also where they stand apart


def _newest(db: "Database", site_id: int) -> _Window | None:
    """Return the newest imports of the source that tells most.

    That is the newest one that counts exits, unless it is a quarter older than the newest of all.
    """
    rows = [
        (row[0], row[1], row[2], _period(row[3], row[4]), row[5], row[6])
        for row in db.execute(
            """SELECT id, source, part, period_start, period_end, days, exit_base
               FROM analytics_imports WHERE site_id = ? ORDER BY period_end DESC, id DESC""",
            [site_id],
        )
    ]
    if not rows:
        return None
    with_exits = [row for row in rows if row[5]]
    newest = rows[0]
    if with_exits and (newest[3].end - with_exits[0][3].end).days <= STALE_DAYS:
        newest = with_exits[0]
    source, last = newest[1], newest[3]
    span = Period(min(last.start, last.end - timedelta(days=DAYS - 1)), last.end)
    chosen = [
        row
        for row in rows
        if row[1] == source and row[3].start >= span.start and row[3].end <= span.end
    ]
    days: dict[str, float] = {}
    periods: dict[str, set[Period]] = {}
    for row in chosen:
        days[row[2]] = days.get(row[2], 0.0) + row[4]
        periods.setdefault(row[2], set()).add(row[3])
    whole = periods.get("pages")
    chosen = [row for row in chosen if row[2] not in STEPS or whole in (None, periods[row[2]])]
    return _Window(
        source=source,
        period=Period(min(row[3].start for row in chosen), last.end),
        days=max(days.values()),
        exit_base=next((row[5] for row in chosen if row[5]), ""),
        ids=tuple(row[0] for row in chosen),
        is_even=periods.get("exits", whole) == whole,
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with what was counted on it."""

    id: int
    url: str
    title: str
    template: str
    counts: Counts
    exit_of: int | None
    is_answer: bool = False

    @property
    def shown(self) -> int | None:
        """Return how often it was shown, by the best that was counted."""
        for value in (self.counts.views, self.counts.visits, self.exit_of):
            if value is not None:
                return value
        return None

    def counted(self, days: float) -> Counted:
        return Counted(
            self.id, self.template, self.counts.exits, self.exit_of, days, is_answer=self.is_answer
        )


SUMS = f"""
SELECT p.id, p.url, p.title, p.template, count(a.exits) = count(a.exit_of),
    {", ".join(f"sum(a.{name})" for name in COUNTS)}
FROM analytics a JOIN pages p ON p.id = a.page_id
WHERE a.import_id IN (SELECT value FROM json_each(?)) AND p.site_id = ? GROUP BY p.id
"""  # noqa: S608 (our own names)


def _sums(db: "Database", site_id: int, window: _Window) -> dict[int, _Page]:
    pages = {}
    ids = "[" + ",".join(map(str, window.ids)) + "]"
    for page_id, url, title, template, is_whole, *values in db.execute(SUMS, [ids, site_id]):
        counts = Counts(*values)
        exit_of = counts.exit_of if is_whole else None
        if exit_of is None and window.is_even and window.exit_base == "views":
            exit_of = counts.views
        pages[page_id] = _Page(page_id, url, title, template, counts, exit_of)
    return pages


def _with_answer(page: _Page, globs: list[Glob]) -> _Page:
    path = path_of(page.url)
    said = is_answer(page.url, page.title) or any(glob.matches(page.url, path) for glob in globs)
    return replace(page, is_answer=said)


def _tell_sends(pages: Iterable[_Page]) -> None:
    """Take forms that were begun for sent by nobody, where the source counts what is sent at all.

    Where it counts none on the whole site, it does not measure them, and nothing is known.
    """
    pages = list(pages)
    if any(page.counts.form_sends for page in pages):
        for page in pages:
            if page.counts.form_starts is not None and page.counts.form_sends is None:
                page.counts.form_sends = 0


def _end_pages(db: "Database", site_id: int) -> list[str]:
    """Return the patterns of pages where leaving is success, as the last run was told them."""
    row = db.execute(
        "SELECT settings FROM runs WHERE site_id = ? ORDER BY id DESC LIMIT 1", [site_id]
    ).fetchone()
    return list(json.loads(row[0]).get("end_pages", ())) if row else []


def _costs(db: "Database", site_id: int) -> Costs:
    rows = db.execute(
        "SELECT channel, pounds FROM channel_costs WHERE site_id = ? AND is_own", [site_id]
    )
    return Costs.of(dict(rows.fetchall()))


BEHAVIOUR = (
    *("page_id", "source", "period_start", "period_end", "days", "views", "visits", "entrances"),
    *("bounces", "exits", "exit_of", "exit_base", "onward", "to_contact", "to_search", "views_28"),
    *("has_enough", "is_answer", "exit_rate", "exit_low", "exit_high", "usual_exit_rate"),
    *("excess_28", "excess_low_28", "excess_high_28", "is_excess", "contact_share"),
    *("is_contact_excess", "search_share", "is_search_excess", "contacts_low", "contacts_high"),
    *("pounds_low", "pounds_high", "cost", "cost_source"),
    *("form_starts", "form_sends", "unfinished_share", "unfinished_low", "is_unfinished"),
)
INSERT_BEHAVIOUR = (
    f"INSERT INTO behaviour ({', '.join(BEHAVIOUR)}) VALUES ({', '.join('?' * len(BEHAVIOUR))})"  # noqa: S608
)


def _behaviour(
    page: _Page, window: _Window, exits: Exits | None, costs: Costs
) -> tuple[object, ...]:
    counts, shown = page.counts, page.shown
    views_28 = None if shown is None else per_28_days(shown, window.days)
    left = exits or Exits(0, 0, 0)
    contacts = contacts_a_month(left.excess_low, left.excess_high)
    pounds = cost_of(contacts, costs)
    words = in_words(contacts, pounds) if left.is_excess else ""
    share, low, is_unfinished = unfinished(counts.form_starts, counts.form_sends)
    return (
        *(page.id, window.source, str(window.period.start), str(window.period.end), window.days),
        *(counts.views, counts.visits, counts.entrances, counts.bounces, counts.exits),
        *(page.exit_of if counts.exits is not None else None, window.exit_base),
        *(counts.onward, counts.to_contact, counts.to_search, views_28),
        *(int(has_enough(shown, window.days)), int(page.is_answer)),
        *((exits.rate, exits.low, exits.high, exits.usual) if exits else (None,) * 4),
        *(left.excess, left.excess_low, left.excess_high, int(left.is_excess)),
        *_next_steps(page, is_hidden=not has_enough(shown, window.days)),
        *(contacts.low, contacts.high, pounds.low, pounds.high),
        *(words, f"{FORMULA} {costs.source()}" if words else ""),
        *(counts.form_starts, counts.form_sends, share, low, int(is_unfinished)),
    )


def _next_steps(page: _Page, *, is_hidden: bool) -> tuple[object, ...]:
    """Return the shares of steps to contact and to search, each with whether it is too large."""
    if is_hidden or page.is_answer:
        return None, 0, None, 0
    counts = page.counts
    onward = counts.onward
    if onward is None and counts.views is not None:
        onward = counts.views - (counts.exits or 0)
    contact, is_contact = next_step(counts.to_contact, onward, threshold=TO_CONTACT)
    visits = counts.views if counts.visits is None else counts.visits
    search, is_search = next_step(counts.to_search, visits, threshold=TO_SEARCH)
    return contact, int(is_contact), search, int(is_search)


def _period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))
