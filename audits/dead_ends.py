"""The taxonomy of dead ends: dead_ends.toml, read and checked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

GROUPS = (
    *("broken", "nowhere to go", "wrong channel", "barrier", "hand-off", "stale"),
    *("content trap", "measured"),
)
SEVERITIES = {1: 8, 2: 4, 3: 2, 4: 1}  # how much each counts when pages are put in order
CONFIDENCES = {"high": 1.0, "med": 0.7, "low": 0.4}  # of that
LAYERS = ("structural", "behavioural")
PLACES = ("any page", "task pages", "task pages and the home page", "other pages")
IDENTITY = re.compile(r"DE\d\d")


class DeadEndsError(ValueError):
    """A mistake in dead_ends.toml, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadEndRule:
    """One way in which a website loses people."""

    id: str
    group: str
    name: str
    severity: int  # 1 is the worst, 4 the mildest
    confidence: str
    layer: str  # structural: seen in the crawl; behavioural: only analytics can tell
    audits: tuple[str, ...]  # ours or an engine's, that speak to it
    on_pages: str  # where what they find is this dead end
    is_measured: bool  # told by what import-analytics reads
    reason: str  # why nothing speaks to it, or to a part of it

    @property
    def weight(self) -> float:
        """How much one counts when pages are put in order."""
        return SEVERITIES[self.severity] * CONFIDENCES[self.confidence]


@cache
def load_dead_ends() -> tuple[DeadEndRule, ...]:
    """Read dead_ends.toml. Raises DeadEndsError."""
    text = files(__package__).joinpath("dead_ends.toml").read_text(encoding="utf-8")
    return rules_of(tomllib.loads(text))


def rules_of(told: Mapping[str, Any]) -> tuple[DeadEndRule, ...]:
    """Return the rules of a table in the form of dead_ends.toml. Raises DeadEndsError."""
    rules = tuple(_rule(each) for each in told["rule"])
    ids = [each.id for each in rules]
    if repeated := sorted({each for each in ids if ids.count(each) > 1}):
        raise DeadEndsError(f"several rules are called {', '.join(repeated)}")
    return rules


def _rule(told: Mapping[str, Any]) -> DeadEndRule:
    rule = DeadEndRule(
        id=str(told.get("id", "")),
        group=str(told.get("group", "")),
        name=str(told.get("name", "")),
        severity=int(told.get("severity", 0)),
        confidence=str(told.get("confidence", "")),
        layer=str(told.get("layer", "structural")),
        audits=tuple(told.get("audits", ())),
        on_pages=str(told.get("on_pages", "any page")),
        is_measured=bool(told.get("is_measured", False)),
        reason=str(told.get("reason", "")),
    )
    if not IDENTITY.fullmatch(rule.id):
        raise DeadEndsError(f"{rule.id!r} is no id of a dead end: DE and two digits")
    for said, allowed in (
        (rule.group, GROUPS),
        (rule.confidence, CONFIDENCES),
        (rule.layer, LAYERS),
        (rule.on_pages, PLACES),
        (rule.severity, SEVERITIES),
    ):
        if said not in allowed:
            raise DeadEndsError(f"{rule.id}: {said!r} is none of {', '.join(map(str, allowed))}")
    if not rule.audits and not rule.reason:
        raise DeadEndsError(f"{rule.id}: no audit speaks to it, and no reason is given")
    return rule
