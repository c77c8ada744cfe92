"""What the regulator's simplified test can report, as data: its list of issues in our own words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

KINDS = ("axe", "manual", "pdf")
REPORTED = ("serious", "critical")  # the regulator records nothing milder; source: regulator.toml


class RegulatorError(ValueError):
    """The list of issues is wrong; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatorIssue:
    """One issue that the regulator's report may hold."""

    id: int  # its number in the regulator's own tool
    kind: str  # axe, manual or pdf
    requirements: tuple[str, ...]  # e.g. wcag:1.1.1; empty where the regulator leaves it open
    words: str  # what is wrong, in a sentence of our own
    axe_rule: str  # the rule of axe; empty for the other kinds
    impact: str  # how bad axe calls it; empty for the other kinds
    audits: tuple[str, ...]  # what sees it here, the rule of axe itself first
    how: str  # how it is looked for, or why not

    @property
    def is_reported(self) -> bool:
        """Whether it is bad enough for the regulator's first report."""
        return not self.impact or self.impact in REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long each step after a report takes, where the law's profile does not say."""

    acknowledge_days: int
    follow_up_weeks: tuple[int, ...]
    fix_weeks: int
    chaser_weeks: int
    decision_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulator:
    """The issues and the clock, with where they are from."""

    issues: tuple[RegulatorIssue, ...]
    clock: Clock
    checked_on: str  # ISO date on which the list was held against its sources
    source: str


@cache
def load_regulator() -> Regulator:
    """Read regulator.toml. Raises RegulatorError."""
    text = files(__package__).joinpath("regulator.toml").read_text(encoding="utf-8")
    return regulator_of(tomllib.loads(text))


def regulator_of(told: Mapping[str, Any]) -> Regulator:
    """Return what a table in the form of regulator.toml says. Raises RegulatorError."""
    issues = tuple(_issue(each) for each in told["issue"])
    ids = [each.id for each in issues]
    if repeated := sorted({each for each in ids if ids.count(each) > 1}):
        raise RegulatorError(f"several issues have the number {', '.join(map(str, repeated))}")
    clock = told["clock"]
    return Regulator(
        issues=issues,
        clock=Clock(**{**clock, "follow_up_weeks": tuple(clock["follow_up_weeks"])}),
        checked_on=told["checked_on"].isoformat(),
        source="; ".join(told["sources"]),
    )


def _issue(told: Mapping[str, Any]) -> RegulatorIssue:
    rule = str(told.get("axe_rule", ""))
    issue = RegulatorIssue(
        id=int(told.get("id", 0)),
        kind=str(told.get("kind", "")),
        requirements=tuple(f"wcag:{number}" for number in told.get("criteria", ())),
        words=str(told.get("words", "")),
        axe_rule=rule,
        impact=str(told.get("impact", "")),
        audits=(*([f"axe:{rule}"] if rule else []), *told.get("audits", ())),
        how=str(told.get("how", "")),
    )
    if issue.kind not in KINDS:
        raise RegulatorError(f"issue {issue.id}: {issue.kind!r} is none of {', '.join(KINDS)}")
    if not (issue.id and issue.words and issue.how):
        raise RegulatorError(f"issue {issue.id} lacks a number, its words, or how it is looked for")
    if (issue.kind == "axe") != bool(rule):
        raise RegulatorError(f"issue {issue.id}: a rule of axe belongs to the kind axe alone")
    return issue
