"""What a person has to look at for each criterion, since no machine can tell that one is met."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audits.requirements import REQUIREMENTS


@dataclass(frozen=True, slots=True)
class ManualCheck:
    """The check of one criterion by hand. Not legal advice."""

    requirement: str  # e.g. wcag:1.1.1
    by_hand: str  # what to do, in a sentence
    not_looked_at: str  # which part no audit looks at, in a few words


@cache
def load_manual_checks() -> Mapping[str, ManualCheck]:
    """Read manual_checks.toml, by requirement. Raises ValueError when a criterion lacks one."""
    text = files(__package__).joinpath("manual_checks.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    found = {
        f"wcag:{number}": ManualCheck(f"wcag:{number}", each["by_hand"], each["not_looked_at"])
        for number, each in told.items()
        if isinstance(each, dict)
    }
    if missing := sorted(REQUIREMENTS.keys() ^ found.keys()):
        raise ValueError(f"manual_checks.toml and WCAG 2.2 differ in {', '.join(missing)}")
    return found
