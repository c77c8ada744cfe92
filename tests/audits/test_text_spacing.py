"""text-spacing: text that is newly cut off is wrong; dots, scraps and what opens are not."""

import pytest

from audits.checks.text_spacing import text_spacing
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


def judged(*boxes, under="spaced", **more):
    return text_spacing({under: {"cut": [*boxes], **more}}, PAGE)


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


@pytest.mark.parametrize("told", [{}, {"spaced": None}, {"spaced": {"cut": "x"}}])
def test_passes_pages_where_nothing_is_cut(told):
    assert text_spacing(told, PAGE).status == "passed"


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


def test_asks_about_text_over_other_text():
    over = {"selector": "#a", "html": "", "words": "Bins", "over": "Tips"}
    outcome = judged(overlapping=[over])
    assert outcome.status == "needs review"
    assert "“Bins” and “Tips”" in outcome.findings[0].message
