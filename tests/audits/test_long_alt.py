"""long-alt: advice about text alternatives that fill a paragraph."""

import time

import pytest

from audits.checks.long_alt import long_alt
from audits.derive.document import Document

LONG = "A chart of what we spend on parks, roads and bins in each year, " * 5


def judged(html):
    return long_alt(Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/"))


@pytest.mark.parametrize(
    "html", ["<img src='a.png' alt='A chart'>", f"<img src='a.png' alt='{LONG[:200]}'>"]
)
def test_passes_short_texts(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", f"<p>{LONG}</p>", f"<img src='a.png' alt='{LONG}' hidden>"])
def test_is_not_applicable_without_pictures_that_are_named(html):
    assert judged(html).status == "not applicable"


def test_advises_on_a_text_of_a_paragraph():
    outcome = judged(f"<img id='a' src='a.png' alt='{LONG}'>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#a"
    assert "319 characters" in outcome.findings[0].message


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged(f"<img src='a.png' alt='{LONG * 20}'>" * 3_000)
    assert time.process_time() - start < 6
