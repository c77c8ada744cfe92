"""Scripts in the page: those that browsers run, and what counts as going elsewhere."""

import pytest

from audits.derive.document import Document
from audits.derive.scripts import MOST_CHARACTERS, NAVIGATES, inline_scripts


def texts(html):
    document = Document(f"<html><body>{html}</body></html>", "https://x.test/")
    return [each.text for each in inline_scripts(document)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<script type='text/javascript; charset=utf-8'>a()</script>", ["a()"]),
        ("<script type='module'>a()</script>", ["a()"]),
        ("<script type='application/ld+json'>{}</script>", []),
        ("<script src='/a.js'>a()</script>", []),
        ("<script></script>", []),
    ],
)
def test_scripts_that_browsers_run(html, found):
    assert texts(html) == found


def test_ends_where_no_honest_page_goes_on():
    found = texts(f"<script>{'x' * MOST_CHARACTERS}</script><script>b()</script>")
    assert [len(each) for each in found] == [MOST_CHARACTERS]


@pytest.mark.parametrize(
    ("script", "goes"),
    [
        ("location = '/x'", True),
        ("window.location.href= '/x'", True),
        ("document.location.replace('/x')", True),
        ("form.submit()", True),
        ("if (location == '/x') a()", False),
        ("a(location.href)", False),
        ("allocation = 1", False),
        ("onsubmit()", False),
    ],
)
def test_going_elsewhere(script, goes):
    assert bool(NAVIGATES.search(script)) is goes
