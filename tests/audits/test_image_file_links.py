"""image-file-links: a picture's file has no words of its own."""

import time

import pytest

from audits.checks.image_file_links import image_file_links
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return image_file_links(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/map'>Map of bin rounds</a>",
        "<a href='/map.pdf'>Map of bin rounds</a>",
        "<a href='/hall.jpg'><img src='/hall-300x200.jpg' alt='The town hall in the snow'></a>",
        "<a href='/hall.jpg'><img src='/thumbs/thumb_hall.jpg' alt='The town hall'></a>",
        "<a href='/hall.JPG?v=2'><img data-src='/hall.jpg' src='x.gif' alt='The town hall'></a>",
        "<a href='https://github.com/a/b/blob/main/hall.svg'>The picture</a>",
        "<a href='https://github.com/a/b/tree/main/hall.svg'>The code</a>",
        "<a href='/b'>Bins</a><a href='/hall.jpg'></a>",
        "<a href='https://en.wikipedia.org/wiki/File:Hall.jpg'>The picture</a>",
        "<a href='http://[x/hall.jpg'>Hall</a>",
        "<a href='/b'>Bins</a><a href='/map.png' hidden>Map</a>",
    ],
)
def test_passes_pages_and_small_pictures_with_words(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", "<img src='/map.png' alt='Map'>"])
def test_is_not_applicable_without_links(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<a id='it' href='/map.png'>Map of bin rounds</a>",
        "<a id='it' href='/Map.JPEG?itok=1#x'>Map</a>",
        "<a id='it' href='/hall.jpg'><img src='/hall-300x200.jpg' alt=''></a>",
        "<a id='it' href='/hall.jpg'><img src='/hall.jpg' alt='View larger image'></a>",
        "<a id='it' href='/plan.jpg'><img src='/icons/zoom.svg' alt='Plan of the hall'></a>",
    ],
)
def test_asks_about_a_link_that_opens_a_picture(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a.png'>Map</a>" * 5_000,
        "<a href='/a.png'><img alt='Map' src='" + "x" * 50_000 + "'></a>",
        "<a href='" + "/" * 100_000 + "a.png'>Map</a>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
