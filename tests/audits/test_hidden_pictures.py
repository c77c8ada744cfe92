"""hidden-pictures: what screen readers skip is decoration, or a person is asked."""

import time

import pytest

from audits.checks.hidden_pictures import hidden_pictures
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return hidden_pictures(document)


SHAPES = "<path d='M0 0h9'/>" * 6


@pytest.mark.parametrize(
    "html",
    [
        "<img src='valley.jpg' alt=''>",
        "<img src='valley.jpg' alt='' role='presentation'>",
        "<img src='a.jpg' alt='The town hall'>",
        "<img src='chart.png' alt='Costs rise from 2 to 4 million pounds'>",
        "<img src='chart.png'>",
        "<img src='map-icon.png' alt=''>",
        "<img src='map.png' alt='' width='24' height='24'>",
        "<a href='/map'><img src='map.png' alt=''>Find us on the map</a>",
        "<figure><img src='chart.png' alt=''><figcaption>Costs over time</figcaption></figure>",
        "<img src='wildlife-trust-logo.png' alt=''><p>Wildlife Trust</p>",
        "<img src='a.png' role='presentation' alt='The town hall'><p>The town hall is open.</p>",
        "<img src='a.png' aria-hidden='true' alt='Map' width='1' height='1'>",
        "<div aria-hidden='true'><canvas></canvas></div><img src='a.png' alt='Bins'>",
        "<canvas role='img' aria-label='Costs over time'></canvas>",
        "<canvas aria-hidden='true'></canvas>",
        "<canvas><p>Costs rise from 2 to 4 million pounds.</p></canvas>",
        "<svg width='400' height='200' aria-hidden='true'>" + SHAPES + "</svg>",
        "<svg width='400' height='200' role='img' aria-label='Costs'>" + SHAPES + "</svg>",
        "<svg width='400' height='200'><text>Costs</text>" + SHAPES + "</svg>",
        "<svg width='24' height='24'>" + SHAPES + "</svg>",
        "<svg viewBox='0 0 512 512'>" + SHAPES + "</svg>",
        "<svg width='400' height='200'><path d='M0 0h9'/></svg>",
        "<img src='picnic-table.jpg' alt=''><img src='charterhouse.jpg' alt=''><img src='DSC_0012.jpg' alt=''>",
    ],
)
def test_passes_decoration_and_pictures_with_words(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<div hidden><img src='map.png' alt=''></div>",
        "<a href='/map' aria-label='Map'><img src='map.png' alt=''></a>",
    ],
)
def test_is_not_applicable_without_pictures(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<img id='i' src='a.png' role='presentation' alt='Town plan'>", "called “Town plan”"),
        ("<img id='i' src='a.png' role='none' alt='Town plan'>", "called “Town plan”"),
        ("<img id='i' src='a.png' aria-hidden='true' alt='Town plan'>", "called “Town plan”"),
        ("<img id='i' src='/files/cost-chart-2026.png' alt=''>", "name “cost chart”"),
        ("<img id='i' src='/a/site_map.jpg?x=1' alt='' width='600'>", "name “site map”"),
        ("<img id='i' src='w3c-logo.png' alt=''>", "name “w c logo”"),
        ("<canvas id='i' width='400' height='200'></canvas>", "Does this drawing"),
        ("<svg id='i' width='400px' height='200'>" + SHAPES + "</svg>", "Does this drawing"),
    ],
)
def test_asks_about_pictures_that_may_tell_something(html, words):
    outcome = judged(html)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert finding.selector == "#i"
    assert words in finding.message
    assert "?" in finding.message


@pytest.mark.parametrize(
    "html",
    [
        "<img src='map.png' alt=''>" * 5_000,
        "<div>" * 3_000 + "<img src='map.png' alt=''>" * 3_000,
        "<svg width='400' height='400'>" * 2_000,
        "<canvas>" * 3_000,
        "<img role='none' alt='" + "a " * 50_000 + "'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
