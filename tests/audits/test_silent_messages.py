"""silent-messages: messages reach screen readers."""

import pytest

from audits.checks.silent_messages import silent_messages
from tests.audits.told import PAGE, PLACE, assert_asks, assert_state, assert_survives


def judged(**told):
    return silent_messages({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"messages": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"messages": [{**PLACE, "message": "Saved"}]}, "the page says “Saved”"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"messages": [{**PLACE, "message": "Saved"}]})


def test_says_how_the_page_was():
    assert_state(
        judged(messages=[{**PLACE, "message": "Saved."}]), "after pressing Enter on “Pay now”"
    )
