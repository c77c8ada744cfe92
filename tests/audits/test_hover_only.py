"""hover-only: what comes up under the mouse comes up by key."""

import pytest

from audits.checks.hover_only import hover_only
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def judged(**told):
    return hover_only({"there": {"hover": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"hover": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"hover": [{**PLACE, "how": "sure", "shows": "Bins Tax", "links": 2}]},
            "“Bins Tax” comes up only under the mouse",
        ),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"hover": [{**PLACE, "how": "unsure", "shows": "Help", "links": 0}]},
            "Is there another way",
        ),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"hover": [{**PLACE, "how": "sure", "shows": "Bins Tax", "links": 2}]})


def test_says_how_the_page_was():
    assert_state(judged(hover=[{**PLACE, "shows": "Tips"}]), "with the mouse over “Pay now”")
