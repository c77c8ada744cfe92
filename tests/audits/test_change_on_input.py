"""change-on-input: a choice only chooses."""

import pytest

from audits.checks.change_on_input import change_on_input
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return change_on_input({"there": {"choices": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"choices": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"choices": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"choices": [{**PLACE, "told": False}]}, "as soon as people choose"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"choices": [{**PLACE, "told": True}]}, "say so before the field"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"choices": [{**PLACE, "told": False}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"choices": [{**PLACE, "key": "ArrowDown"}]}, "after pressing the down arrow key on it"),
        ({"choices": [{**PLACE, "key": " ", "told": True}]}, "after pressing the space key on it"),
        ({"choices": [PLACE]}, "after pressing a key on it"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
