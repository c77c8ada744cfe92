"""repeated-alt: the same words twice, once for the picture and once beside it."""

import time

import pytest

from audits.checks.repeated_alt import repeated_alt
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return repeated_alt(document)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='a.jpg' alt='The hall in the snow'><p>The town hall</p>",
        "<figure><img src='a.jpg' alt='Snow on the roof'><figcaption>The hall</figcaption></figure>",
        "<p>The town hall is old.</p><p>It stands in the square.</p><img src='a.jpg' alt='The hall'>",
        "<a href='/'><img src='a.jpg' alt='Bins'> Bins</a>",
        "<button><img src='a.jpg' alt='Bins'> Bins</button>",
        "<img src='a.jpg' alt='OK'> OK",
        "<img src='a.jpg' alt='Bins'><img src='b.jpg' alt='Bins'>",
        "<h2>Bins</h2><p>We empty them.</p><img src='a.jpg' alt='Bins'>",
        "<img src='a.jpg' alt='Bins'><script>Bins</script>",
        "<img src='a.jpg' alt='Bins'><p hidden>Bags</p>",
    ],
)
def test_passes_pictures_that_add_to_the_words(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", "<img src='a.jpg' alt=''><p>Bins</p>"])
def test_is_not_applicable_without_named_pictures(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img id='i' src='a.jpg' alt='Town hall'><figcaption>Town hall.</figcaption></figure>",
        "<p><img id='i' src='a.jpg' alt='Town hall'> Town hall</p>",
        "<p>Town hall <img id='i' src='a.jpg' alt='Town hall'></p>",
        "<div><img id='i' src='a.jpg' alt='Town hall'><p>Town hall</p></div>",
        "<div><h3>Town hall</h3><img id='i' src='a.jpg' alt='Town Hall'></div>",
        "<div><img id='i' src='a.jpg' alt='Town hall'></div><p class='caption'>Town hall</p>",
    ],
)
def test_advises_against_the_same_words_twice(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#i"


@pytest.mark.parametrize(
    "html",
    [
        "<div><img src='a.jpg' alt='Bins'><p>Bins</p></div>" * 4_000,
        "<div>" * 3_000 + "<img src='a.jpg' alt='Bins'>" * 3_000,
        "<figure>" + "<img src='a.jpg' alt='Bins'>" * 2_000 + "<figcaption>" + "Bins " * 20_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
