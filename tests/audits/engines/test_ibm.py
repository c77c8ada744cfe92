"""What IBM's engine tells becomes outcomes of the rules that are taken, in our words."""

import re

import pytest

from audits.derive.document import Document
from audits.derive.missing import NotTested
from audits.engines import ibm
from audits.engines.ibm import IBM, BadResultError, judge, not_tested, rules, taken
from audits.model import NOTHING
from audits.requirements import REQUIREMENTS
from crawler.provision import ibm_or_complain

PAGE = """<!doctype html><html lang="en"><head><title>Bins</title></head><body>
<main><h1>Bins</h1><img id="map" src="map.png"><embed id="plan"></main></body></html>"""
LONGEST = 25  # words in a sentence


def found(rule, selector="#map", reason="Fail_1", html="<img>", says="It is wrong"):
    return {"rule": rule, "reason": reason, "selector": selector, "html": html, "says": says}


def told(*issues, passed=(), broken=()):
    lists = {"found": list(issues), "passed": list(passed), "broken": list(broken)}
    return {**lists, "version": "4.0.34"}


def judged(*issues, **lists):
    pairs = judge(told(*issues, **lists), Document(PAGE, "https://x.test/"))
    return {rule.id: (rule, outcome) for rule, outcome in pairs}


def outcome_of(rule, *issues, **lists):
    return judged(*issues, **lists)[f"ibm:{rule}"][1]


# --- what is no failure


def test_what_the_engine_passes_is_passed_and_what_it_never_met_is_not_applicable():
    assert outcome_of("img_alt_valid", passed=["img_alt_valid"]).status == "passed"
    assert outcome_of("img_alt_valid").status == "not applicable"
    assert outcome_of("img_alt_valid").note == NOTHING


def test_a_reason_that_is_not_taken_is_no_finding():
    issue = found("element_lang_valid", reason="Fail_2")
    assert outcome_of("element_lang_valid", issue).status == "passed"


def test_a_rule_that_is_not_taken_is_not_told():
    assert "ibm:aria_parent_required" not in judged(found("aria_parent_required"))


def test_a_rule_that_broke_is_not_tested_and_keeps_what_it_said():
    outcome = outcome_of("img_alt_valid", broken=["img_alt_valid"], passed=["img_alt_valid"])
    assert outcome.status == "not applicable"
    assert outcome.holds
    assert "not tested" in outcome.note


def test_a_page_that_was_not_tried_out_keeps_what_every_rule_said():
    outcomes = list(not_tested(NotTested("it took longer than 4 seconds")))
    assert {rule.id for rule, _ in outcomes} == {"ibm", *(f"ibm:{name}" for name in taken())}
    assert all(outcome.holds for _, outcome in outcomes)
    assert {outcome.note for _, outcome in outcomes} == {
        "not tested: it took longer than 4 seconds"
    }


@pytest.mark.parametrize("name", ["found", "passed", "broken"])
def test_a_result_that_is_not_whole_is_refused(name):
    with pytest.raises(BadResultError):
        list(judge(told() | {name: None}, None))


# --- what it finds


def test_a_rule_taken_at_its_word_fails_in_our_words():
    outcome = outcome_of("img_alt_valid", found("img_alt_valid", reason="fail_no_alt"))
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert finding.message == taken()["img_alt_valid"].says
    assert (finding.selector, finding.region, finding.impact) == ("#map", "main", "critical")


def test_where_the_engine_names_the_attribute_its_own_sentence_is_told():
    issue = found("aria_role_allowed", reason="Fail_2", says="The role 'buton' is not valid")
    (finding,) = outcome_of("aria_role_allowed", issue).findings
    assert finding.message == "The role 'buton' is not valid."


def test_a_rule_that_asks_asks():
    outcome = outcome_of("embed_alt_exists", found("embed_alt_exists", "#plan"))
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert finding.status == "needs review"
    assert finding.message.endswith("?")


def test_that_it_ran_is_an_outcome_too_so_that_an_earlier_error_ends():
    assert judged()["ibm"][0] is IBM
    assert judged()["ibm"][1].status == "passed"


def test_the_version_is_that_of_the_engine():
    assert judged()["ibm:img_alt_valid"][0].engine == "accessibility-checker-engine 4.0.34"


# --- the file of rules


@pytest.mark.parametrize("name", list(taken()))
def test_every_rule_is_told_in_plain_words(name):
    said = taken()[name]
    assert said.certainty in ("failed", "needs review")
    assert said.title != said.failure_title
    assert not said.title.endswith(".")
    assert not said.failure_title.endswith(".")
    assert said.measured
    assert bool(said.ask) == (said.certainty == "needs review")
    assert said.ask.endswith("?") or not said.ask
    assert {f"wcag:{each}" for each in said.criteria} <= set(REQUIREMENTS)
    texts = (said.why, said.checks, said.fix, said.says, said.ask)
    sentences = [each for text in texts for each in re.split(r"(?<=[.?!])\s", text)]
    assert [each for each in sentences if len(each.split()) > LONGEST] == []


def test_every_rule_is_one_that_the_engine_has():
    source = ibm_or_complain().read_text(encoding="utf-8")
    assert {name for name in taken() if f'id:"{name}"' not in source} == set()


def test_every_reason_is_one_that_the_engine_has():
    source = ibm_or_complain().read_text(encoding="utf-8")
    for name, said in taken().items():
        rule = source[source.index(f'id:"{name}"') :][:20_000]
        assert {each for each in said.only if f"{each}:" not in rule} == set(), name


def test_a_rule_has_its_criteria_and_how_sure_it_is():
    rule = rules()["draggable_alternative_exists"]
    assert rule.requirements == ("wcag:2.5.7",)
    assert rule.certainty == "needs review"
    assert rule.source.startswith(ibm.HELP)
