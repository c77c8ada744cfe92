"""frame-titles: only asks, about names that say nothing and names that two pages share."""

import time

import pytest

from audits.checks.frame_titles import frame_titles
from audits.derive.document import Document


def judged(html):
    return frame_titles(Document(f"<html><body>{html}</body></html>", "https://x.test/a/"))


@pytest.mark.parametrize(
    "html",
    [
        "<iframe title='Map of tips' src=a></iframe>",
        "<iframe title='Contact us' src=a></iframe><iframe title='Contact us' src='/a/a#b'></iframe>",
        "<iframe title='Video: how to recycle' src=a></iframe><iframe aria-label='Map' src=b></iframe>",
        "<p id=a>Map</p><iframe aria-labelledby=a title=iframe src=a></iframe>",
        "<iframe title='Frame Street car park' src=a></iframe>",
        "<iframe title='Form' src=a></iframe><iframe title='Form' srcdoc='x'></iframe>",
    ],
)
def test_passes_names_that_tell(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<iframe src=a></iframe>",
        "<iframe title='' src=a></iframe>",
        "<iframe title=iframe src=a hidden></iframe>",
        "<iframe title=iframe src=a style='display: none'></iframe>",
        "<div aria-hidden=true><iframe title=iframe src=a></iframe></div>",
        "<iframe title=iframe src=a width=0 height=0></iframe>",
        "<iframe title=iframe src=a tabindex=-1></iframe>",
    ],
)
def test_is_not_applicable_to_frames_without_a_name_or_hidden(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<iframe id=t title=iframe src=a></iframe>", "name is “iframe”"),
        ("<iframe id=t title='Embedded content' src=a></iframe>", "“Embedded content”"),
        (
            "<iframe id=t aria-label='YouTube video player' src=a></iframe>",
            "“YouTube video player”",
        ),
        ("<iframe id=t title='https://maps.example/x?y=1' src=a></iframe>", "“https://maps"),
        ("<iframe title=Map src=a></iframe><iframe id=t aria-label=map src=b></iframe>", "“map”"),
    ],
)
def test_asks_about_names_that_may_not_tell(html, words):
    outcome = judged(html)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.status) == ("#t", "needs review")
    assert words in finding.message
    assert finding.message.endswith("?")


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<iframe title='Map' src=a></iframe>" * 20_000)
    judged("<div>" * 5_000 + "<iframe title='Map' src=a></iframe>" * 500)
    judged(f"<iframe title='{'a.' * 50_000}' src=a></iframe>")
    assert time.process_time() - start < 4
