"""Pages that people come to in order to do something: the pages of tasks, and those named so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from audits.derive.actions import Action
from audits.derive.journeys import ONLINE, Journey
from audits.derive.site import SitePage
from audits.derive.tasks import ASIDE_FOLDER, ASIDE_TITLE, NEARLY_ASIDE, KnownPage
from audits.model import Finding, Outcome, by_surest
from audits.tasks import ASKS_NOTHING, load_tasks

# What a page is for, by the first word of its title: "Apply for a permit", not "Report of X".
NAMED = re.compile(
    r"\W*(?:(?:how|where) to |online:? )?"
    r"(apply|report|pay|book|order|renew|register|request|claim|tell us|cancel|appeal|object"
    r"|challenge|make an?|ask (?:for|us)|change your)\s+(.{2,100})",
    re.IGNORECASE,
)
# Pages that tell how, further down: "Dog registration", "How to register your dog".
TELLS_HOW = re.compile(
    r"\W*(?:\d+\W+)?how (?:to|(?:do|can) (?:i|you|we)|you can) "
    r"(?:apply|register|order|book|renew|claim|request)\b",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"(?:an?|the|your|my|our|for|to|it|online|about|against|any|us|with|on(?:line)?|by|that|if)\b",
    re.IGNORECASE,
)
NO_VERB = re.compile(
    r"(?:of|policy|gap|scales?|grades?|awards?|statements?|reviews?|clubs?|festivals?|from|by the"
    r"|to (?:the )?(?:council|cabinet|committee|members)|on the (?:state|work|review)|pack|\d)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
SURE = frozenset({"sure", "likely", "pinned"})
CONTACT = frozenset({"email", "phone", "visit"})
ON_PAPER = frozenset({"print form", "document"})
LIVE = frozenset({"form", "payment", "hand-off", "start"})
VERBS = frozenset({"report", "pay", "book", "order", "register", "request", "object"})
MOST_TITLE = 200  # characters of a title that are looked at
FIRST_WORDS = 3  # after the verb, of which one names a thing that councils do


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page where something is done; without journeys where only its title says so."""

    page: KnownPage
    journeys: tuple[Journey, ...] = ()

    @property
    def name(self) -> str:
        """What people come to do, in a few words."""
        if self.journeys:
            return self.journeys[0].task.name
        return next(iter(self.page.actions.headings), "") or self.page.title

    @property
    def asks_something(self) -> bool:
        """Whether there is something to do, not only something to read or to look up."""
        return not self.journeys or any(
            each.task.action not in ASKS_NOTHING for each in self.journeys
        )

    @property
    def actions(self) -> tuple[Action, ...]:
        return self.page.actions.actions

    @property
    def kinds(self) -> frozenset[str]:
        """What can be done on the page itself, and on the pages its start buttons lead to.

        Of a task's page, buttons and systems count that are for the task.
        """
        here = {each.kind for each in self.actions}
        if not self.journeys:
            return frozenset(here)
        ends = {end.kind for each in self.journeys for end in each.ends}
        return frozenset({*(here & (CONTACT | ON_PAPER)), *(ends - {"information"})})

    @property
    def is_online(self) -> bool:
        return not self.kinds.isdisjoint(ONLINE)

    @property
    def other_links(self) -> int:
        """Links of the main part that lead to pages: not addresses, numbers or documents."""
        told = [each for each in self.actions if each.url and each.kind in CONTACT | ON_PAPER]
        return max(0, self.page.actions.links - len(told))


def is_named_for_action(*names: str) -> bool:
    """Whether a title or heading begins with what people want to do."""
    return any(_is_named(each[:MOST_TITLE]) for each in names if each)


def _is_named(name: str) -> bool:
    found = NAMED.match(name)
    if found is None or NO_VERB.match(found[2]) or ASIDE_TITLE.search(name):
        return False
    if " " in found[1].strip() or OBJECT.match(found[2]):
        return True
    words = WORD.findall(found[2].lower())[:FIRST_WORDS]
    return not _things().isdisjoint(words)


@cache
def _things() -> frozenset[str]:
    """Words of the things that councils do, as their tasks name them."""
    return (
        frozenset(word for task in load_tasks().tasks for group in task.groups for word in group)
        - VERBS
    )


def task_pages(
    tasks: Iterable[Journey], known_pages: Mapping[str, KnownPage], home: str = ""
) -> dict[str, TaskPage]:
    """Return the pages where something is done, the home page left out."""
    by_page: dict[str, list[Journey]] = {}
    for each in tasks:
        if each.found.url in known_pages and each.found.sureness in SURE:
            by_page.setdefault(each.found.url, []).append(each)
    found = {url: TaskPage(known_pages[url], tuple(each)) for url, each in by_page.items()}
    for url, page in known_pages.items():
        heading = next(iter(page.actions.headings), "")
        if url in found or is_aside(page):
            continue
        if is_named_for_action(page.title, heading) or _tells_how(page):
            found[url] = TaskPage(page)
    found.pop(home, None)
    return found


def _tells_how(page: KnownPage) -> bool:
    return any(TELLS_HOW.match(each[:MOST_TITLE]) for each in page.actions.headings[1:])


def is_aside(page: KnownPage) -> bool:
    """Whether a page tells of things, as news, papers and policies do."""
    parts = page.url.partition("://")[2].split("?")[0].strip("/").split("/")[1:]
    heading = next(iter(page.actions.headings), "")
    return any(
        ASIDE_FOLDER.fullmatch(each) or NEARLY_ASIDE.fullmatch(each) for each in parts[:-1]
    ) or any(ASIDE_TITLE.search(each) for each in (page.title, heading))


def told_of(
    judged: Iterable[str],
    pages: Mapping[str, SitePage],
    found: Mapping[str, Sequence[Finding]],
    unit: str = "",
) -> dict[str, Outcome]:
    """Return an outcome for each page of this run that was judged, by what was found there."""
    return {url: by_surest(found.get(url, ()), unit) for url in judged if url in pages}
