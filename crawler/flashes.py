"""How often a film flashes, from how light its parts are, picture by picture.

WCAG 2.2 calls a flash a pair of opposing changes of relative luminance by a tenth or more, the
darker of which is below 0.80; it counts where a quarter of a field of 341 x 256 pixels flashes.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import ceil

COLUMNS, ROWS = 16, 12  # parts of a picture
LEAST_CHANGE = 0.1
MOST_DARK = 0.8
FIELD = (341, 256)  # CSS pixels, of which a quarter must flash together
PART_OF_FIELD = 0.25
ALLOWED = 3  # flashes in a second

Pictures = Sequence[tuple[float, Sequence[float]]]
"""Seconds since the start, and the relative luminance of each part, row by row."""


def most_flashes(pictures: Pictures, width: float, height: float) -> float:
    """Return the most flashes in a second that a large enough part of a film has; 0 if none."""
    rates = [_rate(_changes(pictures, part)) for part in range(COLUMNS * ROWS)]
    wide = min(COLUMNS, max(1, ceil(FIELD[0] * COLUMNS / width)))
    high = min(ROWS, max(1, ceil(FIELD[1] * ROWS / height)))
    part = (width / COLUMNS) * (height / ROWS)
    needed = ceil(PART_OF_FIELD * FIELD[0] * FIELD[1] / part)
    most = 0.0
    for top in range(ROWS - high + 1):
        for left in range(COLUMNS - wide + 1):
            field = sorted(
                (
                    rates[row * COLUMNS + column]
                    for row in range(top, top + high)
                    for column in range(left, left + wide)
                ),
                reverse=True,
            )
            if needed <= len(field):
                most = max(most, field[needed - 1])
    return most


def _changes(pictures: Pictures, part: int) -> list[float]:
    """Return when a part turned from darker to lighter or back, by enough."""
    changes: list[float] = []
    turn, way = None, 0  # the last extreme, and where it went from there
    for seconds, lights in pictures:
        light = lights[part]
        if turn is None:
            turn = light
        elif abs(light - turn) >= LEAST_CHANGE and min(light, turn) < MOST_DARK:
            now = 1 if light > turn else -1
            if now != way:
                changes.append(seconds)
            turn, way = light, now
        elif (light - turn) * way > 0:
            turn = light
    return changes


def _rate(changes: Sequence[float]) -> float:
    """Return the most flashes within one second: two changes make one."""
    return max(
        ((bisect_right(changes, each + 1) - at) / 2 for at, each in enumerate(changes)), default=0.0
    )


def pictures_a_second(times: Iterable[float]) -> float:
    """Return how many pictures there were in a second, on the whole."""
    seen = sorted(times)
    lasted = seen[-1] - seen[0] if seen else 0.0
    return (len(seen) - 1) / lasted if lasted > 0 else 0.0
