"""swipe-alternatives: asks where nothing can be pressed instead, and never fails."""

import pytest

from audits.checks.swipe_alternatives import swipe_alternatives
from tests.audits.told import PAGE, PLACE, assert_asks, assert_survives


def judged(**told):
    return swipe_alternatives({"there": {"gestures": 1}, **told}, PAGE)


def test_is_not_applicable_where_nothing_is_moved():
    assert judged(there={}).status == "not applicable"


@pytest.mark.parametrize("what", ["drag", "map", "pong", "", None])
def test_passes_what_is_no_matter_of_its_own(what):
    assert judged(gestures=[{**PLACE, "what": what, "count": 1}]).status == "passed"


def test_passes_where_all_can_be_pressed():
    assert judged(gestures=[]).status == "passed"


@pytest.mark.parametrize(
    ("what", "words"), [("swipe", "A swipe moves this"), ("pinch", "without two fingers")]
)
def test_asks(what, words):
    assert_asks(judged(gestures=[{**PLACE, "what": what, "count": 2}]), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"gestures": [{**PLACE, "what": "swipe", "count": 3}]})
