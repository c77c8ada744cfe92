"""Dates as statements write them: in English and Welsh, in figures, in words, in US order.

Own rules and no library: docs/decisions/0023-the-statement.md tells what was measured.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal

Precision = Literal["day", "month", "season", "year"]

MOST_DATES = 200  # of one text
FIRST_YEAR, LAST_YEAR = 1990, 2099  # what stands outside is a number of something else

MONTHS = {
    1: "january jan ionawr",
    2: "february feb chwefror",
    3: "march mar mawrth fawrth",
    4: "april apr ebrill",
    5: "may mai fai",
    6: "june jun mehefin fehefin",
    7: "july jul gorffennaf orffennaf",
    8: "august aug awst",
    9: "september sept sep medi fedi",
    10: "october oct hydref",
    11: "november nov tachwedd dachwedd",
    12: "december dec rhagfyr ragfyr",
}
MONTH = {name: number for number, names in MONTHS.items() for name in names.split()}
UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
TEENS = "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
ORDINALS = {name: day for day, name in enumerate(f"{UNITS} {TEENS}".split(), 1)}
ORDINALS |= {f"twenty-{name}": 20 + day for day, name in enumerate(UNITS.split()[:9], 1)}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}
PARTS_OF_YEAR = {  # the last month of each
    "spring": 5, "gwanwyn": 5, "summer": 8, "haf": 8, "autumn": 11, "hydref": 11, "winter": 12,
    "gaeaf": 12, "q1": 3, "q2": 6, "q3": 9, "q4": 12, "quarter 1": 3, "quarter 2": 6,
    "quarter 3": 9, "quarter 4": 12,
}  # fmt: skip

NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[- ]")
YEAR = r"(?:19|20)\d\d"
ENDING = r"(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)?"
PATTERNS = re.compile(
    rf"\b(?P<iso>(?P<iso_year>{YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))\b"
    rf"|\b(?P<figures>(?P<one>\d{{1,2}})(?P<mark>[/.-])(?P<two>\d{{1,2}})(?P=mark)"
    rf"(?P<short>{YEAR}|\d\d))(?![\d/]|[.-]\d)"
    rf"|\b(?P<words>(?:(?P<day>\d{{1,2}}) ?{ENDING}|(?P<ordinal>{WORDS}))(?: (?:day )?of| o)?[ -]"
    rf"?(?P<month>{NAMES})\b\.?,?[ -]?(?P<year>{YEAR}))\b"
    rf"|\b(?P<american>(?P<us_month>{NAMES})\b\.? (?P<us_day>\d{{1,2}}) ?{ENDING}"
    rf",? (?P<us_year>{YEAR}))\b"
    rf"|\b(?P<monthly>(?P<only_month>{NAMES})\b\.?,? (?:of )?(?P<only_year>{YEAR}))\b"
    rf"|\b(?P<part>(?P<season>{'|'.join(PARTS_OF_YEAR)})(?: of)?,? (?P<part_year>{YEAR}))\b"
    rf"|\b(?P<financial>(?P<from_year>20\d\d) ?[/–-] ?(?:20)?(?P<to_year>\d\d))(?![\d-])"
    rf"|(?<![\d./-])(?P<yearly>{YEAR})(?![\d/]|[.-]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; of a month, a season or a year, its last day."""

    start: int
    end: int
    day: date
    precision: Precision
    is_us: bool = False  # written with the month first, where that can be told

    def told(self) -> str:
        """The date in words, as far as it was told: 3 May 2026, May 2026, 2026."""
        if self.precision == "day":
            return told_day(self.day)
        return f"{self.day:%Y}" if self.precision == "year" else f"{self.day:%B %Y}"


def told_day(day: date) -> str:
    """Return a day as the model statement writes it: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def find_dates(text: str, *, us_order: bool = False) -> list[FoundDate]:
    """Return the dates of a text in their order, at most 200.

    03/04/2026 is the third of April, with us_order the fourth of March; where only one of the two
    orders makes a day, it is taken. A day that no calendar has is no date.
    """
    return list(islice(_dates(text, us_order), MOST_DATES))


def _dates(text: str, us_order: bool) -> Iterator[FoundDate]:  # noqa: FBT001
    for found in PATTERNS.finditer(text):
        told = _of_day(found, us_order) or _of_longer(found)
        if told is not None:
            day, precision, is_us = told
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                yield FoundDate(found.start(), found.end(), day, precision, is_us)


def _of_day(
    found: re.Match[str],
    us_order: bool,  # noqa: FBT001
) -> tuple[date, Precision, bool] | None:
    if found["iso"]:
        day = _day(found["iso_year"], found["iso_month"], found["iso_day"])
        return (day, "day", False) if day else None
    if found["words"]:
        number = found["day"] or ORDINALS[found["ordinal"].lower().replace(" ", "-")]
        day = _day(found["year"], MONTH[found["month"].lower()], number)
        return (day, "day", False) if day else None
    if found["american"]:
        day = _day(found["us_year"], MONTH[found["us_month"].lower()], found["us_day"])
        return (day, "day", True) if day else None
    if found["figures"]:
        return _of_figures(found, us_order)
    return None


def _of_figures(
    found: re.Match[str],
    us_order: bool,  # noqa: FBT001
) -> tuple[date, Precision, bool] | None:
    year = found["short"] if len(found["short"]) > 2 else f"20{found['short']}"  # noqa: PLR2004
    if len(found["short"]) == 2 and found["mark"] == ".":  # noqa: PLR2004
        return None  # 1.4.11 is a success criterion
    british, american = (
        _day(year, found["two"], found["one"]),
        _day(year, found["one"], found["two"]),
    )
    first, second = (american, british) if us_order else (british, american)
    if first:
        return first, "day", us_order and american != british
    return (second, "day", not us_order) if second else None


def _of_longer(found: re.Match[str]) -> tuple[date, Precision, bool] | None:
    if found["monthly"]:
        return (
            _last_day(int(found["only_year"]), MONTH[found["only_month"].lower()]),
            "month",
            False,
        )
    if found["part"]:
        month = PARTS_OF_YEAR[found["season"].lower()]
        return _last_day(int(found["part_year"]), month), "season", False
    if found["financial"]:
        year = int(found["from_year"])
        is_pair = int(found["to_year"]) == (year + 1) % 100
        return (date(year + 1, 3, 31), "season", False) if is_pair else None
    if found["yearly"]:
        return date(int(found["yearly"]), 12, 31), "year", False
    return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)
