"""dead-anchors: advice about links to places that are gone."""

import time

import pytest

from audits.checks.dead_anchors import dead_anchors
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return dead_anchors(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='#hours'>Hours</a><h2 id='hours'>Hours</h2>",
        "<a href='#opening%20hours'>Hours</a><h2 id='opening hours'>Hours</h2>",
        "<a href='#hours'>Hours</a><a name='hours'></a>",
        "<a href='#a'>A</a><p id='a'>A</p><a href='#tab' role='tab'>Tab</a>",
        "<a href='#a'>A</a><p id='a'>A</p><a href='#tab' data-toggle='tab'>Tab</a>",
        "<a href='#a'>A</a><p id='a'>A</p><a href='#x' onclick='go()'>Open</a>",
        "<a href='#a'>A</a><p id='a'>A</p><a href='#x' hidden>Open</a>",
        "<a href='#made-up'>A link for trying out</a><h2>Hours</h2>",
    ],
)
def test_passes_links_to_places_that_are_there(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href='/a#hours'>Hours</a>",
        "<a href='#'>Nowhere</a>",
        "<a href='#top'>Top</a>",
        "<a href='#/pay'>Pay</a>",
        "<a href='#!pay'>Pay</a>",
        "<a href='#:~:text=pay'>Pay</a>",
    ],
)
def test_is_not_applicable_without_links_to_places(html):
    assert judged(html).status == "not applicable"


def test_advises_on_a_link_to_a_place_that_is_gone():
    outcome = judged("<a id='it' href='#hours'>Opening hours</a><h2 id='times'>Opening hours</h2>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"
    assert "“Opening hours” leads to “#hours”" in outcome.findings[0].message


def test_advises_on_one_of_several_links():
    outcome = judged(
        "<a href='#a'>Hours</a><a id='it' href='#b'>Prices</a><a href='#c'>Way</a>"
        "<p id='a'>Nine</p><p id='c'>Left</p>"
    )
    assert [each.selector for each in outcome.findings] == ["#it"]


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<a href='#x'>X</a>" * 9_000)
    assert time.process_time() - start < 6
