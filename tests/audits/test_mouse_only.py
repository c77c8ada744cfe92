"""mouse-only: what a mouse can do, a key can do."""

import pytest

from audits.checks.mouse_only import mouse_only
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return mouse_only({"there": {"mouse": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"mouse": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"mouse": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"mouse": [{**PLACE, "how": "sure", "count": 3}]}, "answers a click on “Pay now”"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"mouse": [{**PLACE, "how": "unsure", "count": 1}]}, "Can a key do the same"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"mouse": [{**PLACE, "how": "sure", "count": 3}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"mouse": [{**PLACE, "how": "sure"}]}, "after a click on “Pay now”"),
        ({"mouse": [{**PLACE, "text": ""}]}, "after a click on it"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
