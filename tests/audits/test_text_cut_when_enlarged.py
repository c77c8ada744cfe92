"""text-cut-when-enlarged: text that is newly cut off is wrong; dots, scraps and what opens are not."""

import pytest

from audits.checks.text_cut_when_enlarged import text_cut_when_enlarged
from tests.audits.cut_text import BOX, PAGE, CutText


class TestTextCutWhenEnlarged(CutText):
    audit = staticmethod(text_cut_when_enlarged)
    under = "zoomed"
    state = "at 200 % zoom, 640 CSS pixels wide"


def test_names_a_box_once_that_is_cut_by_zoom_and_by_larger_text():
    told = {"zoomed": {"cut": [BOX]}, "enlarged": {"cut": [BOX, BOX | {"selector": "#b"}]}}
    outcome = text_cut_when_enlarged(told, PAGE)
    assert [each.selector for each in outcome.findings] == ["#a", "#b"]
    assert "twice the size" in outcome.findings[1].message
    assert outcome.findings[1].state == "with text at 200 %"


def test_asks_about_a_word_that_only_larger_text_loses():
    assert (
        text_cut_when_enlarged({"enlarged": {"cut": [BOX | {"letters": 15}]}}, PAGE).status
        == "needs review"
    )


def test_asks_about_text_that_is_always_cut():
    outcome = text_cut_when_enlarged({"cut": [BOX]}, PAGE)
    assert outcome.status == "needs review"
    assert "even at 100 %" in outcome.findings[0].message
    assert outcome.findings[0].state == ""


@pytest.mark.parametrize("more", [{"opens": True}, {"isShortened": True}, {"letters": 3}])
def test_passes_what_is_always_short_and_meant_to_be(more):
    assert text_cut_when_enlarged({"cut": [BOX | more]}, PAGE).status == "passed"
