"""alt-openings: "image of" says what a screen reader has said already."""

import time

import pytest

from audits.checks.alt_openings import alt_openings
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return alt_openings(document)


@pytest.mark.parametrize(
    "alt",
    [
        *("The town hall in the snow", "Photo of the first mayor, 1835", "Map of the valley"),
        *("Images of the past, a show at the museum", "Picture gallery", "Image 1", "Imagery of"),
        *("Picture of", "Llun y maer", "Pictures of you"),
    ],
)
def test_passes_texts_that_begin_with_what_matters(alt):
    assert judged(f"<img src='a.jpg' alt='{alt}'>").status == "passed"


@pytest.mark.parametrize("html", ["", "<img src='a.jpg' alt=''>"])
def test_is_not_applicable_without_named_pictures(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "alt",
    [
        *(
            "Image of the town hall",
            "picture of a bin",
            "An image of a bin",
            "A picture showing bins",
        ),
        *("Graphic showing a bin", "This image shows a bin", "Delwedd o neuadd", "Llun o fin"),
    ],
)
def test_advises_against_empty_words(alt):
    outcome = judged(f'<img id="i" src="a.jpg" alt="{alt}">')
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#i"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='a.jpg' alt='image of a bin'>" * 5_000,
        "<img src='a.jpg' alt='image" + " " * 100_000 + "of'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
