"""text-over-pictures: no pixel behind it differs enough, or some do not."""

import pytest

from audits.checks.text_over_pictures import text_over_pictures
from audits.derive.document import Document

PAGE = Document("<main><p id='a'>Bins</p></main>", "https://x.test/")


def judged(**more):
    place = {"selector": "#a", "html": "<p id='a'>", "words": "Bins", "least": 4.5, **more}
    return text_over_pictures({"faint": [place]}, PAGE)


@pytest.mark.parametrize("low", [0, 3, 14])
def test_passes_text_that_nearly_all_of_the_picture_differs_from(low):
    assert judged(low=low, best=9, sure=False).status == "passed"


def test_passes_pages_without_text_over_pictures():
    assert text_over_pictures({}, PAGE).status == "passed"


def test_fails_text_that_no_pixel_differs_from():
    outcome = judged(low=100, best=1.8, sure=True)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert "1.8:1 at best" in outcome.findings[0].message


def test_asks_where_part_of_the_picture_is_too_much_like_the_text():
    outcome = judged(low=40, best=12, sure=False)
    assert outcome.status == "needs review"
    assert "40 %" in outcome.findings[0].message
