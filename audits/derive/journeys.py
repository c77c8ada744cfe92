"""The way from the home page to each task, how it ends, and where people can fall off."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from audits.derive.actions import Action, ActionKind
from audits.derive.stale import stale_signs
from audits.derive.task_words import Wanted, closeness, wanted_by
from audits.derive.tasks import Found, KnownPage
from audits.suppliers import load_suppliers, supplier_at
from audits.tasks import ASKS_NOTHING, NEEDS_LOGIN, Task, TaskPlan, load_tasks

EndKind = Literal[
    "information",
    "form",
    "payment",
    "hand-off",
    "start",
    "login",
    "print form",
    "email",
    "phone",
    "visit",
    "nothing",
]
# The best end first: what a task is said to end in when it can end in several ways.
BEST_FIRST: tuple[EndKind, ...] = (
    *("information", "form", "payment", "hand-off", "start", "login"),
    *("print form", "email", "phone", "visit", "nothing"),
)
ONLINE = frozenset({"information", "form", "payment", "hand-off", "start", "login"})
ASKED = frozenset({"start", "hand-off", "payment"})  # whether they are for this task at all
SUBJECTS = frozenset({"committee", "consultation", "jobs", "leisure", "library", "planning"})
SYSTEMS = frozenset({"form", "payment", "hand-off", "start"})  # with an address, they lead away
MOST_HOPS = 2  # start buttons that are followed from the page of the task
MOST_TRIED = 20  # pages before one that are tried to find the plainest way
MOST_ENDS = 20
RELEVANT = 0.5  # of a button's words that speak of the task
MAIN_REGIONS = ("main", "nav")
UNCLEAR = ("click here", "here", "more", "read more", "find out more", "this page", "link")
MANY_FIELDS = 20  # of a form on one page

State = Literal[
    "found", "not found", "not known", "not of this tier", "tier not known", "not offered"
]
Mobile = Literal["works", "trouble", "not known"]


@dataclass(frozen=True, slots=True)
class InLink:
    """A link to a page, where it stands and what it says."""

    source: str
    text: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the way, and the link that led there; the home page has none."""

    url: str
    title: str = ""
    text: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """One way in which a task ends."""

    kind: EndKind
    text: str = ""
    url: str = ""
    supplier: str = ""
    fields: int = 0
    on_page: str = ""  # where it stands
    hops: int = 0  # pages between the page of the task and that one
    is_told: bool = True  # that it leads to somebody else
    is_broken: bool = False

    @property
    def is_seen(self) -> bool:
        """Whether the page on which it is done was looked at: no frame, and no other website."""
        return self.kind not in SYSTEMS or not self.url


