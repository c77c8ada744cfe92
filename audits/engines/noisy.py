"""Rules of engines that are not sure enough: what they find, a person looks at."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from audits.derive.document import Document
from audits.model import Outcome, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """Why a rule is not taken at its word."""

    ask: str  # what a person is to find out
    reason: str
    measured: str  # what the reason was seen on
    only: str = ""  # a pattern: only messages that match it are doubted; the rule stays sure
    where: str = ""  # an XPath: it is doubted on pages that have such an element

    @property
    def is_total(self) -> bool:
        """Whether nothing that the rule finds is sure."""
        return not (self.only or self.where)

    @property
    def words(self) -> str:
        """What the reader of a report is told."""
        what = "Some of what it finds" if not self.is_total else "What it finds"
        return f"{what} is for a person to look at: {self.ask} {self.reason}"


@cache
def noisy_rules() -> Mapping[str, Noise]:
    """Return what noisy.toml says, by the name that a rule has in the record."""
    text = files(__package__).joinpath("noisy.toml").read_text(encoding="utf-8")
    return {name: Noise(**said) for name, said in tomllib.loads(text).items()}


def as_doubtful(outcome: Outcome, noise: Noise, document: Document | None) -> Outcome:
    """Return an outcome whose failures are for a person to look at, those that are doubted."""
    if outcome.status is not Status.FAILED:
        return outcome
    if noise.where and (document is None or not document.root.xpath(noise.where)):
        return outcome
    findings = tuple(
        replace(each, status=Status.NEEDS_REVIEW) if re.search(noise.only, each.message) else each
        for each in outcome.findings
    )
    is_sure = any(each.status is Status.FAILED for each in findings)
    status = Status.FAILED if is_sure else Status.NEEDS_REVIEW
    return replace(outcome, status=status, findings=findings)
