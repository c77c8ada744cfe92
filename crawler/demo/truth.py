"""What is wrong on the made-up council's website: truth.toml, and truth/ with a file a subject."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.demo.pages import HERE

NIGHTS = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing that is wrong on one page, and who must say so."""

    page: str
    audit: str
    status: str
    selector: str = ""  # finds the elements in the page as served
    about: tuple[str, ...] = ()  # words that the findings must hold
    is_one_cause: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """Addresses without end that begin alike, and how many of them are audited."""

    prefix: str
    rule: str
    pages: int


class Truth:
    """The truth about one night. `addresses` are those of the pages the server has then."""

    def __init__(self, night: int, addresses: Iterable[str]) -> None:
        said = tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))
        self._said: dict[str, Any] = said
        self._night = night
        self.kinds = dict(_kinds(said, night))
        self.sampled = [Sampled(**each) for each in said["sampled"]]
        not_audited = {*said["not_visited"], *self.kinds}
        self.audited = {*addresses, *said["with_query"]} - not_audited
        self.wrong = list(self._wrong())

    def _wrong(self) -> Iterator[Wrong]:
        """Yield what is wrong, page by page; a page that is not there is a mistake in the file."""
        for entry in (*self._said["wrong"], *_by_subject()):
            if self._night not in entry.get("nights", NIGHTS):
                continue
            about = entry.get("about", [])
            for page in self._matching(entry["pages"]):
                yield Wrong(
                    page=page,
                    audit=entry["audit"],
                    status=entry.get("status", "failed"),
                    selector=entry.get("selector", ""),
                    about=(about,) if isinstance(about, str) else tuple(about),
                    is_one_cause=entry.get("is_one_cause", False),
                )

    def _matching(self, patterns: Iterable[str]) -> Iterator[str]:
        for pattern in patterns:
            if pattern.endswith("*"):
                yield from sorted(page for page in self.audited if page.startswith(pattern[:-1]))
            elif pattern in self.audited:
                yield pattern
            else:
                raise ValueError(f"the truth speaks of {pattern}, which is not audited")

    def is_sampled(self, address: str) -> bool:
        return any(address.startswith(each.prefix) for each in self.sampled)


def task_ends() -> dict[str, tuple[str, str, str]]:
    """Return the page of each task of truth/tasks.toml, how it ends there, and whose form it is."""
    said = tomllib.loads((HERE / "truth" / "tasks.toml").read_text(encoding="utf-8"))
    return {
        task: (told["page"], told["kind"], told.get("supplier", ""))
        for task, told in said["ends"].items()
    }


def statement_truth() -> dict[str, Any]:
    """Return what truth/statement.toml says of the council's accessibility statement."""
    said = tomllib.loads((HERE / "truth" / "statement.toml").read_text(encoding="utf-8"))
    return dict(said["statement"])


def _by_subject() -> Iterator[dict[str, Any]]:
    """Yield what the files of truth/ say, in the order of their names."""
    for path in sorted((HERE / "truth").glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get("wrong", [])


def _kinds(said: dict[str, Any], night: int) -> Iterator[tuple[str, str]]:
    """Yield each own address that is no page, with what it is."""
    tables = [
        said["kinds"],
        *(said.get(f"kinds-of-night-{each}", {}) for each in range(2, night + 1)),
    ]
    for table in tables:
        for kind, addresses in table.items():
            yield from ((address, kind) for address in addresses)
