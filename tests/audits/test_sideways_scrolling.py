"""sideways-scrolling: text that must be scrolled sideways at 320 pixels is wrong; words and pictures are asked about."""

import pytest

from audits.checks.sideways_scrolling import sideways_scrolling
from audits.derive.document import Document
from tests.audits.told import assert_state

PAGE = Document("<main><div id='a'>Bins</div></main>", "https://x.test/")
PLACE = {"selector": "#a", "html": "<div id='a'>", "words": "Bins are", "right": 612, "count": 4}


def judged(**lists):
    return sideways_scrolling(
        {"narrow": {"reflow": {"sideways": 300, "isFree": True, **lists}}}, PAGE
    )


@pytest.mark.parametrize("told", [{}, {"narrow": {}}, {"narrow": {"reflow": None}}])
def test_passes_pages_that_were_not_wide(told):
    assert sideways_scrolling(told, PAGE).status == "passed"


def test_passes_what_may_be_wide():
    assert judged(texts=[], words=[], others=[]).status == "passed"


def test_fails_text_that_is_wider_than_the_window():
    outcome = judged(texts=[PLACE])
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.elements, finding.region) == ("#a", 4, "main")
    assert "612 pixels" in finding.message


@pytest.mark.parametrize("kind", ["words", "others"])
def test_asks_about_long_words_and_wide_things(kind):
    outcome = judged(**{kind: [PLACE]})
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_says_how_the_page_was():
    assert_state(judged(others=[{"selector": "#a"}]), "at 320 CSS pixels")
