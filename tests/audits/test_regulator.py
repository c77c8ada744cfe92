"""The regulator's list of issues: whole, in our words, and naming only audits that exist."""

import tomllib
from importlib.resources import files

import pytest

from audits.engines import ibm
from audits.manual_checks import load_manual_checks
from audits.registry import load
from audits.regulator import RegulatorError, load_regulator, regulator_of
from audits.requirements import REQUIREMENTS

ISSUES = load_regulator().issues
MOST_WORDS = 25  # of a sentence


def test_all_76_issues_are_there_in_order():
    assert [issue.id for issue in ISSUES] == list(range(1, 77))
    assert [sum(issue.kind == kind for issue in ISSUES) for kind in ("pdf", "manual", "axe")] == [
        *(6, 16, 54)
    ]


@pytest.mark.parametrize("issue", ISSUES, ids=[str(issue.id) for issue in ISSUES])
def test_every_issue_names_what_exists(issue):
    ours = {audit for audit in issue.audits if not audit.startswith(("axe:", "ibm:"))}
    assert ours <= load().keys()
    assert {each for each in issue.audits if each.startswith("ibm:")} <= {
        f"ibm:{rule}" for rule in ibm.rules()
    }
    assert set(issue.requirements) <= {*REQUIREMENTS, "wcag:4.1.1"}
    assert issue.requirements or issue.id == 22
    for sentence in f"{issue.words} {issue.how}".split(". "):
        assert len(sentence.split()) <= MOST_WORDS


def test_only_what_is_bad_enough_is_reported():
    assert {issue.axe_rule for issue in ISSUES if not issue.is_reported} == {
        *("meta-viewport", "duplicate-id")
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "guess"}, "'guess' is none of axe, manual, pdf"),
        ({"words": ""}, "lacks a number, its words"),
        ({"axe_rule": ""}, "belongs to the kind axe alone"),
        ({"id": 1}, "several issues have the number 1"),
    ],
)
def test_a_wrong_list_is_refused(change, said):
    told = tomllib.loads(files("audits").joinpath("regulator.toml").read_text("utf-8"))
    told["issue"] = [told["issue"][0], {**told["issue"][-1], **change}]
    with pytest.raises(RegulatorError, match=said):
        regulator_of(told)


def test_every_criterion_has_a_check_by_hand():
    checks = load_manual_checks()
    assert checks.keys() == REQUIREMENTS.keys()
    for check in checks.values():
        for sentence in (check.by_hand, check.not_looked_at):
            assert sentence.endswith(".")
            assert len(sentence.split()) <= MOST_WORDS
