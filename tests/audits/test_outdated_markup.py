"""outdated-markup: advice about elements that are out of use, once a kind."""

import time

import pytest

from audits.checks.outdated_markup import outdated_markup
from audits.derive.document import Document


def judged(html):
    return outdated_markup(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p><b>Bins</b> <i>and</i> <u>bags</u> <s>old</s> <small>print</small></p>",
        "<object data='a.svg' type='image/svg+xml'>A</object><embed src='a.pdf'>",
        "<div hidden><font>Bins</font></div>",
        "<noscript><center>Bins</center></noscript>",
        "<svg><font></font></svg>".replace("font", "text"),
    ],
)
def test_passes_todays_html(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    ("html", "message", "count"),
    [
        (
            "<font color='red' id='t'>Bins</font>",
            "The element font is out of use. It stands here once.",
            1,
        ),
        (
            "<center id='t'>Bins</center><center>Bags</center>",
            "The element center is out of use. It stands here twice.",
            2,
        ),
        (
            "<object id='t'><param name='wmode' value='opaque'></object>",
            "Flash is out of use. It stands here once.",
            1,
        ),
        ("<embed id='t' src='/a.swf?b'>", "Flash is out of use. It stands here once.", 1),
    ],
)
def test_advises_on_what_is_out_of_use(html, message, count):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", count)
    (finding,) = outcome.findings
    assert (finding.selector, finding.message, finding.elements) == ("#t", message, count)


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<font><center>" * 5_000)
    judged("<font>a</font>" * 50_000)
    assert time.process_time() - start < 4
