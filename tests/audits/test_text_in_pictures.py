"""text-in-pictures: signs, maps and charts stay quiet, a picture of words is asked about."""

import pytest

from audits.checks.text_in_pictures import text_in_pictures
from tests.audits.told import PAGE, PLACE, assert_asks, assert_survives

WORDS = ["Summer", "fair", "Saturday", "July"]
PICTURE = {**PLACE, "name": "Poster", "says": "Poster poster.png", "read": WORDS}


def judged(**more):
    return text_in_pictures({"pictures": [{**PICTURE, **more}], "left": 0}, PAGE)


@pytest.mark.parametrize("told", [{}, {"pictures": []}, {"pictures": [PLACE]}, {"pictures": 3}])
def test_passes_pages_whose_pictures_hold_no_words(told):
    assert text_in_pictures(told, PAGE).status == "passed"


@pytest.mark.parametrize(
    "more",
    [
        {"read": ["Bus", "stop"]},
        {"read": "Summer fair Saturday July"},
        {"name": "Map of the parks"},
        {"name": "Map o'r parciau"},
        {"says": "spend-chart-2026.png"},
        {"says": "screen_shot.png"},
        {"name": "Screenshot of the form"},
    ],
)
def test_passes_a_word_or_two_and_pictures_that_must_show_words(more):
    assert judged(**more).status == "passed"


def test_says_how_many_pictures_nobody_read():
    outcome = text_in_pictures({"pictures": [], "left": 1}, PAGE)
    assert (outcome.status, outcome.note) == ("passed", "1 picture was not read")


def test_asks_about_a_picture_of_words():
    assert_asks(judged(), "Summer fair Saturday July")


def test_asks_about_a_button_that_is_a_wide_and_low_picture():
    outcome = text_in_pictures({"pictures": [], "buttons": [{**PLACE, "words": "Press me"}]}, PAGE)
    assert_asks(outcome, "“Press me”")


def test_asks_once_about_a_button_whose_words_were_read():
    told = {"pictures": [PICTURE], "buttons": [{**PLACE, "words": "Summer fair"}]}
    assert_asks(text_in_pictures(told, PAGE), "Summer fair Saturday")


def test_survives_whatever_a_page_tells():
    assert_survives(judged, PICTURE)
