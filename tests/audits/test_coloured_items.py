"""coloured-items: a person is asked what the colours of a list mean."""

import pytest

from audits.checks.coloured_items import coloured_items
from audits.derive.document import Document

PAGE = Document("<main><ul><li id='a'>Fly agaric</ul></main>", "https://x.test/")
ITEM = {
    "selector": "#a",
    "html": "<li id='a'>",
    "words": "Fly agaric",
    "colour": "red",
    "other": "Chanterelle",
    "otherColour": "green",
    "count": 2,
}


@pytest.mark.parametrize("told", [{}, {"coloured": []}, {"coloured": [{"words": "x"}]}])
def test_passes_pages_whose_lists_have_one_colour(told):
    assert coloured_items(told, PAGE).status == "passed"


def test_asks_what_the_colours_mean():
    outcome = coloured_items({"coloured": [ITEM]}, PAGE)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.region, finding.elements) == ("#a", "main", 2)
    assert "“Fly agaric” is red and “Chanterelle” is green." in finding.message


def test_takes_no_colour_from_the_page_that_it_does_not_know():
    (finding,) = coloured_items(
        {"coloured": [ITEM | {"colour": "<b>", "otherColour": 3}]}, PAGE
    ).findings
    assert "<b>" not in finding.message
