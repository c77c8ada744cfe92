"""dialog-escape: Escape closes dialogs."""

import pytest

from audits.checks.dialog_escape import dialog_escape
from tests.audits.told import PAGE, PLACE, assert_fails, assert_state, assert_survives


def judged(**told):
    return dialog_escape({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"dialogs": [{**PLACE, "modal": True, "moved": False}]},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"dialogs": [{**PLACE, "modal": True, "escape": False}]},
            "Escape does not close the dialog",
        ),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"dialogs": [{**PLACE, "modal": True, "escape": False}]})


def test_says_how_the_page_was():
    assert_state(
        judged(dialogs=[{**PLACE, "escape": False}]),
        "after pressing Enter on “Pay now”, then Escape",
    )
