"""dead_ends.toml: every rule has an audit that exists, or a reason why none speaks to it."""

import pytest

from audits.dead_ends import DeadEndsError, load_dead_ends, rules_of
from audits.registry import load

RULES = load_dead_ends()
ENGINES = ("axe:", "ibm:")


@pytest.mark.parametrize("rule", RULES, ids=[each.id for each in RULES])
def test_every_rule_has_an_audit_or_a_reason(rule):
    assert rule.audits or rule.reason
    strangers = [
        each for each in rule.audits if each not in load() and not each.startswith(ENGINES)
    ]
    assert not strangers


@pytest.mark.parametrize("rule", RULES, ids=[each.id for each in RULES])
def test_what_only_analytics_can_tell_has_no_audit(rule):
    assert (rule.layer == "behavioural") == (rule.group == "measured")
    assert not (rule.layer == "behavioural" and rule.audits)
    assert rule.layer == "behavioural" or not rule.is_measured


def test_every_audit_of_dead_ends_speaks_to_a_rule():
    spoken = {each for rule in RULES for each in rule.audits}
    assert {each.id for each in load().values() if each.category == "dead ends"} <= spoken


def test_rules_of_low_confidence_only_ask():
    for rule in RULES:
        if rule.confidence == "low":
            assert all(load()[each].certainty == "needs review" for each in rule.audits)


def test_the_taxonomy_is_whole():
    assert len(RULES) == 48
    assert [each.id for each in RULES] == sorted(each.id for each in RULES)


GOOD = {"id": "DE01", "group": "broken", "name": "x", "severity": 1, "confidence": "high"}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"group": "odd"},
        {"severity": 5},
        {"confidence": "sure"},
        {"layer": "confirmed"},
        {"on_pages": "some"},
        {"audits": []},
    ],
)
def test_a_mistake_is_told(change):
    with pytest.raises(DeadEndsError):
        rules_of({"rule": [{**GOOD, "audits": ["x"], **change}]})


def test_an_id_stands_once():
    with pytest.raises(DeadEndsError, match="DE01"):
        rules_of({"rule": [{**GOOD, "audits": ["x"]}] * 2})
