"""Mistakes in a TOML file, in sentences: which line, which key, what is wrong, what is allowed."""

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HEADER = re.compile(r"\s*\[\[?\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*=""")


def wrong(
    error: Mapping[str, Any],
    known: tuple[str, ...],
    inside: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[tuple[str, ...], str]:
    """Return the key that a mistake is about and a sentence, without its full stop.

    `inside` names the keys of tables in a list, by the name of the list.
    """
    place = tuple(str(part) for part in error["loc"] if not isinstance(part, int))
    key = ".".join(place)
    given = error.get("input")
    kind, about = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return place, unknown(place[-1], _known_at(place, known, inside or {}))
    if kind == "missing":
        hint = "" if len(place) > 1 else '; add start_url = "https://www.example.gov.uk/"'
        return place[:-1], f"{key} is missing{hint}"
    if kind == "value_error":
        said = str(about["error"]).rstrip(".")
        place += getattr(about["error"], "keys", ())
        return place or ("rate",), f"{key}: {said}" if key else said
    return place, f"{key} is {_as_toml(given)}, but must be {_allowed(kind, about)}"


def _known_at(
    place: tuple[str, ...], known: tuple[str, ...], inside: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    return inside.get(place[0], known) if len(place) > 1 else known


def _allowed(kind: str, about: Mapping[str, Any]) -> str:
    """Return in words what pydantic would have let through."""
    if kind.startswith(("int_", "float_")):
        return "a whole number" if kind.startswith("int_") else "a number"
    if kind == "greater_than_equal":
        return f"{about['ge']:g} or more"
    if kind == "less_than_equal":
        return f"{about['le']:g} or less"
    if kind == "string_too_long":
        return f"at most {about['max_length']} characters"
    words = {
        "string_type": "text in quotation marks",
        "tuple_type": 'a list such as ["/news/*"]',
        "model_type": "a table [[sites.NAME.tasks]]",
        "string_too_short": "text that is not empty",
        "dict_type": 'a table such as { "/news/*" = "Press office" }',
    }
    return words.get(kind, "something else")


def unknown(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"perhaps {near[0]} is meant" if near else f"known are {', '.join(known)}"
    return f"{key} is not a known key; {hint}"


def one_of(word: str, known: tuple[str, ...]) -> str:
    if word not in known:
        near = difflib.get_close_matches(word, known, n=1)
        hint = f" (perhaps {near[0]} is meant)" if near else ""
        raise ValueError(f"{word!r} is not known{hint}; allowed are {', '.join(known)}")
    return word


def _as_toml(value: Any) -> str:
    shown = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    if shown is None:
        shown = f'"{value}"' if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}..."  # noqa: PLR2004


def syntax_sentence(path: Path, error: tomllib.TOMLDecodeError) -> str:
    said = str(error)
    place = re.search(r" \(at (?:line (\d+), column (\d+)|(end of document))\)$", said)
    what = said[: place.start()] if place else said
    if place and place[1]:
        return f"{path}, line {place[1]}, column {place[2]}: this is not TOML ({what})."
    return f"{path}, at its end: this is not TOML ({what})."


def line_of(text: str, keys: tuple[str, ...], nth: int = 0) -> int:
    """Return the line on which a key stands; of its table when the key itself is not found.

    Of tables in a list, the one with that number counts, from 0.
    """
    best, depth = 1, 0
    table: tuple[str, ...] = ()
    listed: Counter[tuple[str, ...]] = Counter()
    is_earlier = False  # a table of the list before the one that is meant
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            found = table = _dotted(header[1])
            listed[table] += line.lstrip().startswith("[[")
            is_earlier = 0 < listed[table] <= nth
        elif entry := KEY.match(line):
            found = (*table, *_dotted(entry[1]))
        else:
            continue
        shared = _shared(found, keys)
        if not is_earlier and shared > depth and shared == len(found):
            best, depth = number, shared
    return best


def _dotted(text: str) -> tuple[str, ...]:
    parts = re.findall(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)", text)
    return tuple(double or single or bare for double, single, bare in parts)


def _shared(found: tuple[str, ...], keys: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(found, keys, strict=False):
        if one != other:
            break
        count += 1
    return count
