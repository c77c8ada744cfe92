"""untold-words: what the alternative text or the page tells stays quiet, the rest is asked about."""

import pytest

from audits.checks.untold_words import untold_words
from audits.derive.document import Document
from tests.audits.told import PAGE, PLACE, assert_asks, assert_survives

WORDS = ["Summer", "fair", "Saturday", "July", "Mill", "Park"]
PICTURE = {**PLACE, "name": "Poster", "says": "Poster", "read": WORDS}


def judged(page=PAGE, **more):
    return untold_words({"pictures": [{**PICTURE, **more}], "left": 0}, page)


@pytest.mark.parametrize("told", [{}, {"pictures": []}, {"pictures": [PLACE]}])
def test_passes_pages_whose_pictures_hold_no_words(told):
    assert untold_words(told, PAGE).status == "passed"


@pytest.mark.parametrize(
    "more",
    [
        {"name": "Summer fair, Saturday 12 July, Mill Park"},
        {"name": "SUMMER FAIR in MILL PARK"},  # two words are left: they may be misread
        {"read": [*["Summer", "fair"] * 9, "Sumner", "fain", "Eair"], "name": "summer fair"},
        {"read": ["Mill", "Park"]},
    ],
)
def test_passes_words_that_the_alternative_text_tells(more):
    assert judged(**more).status == "passed"


@pytest.mark.parametrize(
    "words",
    [
        "<h1>Summer fair</h1><p>Come to Mill Park on Saturday 12 July.</p>",
        "<figure><figcaption>Saturday 12 July</figcaption></figure><p>Fair in Mill Park</p>",
    ],
)
def test_passes_words_that_the_page_tells(words):
    page = Document(f"<main><img id=a>{words}</main>", "https://x.test/")
    assert judged(page).status == "passed"


def test_asks_about_words_that_are_told_nowhere():
    assert_asks(judged(), "Summer fair Saturday July")


def test_asks_where_there_is_no_alternative_text():
    assert_asks(judged(name=""), "Mill Park")


def test_asks_about_words_that_only_hidden_text_tells():
    page = Document(f"<main><a id=a>x</a><p hidden>{' '.join(WORDS)}</p></main>", "https://x.test/")
    assert judged(page).status == "needs review"


def test_survives_whatever_a_page_tells():
    assert_survives(judged, PICTURE)
