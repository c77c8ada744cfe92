"""keyboard-trap: the focus must get away from everything."""

import pytest

from audits.checks.keyboard_trap import keyboard_trap
from tests.audits.told import (
    PAGE,
    PLACE,
    assert_asks,
    assert_fails,
    assert_state,
    assert_survives,
    assert_tells_an_early_end,
)


def judged(**told):
    return keyboard_trap({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(stops=0).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"ended": "dialog"},
        {"traps": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_says_where_the_walk_ended_too_soon():
    assert_tells_an_early_end(judged)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"traps": [{**PLACE, "told": False}], "ended": "trap"}, "The focus can't leave “Pay now”"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"traps": [{**PLACE, "told": True}]}, "The page speaks of keys"),
        ({"round": PLACE, "ended": "round"}, "comes back"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"traps": [{**PLACE, "told": False}], "ended": "trap"})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"traps": [{**PLACE, "presses": 7}]}, "after pressing Tab 7 times"),
        ({"round": {**PLACE, "presses": 7}}, "after pressing Tab 7 times"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
