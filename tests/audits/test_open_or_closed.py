"""open-or-closed: a button says what is open."""

import pytest

from audits.checks.open_or_closed import open_or_closed
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return open_or_closed({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"states": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"states": [{**PLACE, "state": "false", "stuck": True}]},
            'aria-expanded of “Pay now” stays "false"',
        ),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"states": [{**PLACE, "state": "", "stuck": False}]}, "opens and closes something"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"states": [{**PLACE, "state": "false", "stuck": True}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"states": [PLACE]}, "after pressing Enter on “Pay now”"),
        (
            {"states": [{**PLACE, "stuck": True, "state": "false"}]},
            "after pressing Enter on “Pay now”",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
