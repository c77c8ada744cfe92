"""Which page of a site is the one for each task, and how sure that is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

from audits.derive.actions import PageActions
from audits.derive.task_words import Said, Wanted, said_in, wanted_by
from audits.tasks import ASKS_NOTHING, Task

WEIGHTS = {"title": 0.35, "heading": 0.25, "address": 0.15, "link": 0.15, "opening": 0.10}
VERB_BONUS = 0.10  # a verb of what people want: report, apply, pay, find
ENDING_BONUS = 0.05  # the page ends as the task should
LEAST = 0.6  # score of a candidate
SAY_LITTLE = frozenset({"address", "link", "opening"})
IF_SILENT = 0.5
INDEXED = ("title", "heading", "address")
KEPT = 3  # candidates of a task
CLOSE = 0.05  # pages that are so near to each other compete
IF_NAMED = 0.25  # of a text that names the task among much else
IF_ASIDE = 0.5  # news, papers and policies speak of a task and are not where it is done
IF_NEARLY = 0.85  # in a folder of events, consultations or meetings
IF_SECTION = 0.6  # of a page that only lists others, for what is to be done
WORDS_A_LINK = 8  # in the main part of such a page, at most
IF_OTHERS = 0.75  # a page that fits another task clearly better
CLEARLY = 0.15
OFTEN = 0.2  # of all pages: a part of titles or headings that so many share tells nothing
OFTEN_AT_LEAST = 4  # pages
MOST_LINK_TEXTS = 40  # to one page that are looked at
ENDS = frozenset({"form", "payment", "hand-off", "start", "login"})
SEPARATOR = re.compile(r"\s+[|–—·»:>-]\s+|\s*[|»>·]\s*|::|: ")
SUFFIX = re.compile(r"\.(?:html?|aspx?|php|jsp|cfm|nsf)$", re.IGNORECASE)
ASIDE_FOLDER = re.compile(
    r"(?:news(?:room|letters?)?|latest-news|press(?:-releases?)?|media(?:-centre)?|blogs?|stories"
    r"|minutes|agendas?|cabinet|foi|freedom-of-information|disclosure-log|statistics|archived?|magazine|20\d\d)",
    re.IGNORECASE,
)
NEARLY_ASIDE = re.compile(
    r"(?:events?|whats-on|consultations?|committees?|meetings?|decisions)", re.IGNORECASE
)
ASIDE_TITLE = re.compile(
    r"\b(?:polic(?:y|ies)|strateg(?:y|ies)|minutes|agendas?|annual report|cabinet|statistics"
    r"|consultation|press release|freedom of information|contract award|fined|praised|awards?"
    r"|terms (?:and|&) conditions|terms of use|frequently asked questions|faqs?"
    r"|scrutiny|action plan(?:ning)?|review of|code of conduct|report 20\d\d)\b",
    re.IGNORECASE,
)
LISTS = re.compile(r"\b(?:site )?a ?(?:to|-|–) ?z\b", re.IGNORECASE)
LIST_FOLDER = re.compile(r"/(?:a-?to-?z|a-z|atoz|az|a_to_z)(?:/[a-z])?/?(?:$|\?)", re.IGNORECASE)
FEWEST_LISTED = 3  # links in the main part of a list

Sureness = Literal["sure", "likely", "unsure", "pinned"]


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of a page when tasks are looked for."""

    url: str
    title: str = ""
    actions: PageActions = field(default_factory=PageActions)
    link_texts: tuple[str, ...] = ()  # of links from other pages


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may be the one for a task."""

    url: str
    score: float
    parts: Mapping[str, float]  # what each part of the page gave


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a task: the best page first; none when there is no such page."""

    task: Task
    candidates: tuple[Candidate, ...] = ()
    sureness: Sureness | Literal[""] = ""
    competing: tuple[str, ...] = ()  # other pages as good as the first, that end otherwise
    is_offered: bool = True  # False when the council says that it does not offer it

    @property
    def url(self) -> str:
        return self.candidates[0].url if self.candidates else ""

    @property
    def score(self) -> float:
        return self.candidates[0].score if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class _Read:
    """The parts of a page as they are held against tasks."""

    page: KnownPage
    parts: Mapping[str, Said]
    links: tuple[Said, ...]
    around: frozenset[str]  # words of the section that it stands in
    folder: frozenset[str]  # words of the folder that it lies in
    share: float  # of its score that it keeps, since it tells about tasks only