@dataclass(frozen=True, slots=True)
class Journey:
    """A task, the page found, the way there and how it ends."""

    found: Found
    steps: tuple[Step, ...] = ()  # from the home page to the page of the task; none when unknown
    ends: tuple[End, ...] = ()  # the best first
    stale: tuple[str, ...] = ()  # what shows that it is out of date
    mobile: Mobile = "not known"
    mobile_notes: tuple[str, ...] = ()
    has_captcha: bool = False
    falls: tuple[tuple[int, str], ...] = ()  # number of the step, from 0, and how people fall off
    state: State = "found"  # of "not found" alone a council may be told: the others are no fault

    @property
    def task(self) -> Task:
        return self.found.task

    @property
    def end(self) -> End:
        return self.ends[0] if self.ends else End("nothing")

    @property
    def clicks(self) -> int | None:
        """Clicks from the home page to the page of the task; None when no way is known."""
        return len(self.steps) - 1 if self.steps else None

    @property
    def clicks_to_end(self) -> int | None:
        """Clicks from the home page to where the task is done."""
        return None if self.clicks is None else self.clicks + self.end.hops


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a site when ways are looked for."""

    home: str
    pages: Mapping[str, KnownPage]
    depths: Mapping[str, int] = field(default_factory=dict)  # clicks from the home page
    links_to: Callable[[str], Iterable[InLink]] = lambda _: ()
    today: date = date.min
    broken: frozenset[str] = frozenset()  # addresses that links lead to in vain
    moved: Mapping[str, str] = field(default_factory=dict)  # where addresses that redirect end
    mobile: Mapping[str, tuple[Mobile, tuple[str, ...]]] = field(default_factory=dict)
    max_clicks: int = field(default_factory=lambda: load_tasks().max_clicks)


def journeys(found: Iterable[Found], ground: Ground) -> list[Journey]:
    """Return the way to each task; a task that was not found has none."""
    found = list(found)
    wanted = wanted_by([each.task for each in found])
    asides = Asides(ground)
    taken = Counter(each.url for each in found if each.url)
    return [
        _journey(each, wanted[each.task.id], ground, asides, frozenset(taken - Counter([each.url])))
        for each in found
    ]


def with_state(journey: Journey, plan: TaskPlan) -> Journey:
    """Return a journey that says whether the page of its task is there, or should be."""
    return replace(journey, state=_state(journey, plan))


def _state(journey: Journey, plan: TaskPlan) -> State:
    if not journey.found.is_offered:
        return "not offered"
    if journey.found.url:
        return "found"
    applies = journey.task.is_of_tier(plan.tier)
    if applies is None:
        return "tier not known"
    if applies:
        return "not found" if plan.is_whole else "not known"
    return "not of this tier"


def _journey(
    found: Found, wanted: Wanted, ground: Ground, asides: "Asides", others: frozenset[str]
) -> Journey:
    page = ground.pages.get(found.url)
    if page is None:
        return Journey(found)
    steps = shortest_way(found.url, wanted, ground, asides)
    ends = _ends(found.task, page, wanted, ground, others)
    last = ground.pages.get(ends[0].on_page, page) if ends else page
    mobile, notes = _on_narrow_screen([page.url, last.url], ground)
    journey = Journey(
        found=found,
        steps=steps,
        ends=ends,
        stale=stale_signs(found.task, page.title, page.actions, ground.today),
        mobile=mobile,
        mobile_notes=notes,
        has_captcha=page.actions.has_captcha or last.actions.has_captcha,
    )
    return replace(journey, falls=tuple(_falls(journey, ground)))


def _on_narrow_screen(urls: Iterable[str], ground: Ground) -> tuple[Mobile, tuple[str, ...]]:
    """Return how the page of a task and the one where it ends fared; the worst of them counts."""
    fared = [ground.mobile.get(url, ("not known", ())) for url in dict.fromkeys(urls)]
    notes = tuple(dict.fromkeys(note for _, told in fared for note in told))
    answers = {answer for answer, _ in fared}
    for worst in ("trouble", "not known"):
        if worst in answers:
            return worst, notes
    return "works", notes


class Asides:
    """How many links out of the way, in footers and the like, a shortest way to a page needs."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, int] = {ground.home: 0}

    def nearer(self, url: str) -> list[InLink]:
        """Return the links to a page from pages that are one click nearer to the home page."""
        depth = self._ground.depths.get(url, 0)
        return [
            each
            for each in self._ground.links_to(url)
            if self._ground.depths.get(each.source) == depth - 1
        ]

    def before(self, url: str) -> int:
        """Count them on the best of the shortest ways; of many pages before it, a few are tried."""
        if url not in self._known:
            links = sorted(self.nearer(url), key=lambda each: (_is_aside(each), each.source))
            tried = {each.source: _is_aside(each) for each in reversed(links)}
            first = list(tried.items())[::-1][:MOST_TRIED]
            counts = (is_aside + self.before(source) for source, is_aside in first)
            self._known[url] = min(counts, default=0)
        return self._known[url]


def shortest_way(
    url: str, wanted: Wanted, ground: Ground, asides: Asides | None = None
) -> tuple[Step, ...]:
    """Return a shortest way from the home page; of several, the one whose links speak plainest.

    Ties are broken by region, then by address, so that the same site has the same way each night.
    """
    if url not in ground.depths:
        return ()
    asides = asides or Asides(ground)
    back: list[Step] = []
    while ground.depths[url] > 0:
        nearer = sorted(asides.nearer(url), key=lambda each: _rank(each, wanted))
        if not nearer:
            return ()
        link = min(
            nearer[:MOST_TRIED],
            key=lambda each: (_is_aside(each) + asides.before(each.source), _rank(each, wanted)),
        )
        back.append(Step(url, _title(url, ground), link.text, link.region))
        url = link.source
    return (Step(url, _title(url, ground)), *reversed(back))


def _rank(link: InLink, wanted: Wanted) -> tuple[bool, float, bool, int, str, str]:
    is_elsewhere = link.region != "main"
    close = closeness(link.text, wanted)
    return _is_aside(link), -close, is_elsewhere, len(link.source), link.source, link.text


def _is_aside(link: InLink) -> bool:
    return link.region not in MAIN_REGIONS


def _title(url: str, ground: Ground) -> str:
    page = ground.pages.get(url)
    if page is None:
        return ""
    return next(iter(page.actions.headings), "") or page.title


def _ends(
    task: Task, page: KnownPage, wanted: Wanted, ground: Ground, others: frozenset[str]
) -> tuple[End, ...]:
    found = list(_ends_from(page, wanted, ground, others))[:MOST_ENDS]
    if task.action in ASKS_NOTHING:
        found.append(End("information", on_page=page.url))
    # what is done here comes before what is done a page later
    found.sort(key=lambda each: (each.is_broken, BEST_FIRST.index(each.kind), each.hops))
    return tuple(found)


