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


def test_fails_colours_that_the_page_gives_a_meaning():
    page = Document(
        "<main><ul><li id='a'>Fly agaric</ul><p>Items in red are unsafe.</p></main>",
        "https://x.test/",
    )
    outcome = coloured_items({"coloured": [ITEM]}, page)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert "Items in red are unsafe" in outcome.findings[0].message


def test_asks_where_the_page_speaks_of_another_colour():
    page = Document("<main><p id='a'>Items in blue are new.</p></main>", "https://x.test/")
    assert coloured_items({"coloured": [ITEM]}, page).status == "needs review"


EDGED = {"selector": "#a", "html": "<input id='a'>", "words": "Name", "other": "Town", "count": 1}


@pytest.mark.parametrize(
    "words", ["There were errors in your form.", "Please correct the fields in red."]
)
def test_fails_red_edges_of_a_form_that_has_come_back(words):
    page = Document(f"<main><p>{words}</p><input id='a'></main>", "https://x.test/")
    outcome = coloured_items({"edged": [EDGED]}, page)
    assert outcome.status == "failed"
    assert "“Name” has a red edge and “Town” has none" in outcome.findings[0].message


@pytest.mark.parametrize("words", ["", "Tell us if there is anything wrong with our site."])
def test_asks_about_red_edges_that_nothing_speaks_of(words):
    page = Document(f"<main><p>{words}</p><input id='a'></main>", "https://x.test/")
    outcome = coloured_items({"edged": [EDGED]}, page)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_takes_no_colour_from_the_page_that_it_does_not_know():
    (finding,) = coloured_items(
        {"coloured": [ITEM | {"colour": "<b>", "otherColour": 3}]}, PAGE
    ).findings
    assert "<b>" not in finding.message
