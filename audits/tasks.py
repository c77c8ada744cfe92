"""What people come to a council's website to do: tasks.toml, read and checked."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

IDENTITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ACTIONS = (
    *("form", "form_map", "form_pay", "form_login", "form_phone", "pay", "book"),
    *("lookup", "information", "external", "external_govuk"),
)
ASKS_NOTHING = frozenset({"information"})  # a page that tells is all that the task needs
NEEDS_LOGIN = frozenset({"form_login"})  # a login is no wall there
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
KINDS = {"all": "every council", "cu": "county or unitary", "du": "district or unitary"}
UPPER = frozenset({"county", "unitary", "london-borough", "metropolitan-borough"})
LOWER = frozenset({"district", "unitary", "london-borough", "metropolitan-borough"})
PRINCIPAL = UPPER | LOWER
Words = tuple[tuple[str, ...], ...]  # groups; all words of one group must be there


class TasksError(ValueError):
    """A mistake in a list of tasks, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that a resident comes to do."""

    id: str
    name: str
    keywords: Words
    action: str = "form"
    tier: str = "all"
    lgsl: int | None = None
    lgil: int | None = None
    source: str = ""
    is_surveyed: bool = False
    also: Words = ()  # more groups of keywords
    is_own: bool = False  # the council's, from sites.toml

    @property
    def groups(self) -> Words:
        return self.keywords + self.also

    def is_of_tier(self, tier: str) -> bool | None:
        """Whether a council of a tier offers it; None when nobody can tell."""
        if self.is_own:
            return True
        if tier in PRINCIPAL:
            return self.tier == "all" or tier in (UPPER if self.tier == "cu" else LOWER)
        if not tier or self.tier == "all":
            return None
        return False


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks, and what holds for all of them."""

    tasks: tuple[Task, ...]
    max_clicks: int
    same: Mapping[str, str]  # word: the word that it is taken for


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """What tasks a run looks for: those of every council, the council's own, and its pins."""

    own: tuple[Task, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)  # task: address, or "" when not offered
    tier: str = ""
    is_whole: bool = True  # False when not the whole site is read, so that a page may be missed

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*load_tasks().tasks, *self.own)


@cache
def load_tasks() -> TaskList:
    """Read tasks.toml. Raises TasksError."""
    text = files(__package__).joinpath("tasks.toml").read_text(encoding="utf-8")
    return tasks_of(tomllib.loads(text))


def tasks_of(told: Mapping[str, Any]) -> TaskList:
    """Return the tasks of a table in the form of tasks.toml. Raises TasksError."""
    tasks = tuple(_task(each) for each in told["task"])
    repeated = sorted({task.id for task in tasks if [each.id for each in tasks].count(task.id) > 1})
    if repeated:
        raise TasksError(f"several tasks are called {', '.join(repeated)}")
    same = {word: first for first, words in told.get("same", {}).items() for word in words}
    return TaskList(tasks, int(told["max_clicks"]), same)


def _task(told: Mapping[str, Any]) -> Task:
    identity = str(told.get("id", ""))
    if not IDENTITY.fullmatch(identity):
        raise TasksError(f"{identity!r} is no id of a task: small letters, digits and dashes only")
    if told.get("tier") not in KINDS:
        raise TasksError(f"{identity}: the tier must be one of {', '.join(KINDS)}")
    if told.get("action") not in ACTIONS:
        raise TasksError(f"{identity}: the action must be one of {', '.join(ACTIONS)}")
    return Task(
        id=identity,
        name=str(told["name"]),
        keywords=words_of(identity, told.get("keywords", ())),
        action=told["action"],
        tier=told["tier"],
        lgsl=told.get("lgsl"),
        lgil=told.get("lgil"),
        source=str(told.get("source", "")),
        is_surveyed=bool(told.get("surveyed", False)),
        also=words_of(identity, told["also"]) if told.get("also") else (),
    )


def words_of(identity: str, groups: Iterable[Sequence[str]]) -> Words:
    """Return groups of keywords as they are kept. Raises TasksError when one is not of words."""
    kept = tuple(tuple(str(word).lower() for word in group) for group in groups)
    if not kept or not all(kept):
        raise TasksError(f"{identity}: there must be keywords, and none of the groups may be empty")
    odd = [word for group in kept for word in group if not WORD.fullmatch(word)]
    if odd:
        raise TasksError(f"{identity}: {odd[0]!r} is not one word")
    return kept
