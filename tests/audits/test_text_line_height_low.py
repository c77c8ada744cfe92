"""text-line-height-low: advice on how text looks, once for each style."""

import pytest

from audits.checks.text_line_height_low import text_line_height_low
from audits.derive.document import Document

PAGE = Document("<main><p id='a'>Bins</p><p id='b'>Tips</p></main>", "https://x.test/")


@pytest.mark.parametrize("told", [{}, {"tight": []}, {"tight": None}, {"tight": [None, {}]}])
def test_passes_pages_without_such_text(told):
    outcome = text_line_height_low(told, PAGE)
    assert (outcome.status, outcome.value) == ("passed", 0)


def test_names_each_style_once_with_the_number_of_its_texts():
    one = {"selector": "#a", "html": "<p id='a'>Bins</p>", "count": 3, "size": 1.1}
    outcome = text_line_height_low({"tight": [one, {**one, "selector": "#b", "count": 1}]}, PAGE)
    assert (outcome.status, outcome.value, outcome.unit) == ("failed", 4, "paragraphs")
    first = outcome.findings[0]
    assert (first.selector, first.region, first.elements) == ("#a", "main", 3)
    assert "1.1 times" in first.message


def test_is_not_taken_in_by_what_a_page_makes_up():
    odd = {"selector": "p:{", "html": 7, "count": "many", "size": "{0}"}
    (finding,) = text_line_height_low({"tight": [odd]}, PAGE).findings
    assert (finding.snippet, finding.region, finding.elements) == ("", "", 1)
