"""The values that audits take and return."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What an audit says of a page. Nothing missing is ever a pass."""

    PASSED = "passed"
    FAILED = "failed"
    NEEDS_REVIEW = "needs review"  # the machine cannot tell
    NOT_APPLICABLE = "not applicable"  # nothing here to judge
    ERROR = "error"  # set by the runner only: the audit could not run


class Impact(StrEnum):
    """How badly a finding hurts the people it hurts (axe's own four words)."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an element is to the browser, and a picture of it where it stands."""

    role: str  # computed, e.g. button; "" when the browser tells none
    name: str  # accessible name as the browser computes it
    picture: bytes = b""  # WebP with the element boxed; empty when it could not be shown
    width: int = 0  # of the picture, in pixels
    height: int = 0
    engine: str = ""  # JSON: what an engine itself said of the element; "" where none did


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing on one page that somebody can go and fix."""

    message: str  # one plain sentence: what is wrong here
    selector: str = ""  # CSS selector that finds the element again; frames joined by " >>> "
    snippet: str = ""  # the element's HTML, cut to 300 characters
    region: str = ""  # header, nav, main, aside, footer; "" when the whole page is meant
    subject: str = ""  # what it is about when that is not the element: an address, a sentence
    impact: Impact = Impact.MODERATE
    status: Status = Status.FAILED  # FAILED, or NEEDS_REVIEW where a person must look
    elements: int = 1  # how many elements on this page share it
    witnesses: tuple[str, ...] = ()  # other rules that found the same fault of the same element
    state: str = ""  # how the page was then, as a phrase: after pressing Tab twice; "": as it loads
    evidence: Evidence | None = None  # taken once a run for each cause


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one audit says of one page."""

    status: Status
    value: float | None = None
    unit: str = ""
    findings: tuple[Finding, ...] = ()
    note: str = ""
    holds: bool = False  # could not look: what was said and found before stays as it is
    told_elsewhere: tuple[Finding, ...] = ()  # what another rule tells, with this one as witness
    unsure: frozenset[str] = frozenset()  # subjects that nobody could look at: the same for these
    unseen: tuple[str, ...] = ()  # frames that nobody could look into: the same for what is inside


NOTHING = "nothing on the page that this rule is about"  # what a rule of an engine has to say most

SiteOutcomes = Mapping[str, Outcome]
"""What an audit of scope "site" returns: page URL -> outcome; "" stands for the site itself."""


def passed(value: float | None = None, unit: str = "") -> Outcome:
    return Outcome(Status.PASSED, value, unit)


def failed(*findings: Finding, value: float | None = None, unit: str = "") -> Outcome:
    return Outcome(Status.FAILED, value, unit, findings)


def needs_review(*findings: Finding, value: float | None = None, unit: str = "") -> Outcome:
    return Outcome(Status.NEEDS_REVIEW, value, unit, findings)


def not_applicable(note: str, *, holds: bool = False) -> Outcome:
    return Outcome(Status.NOT_APPLICABLE, note=note, holds=holds)


def by_surest(findings: Sequence[Finding], unit: str = "") -> Outcome:
    """Passed without findings; failed when one is sure, counting those; else for a person."""
    sure = sum(each.status is Status.FAILED for each in findings)
    if sure:
        return failed(*findings, value=sure, unit=unit)
    if findings:
        return needs_review(*findings, value=0, unit=unit)
    return passed(0, unit)
