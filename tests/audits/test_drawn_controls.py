"""drawn-controls: what stands out anywhere stays quiet; what is pale all over is wrong."""

import pytest

from audits.checks.drawn_controls import drawn_controls
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives

CONTROL = {**PLACE, "kind": "choice", "best": 1.4, "count": 3, "isLink": False, "hasHint": False}


def judged(**more):
    return drawn_controls({"controls": [{**CONTROL, **more}]}, PAGE)


@pytest.mark.parametrize(
    "told", [{}, {"controls": []}, {"controls": "x"}, {"controls": [{"kind": "choice"}]}]
)
def test_passes_pages_that_draw_none(told):
    assert drawn_controls(told, PAGE).status == "passed"


@pytest.mark.parametrize(
    "more",
    [
        {"best": 3},
        {"best": 19.59},
        {"best": 1, "kind": "choice"},  # nothing to be seen: something else stands for it
        {"best": 1.1},
        {"kind": "sign"},  # which has an audit of its own
        {"tick": 1.2, "best": 4.5},
    ],
)
def test_passes_what_can_be_seen_or_is_no_such_thing(more):
    assert judged(**more).status == "passed"


def test_fails_a_box_with_a_pale_edge():
    outcome = judged()
    assert_fails(outcome, "more than 1.4:1")
    assert outcome.findings[0].elements == 3


def test_fails_a_field_without_words():
    assert_fails(judged(kind="field"), "this field")


def test_asks_where_words_inside_may_show_the_field():
    assert_asks(judged(kind="field", hasHint=True), "1.4:1")


def test_survives_whatever_a_page_tells():
    assert_survives(judged, CONTROL)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"best": 2, "canTick": True}, "while it was not ticked"),
        ({"best": 2, "canTick": False}, ""),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
