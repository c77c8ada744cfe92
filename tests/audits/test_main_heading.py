"""main-heading: exactly one H1 that says something."""

import pytest

from audits.checks.main_heading import main_heading
from audits.derive.document import Document
from audits.derive.outline import headings_of


def judged(html):
    document = Document(f"<html><body>{html}</body></html>", "https://x.test/")
    return main_heading(headings_of(document), document)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Bins</h1><h2>Green bin</h2>",
        "<h2>Notice</h2><h1>Bins</h1>",
        "<div role='heading' aria-level='1'>Bins</div>",
        "<h1><img src='l.png' alt='Exampleton Council'></h1>",
        "<h1>Bins</h1><h1 hidden>Other</h1>",
        "<h1>Bins</h1><div style='display: none'><h1>Other</h1></div>",
        "<h1>Bins</h1><h1 role='presentation'>Not a heading</h1>",
        "<h1>Bins</h1><div aria-hidden='true'><h1>Other</h1></div>",
    ],
)
def test_passes_one_main_heading(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_behind_an_open_dialog():
    behind = "<main aria-hidden='true'><h1>Bins</h1></main>"
    assert judged(f"{behind}<div>Welcome <button>Close</button></div>").status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words", "impact", "findings"),
    [
        ("<p>Bins</p>", "no main heading", "moderate", 1),
        ("<h2>Bins</h2>", "no main heading", "moderate", 1),
        ("<h1 aria-level='2'>Bins</h1>", "no main heading", "moderate", 1),
        ("<h1> </h1>", "empty", "moderate", 1),
        ("<h1>Bins</h1><h1>Boxes</h1>", "one of 2", "minor", 2),
    ],
)
def test_fails_none_empty_and_several(html, words, impact, findings):
    outcome = judged(html)
    assert outcome.status == "failed"
    assert len(outcome.findings) == findings
    assert words in outcome.findings[0].message
    assert outcome.findings[0].impact == impact
