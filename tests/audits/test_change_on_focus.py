"""change-on-focus: nothing happens when something gets the focus."""

import pytest

from audits.checks.change_on_focus import change_on_focus
from tests.audits.told import (
    PAGE,
    PLACE,
    assert_fails,
    assert_state,
    assert_survives,
    assert_tells_an_early_end,
)


def judged(**told):
    return change_on_focus({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(stops=0).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"leading": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_says_where_the_walk_ended_too_soon():
    assert_tells_an_early_end(judged)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"leading": [PLACE]}, "only gets the focus"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"leading": [PLACE]})


def test_says_how_the_page_was():
    assert_state(judged(leading=[{**PLACE, "presses": 7}]), "after pressing Tab 7 times")
