"""page-title: missing, empty, placeholder and file-name titles, and nothing else."""

import pytest

from audits.checks.page_title import page_title
from audits.derive.page import page_artefacts


@pytest.mark.parametrize(
    "title",
    [
        "Report a missed bin - Exampleton Council",
        "Home | Exampleton Council",
        "Home",
        "A to Z",
        "Pages, titles and documents",
        "Untitled: an exhibition of new art",
        "Page 2 of the minutes",
        "How to open a .docx file",
        "index.html explained",
        "Talu eich treth gyngor",
        "2026",
        "Welcome to Exampleton",
        "<script>alert(1)</script>",
    ],
)
def test_passes_a_title_that_says_something(title):
    assert page_title(title).status == "passed"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (None, "no title"),
        ("", "empty"),
        (" - | ", "empty"),
        ("Untitled", "placeholder"),
        ("Page 1", "placeholder"),
        ("New document 12", "placeholder"),
        ("UNTITLED DOCUMENT", "placeholder"),
        ("New page 1", "placeholder"),
        ("index", "placeholder"),
        ("minutes-2026.docx", "file name"),
        ("Budget_v2_FINAL.pdf", "file name"),
        ("Microsoft Word - Agenda 3", "file name"),
        ("https://www.exampleton.gov.uk/bins", "web address"),
    ],
)
def test_fails_a_title_that_says_nothing(title, words):
    outcome = page_title(title)
    assert outcome.status == "failed"
    assert words in outcome.findings[0].message


@pytest.mark.parametrize(
    ("html", "status"),
    [
        ("<html><head><title>Bins</title></head><body></body></html>", "passed"),
        ("<html><body><svg><title>Logo</title></svg><h1>Bins</h1></body></html>", "failed"),
        ("<html><head><title> \n </title></head><body></body></html>", "failed"),
        ("<html><head></head><body><p>Late</p><title>Bins</title></body></html>", "passed"),
    ],
)
def test_reads_the_title_of_the_page_and_not_of_a_picture(html, status):
    artefacts = page_artefacts(html, "https://example.test/", axe=None)
    assert page_title(artefacts["title"]).status == status
