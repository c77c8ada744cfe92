"""What several rules found at one element is one finding, and the others are its witnesses."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from audits.derive.document import Document
from audits.derive.lookup import Lookup, lookup_of
from audits.model import Finding, Outcome, Status, not_applicable
from audits.registry import Rule

ENGINES = ("", "axe", "ibm")  # ours first: whose words are told when several are as sure
TAG = re.compile(r"<([^\s/>]+)")
Said = tuple[Rule, Outcome]
Fault = tuple[str, bool]  # its name, and whether a page has it once


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding of one rule, and where to find it."""

    rule: Rule
    finding: Finding
    place: tuple[int, int]  # of the rule among all, of the finding among the rule's

    @property
    def engine(self) -> str:
        return engine_of(self.rule.id)

    @property
    def rank(self) -> tuple[int, int, tuple[int, int]]:
        """Whose words are told: the surest, then ours, then the first."""
        if self.finding.status is Status.NEEDS_REVIEW:
            certainty = 1
        else:
            certainty = 2 if self.rule.category == "best practice" else 0
        return certainty, ENGINES.index(self.engine), self.place


def told_once(said: Sequence[Said], document: Document | None) -> list[Outcome]:
    """Return the outcomes with each fault told once, by the rule that is surest of it."""
    witnesses: dict[tuple[int, int], list[str]] = {}
    lost: dict[tuple[int, int], str] = {}  # to which rule
    for fault, group in _groups(said, lookup_of(document)):
        ranked = sorted(group, key=lambda claim: claim.rank)
        _settle(ranked, witnesses, lost, is_named=fault not in _table()[0])
    if not lost:
        return [outcome for _, outcome in said]
    return [
        _remaining(number, outcome, witnesses, lost) if outcome.findings else outcome
        for number, (_, outcome) in enumerate(said)
    ]


def engine_of(rule: str) -> str:
    """Return which engine a rule is of, by its name; "" for our own."""
    engine, colon, _ = rule.partition(":")
    return engine if colon and engine in ENGINES else ""


@cache
def _table() -> tuple[frozenset[str], Mapping[str, tuple[Fault, ...]]]:
    """Return the criteria and the families of witnesses.toml, these by rule."""
    text = files(__package__).joinpath("witnesses.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    families: dict[str, list[Fault]] = defaultdict(list)
    for fault in told["fault"]:
        for rule in fault["rules"]:
            families[rule].append((fault["name"], fault.get("is_of_page", False)))
    criteria = frozenset(f"wcag:{each}" for each in told["criteria"])
    return criteria, {rule: tuple(faults) for rule, faults in families.items()}


def families() -> Mapping[str, tuple[Fault, ...]]:
    """Return the faults that each rule speaks of, where another rule speaks of them too."""
    return _table()[1]


def _faults(rule: Rule) -> Iterator[Fault]:
    criteria, known = _table()
    yield from known.get(rule.id, ())
    yield from ((each, False) for each in rule.requirements if each in criteria)


def _groups(said: Sequence[Said], lookup: Lookup) -> Iterator[tuple[str, list[Claim]]]:
    """Yield findings of different rules that speak of one fault of one element, with the fault."""
    by_fault: dict[Fault, list[Claim]] = defaultdict(list)
    for number, (rule, outcome) in enumerate(said):
        if not outcome.findings:
            continue
        claims = [
            Claim(rule, finding, (number, each)) for each, finding in enumerate(outcome.findings)
        ]
        for fault in dict.fromkeys(_faults(rule)):
            by_fault[fault] += claims
    for (name, is_of_page), claims in by_fault.items():
        if not _is_of_several(claims):
            continue
        by_element: dict[Hashable, list[Claim]] = defaultdict(list)
        for claim in claims:
            element = "page" if is_of_page else _element(claim.finding, lookup)
            if element is not None:
                by_element[element].append(claim)
        yield from ((name, each) for each in by_element.values() if _is_of_several(each))


def _is_of_several(claims: Iterable[Claim]) -> bool:
    return len({claim.rule.id for claim in claims}) > 1


def _element(finding: Finding, lookup: Lookup) -> Hashable:
    """Return what tells the finding's element from all others; None when nothing does."""
    element = lookup.element(finding.selector)
    if element is None:
        return finding.selector or None
    tag = TAG.match(finding.snippet)
    return element if tag is None or tag[1].lower() == element.tag else None


def _settle(
    claims: list[Claim],
    witnesses: dict[tuple[int, int], list[str]],
    lost: dict[tuple[int, int], str],
    *,
    is_named: bool,
) -> None:
    """Let the first claim that still stands tell what the others found."""
    standing = [claim for claim in claims if claim.place not in lost]
    if not standing:
        return
    first, *others = standing
    for other in others:
        if not _may_join(first, other, is_named=is_named):
            continue
        heard = witnesses.setdefault(first.place, [])
        for name in (other.rule.id, *witnesses.pop(other.place, ())):
            if name not in heard:
                heard.append(name)
        lost[other.place] = first.rule.id


def _may_join(first: Claim, other: Claim, *, is_named: bool) -> bool:
    """Whether two claims tell one fault: of two engines, or of two audits of ours that name it.

    Ours may look at one thing twice: in the HTML, and in the browser.
    """
    if first.engine != other.engine:
        return True
    return is_named and not first.engine and first.rule.id != other.rule.id


def _remaining(
    number: int,
    outcome: Outcome,
    witnesses: Mapping[tuple[int, int], Sequence[str]],
    lost: Mapping[tuple[int, int], str],
) -> Outcome:
    """Return what is left for a rule to tell."""
    places = [(number, each) for each in range(len(outcome.findings))]
    kept = tuple(
        replace(finding, witnesses=tuple(witnesses[place])) if place in witnesses else finding
        for place, finding in zip(places, outcome.findings, strict=True)
        if place not in lost
    )
    elsewhere = tuple(
        finding for place, finding in zip(places, outcome.findings, strict=True) if place in lost
    )
    if not kept:
        tellers = ", ".join(dict.fromkeys(lost[place] for place in places))
        return replace(not_applicable(f"told by {tellers}"), told_elsewhere=elsewhere)
    is_sure = any(each.status is Status.FAILED for each in kept)
    status = Status.FAILED if is_sure else Status.NEEDS_REVIEW
    return replace(outcome, status=status, findings=kept, told_elsewhere=elsewhere)
