"""idle-stops: Tab stops only where something waits for it."""

import pytest

from audits.checks.idle_stops import idle_stops
from tests.audits.told import PAGE, PLACE, assert_fails, assert_state, assert_survives


def judged(**told):
    return idle_stops(told, PAGE)


@pytest.mark.parametrize("told", [{}, {"idle": []}])
def test_passes(told):
    assert judged(**told).status == "passed"


def test_fails_text_at_which_nothing_waits():
    assert_fails(judged(idle=[PLACE]), "stops at “Pay now”, where there is nothing to do")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"idle": [PLACE]})


def test_says_how_the_page_was():
    assert_state(judged(idle=[PLACE]), "")
