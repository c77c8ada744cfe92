"""spacer-pictures: pictures of nothing."""

import time

import pytest

from audits.checks.spacer_pictures import spacer_pictures
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return spacer_pictures(document)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='/hall.jpg' alt='The town hall'>",
        "<img src='/blank.gif' data-src='/hall.jpg' alt='The town hall'>",
        "<img src='/blank.gif' class='lazyload' alt='The town hall'>",
        "<img src='/clear-sky.jpg' alt=''>",
        "<img src='/transparent-government.png' alt='Transparent government'>",
        "<img src='https://stats.test/pixel/1x1.gif' width='1' height='1' alt=''>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=''>",
        "<img alt=''>",
    ],
)
def test_passes_pictures_that_show_something(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", "<img src='/spacer.gif' hidden>"])
def test_is_not_applicable_without_pictures(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "source",
    [
        "/spacer.gif",
        "images/Spacer.GIF?v=1",
        "clear.gif",
        "/a/dot_clear.png",
        "/1x1.png",
        "blank.gif",
    ],
)
def test_advises_against_pictures_of_nothing(source):
    outcome = judged(f"<img id='i' src='{source}' alt='' width='10' height='40'>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#i"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='/spacer.gif'>" * 5_000,
        "<img src='/" + "clear" * 50_000 + ".gif'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
