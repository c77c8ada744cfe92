"""skip-link: what says skip must skip."""

import pytest

from audits.checks.skip_link import skip_link
from tests.audits.told import PAGE, PLACE, assert_asks, assert_state, assert_survives


def judged(**told):
    return skip_link({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(skip=None).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {"skip": {**PLACE, "works": True, "target": True}},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"skip": {**PLACE, "works": False, "target": True}}, "as if it had skipped nothing"),
        ({"skip": {**PLACE, "works": False, "target": False}}, "not on the page"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"skip": {**PLACE, "works": False, "target": True}})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"skip": {**PLACE, "works": False, "target": True}},
            "after pressing Enter on “Pay now”, then Tab",
        ),
        (
            {"skip": {**PLACE, "works": False, "target": False, "presses": 1}},
            "after pressing Tab once",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
