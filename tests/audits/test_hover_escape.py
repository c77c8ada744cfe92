"""hover-escape: what covers other words can be put away."""

import pytest

from audits.checks.hover_escape import hover_escape
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives

TIP = {**PLACE, "by": "pointer", "shows": "From nine to five", "covers": "Pay your bill"}


def judged(**told):
    return hover_escape({"there": {"hover": 1}, **told}, PAGE)


def test_is_not_applicable_where_nothing_comes_up():
    assert judged(there={}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"lingers": []},
        {"lingers": [{**TIP, "flees": "always"}]},
        {"there": {"focus": 1}},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_fails_a_tooltip_that_covers_words():
    words = "Escape does not put away “From nine to five”. It lies on “Pay your bill”."
    assert_fails(judged(lingers=[{**TIP, "escape": "sure"}]), words)


@pytest.mark.parametrize("by", ["pointer", "focus"])
def test_asks_about_all_else(by):
    rests = "the focus stays" if by == "focus" else "the mouse stays"
    assert_asks(judged(lingers=[{**TIP, "by": by, "escape": "unsure"}]), rests)


def test_what_was_not_tried_is_no_pass():
    outcome = judged(ended="time")
    assert (outcome.status, outcome.holds) == ("not applicable", True)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"lingers": [{**TIP, "escape": "sure"}], "there": {"hover": 1}})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"lingers": [{**PLACE, "escape": "sure"}]},
            "after pressing Escape with the mouse over “Pay now”",
        ),
        (
            {"lingers": [{**PLACE, "escape": "unsure", "by": "focus"}]},
            "after pressing Escape with the focus on “Pay now”",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
