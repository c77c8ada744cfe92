"""empty-paragraphs: advice from the second one on; what a script may fill is left alone."""

import time

import pytest

from audits.checks.empty_paragraphs import empty_paragraphs
from audits.derive.document import Document


def judged(html):
    return empty_paragraphs(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>Bins</p><p>&nbsp;</p><p>Bags</p>",
        "<p>Bins</p><p></p><p>Bags</p><p> </p><p>Tins</p>",
        "<p id='a'></p><p id='b'></p>",
        "<p data-live></p><p role='status'></p><p aria-live='polite'></p>",
        "<p><img src='a' alt='b'></p><p><a href='/a'></a></p>",
        "<p hidden></p><p hidden></p>",
        "<p>High Street<br><br>Ottermere</p>",
        "<p>a<br>b<br>c<br>d</p>",
        "<nav><p></p><p></p></nav><p>Bins</p>",
    ],
)
def test_passes_pages_without_gaps(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_paragraphs():
    assert judged("<ul><li>a</li></ul>").status == "not applicable"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>Bins</p><p id=''>a</p><p>&nbsp;</p><p class='x'><br></p>", 2),
        ("<p><strong>&nbsp;</strong></p><p><span> </span></p><p></p><p>Bins</p>", 3),
        ("<p>Bins<br><br><br>Bags</p>", 1),
        ("<p>Bins<br/>&nbsp;<br/> <br/><br/><br/><br/>Bags</p>", 2),
    ],
)
def test_advises_on_gaps(html, count):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", count)
    (finding,) = outcome.findings
    assert (finding.elements, finding.status) == (count, "failed")


@pytest.mark.parametrize("html", ["<p>" * 50_000, "<br>" * 50_000, "<p><b>" * 3_000])
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 4
