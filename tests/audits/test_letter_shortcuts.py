"""letter-shortcuts: no single letter does anything."""

import pytest

from audits.checks.letter_shortcuts import letter_shortcuts
from tests.audits.told import PAGE, assert_state, assert_survives


def judged(**told):
    return letter_shortcuts({"there": {"letters": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"letters": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"letters": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"letters": [{"key": "s", "offers": False}]}, "The key “s” alone"),
    ],
)
def test_fails_what_is_sure(told, words):
    outcome = judged(**told)
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "failed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"letters": [{"key": "s", "offers": True}]}, "Can people switch it off"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    outcome = judged(**told)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "needs review"
    assert finding.message.endswith("?")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"letters": [{"key": "s", "offers": False}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"letters": [{"key": "s", "offers": False}]}, "after pressing the key “s”"),
        ({"letters": [{"key": "s", "offers": True}]}, "after pressing the key “s”"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
