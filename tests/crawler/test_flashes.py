"""Flashes are counted as WCAG defines them: how much, how dark, how often, how large."""

import time

import pytest

from crawler.flashes import COLUMNS, ROWS, most_flashes, pictures_a_second

PARTS = COLUMNS * ROWS
SIZE = (640, 480)


def blinking(times, *, dark=0.0, light=1.0, parts=PARTS, seconds=3, rate=24):
    """Return pictures of a film, parts of which turn light so many times in a second."""
    pictures = []
    for number in range(seconds * rate):
        is_light = int(number / rate * times * 2) % 2
        pictures.append(
            (number / rate, [light if is_light and part < parts else dark for part in range(PARTS)])
        )
    return pictures


@pytest.mark.parametrize(
    "pictures",
    [
        [],
        blinking(0),
        blinking(1),
        blinking(2),
        blinking(8, dark=0.3, light=0.38),  # too little
        blinking(8, dark=0.82, light=1),  # never dark
        blinking(8, parts=3),  # too small
        [(at / 24, [at / 72] * PARTS) for at in range(72)],  # it grows light, once
        [(at / 24, [0.05 * (at % 2)] * PARTS) for at in range(72)],  # noise
    ],
)
def test_what_is_no_flash(pictures):
    assert most_flashes(pictures, *SIZE) <= 3


@pytest.mark.parametrize("times", [4, 5, 8])
def test_more_than_three_flashes_in_a_second(times):
    assert times - 1 <= most_flashes(blinking(times), *SIZE) <= times + 1


def test_a_burst_in_a_film_that_is_calm_else():
    calm = [(at / 24, [0.5] * PARTS) for at in range(48)]
    burst = [(at + 2, lights) for at, lights in blinking(6, seconds=1)]
    assert most_flashes([*calm, *burst], *SIZE) > 3


def test_a_small_film_can_flash_only_as_far_as_it_is_large():
    assert most_flashes(blinking(8), 100, 100) == 0
    assert most_flashes(blinking(8), 200, 150) > 3


def test_parts_far_from_each_other_do_not_add_up():
    pictures = [
        (at, [value if part in {0, COLUMNS - 1, PARTS - 1} else 0 for part in range(PARTS)])
        for at, (value, *_) in blinking(8)
    ]
    assert most_flashes(pictures, 1280, 960) == 0


def test_pictures_in_a_second():
    assert pictures_a_second([]) == 0
    assert pictures_a_second([1.0]) == 0
    assert pictures_a_second([0, 0.5, 1.0]) == pytest.approx(2)


def test_long_films_take_little_time():
    started = time.process_time()
    most_flashes(blinking(10, seconds=20, rate=60), *SIZE)
    assert time.process_time() - started < 3
