"""hover-content: what comes up can be pointed at, and stays."""

import pytest

from audits.checks.hover_content import hover_content
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives

TIP = {**PLACE, "by": "pointer", "shows": "From nine to five"}


def judged(**told):
    return hover_content({"there": {"hover": 1}, **told}, PAGE)


def test_is_not_applicable_where_nothing_comes_up():
    assert judged(there={}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"lingers": []},
        {"there": {"focus": 2}},
        {"there": {"drawn": 1}},
        {"lingers": [{**TIP, "covers": "More words", "escape": "sure"}]},
        {"lingers": [{**TIP, "flees": "", "stays": 0}]},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"flees": "always"}, "“From nine to five” comes up, and vanishes when the mouse moves"),
        ({"stays": 2.5}, "by itself after 2.5 seconds, though the mouse has not moved"),
    ],
)
def test_fails_what_is_sure(fault, words):
    assert_fails(judged(lingers=[{**TIP, **fault}]), words)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"flees": "between"}, "goes while a slow mouse is on its way"),
        ({"flees": "far"}, "far from what brings it up"),
        ({"by": "focus", "stays": 3}, "after 3 seconds, though the focus is there still"),
    ],
)
def test_asks_where_a_person_must_decide(fault, words):
    assert_asks(judged(lingers=[{**TIP, **fault}]), words)


def test_what_was_not_tried_is_no_pass():
    outcome = judged(ended="time")
    assert (outcome.status, outcome.holds) == ("not applicable", True)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"lingers": [{**TIP, "flees": "always"}], "there": {"hover": 1}})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"lingers": [{**PLACE, "shows": "Tips", "flees": "always"}]},
            "after moving the mouse from “Pay now” to what came up",
        ),
        (
            {"lingers": [{**PLACE, "shows": "Tips", "flees": "between"}]},
            "after moving the mouse from “Pay now” to what came up",
        ),
        (
            {"lingers": [{**PLACE, "shows": "Tips", "stays": 2.5}]},
            "after 2.5 seconds with the mouse over “Pay now”",
        ),
        (
            {"lingers": [{**PLACE, "shows": "Tips", "stays": 2.5, "by": "focus"}]},
            "after 2.5 seconds with the focus on “Pay now”",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
