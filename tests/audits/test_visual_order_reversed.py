"""visual-order-reversed: a person is asked about what the browser saw."""

import pytest

from audits.checks.visual_order_reversed import visual_order_reversed
from audits.derive.document import Document

PAGE = Document("<main><div id='a'></div></main>", "https://x.test/")


@pytest.mark.parametrize(
    "told", [{}, {"reversed": []}, {"reversed": "x"}, {"reversed": [{"html": ""}]}]
)
def test_passes_pages_where_nothing_was_seen(told):
    assert visual_order_reversed(told, PAGE).status == "passed"


def test_asks_about_each_place():
    place = {
        "selector": "#a",
        "html": "<div id='a'></div>",
        "first": "Then pay",
        "second": "Fill in",
    }
    outcome = visual_order_reversed({"reversed": [place]}, PAGE)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector, finding.region) == ("needs review", "#a", "main")
    assert "People see “Then pay” before “Fill in”" in finding.message
    assert finding.message.endswith("?")


def test_puts_braces_of_the_page_into_no_message():
    place = {"selector": "#a", "first": "{size} {0}"}
    assert visual_order_reversed({"reversed": [place] * 500}, PAGE).status == "needs review"
