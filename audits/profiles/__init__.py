"""Laws as data: which technical requirements each one asks for, and since when."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from audits.requirements import REQUIREMENTS

CONFIDENCE = {
    "P": "primary text seen",
    "S": "secondary source seen",
    "K": "known in the field, not checked again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A law, and the technical requirements it asks for. Not legal advice."""

    id: str  # the name of its file, as used in sites.toml
    name: str
    jurisdiction: str
    standard: str  # in words, e.g. WCAG 2.2, levels A and AA
    in_force_since: str | None  # ISO date from which the standard is asked for or monitored
    checked_on: str  # ISO date on which this entry was last held against its sources
    confidence: str  # P, S or K (see CONFIDENCE); several when parts differ
    source: str
    note: str = ""
    requirements: tuple[str, ...]


def load_profiles() -> Mapping[str, Profile]:
    """Read every law beside this file, by id."""
    found = [_read(each) for each in files(__name__).iterdir() if each.name.endswith(".toml")]
    return {profile.id: profile for profile in sorted(found, key=lambda profile: profile.id)}


def _read(file: Traversable) -> Profile:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    since = data.get("in_force_since")
    return Profile(
        id=file.name.removesuffix(".toml"),
        name=data["name"],
        jurisdiction=data["jurisdiction"],
        standard=data["standard"],
        in_force_since=since.isoformat() if since else None,
        checked_on=data["checked_on"].isoformat(),
        confidence=data["confidence"],
        source="; ".join(data["sources"]),
        note=" ".join(data.get("note", "").split()),
        requirements=_requirements(data["asks_for"]),
    )


def _requirements(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Either a list of criteria, or all that a version of WCAG has at some levels."""
    if "criteria" in asked:
        return tuple(f"wcag:{number}" for number in asked["criteria"])
    return tuple(
        each.id
        for each in REQUIREMENTS.values()
        if each.level in asked["levels"] and each.since <= asked["wcag"]
    )
