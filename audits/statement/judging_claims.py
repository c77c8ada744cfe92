"""The checks of what a statement claims, names and leaves out."""

import re
from typing import TYPE_CHECKING

from audits.statement.claims import CLAIM_WORDS
from audits.statement.judging import (
    Case,
    Verdict,
    ask,
    counted,
    judges,
    met,
    not_applicable,
    not_met,
    not_seen,
)
from audits.statement.judging_site import _listed
from audits.statement.parts import (
    COMMITTED,
    EXACT_COMMITMENT,
    EXEMPT,
    burden_of,
    regulations_wording,
)
from audits.statement.wording import plain

if TYPE_CHECKING:
    from audits.statement.sections import Part

REGULATIONS = (
    "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations "
    "2018"
)
NOTHING_EXEMPT = re.compile(
    r"^\W*(?:not applicable|none|n/a|no content)\b|\b(?:do not have any|have no|no known) content\b"
)
HALF = 0.5  # of the criteria: a site that fails more is hardly partially compliant


@judges("S04")
def s04(case: Case) -> Verdict:
    write = (
        f"{case.site} is committed to making its website accessible, in accordance with "
        f"{REGULATIONS}."
    )
    exact = case.statement.sentence(EXACT_COMMITMENT)
    if exact:
        return Verdict("exact", "The commitment has the words of the model.", exact)
    quote = case.statement.sentence(COMMITTED)
    if quote:
        return Verdict("reworded", "The commitment stands there in other words.", quote, write)
    return Verdict("missing", "No sentence makes the commitment.", "", write, is_fault=True)


@judges("S05")
def s05(case: Case) -> Verdict:
    wording, quote, has_number = regulations_wording(case.statement)
    write = f"… in accordance with {REGULATIONS}."
    if wording == "exact":
        return Verdict("exact", "The regulations are named in full.", quote)
    if wording == "missing":
        return Verdict("missing", "The regulations are not named.", "", write, is_fault=True)
    said = "The name of the regulations differs from the full one."
    if not has_number:
        said = "“(No. 2)” is left out: without it, it is the name of another set of regulations."
    return Verdict("reworded", said, quote, write, is_fault=True)


@judges("S06")
def s06(case: Case) -> Verdict:
    statement = case.statement
    write = f"This accessibility statement applies to {case.around.host}."
    if not statement.scope:
        return Verdict(
            "missing", "No sentence says what the statement applies to.", "", write, is_fault=True
        )
    if "[" in statement.scope and "]" in statement.scope:
        return Verdict(
            "missing", "The scope is a gap of the template.", statement.scope, write, is_fault=True
        )
    if statement.scope_wording == "exact":
        return Verdict("exact", "The scope stands in the words of the model.", statement.scope)
    return Verdict("reworded", "The scope stands there in other words.", statement.scope)


def _claim_to_write(case: Case) -> str:
    claim = "partially" if case.around.failing else "[fully, partially or not]"
    rest = ", due to the non-compliances listed below" if claim == "partially" else ""
    return (
        f"This website is {claim} compliant with the Web Content Accessibility Guidelines version "
        f"{case.profile.wcag} AA standard{rest}."
    )


@judges("S13")
def s13(case: Case) -> Verdict:
    claims = case.statement.claims
    if not claims:
        return Verdict(
            "missing",
            "The statement makes none of the three claims.",
            case.statement.part("compliance"),
            _claim_to_write(case),
            is_fault=True,
        )
    kinds = list(dict.fromkeys(each.claim for each in claims if each.is_set == claims[0].is_set))
    if len(kinds) > 1 and claims[0].is_set:
        return not_met(
            "It makes more than one claim: "
            + " and ".join(CLAIM_WORDS[kind] for kind in kinds)
            + ".",
            _claim_to_write(case),
            claims[0].quote,
        )
    first = claims[0]
    if first.wording == "exact":
        return Verdict("exact", f"It claims to be {CLAIM_WORDS[first.claim]}.", first.quote)
    write = "" if first.is_set else _claim_to_write(case)
    return Verdict(
        "reworded",
        f"It claims to be {CLAIM_WORDS[first.claim]}, in other words than the model.",
        first.quote,
        write,
    )


@judges("S13b")
def s13b(case: Case) -> Verdict:
    version, asked = case.statement.version, case.profile.wcag
    if not version:
        return not_met(
            "No version of WCAG is named.",
            f"… the Web Content Accessibility Guidelines version {asked} AA standard.",
        )
    if version < asked:
        return not_met(
            f"It names WCAG {version}; the law is now held against WCAG {asked}.",
            f"Test against WCAG {asked}, then name that version.",
            case.statement.version_quote,
        )
    return met(f"It names WCAG {version}.", case.statement.version_quote)