def find_tasks(
    tasks: Iterable[Task],
    pages: Mapping[str, KnownPage],
    home: str = "",
    pinned: Mapping[str, str] | None = None,
) -> list[Found]:
    """Return, for each task, the page found and how sure that is. Same input, same answer.

    A pin is the address that the council says, or "" when it does not offer the task.
    """
    tasks = list(tasks)
    pins = pinned or {}
    read = _read_all(pages, home)
    index = _index(read)
    wanted = wanted_by(tasks)
    fits = {task.id: dict(_fitting(wanted[task.id], read, index)) for task in tasks}
    best: dict[str, float] = defaultdict(float)  # of any task, by page
    for by_page in fits.values():
        for url, (plain, _) in by_page.items():
            best[url] = max(best[url], plain)
    return [
        _pinned(task, pins[task.id], pages)
        if task.id in pins
        else _found(task, wanted[task.id], fits[task.id], read, best)
        for task in tasks
    ]


def _pinned(task: Task, url: str, pages: Mapping[str, KnownPage]) -> Found:
    if not url:
        return Found(task, is_offered=False)
    return Found(task, (Candidate(url, 1.0, {}),), "pinned") if url in pages else Found(task)


def _read_all(pages: Mapping[str, KnownPage], home: str) -> dict[str, _Read]:
    """Read all pages but the home page; what many titles and headings share is left out."""
    known = [pages[url] for url in sorted(pages) if url != home]
    segments = {page.url: [each for each in SEPARATOR.split(page.title) if each] for page in known}
    common_headings = _common([page.actions.headings for page in known])
    headings = {
        page.url: next((each for each in page.actions.headings if each not in common_headings), "")
        for page in known
    }
    common = _shared(segments, headings)
    read = {}
    for page in known:
        shared = {*common, *_trail_of(page)}
        title = " ".join(each for each in segments[page.url] if each not in shared)
        heading = headings[page.url]
        read[page.url] = _Read(
            page,
            {
                "title": said_in(title),
                "heading": said_in(heading),
                "address": said_in(tail_of(page.url)),
                "opening": said_in(page.actions.opening),
            },
            tuple(said_in(each) for each in page.link_texts[:MOST_LINK_TEXTS]),
            said_in(_section_of(page)).words,
            said_in(_folder_of(page)).words,
            _share_of(page, heading, segments[page.url]),
        )
    return read


def _trail_of(page: KnownPage) -> list[str]:
    """The parts of the breadcrumb, without the page itself."""
    trail = [each for each in page.actions.trail.split(" > ") if each]
    own = {each.casefold() for each in page.actions.headings[:2]}
    if trail and trail[-1].casefold() in own:
        trail.pop()
    return trail


def _section_of(page: KnownPage) -> str:
    """The last part of the breadcrumb that is not the page itself, or the folder it lies in."""
    trail = _trail_of(page)
    return trail[-1] if trail else _folder_of(page)


def _folder_of(page: KnownPage) -> str:
    """The folder that a page lies in, as words: "council tax" of /council-tax/pay.html."""
    folders = urlsplit(page.url).path.strip("/").split("/")[:-1]
    return re.sub(r"[-_+]", " ", unquote(folders[-1])) if folders else ""


