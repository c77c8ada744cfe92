"""flashing-films: calm films stay quiet, what flashes is asked about, what was not seen is said."""

import pytest

from audits.checks.flashing_films import flashing_films
from tests.audits.told import PAGE, PLACE, assert_asks, assert_state, assert_survives

FILM = {**PLACE, "flashes": 6.5}


def judged(*films, **more):
    return flashing_films({"films": [*films, {**FILM, **more}]}, PAGE)


@pytest.mark.parametrize("told", [{}, {"films": []}, {"films": "x"}])
def test_says_nothing_where_no_film_plays(told):
    assert flashing_films(told, PAGE).status == "not applicable"


@pytest.mark.parametrize("flashes", [0, 1, 3, "9", None])
def test_passes_films_that_flash_three_times_at_most(flashes):
    assert judged(flashes=flashes).status == "passed"


def test_holds_what_was_said_where_no_film_could_be_watched():
    outcome = judged(flashes=None, why="it comes from another site")
    assert (outcome.status, outcome.holds) == ("not applicable", True)
    assert outcome.note == "not tested: it comes from another site"


def test_says_how_many_films_were_not_watched():
    outcome = judged({**PLACE, "why": "there was no time"}, flashes=1)
    assert (outcome.status, outcome.note) == ("passed", "1 not tested")


def test_asks_about_more_than_three_flashes():
    assert_asks(judged(), "6.5 times")


def test_survives_whatever_a_page_tells():
    assert_survives(judged, FILM)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"seconds": 3}, "after it had played for 3 seconds"),
        ({"flashes": 9}, ""),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