def _ends_from(
    page: KnownPage, wanted: Wanted, ground: Ground, others: frozenset[str]
) -> Iterator[End]:
    """Yield the ends on a page, and on the pages that its start buttons lead to.

    Where a button leads to the page of another task, that task is its end, not this one's.
    """
    seen = {page.url, *others}
    level = [page]
    for hops in range(MOST_HOPS + 1):
        following: list[KnownPage] = []
        for each in level:
            for written in each.actions.actions:
                action = _as_it_leads(written, ground)
                target = ground.pages.get(urldefrag(action.url)[0]) if action.url else None
                if action.kind == "document":
                    continue
                if action.kind not in {"start", "login"} or target is None:
                    if action.kind not in ASKED or _is_relevant(action, wanted):
                        yield _end(action, each.url, hops, ground)
                        if action.kind in ASKED and target and target.url not in seen:
                            seen.add(target.url)  # a supplier's system on a host of the council
                            following.append(target)
                elif _is_relevant(action, wanted) and target.url not in seen:
                    seen.add(target.url)
                    if action.kind == "login":
                        yield _end(action, each.url, hops, ground)
                    else:
                        following.append(target)
        level = following


def _as_it_leads(action: Action, ground: Ground) -> Action:
    """Return what a button does where its address redirects: some lead to another system."""
    url = ground.moved.get(action.url, "")
    if action.kind != "start" or not url:
        return action
    if urlsplit(url).netloc == urlsplit(ground.home).netloc or url in ground.pages:
        return replace(action, url=url)
    supplier = supplier_at(url)
    kind: ActionKind = "payment" if supplier and supplier.kind == "payment" else "hand-off"
    name = supplier.short_name if supplier else ""
    is_told = bool(supplier and supplier.kind == "govuk")
    return replace(action, kind=kind, url=url, supplier=name, is_told=is_told)


def _is_relevant(action: Action, wanted: Wanted) -> bool:
    """Whether a button or a link is for this task, as far as its text tells."""
    if action.kind in {"hand-off", "payment"}:
        if action.supplier in _of_one_subject():
            return action.is_generic or closeness(action.text, wanted) > 0
        return True
    return action.is_generic or closeness(action.text, wanted) >= RELEVANT


@cache
def _of_one_subject() -> frozenset[str]:
    """Suppliers whose systems are about one thing, to which any page may link in passing."""
    return frozenset(each.short_name for each in load_suppliers() if each.kind in SUBJECTS)


def _end(action: Action, on_page: str, hops: int, ground: Ground) -> End:
    assert action.kind != "document"
    return End(
        kind=action.kind,
        text=action.text,
        url=action.url,
        supplier=action.supplier,
        fields=action.fields,
        on_page=on_page,
        hops=hops,
        is_told=action.is_told,
        is_broken=action.url in ground.broken,
    )


def _falls(journey: Journey, ground: Ground) -> Iterator[tuple[int, str]]:
    """Yield where people can fall off: the number of the step, and why."""
    last = max(0, len(journey.steps) - 1)
    if not journey.steps:
        yield 0, "No way of links leads here from the home page."
    elif (journey.clicks or 0) > ground.max_clicks:
        yield last, f"It takes {journey.clicks} clicks; {ground.max_clicks} are enough."
    for number, step in enumerate(journey.steps):
        if number and step.text.strip().lower().rstrip(".") in UNCLEAR:
            yield number, f"The link says only “{step.text}”, not where it leads."
        elif number and step.region not in {"main", "nav", "header", ""}:
            yield number, f"The link stands in the {step.region} of the page, where few look."
    if journey.found.competing:
        yield last, "Another page speaks of the same and ends in another way."
    yield from ((last, each) for each in journey.stale)
    if journey.mobile == "trouble":
        yield from ((last, each) for each in journey.mobile_notes)
    yield from ((last, each) for each in _falls_at_end(journey))


def _falls_at_end(journey: Journey) -> Iterator[str]:
    end, action = journey.end, journey.task.action
    name = end.supplier or (end.url.partition("://")[2].partition("/")[0])
    if end.is_broken:
        yield f"The link that should do it is broken: {end.url}"
    if end.kind == "nothing":
        yield "Nothing on the page lets people do it."
    elif end.kind == "login" and action not in NEEDS_LOGIN:
        yield "People must have an account and sign in first."
    elif end.kind in {"hand-off", "payment"} and end.url and not end.is_told:
        yield f"The link leads to another website ({name}) and does not say so."
    elif end.kind == "print form":
        yield "The form must be printed, filled in by hand and sent."
    elif end.kind in {"email", "phone", "visit"} and action != "form_phone":
        said = {"email": "write an email", "phone": "ring up", "visit": "come in person"}[end.kind]
        yield f"People can't do it online: they must {said}."
    if journey.has_captcha:
        yield "A puzzle (CAPTCHA) stands before the end."
    if end.kind == "form" and end.fields > MANY_FIELDS:
        yield f"The form asks for {end.fields} things on one page."
