"""arrow-keys: keys lead to each part of a widget."""

import pytest

from audits.checks.arrow_keys import arrow_keys
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives

TABS = {**PLACE, "role": "tablist", "parts": 3, "entered": True, "lost": "Tuesday", "how": "sure"}
SLIDER = {**PLACE, "role": "slider", "parts": 1, "entered": True, "how": "sure"}


def judged(**told):
    return arrow_keys({"there": {"widgets": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_no_widget():
    assert judged(there={}).status == "not applicable"


@pytest.mark.parametrize("told", [{}, {"arrows": []}])
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("widget", "words"),
    [
        (TABS, "A click gets to “Tuesday” in the tabs. No arrow key does"),
        ({**TABS, "role": "treegrid"}, "in the grid"),
        ({**TABS, "entered": False}, "No key gets into it at all"),
        (SLIDER, "The mouse moves this slider, and no arrow key does"),
    ],
)
def test_fails_what_is_sure(widget, words):
    assert_fails(judged(arrows=[widget]), words)


@pytest.mark.parametrize("widget", [TABS, SLIDER])
def test_asks_where_another_way_is_near(widget):
    assert_asks(judged(arrows=[{**widget, "how": "unsure"}]), "Can a key do the same elsewhere")


def test_what_was_not_tried_is_no_pass():
    outcome = judged(ended="time")
    assert (outcome.status, outcome.holds) == ("not applicable", True)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"arrows": [TABS], "there": {"widgets": 1}})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"arrows": [{**PLACE, "role": "tablist", "lost": "Two", "entered": True}]},
            "after pressing arrow keys on it, then a click on “Two”",
        ),
        (
            {"arrows": [{**PLACE, "role": "tablist", "lost": "Two", "entered": False}]},
            "after a click on “Two”",
        ),
        (
            {"arrows": [{**PLACE, "role": "menu", "lost": "Two", "opened": True}]},
            "after pressing Enter on “Pay now” and arrow keys, then a click on “Two”",
        ),
        (
            {"arrows": [{**PLACE, "role": "slider", "entered": True}]},
            "after pressing arrow keys on it, then dragging it",
        ),
        ({"arrows": [{**PLACE, "role": "slider"}]}, "after dragging it"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
