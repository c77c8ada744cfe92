"""Plain sentences: what the failure of each criterion means for people."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reports.wording import sentence


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("reports.drafts") / "criteria.toml").read_text(encoding="utf-8"))


def sentence_of(number: str, title: str) -> str:
    """Return what it means for people when this criterion fails."""
    told = _words().get(number, {}).get("sentence")
    return told or sentence(f"Some content does not meet the criterion “{title}”")


def short_of(number: str, title: str) -> str:
    """Return the barrier in a few words, in small letters, for people who know no criteria."""
    return _words().get(number, {}).get("short") or title.lower()
