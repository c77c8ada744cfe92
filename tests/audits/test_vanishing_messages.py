"""vanishing-messages: messages stay."""

import pytest

from audits.checks.vanishing_messages import vanishing_messages
from tests.audits.told import PAGE, PLACE, assert_asks, assert_survives


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


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"vanishing": [{**PLACE, "message": "Saved", "seconds": 3}]},
            "went by itself after 3 seconds",
        ),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"vanishing": [{**PLACE, "message": "Saved", "seconds": 3}]})
