"""moving-text: asks about each marquee that moves."""

import time

import pytest

from audits.checks.moving_text import moving_text
from audits.derive.document import Document


def judged(html):
    return moving_text(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Free swims in May</p>",
        "<marquee></marquee>",
        "<marquee hidden>Free swims</marquee>",
        "<marquee scrollamount='0'>Free swims</marquee>",
    ],
)
def test_is_not_applicable_where_nothing_moves(html):
    assert judged(html).status == "not applicable"


def test_asks_about_text_that_moves():
    outcome = judged("<div id='a'><marquee id='t'>Free <b>swims</b> in May</marquee></div>")
    assert (outcome.status, outcome.value) == ("needs review", 1)
    (finding,) = outcome.findings
    assert finding.selector == "#t"
    assert finding.message == "“Free swims in May” runs across the page. Can people stop it?"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    assert len(judged("<marquee>Free " * 3_000).findings) <= 20
    assert time.process_time() - start < 4
