"""What holds from one run until another: which rows go on, which end, which begin."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Details = TypeVar("Details")


@dataclass(frozen=True, slots=True)
class Span(Generic[Key, Details]):
    """A row that is open, or that this run has ended already."""

    id: int
    key: Key
    details: Details
    first_run_id: int
    is_open: bool = True


@dataclass(slots=True)
class Changes(Generic[Key, Details]):
    """What to do so that the rows say what this run found."""

    begin: dict[Key, Details] = field(default_factory=dict)
    update: list[tuple[int, Details]] = field(default_factory=list)  # open already, details differ
    reopen: list[tuple[int, Details]] = field(default_factory=list)
    end: list[Span[Key, Details]] = field(default_factory=list)
    forget: list[int] = field(default_factory=list)


def settle(
    spans: Iterable[Span[Key, Details]], found: Mapping[Key, Details], run_id: int
) -> Changes[Key, Details]:
    """Compare what the record holds with what this run found.

    A run may look at the same page twice, when it was killed in between. So a row that this run
    began and no longer finds is forgotten, not ended, and a row that this run ended and finds
    after all is open again: only the last look of a run counts.
    """
    changes: Changes[Key, Details] = Changes()
    known = set()
    for span in spans:
        known.add(span.key)
        if span.key not in found:
            if span.first_run_id == run_id:
                changes.forget.append(span.id)
            else:
                changes.end.append(span)
        elif not span.is_open:
            changes.reopen.append((span.id, found[span.key]))
        elif found[span.key] != span.details:
            changes.update.append((span.id, found[span.key]))
    changes.begin = {key: details for key, details in found.items() if key not in known}
    return changes
