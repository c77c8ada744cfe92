"""looks-like-heading: a person is asked about what the browser saw."""

import pytest

from audits.checks.looks_like_heading import looks_like_heading
from audits.derive.document import Document

PAGE = Document("<main><div id='a'></div></main>", "https://x.test/")


@pytest.mark.parametrize("told", [{}, {"heads": []}, {"heads": "x"}, {"heads": [{"html": ""}]}])
def test_passes_pages_where_nothing_was_seen(told):
    assert looks_like_heading(told, PAGE).status == "passed"


def test_asks_about_each_place():
    place = {"selector": "#a", "html": "<div id='a'></div>", "words": "Opening times"}
    outcome = looks_like_heading({"heads": [place]}, PAGE)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector, finding.region) == ("needs review", "#a", "main")
    assert "“Opening times” looks like a heading" in finding.message
    assert finding.message.endswith("?")


def test_puts_braces_of_the_page_into_no_message():
    place = {"selector": "#a", "words": "{size} {0}"}
    assert looks_like_heading({"heads": [place] * 500}, PAGE).status == "needs review"


def test_the_name_of_a_site_in_its_header_is_no_heading():
    page = Document("<header><p id='a'>Town Council</p></header><main></main>", "https://x.test/")
    place = {"selector": "#a", "html": "<p id='a'>", "words": "Town Council"}
    assert looks_like_heading({"heads": [place]}, page).status == "passed"
