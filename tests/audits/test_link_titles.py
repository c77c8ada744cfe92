"""link-titles: a title that repeats the link's words."""

import time

import pytest

from audits.checks.link_titles import link_titles
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return link_titles(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a' title='When we empty your bin'>Bins</a>",
        "<a href='/a' title='Bins and recycling'>Bins</a>",
        "<a href='/a' title='Home'><img src='l.png' alt='Exampleton Council'></a>",
        "<a href='/a' title='Bins'></a>",
    ],
)
def test_passes_titles_that_say_more(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href='/a'>Bins</a>",
        "<a href='/a' title=''>Bins</a>",
        "<a href='/a' title='Bins' hidden>Bins</a>",
    ],
)
def test_is_not_applicable_without_titles(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<a id='it' href='/a' title='Bins'>Bins</a>",
        "<a id='it' href='/a' title=' bins and  recycling. '>Bins <b>and</b> recycling</a>",
        "<a id='it' href='/a' title='Bins'><img src='b.png' alt='Bins'></a>",
        "<a id='it' href='/a' title='Bins' aria-label='All about bins'>Bins</a>",
    ],
)
def test_advises_against_titles_that_repeat(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a' title='Bins'>Bins</a>" * 5_000,
        "<a href='/a' title='" + "b" * 200_000 + "'>" + "b" * 200_000 + "</a>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
