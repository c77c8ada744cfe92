"""What a walk by Tab and the pressing of things tell, made into outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from audits.model import Finding, Outcome, by_surest, not_applicable

Told = Mapping[str, Any]
UNFINISHED = {
    "stops": "the page has more stops than were walked; the rest was not tested",
    "time": "the walk took too long",
    "dialog": "a dialog holds the focus; the page behind it was not tested",
    "round": "the walk went round in a part of the page; the rest was not tested",
    "trap": "the walk ended in a trap; the rest of the page was not tested",
}


def walk_outcome(walk: Told, findings: Sequence[Finding]) -> Outcome:
    """Return the outcome of an audit of the walk; it says where the walk ended too soon."""
    if not findings and not walk.get("stops"):
        return not_applicable("nothing on the page can be reached by Tab")
    ended = str(walk.get("ended", ""))
    note = UNFINISHED.get(ended, "")
    if not findings and ended == "time":
        return not_applicable(f"not tested: {note}", holds=True)
    return replace(by_surest(findings, "stops"), note=note)


def press_outcome(
    presses: Told, kinds: str, findings: Sequence[Finding], unit: str, nothing: str
) -> Outcome:
    """Return the outcome of an audit of what was pressed; not applicable where nothing was."""
    there = presses.get("there")
    number = any(there.get(kind) for kind in kinds.split()) if isinstance(there, Mapping) else False
    if not findings and not number:
        return not_applicable(nothing)
    ended = str(presses.get("ended") or "")
    note = f"not all was tried: {ended}"[:200] if ended else ""
    if not findings and ended:
        return not_applicable(note, holds=True)
    return replace(by_surest(findings, unit), note=note)


def word(told: Any, name: str) -> str:
    """Return a word that a place tells, "" when it is none."""
    value = told.get(name) if isinstance(told, Mapping) else None
    return value if isinstance(value, str) else ""
