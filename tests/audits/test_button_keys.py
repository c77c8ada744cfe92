"""button-keys: a button answers Enter and space."""

import pytest

from audits.checks.button_keys import button_keys
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return button_keys({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"keys": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"keys": [{**PLACE, "missing": "both"}]}, "neither Enter nor the space key"),
        ({"keys": [{**PLACE, "missing": "Space", "link": False}]}, "does not answer the space key"),
        ({"keys": [{**PLACE, "missing": "Enter"}]}, "does not answer Enter"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"keys": [{**PLACE, "missing": "Space", "link": True}]}, "The link “Pay now”"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"keys": [{**PLACE, "missing": "both"}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"keys": [{**PLACE, "missing": "both"}]},
            "after pressing Enter and the space key on “Pay now”",
        ),
        ({"keys": [{**PLACE, "missing": "Space"}]}, "after pressing the space key on “Pay now”"),
        ({"keys": [{**PLACE, "missing": "Enter"}]}, "after pressing Enter on “Pay now”"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
