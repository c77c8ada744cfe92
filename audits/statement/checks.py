"""The definitions of the checks: checks.toml, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

How = Literal["automatic", "assisted", "manual"]
HOW: tuple[How, ...] = ("automatic", "assisted", "manual")
SEVERITIES = ("low", "medium", "high", "critical")
ENFORCERS = ("", "UK", "EHRC", "ECNI")
NEEDED = ("id", "how", "severity", "part", "title", "why")


class ChecksError(ValueError):
    """A mistake in checks.toml, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCheck:
    """One thing that is checked of an accessibility statement."""

    id: str
    number: int | None  # in the regulator's own list
    how: How
    severity: str
    decides: bool  # the regulator would likely call the statement non-compliant for it
    part: str  # of the statement
    enforcer: str  # only under a law that this body enforces; UK: under any of the UK's
    title: str  # what should be so
    why: str
    by_hand: str  # what a person looks at


@cache
def load_checks() -> Mapping[str, StatementCheck]:
    """Read checks.toml, by id, in its order. Raises ChecksError."""
    text = files(__package__).joinpath("checks.toml").read_text(encoding="utf-8")
    return checks_of(tomllib.loads(text))


def checks_of(told: Mapping[str, Any]) -> Mapping[str, StatementCheck]:
    """Return the checks of a table in the form of checks.toml. Raises ChecksError."""
    checks: dict[str, StatementCheck] = {}
    for each in told["check"]:
        check = _check(each)
        if check.id in checks:
            raise ChecksError(f"Two checks are called {check.id}.")
        checks[check.id] = check
    return checks


def _check(told: Mapping[str, Any]) -> StatementCheck:
    name = told.get("id", "a check without an id")
    if lacking := [each for each in NEEDED if not told.get(each)]:
        raise ChecksError(f"{name} does not say {lacking[0]}.")
    check = StatementCheck(
        id=name,
        number=told.get("number"),
        how=told["how"],
        severity=told["severity"],
        decides=told.get("decides", False),
        part=told["part"],
        enforcer=told.get("enforcer", ""),
        title=told["title"],
        why=told["why"],
        by_hand=told.get("by_hand", ""),
    )
    if check.how not in HOW or check.severity not in SEVERITIES or check.enforcer not in ENFORCERS:
        raise ChecksError(f"{name} has a how, a severity or an enforcer that is not known.")
    if (check.how != "automatic") != bool(check.by_hand):
        raise ChecksError(f"{name} needs by_hand when a person decides, and only then.")
    return check
