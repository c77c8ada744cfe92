"""pointer-down: a press that moves off before it is let go does nothing."""

import pytest

from audits.checks.pointer_down import pointer_down
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return pointer_down({"there": {"downs": 1}, **told}, PAGE)


@pytest.mark.parametrize("there", [{}, {"downs": 0}, None])
def test_is_not_applicable_where_nothing_waits_for_a_press_to_begin(there):
    assert judged(there=there).status == "not applicable"


@pytest.mark.parametrize("told", [{}, {"downs": []}])
def test_passes(told):
    assert judged(**told).status == "passed"


def test_what_was_not_tried_is_no_pass():
    late = judged(ended="time")
    assert (late.status, late.holds) == ("not applicable", True)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("mouse", "“Pay now” acts before the button is let go, and moving off"),
        ("touch", "“Pay now” acts before the finger is lifted, and moving off"),
    ],
)
def test_fails_what_is_sure(way, words):
    assert_fails(judged(downs=[{**PLACE, "how": "sure", "way": way, "count": 1}]), words)


def test_asks_where_a_person_must_decide():
    told = [{**PLACE, "how": "unsure", "way": "mouse", "count": 3}]
    assert_asks(judged(downs=told), "Can one stop it or take it back")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"downs": [{**PLACE, "how": "sure", "way": "mouse", "count": 3}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"downs": [{**PLACE, "how": "sure"}]},
            "after pressing the mouse button on “Pay now” and moving off",
        ),
        (
            {"downs": [{**PLACE, "way": "touch"}]},
            "after pressing a finger on “Pay now” and moving off",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
