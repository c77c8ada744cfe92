"""covering-bars: a person is asked about bars that cover more than half of a small window."""

import pytest

from audits.checks.covering_bars import covering_bars
from audits.derive.document import Document
from tests.audits.told import assert_state

PAGE = Document("<header id='a'>Council</header>", "https://x.test/")
BAR = {"selector": "#a", "html": "<header id='a'>", "part": 150}


def judged(covered):
    return covering_bars(
        {"narrow": {"cover": {"covered": covered, "high": 256, "bars": [BAR]}}}, PAGE
    )


@pytest.mark.parametrize("covered", [0, 60, 128])
def test_passes_bars_that_leave_half_of_the_window(covered):
    assert judged(covered).status == "passed"


@pytest.mark.parametrize("told", [{}, {"narrow": {}}, {"narrow": {"cover": []}}])
def test_passes_pages_without_bars(told):
    assert covering_bars(told, PAGE).status == "passed"


def test_asks_about_bars_that_take_more():
    outcome = judged(150)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.region) == ("#a", "header")
    assert "150 of 256 pixels" in finding.message


def test_says_how_the_page_was():
    assert_state(judged(150), "at 320 CSS pixels")
