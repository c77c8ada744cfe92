"""touching-links: nothing between two links of a text, not even a space."""

import time

import pytest

from audits.checks.touching_links import touching_links
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return touching_links(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='/a'>Bins</a> <a href='/b'>Parks</a></p>",
        "<p><a href='/a'>Bins</a>, <a href='/b'>parks</a></p>",
        "<p><a href='/a'>Bins </a><a href='/b'>parks</a></p>",
        "<p><a href='/a'>Bins</a><br><a href='/b'>parks</a></p>",
        "<nav><a href='/a'>Bins</a><a href='/b'>Parks</a></nav>",
        "<div><a href='/a'>Bins</a><a href='/b'>Parks</a></div>",
        "<p><a class='btn' href='/a'>Bins</a><a class='btn' href='/b'>Parks</a></p>",
        "<p class='nav-links'><a href='/a'>Bins</a><a href='/b'>Parks</a></p>",
        "<p><a style='display:block' href='/a'>Bins</a><a href='/b'>Parks</a></p>",
        "<p><a href='/a'><img src='a.png' alt='Bins'></a><a href='/b'>Parks</a></p>",
        "<p><a href='/a'>Bins</a><a href='#n'><sup>1</sup></a></p>",
        "<p><a href='/a'>[1]</a><a href='/b'>[2]</a></p>",
        "<p><a href='/a'>Bins</a><a href='/a'>Parks</a></p>",
    ],
)
def test_passes_links_that_are_kept_apart(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", "<p>Bins</p>"])
def test_is_not_applicable_without_links(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='/a'>Bins</a><a id='it' href='/b'>Parks</a></p>",
        "<p>See <a href='/a'>bins</a><a id='it' href='/b'><b>parks</b></a></p>",
        "<sup><a href='#1'>1</a><a id='it' href='#2'>2</a></sup>",
        "<table><tr><td><a href='/a'>2024</a><!-- --><a id='it' href='/b'>2025</a></td></tr></table>",
    ],
)
def test_advises_to_put_something_between(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "".join(f"<a href='/{number}'>Bins</a>" for number in range(5_000)) + "</p>",
        "<p>" + "<a href='/a'>" + "<b>" * 3_000 + "a</a><a href='/b'>b</a>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
