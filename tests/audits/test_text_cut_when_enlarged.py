"""text-cut-when-enlarged: text that is newly cut off is wrong; dots, scraps and what opens are not."""

import pytest

from audits.checks.text_cut_when_enlarged import text_cut_when_enlarged
from audits.derive.document import Document

PAGE = Document("<main><div id='a'>Bins</div></main>", "https://x.test/")
BOX = {
    "selector": "#a",
    "html": "<div id='a'>",
    "words": "We empty bins on Monday",
    "letters": 60,
    "cut": 1,
    "gone": 2,
    "isShortened": False,
    "opens": False,
    "leads": False,
}


def judged(*boxes, under="zoomed", **more):
    return text_cut_when_enlarged({under: {"cut": [*boxes], **more}}, PAGE)


@pytest.mark.parametrize(
    "box",
    [
        BOX | {"opens": True},  # "read more" shows the rest
        BOX | {"isShortened": True, "leads": True},  # a teaser that leads on to all of it
        {"words": "no selector"},
        None,
    ],
)
def test_passes_boxes_whose_rest_can_be_had(box):
    assert judged(box).status == "passed"


@pytest.mark.parametrize("told", [{}, {"zoomed": None}, {"zoomed": {"cut": "x"}}])
def test_passes_pages_where_nothing_is_cut(told):
    assert text_cut_when_enlarged(told, PAGE).status == "passed"


def test_fails_text_that_is_cut_off():
    outcome = judged(BOX)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.region, finding.elements) == ("#a", "main", 3)
    assert "“We empty bins on Monday”" in finding.message


@pytest.mark.parametrize("box", [BOX | {"isShortened": True}, BOX | {"letters": 2}])
def test_asks_about_dots_and_scraps(box):
    outcome = judged(box)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_names_a_box_once_that_is_cut_by_zoom_and_by_larger_text():
    told = {"zoomed": {"cut": [BOX]}, "enlarged": {"cut": [BOX, BOX | {"selector": "#b"}]}}
    outcome = text_cut_when_enlarged(told, PAGE)
    assert [each.selector for each in outcome.findings] == ["#a", "#b"]
    assert "twice the size" in outcome.findings[1].message


def test_asks_about_a_word_that_only_larger_text_loses():
    assert judged(BOX | {"letters": 15}, under="enlarged").status == "needs review"


def test_asks_about_text_that_is_always_cut():
    outcome = text_cut_when_enlarged({"cut": [BOX]}, PAGE)
    assert outcome.status == "needs review"
    assert "even at 100 %" in outcome.findings[0].message


@pytest.mark.parametrize("more", [{"opens": True}, {"isShortened": True}, {"letters": 3}])
def test_passes_what_is_always_short_and_meant_to_be(more):
    assert text_cut_when_enlarged({"cut": [BOX | more]}, PAGE).status == "passed"
