"""duplicate-ids: advice, once for each id."""

import time

import pytest

from audits.checks.duplicate_ids import duplicate_ids
from audits.derive.document import Document


def judged(html):
    return duplicate_ids(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p id='a'>A</p><p id='b'>B</p><p id='A'>C</p>",
        "<p id=''>A</p><p id=''>B</p><p id='a'>A</p>",
        "<svg><g id='a'/></svg><svg><g id='a'/></svg>",
        "<svg><g id='a'/></svg><p id='a'>A</p>",
    ],
)
def test_passes_ids_that_differ(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_ids():
    assert judged("<p>A</p>").status == "not applicable"


def test_advises_on_ids_that_repeat():
    outcome = judged("<p id='a'>A</p><div><p id='a'>B</p></div><i id='a'></i><b id='b'></b>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert finding.elements == 2
    assert finding.message == "The id “a” stands on the page more than once."
    assert ">B<" in finding.snippet


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<p id=a>" * 20_000)
    assert len(judged("".join(f"<p id={n % 9_000}>" for n in range(18_000))).findings) == 10
    judged("<div id=a>" * 5_000)
    assert time.process_time() - start < 4
