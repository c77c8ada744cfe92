"""script-links: addresses that lead nowhere."""

import time

import pytest

from audits.checks.script_links import script_links
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return script_links(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a'>Bins</a>",
        "<a href='#bins'>Bins</a>",
        "<a href=''>Bins</a>",
        "<a href='#'>Back to top</a>",
        "<a href='#' onclick='up()'>Back to top ↑</a>",
        "<a href='#'>Yn ôl i'r brig</a>",
        "<a href='/b'>Bins</a><a href='#' role='button' onclick='go()'>Open</a>",
        "<a href='/b'>Bins</a><a href='#' role='tab' aria-controls='t'>Open</a>",
        "<a href='/b'>Bins</a><a href='javascript:go()' hidden>Open</a>",
        "<a href='/javascript:go'>Bins</a>",
    ],
)
def test_passes_links_that_lead_somewhere(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_links():
    assert judged("<p>Bins</p><a>Bins</a>").status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<a id='it' href='javascript:void(0)'>Open</a>",
        "<a id='it' href=' JavaScript:history.back()'>Back</a>",
        "<a id='it' href='#' onclick='go()'>Open</a>",
        "<a id='it' href='#' data-toggle='collapse'>Open</a>",
        "<a id='it' href='#!' aria-expanded='false'>Open</a>",
    ],
)
def test_advises_to_use_a_button(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"
    assert "should be a button" in outcome.findings[0].message


def test_advises_on_a_bare_link_in_the_text():
    outcome = judged("<p>Read about <a href='#'>garden waste</a>.</p>")
    assert outcome.status == "failed"
    assert outcome.findings[0].message == (
        "The link “garden waste” leads nowhere: its address is “#”."
    )


@pytest.mark.parametrize("hook", ["class='js-print'", "id='print'"])
def test_advises_on_a_link_that_only_a_script_can_follow(hook):
    outcome = judged(f"<a href='#' {hook}>Print this page</a>")
    assert outcome.status == "failed"
    assert "leads nowhere without a script" in outcome.findings[0].message


@pytest.mark.parametrize("around", ["header", "nav", "footer", "aside"])
def test_says_nothing_of_bare_links_outside_the_text(around):
    html = f"<a href='/a'>Bins</a></main><{around}><a href='#'>Menu</a></{around}><main>"
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='#' onclick='go()'>Bins</a>" * 5_000,
        "<a href='" + " " * 100_000 + "x'>Bins</a>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
