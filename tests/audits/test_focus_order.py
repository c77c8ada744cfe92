"""focus-order: Tab goes as one reads."""

import pytest

from audits.checks.focus_order import focus_order
from tests.audits.told import (
    PAGE,
    PLACE,
    assert_asks,
    assert_state,
    assert_survives,
    assert_tells_an_early_end,
)


def judged(**told):
    return focus_order({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(stops=0).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"order": {"raised": [], "turned": [], "jumps": []}},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_says_where_the_walk_ended_too_soon():
    assert_tells_an_early_end(judged)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"order": {"raised": [PLACE]}}, "A tabindex above 0"),
        ({"order": {"turned": [{**PLACE, "from": "Next"}]}}, "from “Next”"),
        ({"order": {"jumps": [[PLACE, PLACE]]}}, "jumps up the page"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"order": {"raised": [PLACE]}})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"order": {"jumps": [[PLACE, {**PLACE, "presses": 7}]]}}, "after pressing Tab 7 times"),
        ({"order": {"turned": [{**PLACE, "presses": 7}]}}, "after pressing Tab 7 times"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
