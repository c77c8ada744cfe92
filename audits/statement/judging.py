"""A statement held against the law and against what the crawl knows: a verdict for each check.

Verdicts of set wording are exact, reworded or missing; of all else met, not met, not applicable,
not seen (there was nothing to judge), ask (evidence for a person) or by hand (a person alone).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from audits.profiles import Profile
from audits.statement.parts import Statement

VerdictWord = Literal[
    "exact", "reworded", "missing", "met", "not met", "ask", "by hand", "not applicable", "not seen"
]
Kind = Literal["statement", "no statement", "document", "elsewhere", "missing"]
NEVER_FAULTS = frozenset({"exact", "met", "ask", "by hand", "not applicable", "not seen"})
WARN_DAYS = 60  # before a review is due: notes on the regulator's practice, domain note 01


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a statement."""

    verdict: VerdictWord
    message: str  # what is so, in a sentence
    quote: str = ""  # the words that it rests on
    write: str = ""  # what to write or do instead
    is_fault: bool = False  # something is to be mended for it


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion where statement and crawl differ."""

    number: str  # e.g. 1.4.3
    title: str
    pages: int = 0
    quote: str = ""

    @property
    def named(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True, slots=True)
class OtherHost:
    """Another host of the organisation, or a system that people are handed to."""

    host: str
    kind: str  # own or hand-off
    is_named: bool  # in the statement


@dataclass(frozen=True, slots=True)
class Earlier:
    """The version of the statement before this one."""

    hash: str
    reviewed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the crawl knows of a site whose statement is judged."""

    today: date
    host: str
    site_title: str = ""
    kind: Kind = "statement"
    found_by: str = ""  # how the statement was found
    is_whole: bool = True  # the whole site was read
    page_title: str = ""
    failing: int = 0  # criteria that fail for sure
    criteria: int = 55  # that the law asks for
    not_named: tuple[Criterion, ...] = ()  # fail, and the statement does not name them
    no_longer: tuple[Criterion, ...] = ()  # named, and not found failing in three runs
    has_three_runs: bool = False
    is_linked_home: bool | None = None  # from the home page; None when nobody can tell
    pages: int = 0  # that were read
    linking_pages: int = 0  # of those, that link to the statement
    lacking: tuple[str, ...] = ()  # addresses of some that do not
    hosts: tuple[OtherHost, ...] = ()
    broken: tuple[str, ...] = ()  # addresses in the statement that do not answer
    unchecked: tuple[str, ...] = ()  # that nobody asked for
    own_failures: tuple[str, ...] = ()  # what fails on the statement's own page
    earlier: Earlier | None = None
    others: tuple[str, ...] = ()  # addresses of other statements on the site
    welsh: tuple[str, date | None] | None = None  # address and review date of the Welsh version
    reading_grade: float | None = None  # of the page, years of school
    documents: int = 0  # files on the site


@dataclass(frozen=True, slots=True)
class Case:
    """A statement, what surrounds it, and the law."""

    statement: Statement
    around: Surroundings
    profile: Profile

    @property
    def site(self) -> str:
        return self.around.site_title or self.around.host

    def is_past(self, day: date) -> bool:
        return day < self.around.today

    def days_since(self, day: date) -> int:
        return (self.around.today - day).days

    @property
    def review_days(self) -> int:
        return round(self.profile.statement.review_months * 365 / 12)

    def due(self, day: date) -> date:
        """Return the day by which a review is due after the one of a day."""
        return day + timedelta(days=self.review_days)


Judge = Callable[[Case], Verdict]
JUDGES: dict[str, Judge] = {}


def judges(name: str) -> Callable[[Judge], Judge]:
    """Register the function that judges a check of checks.toml."""

    def register(judge: Judge) -> Judge:
        JUDGES[name] = judge
        return judge

    return register


def counted(number: int, one: str, many: str) -> str:
    """Return "1 criterion fails" or "3 criteria fail"."""
    return f"{number} {one if number == 1 else many}"


def met(message: str, quote: str = "") -> Verdict:
    return Verdict("met", message, quote)


def not_met(message: str, write: str, quote: str = "") -> Verdict:
    return Verdict("not met", message, quote, write, is_fault=True)


def ask(message: str, quote: str = "", write: str = "") -> Verdict:
    return Verdict("ask", message, quote, write)


def not_applicable(message: str) -> Verdict:
    return Verdict("not applicable", message)


def not_seen(message: str) -> Verdict:
    return Verdict("not seen", message)
