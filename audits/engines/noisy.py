"""Rules of engines that are not sure enough: what they find, a person looks at."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from audits.model import Outcome, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """Why a rule is not taken at its word."""

    ask: str  # what a person is to find out
    reason: str
    measured: str  # what the reason was seen on

    @property
    def words(self) -> str:
        """What the reader of a report is told."""
        return f"What it finds is for a person to look at: {self.ask} {self.reason}"


@cache
def noisy_rules() -> Mapping[str, Noise]:
    """Return what noisy.toml says, by the name that a rule has in the record."""
    text = files(__package__).joinpath("noisy.toml").read_text(encoding="utf-8")
    return {name: Noise(**said) for name, said in tomllib.loads(text).items()}


def as_doubtful(outcome: Outcome) -> Outcome:
    """Return an outcome whose failures are for a person to look at."""
    if outcome.status is not Status.FAILED:
        return outcome
    findings = tuple(replace(each, status=Status.NEEDS_REVIEW) for each in outcome.findings)
    return replace(outcome, status=Status.NEEDS_REVIEW, findings=findings)
