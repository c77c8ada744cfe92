"""background-image-informative: a person is asked about what the browser saw."""

import pytest

from audits.checks.background_image_informative import background_image_informative
from audits.derive.document import Document

PAGE = Document("<main><div id='a'></div></main>", "https://x.test/")


@pytest.mark.parametrize(
    "told", [{}, {"pictures": []}, {"pictures": "x"}, {"pictures": [{"html": ""}]}]
)
def test_passes_pages_where_nothing_was_seen(told):
    assert background_image_informative(told, PAGE).status == "passed"


def test_asks_about_each_place():
    place = {"selector": "#a", "html": "<div id='a'></div>", "picture": "map.png"}
    outcome = background_image_informative({"pictures": [place]}, PAGE)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector, finding.region) == ("needs review", "#a", "main")
    assert "“map.png”" in finding.message
    assert finding.message.endswith("?")


def test_puts_braces_of_the_page_into_no_message():
    place = {"selector": "#a", "picture": "{size} {0}"}
    assert background_image_informative({"pictures": [place] * 500}, PAGE).status == "needs review"
