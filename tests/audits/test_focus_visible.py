"""focus-visible: what has the focus must be seen."""

import pytest

from audits.checks.focus_visible import focus_visible
from tests.audits.told import (
    PAGE,
    PLACE,
    assert_asks,
    assert_fails,
    assert_state,
    assert_survives,
    assert_tells_an_early_end,
)


def judged(**told):
    return focus_visible({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(stops=0).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"visible": {"no": [], "weak": []}},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_says_where_the_walk_ended_too_soon():
    assert_tells_an_early_end(judged)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"visible": {"no": [PLACE]}}, "Nothing changes on the screen when the link “Pay now”"),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"visible": {"weak": [PLACE]}}, "Hardly anything changes"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"visible": {"no": [PLACE]}})


def test_one_rule_of_a_style_sheet_is_one_cause_for_all_links_of_a_part():
    field = PLACE | {"html": "<input name=a>"}
    told = {"visible": {"no": [PLACE, PLACE | {"text": "Bins"}, field, {**PLACE, "html": 3}]}}
    subjects = [each.subject for each in judged(**told).findings]
    assert subjects == ["link", "link", "field", "element"]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"visible": {"no": [{**PLACE, "presses": 7}]}}, "after pressing Tab 7 times"),
        ({"visible": {"weak": [{**PLACE, "presses": 1}]}}, "after pressing Tab once"),
        ({"visible": {"no": [{**PLACE, "presses": None}]}}, "with the keyboard's focus on it"),
        (
            {"visible": {"no": [{**PLACE, "presses": 2, "selector": "#map >>> a"}]}},
            "in a frame, after pressing Tab twice from its first stop",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
