"""Controls that a page draws itself, as pictures of them showed."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.derive.places import Place, number, places

LEAST = 3.0  # contrast that is needed (WCAG 1.4.11)
NOTHING = 1.15  # below it there is nothing to be seen: something else stands for the control


def drawn_controls_of(drawn: Mapping[str, Any], *kinds: str) -> Iterator[Place]:
    """Yield the looks of controls of these kinds, one for each look."""
    return (each for each in places(drawn, "controls") if each.get("kind") in kinds)


def is_faint(place: Place) -> bool:
    """Whether something is to be seen, and nothing of it stands out."""
    return NOTHING <= number(place, "best") < LEAST


def count_of(place: Place) -> int:
    return int(number(place, "count")) or 1
