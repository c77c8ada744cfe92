"""Measure whether the page for each task is found on made-up councils in three dialects.

.venv/bin/python -m bench.task_finding            the table
.venv/bin/python -m bench.task_finding --wrong    each task that went wrong, too
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from audits.derive.tasks import Found, KnownPage, find_tasks
from audits.tasks import load_tasks
from bench.task_dialects.councils import DIALECTS, Council, built, known_pages


@dataclass(frozen=True)
class Measured:
    """How one dialect went."""

    there: int  # tasks that have a page
    right: int  # of them, those where it was found
    found: int  # tasks for which any page was found
    absent: int  # tasks without a page
    not_found: int  # of them, those where none was found
    wrong: tuple[str, ...]
    taken_away: tuple[str, ...]  # tasks for which another page is found once theirs is gone
    sureness: Counter[str]  # "sure, right": 40

    @property
    def recall(self) -> float:
        return self.right / self.there

    @property
    def precision(self) -> float:
        return self.right / self.found


def measure(dialect: str, *, with_pages_gone: bool = True) -> Measured:
    """Look for all tasks on one made-up council; also on what is left without each page."""
    council = built(dialect)
    pages = known_pages(council)
    found = find_tasks(load_tasks().tasks, pages, council.home)
    gone = tuple(_taken_away(council, pages)) if with_pages_gone else ()
    return _measured(council, found, gone)


def _taken_away(council: Council, pages: dict[str, KnownPage]) -> Iterator[str]:
    """Look for each task on the same site without its page: nothing should be found."""
    tasks = load_tasks().tasks
    for name, url in council.truth.items():
        if url is None:
            continue
        left = {each: page for each, page in pages.items() if not each.startswith(url)}
        found = {each.task.id: each for each in find_tasks(tasks, left, council.home)}[name]
        if found.url:
            first = found.candidates[0]
            yield f"{name}: {first.url} {first.score} {found.sureness} {dict(first.parts)}"


def _measured(council: Council, found: list[Found], taken_away: tuple[str, ...]) -> Measured:
    told = {each.task.id: each for each in found if each.task.id in council.truth}
    right = {name for name, url in council.truth.items() if url and told[name].url == url}
    there = {name for name, url in council.truth.items() if url}
    absent = council.truth.keys() - there
    wrong = [name for name in council.truth if (told[name].url or None) != council.truth[name]]
    sureness = Counter(
        f"{each.sureness}, {'right' if name in right else 'wrong'}"
        for name, each in told.items()
        if each.url
    )
    return Measured(
        there=len(there),
        right=len(right),
        found=sum(bool(each.url) for each in told.values()),
        absent=len(absent),
        not_found=sum(not told[name].url for name in absent),
        wrong=tuple(_told(name, told[name], council) for name in wrong),
        taken_away=taken_away,
        sureness=sureness,
    )


def _told(name: str, found: Found, council: Council) -> str:
    best = ", ".join(f"{each.url} {each.score} {dict(each.parts)}" for each in found.candidates)
    return f"{name}: should be {council.truth[name]}; found {best or 'nothing'}"


def main() -> None:
    for dialect in DIALECTS:
        m = measure(dialect)
        print(
            f"{dialect:12} right page {m.right} of {m.there} ({100 * m.recall:.0f} %), precision "
            f"{100 * m.precision:.0f} %, rightly not found {m.not_found} of {m.absent}, none found "
            f"once its page is gone {m.there - len(m.taken_away)} of {m.there}  "
            f"{dict(sorted(m.sureness.items()))}"
        )
        if "--wrong" in sys.argv:
            print("\n".join(f"    {each}" for each in m.wrong))
            print("\n".join(f"    once gone, {each}" for each in m.taken_away))


if __name__ == "__main__":
    main()
