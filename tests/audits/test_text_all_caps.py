"""text-all-caps: advice on how text looks, once for each style."""

import pytest

from audits.checks.text_all_caps import text_all_caps
from audits.derive.document import Document

PAGE = Document("<main><p id='a'>Bins</p><p id='b'>Tips</p></main>", "https://x.test/")


@pytest.mark.parametrize(
    "told", [{}, {"capitals": []}, {"capitals": None}, {"capitals": [None, {}]}]
)
def test_passes_pages_without_such_text(told):
    outcome = text_all_caps(told, PAGE)
    assert (outcome.status, outcome.value) == ("passed", 0)


def test_names_each_style_once_with_the_number_of_its_texts():
    one = {"selector": "#a", "html": "<p id='a'>Bins</p>", "count": 3, "size": 120}
    outcome = text_all_caps({"capitals": [one, {**one, "selector": "#b", "count": 1}]}, PAGE)
    assert (outcome.status, outcome.value, outcome.unit) == ("failed", 4, "paragraphs")
    first = outcome.findings[0]
    assert (first.selector, first.region, first.elements) == ("#a", "main", 3)
    assert "120 characters" in first.message


def test_is_not_taken_in_by_what_a_page_makes_up():
    odd = {"selector": "p:{", "html": 7, "count": "many", "size": "{0}"}
    (finding,) = text_all_caps({"capitals": [odd]}, PAGE).findings
    assert (finding.snippet, finding.region, finding.elements) == ("", "", 1)
