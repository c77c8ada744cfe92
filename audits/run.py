"""Run the audits over what was gathered; an audit that cannot run is an error, never a pass."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from audits.derive.missing import Missing, NotTested
from audits.derive.tried import STEPS, missed_frames
from audits.engines import axe, ibm
from audits.model import Outcome, SiteOutcomes, Status, not_applicable
from audits.registry import Audit, Rule, load
from audits.witnesses import told_once

STEPS_IN_FRAMES = frozenset(STEPS) - {"frames"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says of one page."""

    rule: Rule
    outcome: Outcome


class NotGatheredError(LookupError):
    """An audit named an artefact that is not there."""


def judge_page(artefacts: Mapping[str, Any]) -> list[Judgement]:
    """Judge one page: every audit of scope "page", then every rule of the engines.

    What several of them found is told once, with its witnesses.
    """
    ours = [
        Judgement(each, _page_outcome(each, artefacts))
        for each in load().values()
        if each.scope == "page"
    ]
    judged = [*ours, *_judge_by_axe(artefacts), *_judge_by_ibm(artefacts)]
    said = [(each.rule, each.outcome) for each in judged]
    outcomes = told_once(said, artefacts.get("document"))
    return [Judgement(each.rule, outcome) for each, outcome in zip(judged, outcomes, strict=True)]


def judge_site(artefacts: Mapping[str, Any]) -> list[tuple[Rule, SiteOutcomes]]:
    """Judge the whole crawl: every audit of scope "site"."""
    return [
        (each, _site_outcomes(each, artefacts)) for each in load().values() if each.scope == "site"
    ]


def _page_outcome(each: Audit, artefacts: Mapping[str, Any]) -> Outcome:
    for name in each.needs:
        if isinstance(why := artefacts.get(name), NotTested):
            return not_applicable(f"not tested: {why.reason}", holds=True)
    try:
        outcome = each.check(**_needed(each, artefacts))
    except Exception as error:  # noqa: BLE001 - whatever went wrong, it is this audit's error alone
        return _error(each.id, error)
    if isinstance(outcome, Outcome):
        tries = not STEPS_IN_FRAMES.isdisjoint(each.needs)
        missed = missed_frames(artefacts.get("frames")) if tries else ()
        return replace(outcome, unseen=missed) if missed else outcome
    return Outcome(Status.ERROR, note=f"{each.id} returned no outcome")


def _site_outcomes(each: Audit, artefacts: Mapping[str, Any]) -> SiteOutcomes:
    try:
        outcomes = each.check(**_needed(each, artefacts))
        if isinstance(outcomes, Mapping) and all(
            isinstance(outcome, Outcome) for outcome in outcomes.values()
        ):
            return outcomes
        error = Outcome(Status.ERROR, note=f"{each.id} returned no outcomes")
    except Exception as raised:  # noqa: BLE001 - whatever went wrong, it is this audit's error alone
        error = _error(each.id, raised)
    return dict.fromkeys(artefacts.get("pages") or {"": None}, error)


def _judge_by_axe(artefacts: Mapping[str, Any]) -> list[Judgement]:
    try:
        result = _artefact("axe", artefacts)
        judged = list(axe.judge(result, artefacts.get("document")))
    except Exception as error:  # noqa: BLE001 - a broken result of axe must not stop the page
        return [Judgement(axe.AXE, _error("axe", error))]
    return [Judgement(rule, outcome) for rule, outcome in judged]


def _judge_by_ibm(artefacts: Mapping[str, Any]) -> list[Judgement]:
    if isinstance(why := artefacts.get("ibm"), NotTested):
        return [Judgement(rule, outcome) for rule, outcome in ibm.not_tested(why)]
    try:
        result = _artefact("ibm", artefacts)
        judged = list(ibm.judge(result, artefacts.get("document")))
    except Exception as error:  # noqa: BLE001 - a broken result must not stop the page
        return [Judgement(ibm.IBM, _error("ibm", error))]
    return [Judgement(rule, outcome) for rule, outcome in judged]


def _needed(each: Audit, artefacts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _artefact(name, artefacts) for name in each.needs}


def _artefact(name: str, artefacts: Mapping[str, Any]) -> Any:
    if name not in artefacts:
        raise NotGatheredError(f"not gathered: {name}")
    value = artefacts[name]
    if isinstance(value, Missing):
        raise NotGatheredError(value.reason)
    return value


def _error(audit_id: str, error: Exception) -> Outcome:
    if isinstance(error, NotGatheredError):
        return Outcome(Status.ERROR, note=str(error))
    log.error("audit %s failed to run", audit_id, exc_info=error)
    return Outcome(Status.ERROR, note=f"{type(error).__name__}: {error}"[:500])
