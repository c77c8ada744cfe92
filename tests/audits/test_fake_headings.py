"""fake-headings: only asks, and only about bold words alone before plain text."""

import time

import pytest

from audits.checks.fake_headings import fake_headings
from audits.derive.document import Document

TEXT = "<p>We empty your bin each week, from Monday to Friday.</p>"


def judged(html):
    return fake_headings(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<h2><b>Your bins</b></h2>{TEXT}",
        f"<p><b>Put your bin out by six in the morning.</b></p>{TEXT}",
        f"<p><b>Your bins</b> are grey</p>{TEXT}",
        f"<p><b>Call 01632 960 150</b><br>or write</p>{TEXT}",
        f"<p><b>01632 960 150</b></p>{TEXT}",
        f"<p><b><a href='/a'>All about your bins</a></b></p>{TEXT}",
        f"<p><b>Important</b></p>{TEXT}",
        f"<p><b>Fig. 3 A bin</b></p>{TEXT}<p><b>Abb. 3.2. A bin</b></p>{TEXT}",
        "<p><b>Your bins</b></p><p><b>Your bags</b></p><p><b>Your boxes</b></p>",
        f"<p><b>Your bins</b></p><table><tr><td>{TEXT}</td></tr></table>",
        f"<p><b>A bin lorry</b></p><img src='a' alt='b'>{TEXT}",
        "<p><b>Your bins</b></p>",
        f"<blockquote><p><b>Your bins</b></p>{TEXT}</blockquote>",
        f"<ul><li><b>Your bins</b>{TEXT}</li></ul>",
        f"<footer><p><b>Your bins</b></p>{TEXT}</footer>",
        f"<p class='bold'>Your bins</p>{TEXT}",
        "<p><b>Name</b></p><p>Mary Brook</p>",
        f"<div role='heading'><b>Your bins</b></div>{TEXT}",
    ],
)
def test_passes_what_is_no_heading_or_is_marked(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_text():
    assert judged("").status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        f"<p id='t'><b>Your bins</b></p>{TEXT}",
        f"<p id='t'><span style='font-size: 18px; font-weight: 700'>Your bins</span></p>{TEXT}",
        "<p id='t'><strong>What we take:</strong></p><ul><li>Glass</li></ul>",
        f"<div id='t'><strong>Your bins</strong></div><div>{TEXT}</div>",
        f"<div id='t'><strong>Your bins</strong>{TEXT}</div>",
    ],
)
def test_asks_about_bold_words_over_text(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.status) == ("#t", "needs review")
    assert finding.message.endswith("is bold and stands alone. Is it a heading?")


@pytest.mark.parametrize(
    "html", [f"<p><b>Your bins</b></p>{TEXT}" * 5_000, "<b><div>" * 5_000, "<p><b>a</b>" * 9_000]
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    outcome = judged(html)
    assert len(outcome.findings) <= 20
    assert time.process_time() - start < 4
