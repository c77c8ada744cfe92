"""tick-contrast: a tick that differs stays quiet; one as pale as its ground is wrong."""

import pytest

from audits.checks.tick_contrast import tick_contrast
from tests.audits.told import PAGE, PLACE, assert_fails, assert_state, assert_survives

CONTROL = {**PLACE, "kind": "choice", "best": 7.5, "tick": 1.4, "count": 1}


def judged(**more):
    return tick_contrast({"controls": [{**CONTROL, **more}]}, PAGE)


@pytest.mark.parametrize("told", [{}, {"controls": []}, {"controls": [{**CONTROL, "tick": None}]}])
def test_passes_pages_where_nothing_changed(told):
    assert tick_contrast(told, PAGE).status == "passed"


@pytest.mark.parametrize("more", [{"tick": 3}, {"tick": 21}, {"tick": 0}, {"kind": "sign"}])
def test_passes_ticks_that_can_be_seen(more):
    assert judged(**more).status == "passed"


def test_fails_a_pale_tick():
    assert_fails(judged(), "no more than 1.4:1")


def test_survives_whatever_a_page_tells():
    assert_survives(judged, CONTROL)


def test_says_how_the_page_was():
    assert_state(judged(), "when it was ticked")
