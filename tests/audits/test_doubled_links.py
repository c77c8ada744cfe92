"""doubled-links: a picture and its words, each with the same link."""

import time

import pytest

from audits.checks.doubled_links import doubled_links
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return doubled_links(extract_links(document, URL), document)


PICTURE = "<a href='/bins'><img src='b.jpg' alt=''></a>"
WORDS = "<a id='it' href='/bins'>Bins</a>"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/bins'><img src='b.jpg' alt=''> Bins</a>",
        PICTURE + "<a href='/parks'>Parks</a>",
        PICTURE + "<p>We empty them.</p>" + WORDS,
        f"<article>{PICTURE}<p>Bins</p><p>We empty them.</p>{WORDS}</article>",
        "<a href='/bins' aria-hidden='true' tabindex='-1'><img src='b.jpg' alt=''></a>" + WORDS,
        "<div><a href='/bins'>Previous</a> | <a href='/bins'>Up</a></div>",
        f"<div><div><div><div><div>{PICTURE}</div></div></div></div></div><p>{WORDS}</p>",
        f"<div>{PICTURE}<img src='c.jpg' alt='A bin'>{WORDS}</div>",
        f"<div>{PICTURE}<button>Open</button>{WORDS}</div>",
    ],
)
def test_passes_links_that_are_one_or_lie_apart(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html", ["", "<a>Bins</a>", "<a href='#'><img src='b.jpg' alt=''></a><a href='#'>Bins</a>"]
)
def test_is_not_applicable_without_links(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        f"<div>{PICTURE}{WORDS}</div>",
        f"<div class='card'><div class='card-media'>{PICTURE}</div>\n<h3>{WORDS}</h3></div>",
        f"<div>{PICTURE.replace('/bins', 'https://x.test/bins/')} {WORDS}</div>",
        f"<li><a href='/bins'>Bins</a> · {WORDS}</li>",
        f"<td><a href='/bins'><svg></svg></a><br>{WORDS}</td>",
    ],
)
def test_advises_to_make_one_link_of_two(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.elements) == ("#it", 2)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" + PICTURE * 5_000 + "</div>",
        "<div>" * 3_000 + PICTURE * 3_000,
        "<a href='/bins'>" * 3_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
