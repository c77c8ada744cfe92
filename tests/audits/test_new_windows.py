"""new-windows: a link that opens a window says so beforehand."""

import time

import pytest

from audits.checks.new_windows import new_windows
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return new_windows(extract_links(document, URL), document)


def link(words="Bins", more=""):
    return f"<a id='it' href='https://y.test/' target='_blank' {more}>{words}</a>"


@pytest.mark.parametrize(
    "html",
    [
        link("Bins (opens in new tab)"),
        link("Bins (opens in a new window)"),
        link("Bins <span class='govuk-visually-hidden'>(opens in a new tab)</span>"),
        link("Bins <img src='x.svg' alt='Opens in new window'>"),
        link("Bins (external site)"),
        link("Biniau (yn agor mewn ffenestr newydd)"),
        link(more="title='Opens in a new window'"),
        link(more="aria-label='Bins, opens in new tab'"),
        link(more="aria-describedby='d'") + "<p hidden id='d'>Opens in a new tab</p>",
        link() + " (opens in a new tab)",
        "<p>Some links on this page open in a new window.</p>" + link(),
    ],
)
def test_passes_links_that_say_so(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a'>Bins</a>",
        "<a href='/a' target='_self'>Bins</a>",
        "<a href='/a' target='_TOP'>Bins</a>",
        "<a href='mailto:a@x.test' target='_blank'>Mail</a>",
        "<iframe name='map' src='/map' title='Map'></iframe><a href='/a' target='map'>Bins</a>",
        "<div hidden>" + link() + "</div>",
    ],
)
def test_is_not_applicable_without_new_windows(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        link(),
        link().replace("_blank", "_new"),
        link("Bins <svg class='external' aria-hidden='true'></svg>"),
        link("A new page about bins").replace("new page", "newer page"),
        "<p>Windows that open in new houses</p>" + link(),
    ],
)
def test_advises_to_say_so(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"


@pytest.mark.parametrize(
    "html",
    [
        link() * 5_000,
        "link " * 50_000 + link() * 100,
        link("<b>" * 2_000),
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