def _common(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    lists = [frozenset(each) for each in lists]
    counts = Counter(each for texts in lists for each in texts)
    least = max(OFTEN_AT_LEAST, OFTEN * len(lists))
    return frozenset(each for each, number in counts.items() if number >= least)


def _shared(segments: Mapping[str, Iterable[str]], headings: Mapping[str, str]) -> frozenset[str]:
    """Return the parts of titles that pages on different things share: site, section."""
    things: dict[str, set[str]] = defaultdict(set)
    for url, parts in segments.items():
        for each in parts:
            if len(things[each]) < OFTEN_AT_LEAST:
                things[each].add(headings[url])
    return frozenset(each for each, about in things.items() if len(about) >= OFTEN_AT_LEAST)


def tail_of(url: str) -> str:
    """The last part of an address with words in it, or "" when it is a number."""
    path = unquote(urlsplit(url).path).strip("/")
    last = SUFFIX.sub("", path.rpartition("/")[2])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[-_+.,]", " ", last))
    return words if words.lower() not in {"index", "default", "home", "page", "article"} else ""


def is_list(page: KnownPage) -> bool:
    """Whether a page is an A to Z, or one letter of it."""
    if page.actions.links < FEWEST_LISTED:
        return False
    parts = urlsplit(page.url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return any(LISTS.search(each) for each in page.actions.headings[:1]) or bool(
        LIST_FOLDER.search(path)
    )


def is_section(page: KnownPage) -> bool:
    """Whether a page only lists others: hardly a word between its links, and nothing to do."""
    told = page.actions
    if told.links < FEWEST_LISTED or told.words > WORDS_A_LINK * told.links:
        return False
    return all(each.kind not in ENDS - {"start"} for each in told.actions)


def _share_of(page: KnownPage, heading: str, segments: Iterable[str]) -> float:
    """How much of its score a page keeps: less when it tells about a task than where it is done."""
    folders = urlsplit(page.url).path.strip("/").split("/")[:-1]
    trail = [each.strip() for each in page.actions.trail.split(" > ")]
    told = [each.replace(" ", "-") for each in (*folders, *trail, *segments)]
    is_aside = any(ASIDE_FOLDER.fullmatch(each) for each in told)
    if is_aside or any(ASIDE_TITLE.search(each) for each in (page.title, heading)):
        return IF_ASIDE
    return IF_NEARLY if any(NEARLY_ASIDE.fullmatch(each) for each in told) else 1.0


def _index(read: Mapping[str, _Read]) -> dict[str, set[str]]:
    """Return the pages that say each word in title, heading, address or a link to them."""
    index: dict[str, set[str]] = defaultdict(set)
    for url, each in read.items():
        words = each.around.union(*(each.parts[name].words for name in INDEXED))
        for said in each.links:
            words |= said.words
        for word in words:
            index[word].add(url)
    return index


def _fitting(
    wanted: Wanted, read: Mapping[str, _Read], index: Mapping[str, set[str]]
) -> Iterator[tuple[str, tuple[float, dict[str, float]]]]:
    """Yield the pages that may be it, with their score before any bonus and what gave it."""
    nowhere: set[str] = set()
    urls: set[str] = set()
    for group in wanted.groups:
        sets = sorted((index.get(word, nowhere) for word in group), key=len)
        urls |= sets[0].intersection(*sets[1:])
    for url in sorted(urls):
        parts = _own_parts(wanted, read[url])
        if parts["title"] == parts["heading"] == 0:
            continue  # the rest is not enough
        parts |= _other_parts(wanted, read[url])
        scores = {name: round(part, 3) for name, part in parts.items() if part is not None}
        given = {name: WEIGHTS[name] for name in scores}
        total = sum(given[name] * _counts(name, scores[name]) for name in given)
        plain = sum(given[name] * scores[name] for name in given) / total if total else 0.0
        yield url, (plain, scores)


def _own_parts(wanted: Wanted, read: _Read) -> dict[str, float | None]:
    """Return how well title, heading and address fit; None where one has nothing to say."""
    parts: dict[str, float | None] = {}
    for name in INDEXED:
        said = read.parts[name]
        around = read.folder if name == "address" else read.around
        parts[name] = _graded(wanted.fit(said, around)) if said.content else None
    return parts


def _other_parts(wanted: Wanted, read: _Read) -> dict[str, float | None]:
    """Return how well links to the page, and its first words, fit."""
    links = (_graded(wanted.fit(each, read.around)) for each in read.links)
    opening = read.parts["opening"]
    return {
        "link": max(links, default=None),
        "opening": None if opening.is_empty else float(wanted.is_named_in(opening)),
    }


def _counts(name: str, score: float) -> float:
    """How much a part counts: an address or a link in other words says little against a page."""
    return IF_SILENT if not score and name in SAY_LITTLE else 1.0


def _graded(fit: float) -> float:
    return IF_NAMED + (1 - IF_NAMED) * fit if fit else 0.0


def _found(
    task: Task,
    wanted: Wanted,
    fits: Mapping[str, tuple[float, dict[str, float]]],
    read: Mapping[str, _Read],
    best: Mapping[str, float],
) -> Found:
    ranked = []
    for url, (plain, parts) in fits.items():
        score = plain
        if _has_verb(wanted, read[url]):
            score += VERB_BONUS
        if _ends_well(task, read[url].page.actions):
            score += ENDING_BONUS
        score *= read[url].share
        if task.action not in ASKS_NOTHING and is_section(read[url].page):
            score *= IF_SECTION
        if best[url] > plain + CLEARLY:
            score *= IF_OTHERS
        if score >= LEAST:
            ranked.append((score, Candidate(url, round(min(1.0, score), 3), parts)))
    ranked.sort(key=lambda each: (-round(each[0], 6), len(each[1].url), each[1].url))
    if not ranked:
        return Found(task)
    first = ranked[0][1]
    others = [each for each in ranked[1:] if not _is_one_way(read[first.url], read[each[1].url])]
    lead = ranked[0][0] - (others[0][0] if others else 0.0)
    near = [each for score, each in others[: KEPT - 1] if ranked[0][0] - score <= CLOSE]
    return Found(
        task,
        tuple(each for _, each in ranked[:KEPT]),
        _sureness(first.score, lead),
        _competing(first, near, read),
    )


def _is_one_way(one: _Read, other: _Read) -> bool:
    """Whether two pages are steps of one way: a button of one leads to the other."""
    leads = {each.url for each in one.page.actions.actions if each.kind == "start"}
    back = {each.url for each in other.page.actions.actions if each.kind == "start"}
    return other.page.url in leads or one.page.url in back


def _has_verb(wanted: Wanted, read: _Read) -> bool:
    told = (read.parts["title"], read.parts["heading"], read.parts["address"], *read.links)
    return any(not wanted.verbs.isdisjoint(each.words) for each in told)


def _ends_well(task: Task, actions: PageActions) -> bool:
    if task.action in ASKS_NOTHING:
        return True
    return any(each.kind in ENDS for each in actions.actions)


def _sureness(score: float, lead: float) -> Sureness:
    if score >= 0.8 and lead >= 0.1:  # noqa: PLR2004 (docs/decisions/0021)
        return "sure"
    return "likely" if score >= 0.7 and lead >= CLOSE else "unsure"  # noqa: PLR2004


def _competing(
    first: Candidate, near: Iterable[Candidate], read: Mapping[str, _Read]
) -> tuple[str, ...]:
    """Return the pages as good as the first that people would end on otherwise."""
    ends = _ends(read[first.url].page)
    return tuple(each.url for each in near if _ends(read[each.url].page) != ends)


def _ends(page: KnownPage) -> frozenset[tuple[str, str]]:
    told = page.actions.actions
    return frozenset((each.kind, each.url or page.url) for each in told if each.kind in ENDS)
