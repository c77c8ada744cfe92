"""vanishing-messages: messages stay."""

import pytest

from audits.checks.vanishing_messages import vanishing_messages
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives

SAVED = {**PLACE, "message": "Your choice was saved.", "seconds": 3}


def judged(**told):
    return vanishing_messages({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"vanishing": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_fails_a_message_that_takes_some_reading():
    assert_fails(judged(vanishing=[SAVED]), "went by itself after 3 seconds")


@pytest.mark.parametrize("place", [{**SAVED, "message": "Copied"}, {**SAVED, "stays": True}])
def test_asks_about_a_word_or_two_and_about_what_is_said_elsewhere(place):
    assert_asks(judged(vanishing=[place]), "went by itself after 3 seconds")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"vanishing": [{**PLACE, "message": "Saved", "seconds": 3}]})


def test_says_how_the_page_was():
    assert_state(
        judged(vanishing=[{**PLACE, "message": "Saved.", "seconds": 3}]),
        "3 seconds after pressing Enter on “Pay now”",
    )
