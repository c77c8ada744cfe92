"""Find every audit in audits/checks and hold them by id."""

import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal, TypeVar

from audits import checks
from audits.model import Impact, Outcome, SiteOutcomes

Category = Literal[
    "accessibility", "best practice", "dead ends", "readability", "links", "structure"
]
Scope = Literal["page", "site"]
# The most that a rule says of what it finds. Advice is what no criterion asks for: what it finds
# is "failed" in the record too, but of category "best practice", which is counted apart.
Certainty = Literal["failed", "needs review", "advice"]
Check = TypeVar("Check", bound=Callable[..., Outcome | SiteOutcomes])

SECTIONS = ("Why it matters", "Who is hurt", "What it checks", "How to fix", "Source")
AUDITS: dict[str, "Audit"] = {}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing that is judged, and the words we use for it."""

    id: str
    title: str
    failure_title: str
    category: Category
    scope: Scope = "page"
    requirements: tuple[str, ...] = ()
    version: int = 1
    impact: str = ""
    why: str = ""
    checks: str = ""
    fix: str = ""
    source: str = ""
    unit: str = ""
    engine: str = ""
    certainty: Certainty = "failed"


@dataclass(frozen=True, kw_only=True)
class Audit(Rule):
    """A rule of our own, with the function that judges it."""

    check: Callable[..., Outcome | SiteOutcomes]

    @property
    def needs(self) -> tuple[str, ...]:
        return _parameters_of(self.check)

    @property
    def explanation(self) -> str:
        return inspect.getdoc(self.check) or ""


@cache  # each is asked for on every page
def _parameters_of(check: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(check).parameters)


def audit(
    *,
    title: str,
    failure_title: str,
    category: Category,
    scope: Scope = "page",
    requirements: tuple[str, ...] = (),
    version: int = 1,
    impact: Impact = Impact.MODERATE,
    unit: str = "",
    certainty: Certainty = "failed",
) -> Callable[[Check], Check]:
    """Register the decorated function as an audit, and return it unchanged.

    The longer words come from the sections of the function's docstring.
    """

    def register(check: Check) -> Check:
        if (certainty == "advice") != (category == "best practice"):
            raise ValueError(f"{check.__name__}: advice and best practice are one and the same")
        words = sections(inspect.getdoc(check) or "")
        made = Audit(
            id=check.__name__.replace("_", "-"),
            title=title,
            failure_title=failure_title,
            category=category,
            scope=scope,
            requirements=requirements,
            version=version,
            impact=impact,
            unit=unit,
            certainty=certainty,
            why=_joined(words, "Why it matters", "Who is hurt"),
            checks=_joined(words, "What it checks"),
            fix=_joined(words, "How to fix"),
            source=_joined(words, "Source"),
            check=check,
        )
        if made.id in AUDITS:
            raise ValueError(f"two audits are called {made.id!r}")
        AUDITS[made.id] = made
        return check

    return register


def load() -> dict[str, Audit]:
    """Import every module of audits.checks, so that each registers its audit."""
    _import_checks()
    return dict(sorted(AUDITS.items()))


@cache
def _import_checks() -> None:
    for info in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}."):
        import_module(info.name)


def sections(docstring: str) -> dict[str, str]:
    """The text under each "## " heading of a docstring, each paragraph on one line."""
    found = {}
    for part in f"\n{docstring}".split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        paragraphs = (" ".join(each.split()) for each in body.split("\n\n"))
        found[heading.strip()] = "\n".join(filter(None, paragraphs))
    return found


def _joined(words: Mapping[str, str], *headings: str) -> str:
    return "\n".join(words[heading] for heading in headings if heading in words)
