"""Words as they are compared when the page for a task is looked for: stems, joined and alike."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from audits.tasks import Task, load_tasks

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 3000  # characters of a text that are looked at
SHORTEST_STEM = 3
OF_TWINS = 2.0  # how much a word of a task speaks against one that some of its names fit too
OF_OTHERS = 0.5  # as much against as any word besides, of a task with no word in common
IN_PART = 0.9  # of what names several things, and this one in full
MOST_PARTS = 6
LONGEST_IN_PARTS = 200  # characters of a text that is taken apart
APART = re.compile(
    r"\s*[,;&]\s*(?:(?:and|or)\s+)?|(?<=[^\W\d])\s?/\s?(?=[^\W\d])|\s+(?:and|or)\s+", re.IGNORECASE
)
IN_SECTION = 0.75  # of a text that is complete with the name of its section only
# Two words that are one thing, whether written with a space, a hyphen or neither.
# "Council tax benefit" is one; a section "Council tax and benefits" is not.
JOINED = (
    *("fly tipping", "street light", "litter bin", "fly posting", "pay point"),
    *("tax benefit", "waiting list"),
)
# House and home are one word for what people rent; what is told from door to door is another.
DOOR_TO_DOOR = re.compile(r"\bhouse[ -]to[ -]house\b", re.IGNORECASE)
# Words that would look like others: rates like "rats", care like "car".
KEPT = {"rate": "rates", "rates": "rates", "care": "care", "cares": "care"}
# Words that tell no task from another.
FILLER = frozenset(
    "a an the of to for on at and or with from by in is are be it its if this that as your you my"
    " we us our their his her how what when where who which not do does did can could may will up"
    " out council borough district city county town parish local service services online form"
    " forms page information info about advice guide guidance details help get find people person"
    " somebody someone something other using use problem issue fault new because due way now"
    " today".split()
)
REPORTS, APPLIES, PAYS = 17, 0, 4  # numbers of interactions in the Local Government list
REPORT = "report tell notify"
APPLY = (
    "apply request ask claim join order sign subscribe book renew register buy become need enquire"
    " hire arrange application get waiting list rent"
)
PAY = "pay buy challenge appeal"
# Who can't pay is helped elsewhere than where one pays.
HARDSHIP = (
    "problem difficulty trouble struggle arrears behind debt hardship recovery enforcement help"
    " refund"
)
FIND = "find check search view look see when track download calendar opening time"


def stem(word: str) -> str:
    """Return what a word and its plural, -ing, -ed, -ment and -ion share."""
    return _stem(word.lower().replace("’", "'"))


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    if word in KEPT:
        return KEPT[word]
    word = _singular(word)
    for ending in ("ing", "ed"):
        if (rest := _without(word, ending)) != word:
            word = f"{rest[:-1]}y" if ending == "ed" and rest[-1] == "i" else rest
            break
    for ending in ("ation", "ness", "ment", "al"):
        if (rest := _without(word, ending)) != word:
            return rest.removesuffix("e") if len(rest) > SHORTEST_STEM else rest
    if word.endswith(("tion", "sion")) and len(word) > SHORTEST_STEM + 3:
        word = word[:-3]
    return word.removesuffix("e") if len(word) > SHORTEST_STEM else word


def _without(word: str, ending: str) -> str:
    """The word without its ending, if enough is left; a doubled letter before it is one again."""
    rest = word.removesuffix(ending)
    if rest == word or len(rest) < SHORTEST_STEM or not any(each in "aeiouy" for each in rest):
        return word
    return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "sl" else rest


def _singular(word: str) -> str:
    if len(word) <= SHORTEST_STEM or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")


@cache
def _alike() -> dict[str, str]:
    return {stem(word): stem(first) for word, first in load_tasks().same.items()}


@cache
def _joined() -> dict[tuple[str, str], str]:
    pairs = (tuple(map(stem, each.split())) for each in JOINED)
    return {(first, second): f"{first}{second}" for first, second in pairs}


@lru_cache(maxsize=65_536)
def stems(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared, in their order."""
    plain = text[:LONGEST].replace("_", " ").replace("&", " and ")
    plain = DOOR_TO_DOOR.sub("doorstep", plain)
    found = [stem(each) for each in WORD.findall(plain)]
    joined, alike = _joined(), _alike()
    kept: list[str] = []
    previous = ""
    for each in found:
        if pair := joined.get((previous, each)):
            kept[-1] = pair
        else:
            kept.append(alike.get(each, each))
        previous = each
    return tuple(kept)


