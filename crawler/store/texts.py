"""Values from strangers, made fit for SQLite."""

import json
import re
from typing import Any

LARGEST_INTEGER = 2**63 - 1
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL ends a text for SQLite; halves of pairs raise


def storable(text: str, most: int = 500) -> str:
    """Return the text, cut, without what SQLite cannot hold."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return UNSTORABLE.sub("\ufffd", text)


def whole_number(number: int | None) -> int | None:
    """Return the number, or the largest that SQLite can hold: servers tell sizes of any kind."""
    return None if number is None else max(0, min(number, LARGEST_INTEGER))


def json_list(stored: str) -> list[Any]:
    """Return a list that is kept as JSON; an empty one when it was cut, since it was too long."""
    try:
        found = json.loads(stored)
    except ValueError:
        return []
    return found if isinstance(found, list) else []
