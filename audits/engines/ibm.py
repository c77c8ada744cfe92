"""IBM's engine, the second one: of its rules those in ibm.toml, in our own words."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from audits.derive.document import Document, cut
from audits.derive.lookup import Lookup, lookup_of
from audits.derive.missing import NotTested
from audits.model import NOTHING, Finding, Impact, Outcome, Status, not_applicable, passed
from audits.registry import Rule

PACKAGE = "accessibility-checker-engine"
HELP = "https://able.ibm.com/rules/archives/latest/doc/en-US"

IBM = Rule(
    id="ibm",
    title="IBM's engine could look at the page",
    failure_title="IBM's engine could not look at the page",
    category="accessibility",
    why=(
        "IBM's engine looks a second time, for what axe-core does not see. Where it cannot run, "
        "its rules tell nothing.\n"
        "Everybody who uses assistive technology: faults on this page may go unseen."
    ),
    checks="That IBM's engine ran on the page to its end and gave a whole result.",
    fix=(
        "Open the page in a browser and see whether it loads and comes to rest. "
        "If it does, run the audit again."
    ),
    source="https://github.com/IBMa/equal-access",
    engine=PACKAGE,
)


class BadResultError(ValueError):
    """What came back is not a result of IBM's engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A rule of IBM's engine that is taken, and in which words."""

    criteria: Sequence[str]
    certainty: Literal["failed", "needs review"]
    title: str
    failure_title: str
    why: str
    checks: str
    fix: str
    measured: str
    only: Sequence[str] = ()  # reasons of the engine that are taken; all of them when empty
    says: str = ""  # what a finding says; the engine's own sentence when empty
    ask: str = ""  # what a finding asks
    impact: str = "moderate"


@cache
def taken() -> Mapping[str, Taken]:
    """Return what ibm.toml says, by the name that the engine gives the rule."""
    text = files(__package__).joinpath("ibm.toml").read_text(encoding="utf-8")
    return {name: Taken(**said) for name, said in tomllib.loads(text).items()}


def rules(version: str = "") -> dict[str, Rule]:
    """Return the rules that are taken, by the name that the engine gives them."""
    engine = f"{PACKAGE} {version}".strip()
    return {name: _rule(name, each, engine) for name, each in taken().items()}


def judge(told: Mapping[str, Any], document: Document | None) -> Iterator[tuple[Rule, Outcome]]:
    """What each rule that is taken says of the page, and first that the engine ran.

    Raises BadResultError when the result is not whole: a rule left out would look like a pass.
    """
    lists = {name: told.get(name) for name in ("found", "passed", "broken")}
    if not all(isinstance(each, list) for each in lists.values()):
        raise BadResultError("IBM's engine gave no whole result")
    lookup = lookup_of(document)
    found: dict[str, list[Mapping[str, Any]]] = {}
    for issue in told["found"]:
        found.setdefault(issue["rule"], []).append(issue)
    yield IBM, passed()
    for name, rule in rules(str(told.get("version", ""))).items():
        if name in told["broken"]:
            outcome = not_applicable("not tested: the rule broke on this page", holds=True)
        else:
            is_fine = name in told["passed"]
            outcome = _outcome(taken()[name], found.get(name, ()), lookup, is_fine=is_fine)
        yield rule, outcome


def not_tested(why: NotTested) -> Iterator[tuple[Rule, Outcome]]:
    """Nobody looked, so each rule says what it said before."""
    for rule in (IBM, *rules().values()):
        yield rule, not_applicable(f"not tested: {why.reason}", holds=True)


def _rule(name: str, said: Taken, engine: str) -> Rule:
    source = f"{HELP}/{name}.html"
    return Rule(
        id=f"ibm:{name}",
        title=said.title,
        failure_title=said.failure_title,
        category="accessibility",
        requirements=tuple(f"wcag:{each}" for each in said.criteria),
        impact=said.impact,
        why=said.why,
        checks=said.checks,
        fix=said.fix,
        source=source,
        engine=engine,
        certainty=said.certainty,
    )


def _outcome(
    said: Taken, issues: Sequence[Mapping[str, Any]], lookup: Lookup, *, is_fine: bool
) -> Outcome:
    findings = [
        _finding(said, each, lookup)
        for each in issues
        if not said.only or each.get("reason") in said.only
    ]
    if findings:
        return Outcome(findings[0].status, findings=tuple(findings))
    return passed() if issues or is_fine else not_applicable(NOTHING)


def _finding(said: Taken, issue: Mapping[str, Any], lookup: Lookup) -> Finding:
    selector = str(issue.get("selector") or "")
    is_sure = said.certainty == "failed"
    return Finding(
        message=said.ask if not is_sure else said.says or _sentence(issue.get("says", "")),
        selector=selector,
        snippet=cut(" ".join(str(issue.get("html") or "").split())),
        region=lookup.region(selector),
        impact=Impact(said.impact),
        status=Status.FAILED if is_sure else Status.NEEDS_REVIEW,
    )


def _sentence(words: object) -> str:
    """Words of the engine as one line that ends like a sentence."""
    line = cut(" ".join(str(words).split()), 500)
    return line if not line or line[-1] in ".!?…" else f"{line}."
