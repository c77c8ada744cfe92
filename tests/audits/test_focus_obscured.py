"""focus-obscured: nothing covers what has the focus."""

import pytest

from audits.checks.focus_obscured import focus_obscured
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
    return focus_obscured({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(stops=0).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"covered": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_says_where_the_walk_ended_too_soon():
    assert_tells_an_early_end(judged)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"covered": [{**PLACE, "by": PLACE, "passing": False}]}, "Something that stays"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"covered": [{**PLACE, "by": PLACE, "passing": True}]}, "can send away"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"covered": [{**PLACE, "by": PLACE, "passing": False}]})


def test_says_how_the_page_was():
    assert_state(judged(covered=[{**PLACE, "presses": 7}]), "after pressing Tab 7 times")
