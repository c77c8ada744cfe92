"""The one kind of row that every export is read into, and what an export says of itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Self, TypeVar

Line = TypeVar("Line")  # of a table, as it is read
MOST_COUNT = 10**12  # more views than any site has; a number beyond is a mistake, or malice


class AnalyticsError(Exception):
    """A file cannot be imported; the message is one sentence for the person at the terminal."""

    file: str = ""  # the name of the file, when one of several is meant


@dataclass(slots=True)
class Counts:
    """What was counted at an address; None where the source does not measure it."""

    views: int | None = None
    visits: int | None = None  # in which the page was seen, once or more
    entrances: int | None = None
    exits: int | None = None
    exit_of: int | None = None  # what the exits are counted of
    bounces: int | None = None
    onward: int | None = None  # moves from here to another address
    to_contact: int | None = None  # of those, to a contact page, an e-mail address or a telephone
    to_search: int | None = None  # of those, to the site's own search
    form_starts: int | None = None  # visits in which a form of the page was begun
    form_sends: int | None = None  # and in which one was sent

    def add(self, other: "Counts") -> None:
        """Add what was counted elsewhere, or at another time."""
        for name in COUNTS:
            more = getattr(other, name)
            if more is not None:
                setattr(self, name, (getattr(self, name) or 0) + more)

    def weight(self) -> int:
        """Return by what addresses are ranked: views, or the next best that was measured."""
        told = (
            self.views,
            self.visits,
            self.entrances,
            self.exits,
            self.to_contact,
            self.to_search,
            self.form_starts,
            self.form_sends,
        )
        return next((value for value in told if value is not None), 0)


def form_counts(event: str, times: int) -> Counts | None:
    """Return what GA4's own events tell of forms; None for an event about something else."""
    if event == "form_start":
        return Counts(form_starts=times)
    return Counts(form_sends=times) if event == "form_submit" else None


COUNTS = tuple(each.name for each in fields(Counts))


@dataclass(frozen=True, slots=True)
class Row:
    """What was counted at an address, as the export names it."""

    address: str  # a path, or a whole address
    counts: Counts


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both of them included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        if self.start == self.end:
            return f"{self.start}"
        return f"{self.start} to {self.end}"

    def joined(self, other: Self) -> Self:
        return type(self)(min(self.start, other.start), max(self.end, other.end))


@dataclass(slots=True)
class Export:
    """One table of an export: whose, of what, of when, and its rows."""

    source: str  # GA4, Matomo, Plausible or access log
    part: str  # pages, entries, exits, links, search or forms: what its rows are about
    rows: Iterable[Row]
    period: Period | None = None  # when the file says so itself
    exit_base: str = ""  # views or visits: what its exits are counted of
    notes: list[str] = field(default_factory=list)  # what the reader has to know, in sentences
    skipped: int = 0  # lines that could not be read, or are about no page


Progress = Callable[[int], None]  # told how many bytes of the file are behind us


@dataclass(slots=True)
class Column:
    """Where in a table something stands."""

    places: dict[str, int]

    @classmethod
    def of(cls, header: Iterable[str], names: Mapping[str, Sequence[str]]) -> Self:
        """Return where our names stand, by the words for them; the first word counts most."""
        lowered = [name.lower() for name in header]
        return cls(
            {
                name: lowered.index(word)
                for name, words in names.items()
                for word in words[::-1]
                if word in lowered
            }
        )

    def text(self, cells: list[str], name: str) -> str:
        place = self.places.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def count(self, cells: list[str], name: str) -> int | None:
        """Return the number that stands there; None where there is none."""
        return number(self.text(cells, name))


class NotANumber(ValueError):  # noqa: N818 (it reads better so)
    """A cell that should hold a number does not."""


def number(text: str) -> int | None:
    """Return a count such as "1,234" or "12.0"; None for an empty cell. Raises NotANumber."""
    value = _float(text)
    if value is None:
        return None
    if not 0 <= value <= MOST_COUNT:
        raise NotANumber(text)
    return round(value)


def share(text: str, *, is_percent: bool) -> float | None:
    """Return a share of 0 to 1, told as "78%", as 78 or as 0.78; None for an empty cell."""
    value = _float(text.rstrip("% \u00a0"))
    if value is None:
        return None
    if is_percent or text.rstrip().endswith("%"):
        value /= 100
    if not 0 <= value <= 1:
        raise NotANumber(text)
    return value


def part_of(whole: int | None, rate: float | None) -> int | None:
    """Return the count that a rate stands for."""
    return None if whole is None or rate is None else round(whole * rate)


def whole_of(part: int | None, rate: float | None) -> int | None:
    """Return the count that a number is such a part of. Raises NotANumber when none can be."""
    if not part or not rate:
        return None
    whole = part / rate
    if whole > MOST_COUNT:
        raise NotANumber(str(rate))
    return round(whole)


def _float(text: str) -> float | None:
    plain = text.strip().replace(",", "").replace("\u00a0", "")
    if plain in ("", "-", "–", "null", "None"):
        return None
    try:
        value = float(plain)
    except ValueError:
        raise NotANumber(text) from None
    if value != value:  # noqa: PLR0124 (the one number that is not itself)
        raise NotANumber(text)
    return value


def readable(
    rows: Iterable[Line], read: Callable[[Line], Row | None], export: Export
) -> Iterator[Row]:
    """Read the lines of a table; what cannot be read, or is about no page, is counted."""
    for line in rows:
        try:
            row = read(line)
        except NotANumber:
            row = None
        if row is None:
            export.skipped += 1
        else:
            yield row
