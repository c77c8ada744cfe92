"""document-links: the kind of a file is told before it opens."""

import time

import pytest

from audits.checks.document_links import document_links
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return document_links(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/b.pdf'>Budget (PDF, 2 MB)</a>",
        "<a href='/b.pdf'>budget.pdf</a>",
        "<a href='/b.pdf'>Budget <img src='p.png' alt='PDF'></a>",
        "<a href='/b.pdf' title='Budget, PDF'>Budget</a>",
        "<p><a href='/b.pdf'>Budget</a> [PDF 120KB]</p>",
        "<ul><li><a href='/b.pdf'>Budget</a> <span>(pdf)</span></li></ul>",
        "<table><tr><th>PDF</th></tr><tr><td><a href='/b.pdf'>Budget</a></td></tr></table>",
        # GOV.UK: an attachment
        (
            "<section class='attachment'><div><h3><a href='/b.pdf'>Budget</a></h3>"
            "<p><abbr title='Portable Document Format'>PDF</abbr>, 2 MB</p></div></section>"
        ),
        "<a href='/b.docx'>Form (Word)</a>",
        "<a href='/b.xlsx?v=2'>Spending (spreadsheet)</a>",
        "<a href='/pages.csv'>pages.csv</a>",
        "<a href='/b.mp4'>Watch the meeting</a>",
        "<a href='/b.zip'>All files (ZIP)</a>",
    ],
)
def test_passes_links_that_tell_the_kind(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/b'>Budget</a>",
        "<a href='/b.html'>Budget</a>",
        "<a href='/pdf'>Budget</a>",
        "<a href='/.pdf'>Budget</a>",
        "<a href='/view?f=b.pdf'>Budget</a>",
        "<a href='http://[x/b.pdf'>Budget</a>",
        "<a href='/b.pdf' hidden>Budget</a>",
    ],
)
def test_is_not_applicable_without_documents(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>Read <a id='it' href='/b.pdf'>the budget</a> of 2026.</p>", "PDF"),
        ("<p><a id='it' href='/b.PDF#page=2'>Budget</a></p><p>PDF</p>", "PDF"),
        ("<p><a id='it' href='/b.doc'>Form</a> in other words</p>", "Word"),
        ("<ul><li><a id='it' href='/b.xls'>Spending</a></li></ul>", "Excel"),
        ("<p><a id='it' href='/b.zip'>Plans</a></p>", "ZIP"),
    ],
)
def test_advises_to_tell_the_kind(html, kind):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message.endswith(f": {kind}.")


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<a href='/b.pdf'>Budget</a>" * 5_000 + "</p>",
        "<div>" * 3_000 + "<a href='/b.pdf'>Budget</a>" * 3_000,
        "<table><tr>" + "<td><a href='/b.pdf'>Budget</a>" * 3_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
