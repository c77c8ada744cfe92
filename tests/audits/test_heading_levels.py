"""heading-levels: nothing is left out on the way down, nothing is empty."""

import pytest

from audits.checks.heading_levels import heading_levels
from audits.derive.document import Document
from audits.derive.outline import headings_of


def judged(html):
    document = Document(f"<html><body>{html}</body></html>", "https://x.test/")
    return heading_levels(headings_of(document))


@pytest.mark.parametrize(
    "html",
    [
        "<h1>A</h1><h2>B</h2><h3>C</h3>",
        "<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4><h2>E</h2>",
        "<h3>News</h3><h1>A</h1><h2>B</h2>",
        "<h2>A</h2><h2>B</h2>",
        "<h1>A</h1><h2>B</h2><h4 hidden>C</h4>",
        "<h2><a href='/'><img src='x.png' alt='Home'></a></h2>",
        "<h2 aria-label='Bins'></h2>",
    ],
)
def test_passes_headings_in_order(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_headings():
    assert judged("<p>Bins</p>").status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words", "selector"),
    [
        ("<h2>A</h2><h4 id='c'>C</h4>", "H3 is left out", "#c"),
        ("<h1>A</h1><h4 id='c'>C</h4>", "H2 and H3 are left out", "#c"),
        ("<h1>A</h1><h2 id='e'> </h2>", "level 2 is empty", "#e"),
        ("<h1>A</h1><h2 id='e'><span></span></h2>", "level 2 is empty", "#e"),
        ("<h2>A</h2><div role='heading' aria-level='5' id='r'>B</div>", "H3 and H4", "#r"),
    ],
)
def test_fails_a_level_left_out_and_an_empty_heading(html, words, selector):
    outcome = judged(html)
    assert outcome.status == "failed"
    assert [finding.selector for finding in outcome.findings] == [selector]
    assert words in outcome.findings[0].message


def test_an_empty_heading_does_not_also_count_as_a_step():
    outcome = judged("<h2>A</h2><h4></h4><h3>B</h3>")
    assert [finding.message for finding in outcome.findings] == ["A heading of level 4 is empty."]