@judges("S14")
def s14(case: Case) -> Verdict:
    claims = case.statement.claims
    if not claims:
        return not_seen("There is no claim: see S13.")
    around, claim = case.around, claims[0].claim
    if claim == "fully" and around.failing:
        return not_met(
            f"The claim is false: {counted(around.failing, 'criterion fails', 'criteria fail')}.",
            _claim_to_write(case),
            claims[0].quote,
        )
    if claim == "fully":
        return ask(
            "The crawl found no sure failure. That does not show the claim to be true: was the "
            "whole "
            "site tested by people?",
            claims[0].quote,
        )
    if claim == "partially" and around.failing > HALF * around.criteria:
        return ask(
            f"{around.failing} of {around.criteria} criteria fail: is “partially” still the right "
            f"word?",
            claims[0].quote,
        )
    return met("Nothing that the crawl found contradicts the claim.", claims[0].quote)


@judges("S17")
def s17(case: Case) -> Verdict:
    left = case.around.not_named
    if not left:
        return met("The statement names every criterion that the crawl found failing for sure.")
    return not_met(
        f"It leaves out {counted(len(left), 'criterion', 'criteria')} of those that fail: "
        f"{_listed([each.named for each in left])}.",
        "Add each to the list, with what does not work, where, and what people can do instead.",
        case.statement.part("non-accessible"),
    )


@judges("S18")
def s18(case: Case) -> Verdict:
    if not case.statement.criteria:
        return not_applicable("The statement names no criterion.")
    if not case.around.has_three_runs:
        return not_seen("It takes three runs to tell.")
    gone = case.around.no_longer
    if not gone:
        return met("The crawl found each of them failing, or could not test it.")
    return ask(
        f"The last three runs no longer found {_listed([each.named for each in gone])}: is it "
        f"mended?",
        gone[0].quote,
        "If people confirm that it is mended, take it out.",
    )


@judges("S20")
def s20(case: Case) -> Verdict:
    criteria = case.statement.criteria
    if criteria:
        numbers = sorted(criteria, key=_in_order)
        told = _listed([each.removeprefix("wcag:") for each in numbers])
        return met(
            f"It names {counted(len(criteria), 'criterion', 'criteria')}: {told}.",
            next(iter(criteria.values())),
        )
    if case.statement.claim == "fully":
        return not_applicable("A statement that claims full compliance has no faults to name.")
    return not_met(
        "No fault names the success criterion that it fails.",
        f"This fails WCAG {case.profile.wcag} success criterion [number] ([name]).",
        case.statement.part("non-accessible"),
    )


def _in_order(identity: str) -> list[int]:
    return [int(each) for each in identity.removeprefix("wcag:").split(".")]


@judges("S22")
def s22(case: Case) -> Verdict:
    burden = burden_of(case.statement)
    if not burden.is_claimed:
        return not_applicable("No disproportionate burden is claimed.")
    return ask(
        "Does this say which content it means, and why mending it would be too much?", burden.quote
    )


@judges("S23")
def s23(case: Case) -> Verdict:
    burden = burden_of(case.statement)
    if not burden.is_claimed:
        return not_applicable("No disproportionate burden is claimed.")
    if burden.assessment:
        return ask(
            "It speaks of an assessment: when was it made, and is it on record?", burden.assessment
        )
    return ask(
        "It speaks of no assessment: was one made before the claim?",
        burden.quote,
        "Make the assessment first, with a date. Then say in the statement what it found.",
    )


@judges("S43")
def s43(case: Case) -> Verdict:
    burden = burden_of(case.statement)
    if not burden.is_claimed:
        return not_applicable("No disproportionate burden is claimed.")
    if burden.wording == "missing":
        return Verdict(
            "missing",
            "The claim stands under no heading of its own.",
            burden.quote,
            "Put it under the heading “Disproportionate burden”.",
            is_fault=True,
        )
    return Verdict(burden.wording, "The claim has its own heading.", burden.quote)


@judges("S24")
def s24(case: Case) -> Verdict:
    rest: tuple[Part, ...] = ("", "compliance", "non-accessible")
    text = case.statement.part("exempt") or case.statement.sentence(EXEMPT, *rest)
    if not text or NOTHING_EXEMPT.search(plain(text)):
        return not_applicable("The statement calls nothing exempt.")
    files = counted(case.around.documents, "file", "files")
    return ask(
        f"The site has {files}: is each that this calls exempt from before 23 September 2018, and "
        "needed for no service?",
        text,
    )
