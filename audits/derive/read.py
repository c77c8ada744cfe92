"""Pictures that hold words, as they were read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from audits.derive.places import Place, number, places
from audits.model import Outcome

LEAST_WORDS = 3  # fewer are a name, a sign on a door, or a mistake in reading
MOST_WORDS = 120


def pictures_with_words(reading: Mapping[str, Any]) -> Iterator[tuple[Place, list[str]]]:
    """Yield pictures that hold words, and the words."""
    for place in places(reading, "pictures"):
        read = place.get("read")
        if isinstance(read, list):
            words = [each for each in read[:MOST_WORDS] if isinstance(each, str) and each]
            if len(words) >= LEAST_WORDS:
                yield place, words


def with_what_is_left(outcome: Outcome, reading: Mapping[str, Any]) -> Outcome:
    """Say in a note that there were pictures which nobody read."""
    left = int(number(reading, "left"))
    if left <= 0:
        return outcome
    note = f"{left} {'picture was' if left == 1 else 'pictures were'} not read"
    return replace(outcome, note=note)
