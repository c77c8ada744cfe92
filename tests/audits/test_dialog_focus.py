"""dialog-focus: a dialog takes the focus and keeps it."""

import pytest

from audits.checks.dialog_focus import dialog_focus
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return dialog_focus({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"dialogs": [{**PLACE, "modal": True, "escape": False}]},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"dialogs": [{**PLACE, "modal": True, "moved": False}]}, "does not get the focus"),
        (
            {"dialogs": [{**PLACE, "modal": True, "leaves": {**PLACE, "text": "Home"}}]},
            "behind it to “Home”",
        ),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"dialogs": [{**PLACE, "modal": False, "moved": False}]}, "Do people find it?"),
        ({"dialogs": [{**PLACE, "modal": True, "returns": False}]}, "The focus is lost"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"dialogs": [{**PLACE, "modal": True, "moved": False}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"dialogs": [{**PLACE, "modal": True, "moved": False}]},
            "after pressing Enter on “Pay now”",
        ),
        (
            {"dialogs": [{**PLACE, "leaves": {**PLACE, "presses": 3}}]},
            "after pressing Enter on “Pay now”, then Tab 3 times",
        ),
        (
            {"dialogs": [{**PLACE, "returns": False}]},
            "after pressing Enter on “Pay now” and closing the dialog",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
