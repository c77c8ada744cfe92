"""Laws as data: what each one asks of a site and of its statement, since when, who enforces it.

A law is a file of this folder; a new law is a new file. One that says `extends` takes over what it
does not say itself: single facts, facts of a table, lists as a whole; not its note. Files that
begin with an underscore are no laws.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from audits.requirements import REQUIREMENTS

CONFIDENCE = {
    "P": "primary text seen",
    "S": "secondary source seen",
    "K": "known in the field, not checked again",
}
MODELS = ("uk", "eu", "")  # whose model statement is asked for: GOV.UK's sample, the Commission's
PLACES = ("home page", "every page")
EXEMPTIONS = "_exemptions.toml"
OWN = frozenset({"note", "extends"})  # what no law takes over from another
TABLES = frozenset({"asks_for", "statement", "monitoring", "enforcement", "burden"})
NAMES = frozenset(
    {
        *("extends", "name", "jurisdiction", "standard", "in_force_since", "checked_on"),
        *("confidence", "sources", "note", "legal_effect", "exemptions", "compliance_dates"),
        *TABLES,
    }
)
NEEDED = ("name", "jurisdiction", "standard", "checked_on", "confidence", "sources", "asks_for")

Facts = Mapping[str, Any]


class ProfileError(ValueError):
    """A mistake in the file of a law, in one sentence that names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRules:
    """What a law asks of the accessibility statement."""

    required: bool = False
    model: Literal["uk", "eu", ""] = ""
    review_months: int = 12  # a review may be as old as that
    must_be_html: bool = False
    prominent: tuple[str, ...] = ()  # where it has to be linked: "home page", "every page"
    languages: tuple[str, ...] = ("en",)  # codes; all of them are asked for
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """Who monitors a law, and the time limits once a report has come; 0 where none is known."""

    body: str = ""
    acknowledge_days: int = 0
    fix_weeks: int = 0
    decision_days: int = 0  # for the regulator's decision on the statement
    follow_up_weeks: tuple[int, ...] = ()
    publishes_list: bool = False  # of statements that do not comply


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """Who enforces a law, and whom people complain to."""

    body: str = ""
    short: str = ""
    complaints: str = ""
    complaints_short: str = ""
    link_host: str = ""  # the host that a statement has to link to
    also: str = ""  # another body for a part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """What a law leaves out of its scope; that lowers the risk and never ends it."""

    id: str
    words: str  # what is left out, and when it is not
    before: str | None = None  # ISO date: only what was published before that day
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """The rules for a claim of disproportionate burden."""

    allowed: bool = False
    assessment_first: bool = False
    in_statement: bool = False
    factors: tuple[str, ...] = ()  # what an assessment weighs


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceDate:
    """From when a law binds whom, where that differs."""

    who: str
    population_from: int | None = None  # the smallest population that it is about
    population_to: int | None = None  # the largest
    since: str  # ISO date


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A law, and what it asks for. Not legal advice."""

    id: str  # the name of its file, as used in sites.toml
    name: str
    jurisdiction: str
    standard: str  # in words, e.g. WCAG 2.2, levels A and AA
    in_force_since: str | None  # ISO date from which the standard is asked for or monitored
    checked_on: str  # ISO date on which this entry was last held against its sources
    confidence: str  # P, S or K (see CONFIDENCE); several when parts differ
    source: str
    note: str = ""
    requirements: tuple[str, ...]
    wcag: str = ""  # the version of WCAG that it asks for, e.g. 2.2
    extends: str = ""  # the law that it takes facts over from
    legal_effect: str = ""  # what follows from a failure, in a sentence
    statement: StatementRules = field(default_factory=StatementRules)
    monitoring: Monitoring = field(default_factory=Monitoring)
    enforcement: Enforcement = field(default_factory=Enforcement)
    burden: Burden = field(default_factory=Burden)
    exemptions: tuple[Exemption, ...] = ()
    compliance_dates: tuple[ComplianceDate, ...] = ()


def load_profiles(folder: Traversable | None = None) -> Mapping[str, Profile]:
    """Read every law of a folder (this one when none is named), by id. Raises ProfileError."""
    folder = files(__name__) if folder is None else folder
    found = [each for each in folder.iterdir() if each.name.endswith(".toml")]
    told = {
        each.name.removesuffix(".toml"): _read(each)
        for each in found
        if not each.name.startswith("_")
    }
    shared = next((_read(each) for each in found if each.name == EXEMPTIONS), {})
    return {name: _profile(name, told, shared) for name in sorted(told)}


def _read(file: Traversable) -> Facts:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{file.name} cannot be read as TOML: {error}.") from error


def _profile(name: str, told: Mapping[str, Facts], shared: Facts) -> Profile:
    facts = _with_inherited(name, told)
    file = f"{name}.toml"
    for each in NEEDED:
        if not facts.get(each):
            raise ProfileError(f"{file} does not say {each}.")
    asked = _table(file, facts, "asks_for")
    return Profile(
        id=name,
        name=_text(file, facts, "name"),
        jurisdiction=_text(file, facts, "jurisdiction"),
        standard=_text(file, facts, "standard"),
        in_force_since=_day(file, facts, "in_force_since"),
        checked_on=_day(file, facts, "checked_on") or "",
        confidence=_text(file, facts, "confidence"),
        source="; ".join(facts["sources"]),
        note=" ".join(_text(file, facts, "note").split()),
        requirements=_requirements(file, asked),
        wcag=str(asked["wcag"]),
        extends=_text(file, facts, "extends"),
        legal_effect=_text(file, facts, "legal_effect"),
        statement=_statement(file, _table(file, facts, "statement")),
        monitoring=_made(file, Monitoring, "monitoring", _table(file, facts, "monitoring")),
        enforcement=_made(file, Enforcement, "enforcement", _table(file, facts, "enforcement")),
        burden=_made(file, Burden, "burden", _table(file, facts, "burden")),
        exemptions=tuple(_exemptions(file, facts.get("exemptions", []), shared)),
        compliance_dates=tuple(_compliance_dates(file, facts.get("compliance_dates", []))),
    )


def _with_inherited(name: str, told: Mapping[str, Facts]) -> Facts:
    """Return the facts of a law with those of the laws that it extends."""
    line = [name]
    while parent := told[line[-1]].get("extends"):
        if parent not in told:
            raise ProfileError(f"{line[-1]}.toml extends {parent}, and there is no {parent}.toml.")
        if parent in line:
            raise ProfileError(f"{name}.toml extends itself, by way of {parent}.toml.")
        line.append(parent)
    merged: dict[str, Any] = {}
    for each in reversed(line):
        for key, value in told[each].items():
            if key not in NAMES:
                raise ProfileError(f"{each}.toml says {key}, which no law does.")
            before = merged.get(key)
            is_table = isinstance(before, dict) and isinstance(value, dict) and key != "asks_for"
            merged[key] = {**before, **value} if is_table and before else value
    return {key: value for key, value in merged.items() if key not in OWN or key in told[name]}


def _table(file: str, facts: Facts, key: str) -> Facts:
    value = facts.get(key, {})
    if not isinstance(value, dict):
        raise ProfileError(f"In {file}, {key} has to be a table.")
    return value


def _text(file: str, facts: Facts, key: str) -> str:
    value = facts.get(key, "")
    if not isinstance(value, str):
        raise ProfileError(f"In {file}, {key} has to be a text in quotation marks.")
    return value


def _day(file: str, facts: Facts, key: str) -> str | None:
    value = facts.get(key)
    if value is None:
        return None
    if not isinstance(value, date):
        raise ProfileError(f"In {file}, {key} has to be a date such as 2024-10-01.")
    return value.isoformat()


def _requirements(file: str, asked: Facts) -> tuple[str, ...]:
    """Either a list of criteria, or all that a version of WCAG has at some levels."""
    if not ("wcag" in asked and ("criteria" in asked or "levels" in asked)):
        raise ProfileError(f"In {file}, asks_for needs wcag, and either levels or criteria.")
    if "criteria" in asked:
        ids = tuple(f"wcag:{number}" for number in asked["criteria"])
        if unknown := [each for each in ids if each not in REQUIREMENTS]:
            raise ProfileError(f"In {file}, asks_for names {unknown[0]}, which is not known.")
        return ids
    return tuple(
        each.id
        for each in REQUIREMENTS.values()
        if each.level in asked["levels"] and each.since <= asked["wcag"]
    )


def _statement(file: str, facts: Facts) -> StatementRules:
    rules: StatementRules = _made(file, StatementRules, "statement", facts)
    if rules.model not in MODELS:
        raise ProfileError(f"In {file}, the model of the statement is {rules.model}, not known.")
    if strange := [each for each in rules.prominent if each not in PLACES]:
        raise ProfileError(
            f"In {file}, prominent says {strange[0]}; {' or '.join(PLACES)} is known."
        )
    return rules


def _made(file: str, kind: Any, name: str, facts: Facts) -> Any:
    """Make a value of a table whose entries have the names and the types of its fields."""
    values = {}
    for key, value in facts.items():
        if key not in kind.__dataclass_fields__:
            raise ProfileError(f"In {file}, {name} says {key}, which is not known.")
        wanted = type(getattr(kind(), key))
        given = tuple(value) if isinstance(value, list) else value
        if type(given) is not wanted:
            raise ProfileError(f"In {file}, {key} of {name} has to be a {WORDS[wanted]}.")
        values[key] = given
    return kind(**values)


WORDS = {bool: "true or false", str: "text", int: "number", tuple: "list"}


def _exemptions(file: str, told: Any, shared: Facts) -> Iterator[Exemption]:
    """Give the exemptions of a law: names of shared ones, or tables of its own with an id."""
    if not isinstance(told, list):
        raise ProfileError(f"In {file}, exemptions has to be a list.")
    for each in told:
        own = isinstance(each, dict)
        name = each.get("id", "") if own else each
        facts = each if own else shared.get(name)
        if not facts or not name or not facts.get("words") or not facts.get("confidence"):
            raise ProfileError(f"In {file}, the exemption {name or each} is not described.")
        yield Exemption(
            id=name,
            words=_text(file, facts, "words"),
            before=_day(file, facts, "before"),
            confidence=_text(file, facts, "confidence"),
        )


def _compliance_dates(file: str, told: Any) -> Iterator[ComplianceDate]:
    for each in told:
        since = _day(file, each, "since")
        if not since or not each.get("who"):
            raise ProfileError(f"In {file}, each of compliance_dates needs who and since.")
        yield ComplianceDate(
            who=_text(file, each, "who"),
            population_from=each.get("population_from"),
            population_to=each.get("population_to"),
            since=since,
        )
