"""flashing-parts: a person is asked about what the browser saw."""

import pytest

from audits.checks.flashing_parts import flashing_parts
from audits.derive.document import Document

PAGE = Document("<main><div id='a'></div></main>", "https://x.test/")


@pytest.mark.parametrize(
    "told", [{}, {"flashing": []}, {"flashing": "x"}, {"flashing": [{"html": ""}]}]
)
def test_passes_pages_where_nothing_was_seen(told):
    assert flashing_parts(told, PAGE).status == "passed"


def test_asks_about_each_place():
    place = {"selector": "#a", "html": "<div id='a'></div>", "period": 200}
    outcome = flashing_parts({"flashing": [place]}, PAGE)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector, finding.region) == ("needs review", "#a", "main")
    assert "every 200 milliseconds" in finding.message
    assert finding.message.endswith("?")


def test_puts_braces_of_the_page_into_no_message():
    place = {"selector": "#a", "period": "{size} {0}"}
    assert flashing_parts({"flashing": [place] * 500}, PAGE).status == "needs review"
