"""label-distance: advice about labels far from their fields."""

import pytest

from audits.checks.label_distance import label_distance
from tests.audits.told import PAGE, PLACE, assert_fails, assert_survives

FAR = {**PLACE, "words": "Your street", "aside": 0, "below": 400}


def judged(**told):
    return label_distance(told, PAGE)


@pytest.mark.parametrize("told", [{}, {"far": []}])
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize("place", [FAR, {**FAR, "aside": 400, "below": 0}])
def test_advises_on_a_label_that_is_far_away(place):
    assert_fails(judged(far=[place]), "400 pixels of nothing part the label “Your street”")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"far": [FAR]})