@cache
def _filler() -> frozenset[str]:
    return frozenset(stem(each) for each in FILLER)


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is held against tasks."""

    words: frozenset[str]
    content: tuple[str, ...]  # those that tell something
    parts: tuple["Said", ...] = ()  # each thing alone, where it names several

    @property
    def is_empty(self) -> bool:
        return not self.words


@lru_cache(maxsize=65_536)  # links to many pages say the same
def said_in(text: str) -> Said:
    """Return a text as it is held against tasks."""
    return Said(*_said(text), tuple(Said(*_said(each)) for each in parts_of(text)))


def _said(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    found = stems(text)
    filler = _filler()
    content = (each for each in found if each not in filler and not each.isdigit())
    return frozenset(found), tuple(dict.fromkeys(content))


def parts_of(text: str) -> tuple[str, ...]:
    """Return each of several things that a text names; none where it names one.

    What they share goes to each: "View or comment on plans" is "View plans" too, and "Register a
    birth or death" is "Register a death".
    """
    if len(text) > LONGEST_IN_PARTS:
        return ()
    parts = [each for each in APART.split(text.strip()) if each]
    if not 1 < len(parts) <= MOST_PARTS:
        return ()
    first, last = parts[0].split(), parts[-1].split()
    ends = [f"{each} {' '.join(last[1:])}" for each in parts[:-1] if len(last) > 1]
    starts = [f"{' '.join(first[:-1])} {each}" for each in parts[1:] if len(each.split()) == 1]
    return tuple(dict.fromkeys((*parts, *ends, *starts)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What tells the page for a task: groups of words, and all words that go well with it."""

    groups: tuple[frozenset[str], ...]
    anchors: frozenset[str]  # the words of all groups
    vocabulary: frozenset[str]
    verbs: frozenset[str]
    rivals: Mapping[str, float] = field(default_factory=dict)  # words of other tasks: how much
    against: frozenset[str] = frozenset()  # words that speak against it wherever they stand

    def fit(self, said: Said, around: frozenset[str] = frozenset()) -> float:
        """How well a short text fits: 0 when no group is in it, 1 when it speaks of nothing else.

        Words of the section around it may stand for some that it leaves out: "How to pay" below
        "Council tax".
        """
        if self.anchors.isdisjoint(said.words):
            return 0.0
        whole = self._fit(said, around)
        if whole > IN_PART or not said.parts:
            return whole
        return max(whole, IN_PART * max(self._fit(each, around) for each in said.parts))

    def _fit(self, said: Said, around: frozenset[str]) -> float:
        if self.is_named_in(said):
            share = 1.0
        elif around and self._is_completed(said, around):
            share = IN_SECTION
        else:
            return 0.0
        if not said.content:
            return share
        known = sum(each in self.vocabulary for each in said.content)
        against = sum(self.rivals.get(each, 0.0) for each in said.content)
        against += len(self.against & said.words)
        return share * known / (len(said.content) + against)

    def _is_completed(self, said: Said, around: frozenset[str]) -> bool:
        if self.anchors.isdisjoint(said.content):
            return False
        both = said.words | around
        return any(group <= both and not group.isdisjoint(said.content) for group in self.groups)

    def is_named_in(self, said: Said) -> bool:
        words = said.words
        return any(map(words.issuperset, self.groups))  # a million times: no generator


def wanted_by(tasks: Iterable[Task]) -> dict[str, Wanted]:
    """Return what tells the page for each task, and what tells it from those for others."""
    alone = {task.id: _wanted(task) for task in tasks}
    return {
        identity: replace(wanted, rivals=_rivals(wanted, alone.values()))
        for identity, wanted in alone.items()
    }


@lru_cache(maxsize=1024)
def _wanted(task: Task) -> Wanted:
    groups = tuple(dict.fromkeys(frozenset(stems(" ".join(each))) for each in task.groups))
    verbs = _verbs_of(task)
    name = frozenset(stems(task.name))
    anchors = frozenset[str]().union(*groups)
    vocabulary = verbs.union(name, *groups)
    is_pay = task.action == "pay"
    against = _stems_of(HARDSHIP) - vocabulary if is_pay else frozenset[str]()
    return Wanted(groups, anchors, vocabulary, verbs, against=against)


def _rivals(wanted: Wanted, others: Iterable[Wanted]) -> dict[str, float]:
    """Return how much each word of other tasks speaks against: more of those that share a word."""
    own = frozenset[str]().union(*wanted.groups)
    known = wanted.vocabulary | _filler()
    rivals: dict[str, float] = {}
    for each in others:
        words = frozenset[str]().union(*each.groups)
        weight = OF_OTHERS if words.isdisjoint(own) else 1.0
        if not set(wanted.groups).isdisjoint(each.groups):
            weight = OF_TWINS
        for word in words - known:
            rivals[word] = max(weight, rivals.get(word, 0.0))
    return rivals


def _verbs_of(task: Task) -> frozenset[str]:
    """Return the verbs of what people want: to report, to apply, to pay or to find."""
    first = next(iter(stems(task.name)), "")
    sets = [each for each in map(_stems_of, (REPORT, APPLY, PAY, FIND)) if first in each]
    by_interaction = {REPORTS: REPORT, APPLIES: APPLY, PAYS: PAY}
    if task.lgil in by_interaction:
        sets.append(_stems_of(by_interaction[task.lgil]))
    if task.action in {"pay", "form_pay"}:
        sets.append(_stems_of(PAY))
    if task.action in {"lookup", "information"}:
        sets.append(_stems_of(FIND))
    if task.action in {"form", "book", "form_login"} and task.lgil != REPORTS:
        sets.append(_stems_of(APPLY))
    return frozenset[str]().union(*sets)


@cache
def _stems_of(words: str) -> frozenset[str]:
    return frozenset(stems(words))


def closeness(text: str, wanted: Wanted) -> float:
    """How much of a link's text speaks of a task, to choose between links to one page."""
    said = said_in(text)
    if not said.content:
        return 0.0
    return sum(each in wanted.vocabulary for each in said.content) / len(said.content)
