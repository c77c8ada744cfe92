"""What people do on the pages of a site, as the record has it from analytics and access logs."""

import sqlite3
from dataclasses import dataclass, fields

from reports.lists import FEW, First
from reports.rows import Site
from reports.wording import number

MOST_PERIODS = 26
FEWEST_VIEWS = 100  # in 28 days; under that no share is shown


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What people do on a page; None where it was not measured or is hidden."""

    page_id: int
    source: str
    period_start: str
    period_end: str
    views: int | None
    visits: int | None
    exits: int | None
    views_28: float | None
    is_hidden: int
    exit_base: str
    exit_rate: float | None
    exit_low: float | None
    exit_high: float | None
    usual_exit_rate: float | None
    is_answer: int
    excess_28: float
    is_excess: int
    contact_share: float | None
    is_contact_excess: int
    search_share: float | None
    is_search_excess: int
    form_starts: int | None
    unfinished_share: float | None
    is_unfinished: int
    cost: str
    cost_source: str

    @property
    def measured(self) -> dict[str, bool]:
        """Return each rule of the taxonomy that was measured here, and whether it is broken."""
        told = {
            "DE70": (self.exit_rate, self.is_excess),
            "DE71": (self.contact_share, self.is_contact_excess),
            "DE72": (self.search_share, self.is_search_excess),
            "DE74": (self.unfinished_share, self.is_unfinished),
        }
        return {rule: bool(broken) for rule, (share, broken) in told.items() if share is not None}

    @property
    def is_striking(self) -> bool:
        """Whether people do here what they do on few pages: leave, write, search, give up."""
        return any(self.measured.values())

    @property
    def sentences(self) -> list[str]:
        """Return what a person has to know, in sentences."""
        shown = "Views" if self.views is not None else "Visits"
        told = [f"{shown} in 28 days: {number(self.views_28)}."]
        if self.is_hidden:
            told.append(f"Shares are hidden under {FEWEST_VIEWS} views, for they would say little.")
        elif self.exit_rate is None or self.exit_low is None or self.exit_high is None:
            told.append("How many leave from here was not measured.")
        else:
            told.append(
                f"Of {self.exit_base}, {_share(self.exit_rate)} in 100 were the last of a visit "
                f"(in all likelihood {_share(self.exit_low)} to {_share(self.exit_high)})."
            )
            told += self._held_against()
        for share, where in (
            (self.contact_share, "to a contact page, an e-mail address or a telephone number"),
            (self.search_share, "to the site's own search"),
        ):
            if share is not None:
                told.append(f"{_share(share)} in 100 went on {where}.")
        if self.form_starts is not None and self.unfinished_share is not None:
            told.append(
                f"Of {number(self.form_starts)} who began the form, "
                f"{_share(self.unfinished_share)} in 100 did not send it."
            )
            if self.is_unfinished:
                told.append("More than half of the people who begin it give up.")
        return told

    def _held_against(self) -> list[str]:
        if self.is_answer:
            return ["People who leave here have found what they came for, so that is no dead end."]
        if self.usual_exit_rate is None:
            return ["Too few pages have shares to say what is usual."]
        told = [f"Usual for such pages are {_share(self.usual_exit_rate)}."]
        if self.is_excess:
            told.append(f"That is far more: {number(self.excess_28)} people in 28 days.")
        return told


@dataclass(frozen=True, slots=True)
class AbandonmentPoint:
    """A page from which far more people leave than usual, and which has a dead end."""

    page_id: int
    place: int
    lost_28: float
    lost_low_28: float
    lost_high_28: float
    views_28: float
    exit_rate: float
    exit_low: float
    exit_high: float
    usual_exit_rate: float
    dead_ends: str  # rules of the taxonomy, parted by spaces
    cost: str
    cost_source: str


@dataclass(frozen=True, slots=True)
class AnalyticsImport:
    """A table of a file that was imported."""

    source: str
    part: str
    period_start: str
    period_end: str
    file: str
    views: int
    views_matched: int
    pages: int
    addresses_unmatched: int
    notes: str


@dataclass(frozen=True, slots=True)
class MeasuredPeriod:
    """How many points of abandonment a period of analytics confirmed."""

    source: str
    period_start: str
    period_end: str
    points: int
    new: int  # since the period before
    gone: int
    lost_28: float


PERIOD_COLUMNS = ", ".join(each.name for each in fields(MeasuredPeriod))
BEHAVIOUR_COLUMNS = ", ".join(each.name for each in fields(Behaviour))
POINT_COLUMNS = ", ".join(each.name for each in fields(AbandonmentPoint))
IMPORT_COLUMNS = ", ".join(each.name for each in fields(AnalyticsImport))


def behaviours(db: sqlite3.Connection, site: Site) -> dict[int, Behaviour]:
    """Return what people do on each page of which something was counted."""
    rows = db.execute(
        f"SELECT {BEHAVIOUR_COLUMNS} FROM page_behaviour WHERE site_id = ?",  # noqa: S608 (our own words)
        [site.id],
    )
    return {row[0]: Behaviour(*row) for row in rows}


def abandonment_points(db: sqlite3.Connection, site: Site) -> First[AbandonmentPoint]:
    """Return the confirmed points of abandonment, those with most people lost first."""
    rows = db.execute(
        f"SELECT {POINT_COLUMNS} FROM abandonment_points WHERE site_id = ? ORDER BY place",  # noqa: S608 (our own words)
        [site.id],
    ).fetchall()
    return First([AbandonmentPoint(*row) for row in rows[:FEW]], len(rows))


def periods(db: sqlite3.Connection, site: Site) -> list[MeasuredPeriod]:
    """Return what the last periods of analytics confirmed, the newest first."""
    rows = db.execute(
        f"""SELECT {PERIOD_COLUMNS} FROM abandonment_trend WHERE site = ?
            ORDER BY period_end DESC, source LIMIT ?""",  # noqa: S608 (our own words)
        [site.name, MOST_PERIODS],
    )
    return [MeasuredPeriod(*row) for row in rows]


def imports(db: sqlite3.Connection, site: Site) -> list[AnalyticsImport]:
    """Return what was imported, the newest days first."""
    rows = db.execute(
        f"""SELECT {IMPORT_COLUMNS} FROM analytics_imports WHERE site_id = ?
            ORDER BY period_end DESC, source, part""",  # noqa: S608 (our own words)
        [site.id],
    )
    return [AnalyticsImport(*row) for row in rows]


def unmatched(db: sqlite3.Connection, site: Site) -> First[tuple[str, int]]:
    """Return the addresses with most views that are no pages of the record."""
    rows = db.execute(
        """SELECT u.address, max(u.views) FROM analytics_unmatched u
           JOIN analytics_imports i ON i.id = u.import_id WHERE i.site_id = ?
           GROUP BY 1 ORDER BY 2 DESC, 1""",
        [site.id],
    ).fetchall()
    return First([(row[0], row[1]) for row in rows[:FEW]], len(rows))


def _share(value: float) -> str:
    return f"{100 * value:.0f}"
