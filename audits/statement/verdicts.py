"""Every check of a statement, those included for which there is nothing to read."""

from collections.abc import Mapping

from audits.profiles import Profile
from audits.statement import judging_claims, judging_parts, judging_site
from audits.statement.checks import StatementCheck, load_checks
from audits.statement.judging import (
    JUDGES,
    Case,
    Surroundings,
    Verdict,
    not_applicable,
    not_seen,
)
from audits.statement.parts import LONGEST_QUOTE, Statement

BY_SUBJECT = (judging_site, judging_claims, judging_parts)  # each registers its own with JUDGES

# What is judged although there is no text of a statement to read.
WITHOUT_TEXT: Mapping[str, frozenset[str]] = {
    "missing": frozenset({"S01"}),
    "document": frozenset({"S01", "S07", "S08"}),
    "elsewhere": frozenset({"S01", "S08"}),
    "no statement": frozenset({"S01", "S02", "S03", "S07", "S08", "X01", "X02"}),
}
WHY_NOT_SEEN = {
    "missing": "There is no statement to read.",
    "document": "The statement is a file, which was not read.",
    "elsewhere": "The statement stands on another site, which was not read.",
    "no statement": "The page is no statement, so this was not looked for.",
}
UK = frozenset({"EHRC", "ECNI"})


def judge(statement: Statement, around: Surroundings, profile: Profile) -> dict[str, Verdict]:
    """Judge a statement in its surroundings by a law: every check, in the order of checks.toml."""
    case = Case(statement, around, profile)
    return {name: _verdict(check, case) for name, check in load_checks().items()}


def _verdict(check: StatementCheck, case: Case) -> Verdict:
    rules, enforcer = case.profile.statement, case.profile.enforcement.short
    if not rules.required:
        return not_applicable("The law of this site asks for no such statement.")
    if check.enforcer == "UK" and enforcer not in UK:
        return not_applicable("Only the United Kingdom's law asks for it.")
    if check.enforcer in UK and enforcer != check.enforcer:
        return not_applicable(f"{check.enforcer} does not enforce the law here.")
    kind = case.around.kind
    if kind in WITHOUT_TEXT and check.id not in WITHOUT_TEXT[kind]:
        return not_seen(WHY_NOT_SEEN[kind])
    found = JUDGES[check.id](case)
    quote = found.quote if len(found.quote) <= LONGEST_QUOTE else f"{found.quote[:LONGEST_QUOTE]}…"
    return Verdict(found.verdict, found.message, quote, found.write, found.is_fault)


def is_failed(verdicts: Mapping[str, Verdict]) -> bool:
    """Whether a statement fails: any check that is critical does."""
    checks = load_checks()
    return any(v.is_fault and checks[name].severity == "critical" for name, v in verdicts.items())


def decisive(verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """Return the checks for which the regulator would likely call the statement non-compliant."""
    checks = load_checks()
    return tuple(name for name, v in verdicts.items() if v.is_fault and checks[name].decides)
