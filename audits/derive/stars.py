"""An indicative star, 1 to 4, for each task and for the site, with every question and its answer.

The method is that of the sector's old survey of council websites as far as it was published. It is
indicative and no award: nobody of the survey looked. Same input, same stars.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from audits.derive.journeys import Journey
from audits.tasks import NEEDS_LOGIN

Answer = Literal["yes", "no", "not known"]

METHOD = "indicative, not an award"
FINDABLE_BEST, FINDABLE_GOOD = 0.8, 0.6
BEST, GOOD, FAIR, POOR = 4, 3, 2, 1
FEW_CLICKS, MOST_CLICKS = 3, 5
OFFLINE = frozenset({"phone", "email", "visit", "print form"})
STAGE_ONE_FAILS = 7  # of 14 criteria of the home page
MOBILE_STEPS = ((0.9, BEST), (0.75, GOOD), (0.5, FAIR))  # share of task pages that work, star
MOBILE_LEAST = 0.5  # of the task pages must have been tried
EXPECTED_OUTSIDE = frozenset({"external", "external_govuk"})
# What the survey looked at on the home page, and the checks of ours that speak of it.
STAGE_ONE: Mapping[str, tuple[str, ...]] = {
    "page titles": ("page-title", "axe:document-title"),
    "headings": ("main-heading", "axe:empty-heading", "looks-like-heading"),
    "skip links": ("bypass-blocks", "axe:bypass", "axe:skip-link"),
    "use by keyboard": ("keyboard-trap", "mouse-only", "axe:scrollable-region-focusable"),
    "visible focus": ("focus-visible", "focus-removed"),
    "form labels": ("field-labels", "axe:label", "axe:select-name"),
    "links in context": ("link-text", "axe:link-name"),
    "text for pictures": ("image-names", "axe:image-alt", "axe:input-image-alt"),
    "contrast": ("axe:color-contrast",),
    "twice as large": ("text-cut-when-enlarged", "axe:meta-viewport"),
    "movement": ("moving-pictures", "lasting-movement", "axe:blink", "axe:marquee"),
    "sound": ("autoplay-sound", "axe:no-autoplay-audio"),
    "flashing": ("flashing-parts", "flashing-films"),
    "documents": (),
}
SEARCHED: Mapping[Answer, str] = {
    "yes": "It has one.",
    "no": "None was seen there.",
    "not known": "Its menus were not read.",
}
CHECKED: Mapping[Answer, str] = {
    "yes": "No check of ours fails there.",
    "no": "",
    "not known": "No check of ours speaks of it.",
}
AT_ONCE = ("keyboard-trap", "focus-visible", "focus-removed")  # one of these is enough to fail


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the method, the answer and what it rests on."""

    id: str
    text: str
    answer: Answer
    evidence: str


@dataclass(frozen=True, slots=True)
class TaskStar:
    """The star of one task; none where nothing can be said."""

    star: int | None
    questions: tuple[Question, ...]
    findable: float | None = None  # share of answered questions that are answered with yes
    completion: int = 0  # 0 to 4
    why: str = ""


@dataclass(frozen=True, slots=True)
class SiteStar:
    """The star of the site, from its tasks, its navigation and its use on a telephone."""

    star: int | None
    tasks: float | None
    navigation: int | None
    mobile: int | None
    stage_one_failed: bool | None
    questions: tuple[Question, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of finding that a site has."""

    lists: frozenset[str] = frozenset()  # pages of an A to Z
    listed: frozenset[str] = frozenset()  # pages that an A to Z links to
    linked_by: Mapping[str, frozenset[str]] | None = None  # pages that link to each found page
    depths: Mapping[str, int] | None = None
    home: str = ""
    has_search: bool | None = None
    has_trail: float | None = None  # share of found pages with a breadcrumb


def star_of_task(journey: Journey, ways: Ways, tier: str, *, is_whole: bool = True) -> TaskStar:
    """Return the star of a task, with every question and its answer.

    Where not the whole site was read, nobody can say that a page is not there.
    """
    task = journey.task
    if not journey.found.is_offered:
        return TaskStar(None, (), why="The council says that it does not offer this.")
    if not journey.found.url:
        applies = task.is_of_tier(tier)
        if applies is None:
            return TaskStar(
                None, (), why="We found no page, and can't say whether there should be one."
            )
        if applies and not is_whole:
            return TaskStar(None, (), why="We found no page, but did not read the whole site.")
        if not applies:
            return TaskStar(None, (), why="Councils of this kind do not provide it.")
        asked = Question("found", "Is there a page for it?", "no", "No page of the site fits.")
        return TaskStar(POOR, (asked,), 0.0, 0, "We found no page for it.")
    finding = tuple(_findable(journey, ways))
    told = [each.answer for each in finding if each.answer != "not known"]
    findable = told.count("yes") / len(told) if told else None
    completion, asked = _completion(journey)
    stale = _stale(journey)
    star, why = _star(findable, completion, is_stale=bool(journey.stale))
    return TaskStar(star, (*finding, asked, stale), findable, completion, why)


def _findable(journey: Journey, ways: Ways) -> Iterator[Question]:
    url = journey.found.url
    linking = (ways.linked_by or {}).get(url, frozenset())
    clicks = journey.clicks
    yield Question(
        "home",
        "Does the home page link to it?",
        _yes(clicks is not None and clicks <= 1),
        "No way from the home page is known." if clicks is None else f"It takes {clicks} clicks.",
    )
    landing = sorted(each for each in linking - ways.lists if (ways.depths or {}).get(each, 9) == 1)
    yield Question(
        "landing",
        "Does a landing page link to it?",
        _yes(bool(landing) or (clicks is not None and clicks <= 1)),
        f"{urlsplit(landing[0]).path} does."
        if landing
        else "No page one click from the home page links to it.",
    )
    yield Question(
        "search",
        "Does the site's search show it among the first five?",
        "not known",
        "Not tried: Dropkerb sends no forms. It does not count.",
    )
    yield Question(
        "a-to-z",
        "Does the A to Z list it?",
        _yes(url in ways.listed) if ways.lists else "not known",
        "The A to Z links to it."
        if url in ways.listed
        else "The A to Z does not link to it."
        if ways.lists
        else "The site has no A to Z. It does not count.",
    )
    rivals = journey.found.competing
    yield Question(
        "one-place",
        "Do all ways lead to one page?",
        _yes(not rivals),
        f"{urlsplit(rivals[0]).path} is as good a match."
        if rivals
        else "No other page fits as well.",
    )


def _yes(is_so: bool) -> Answer:  # noqa: FBT001 (the answer itself)
    return "yes" if is_so else "no"


def _completion(journey: Journey) -> tuple[int, Question]:
    number, why = _completed(journey)
    text = "Can people do it online, from start to end?"
    return number, Question("completion", text, _yes(number >= GOOD), f"{number} of 4: {why}")


def _completed(journey: Journey) -> tuple[int, str]:
    """Return how far people can do the task online, 0 to 4, and why."""
    end, action, clicks = journey.end, journey.task.action, journey.clicks_to_end
    if end.kind == "nothing" or end.is_broken:
        return 0, "nothing on the page does it, or the link that should is broken."
    if end.kind in OFFLINE:
        if action == "form_phone" and end.kind != "print form":
            return GOOD, "people can get in touch at once, as this task needs."
        return POOR, f"the only way is by {end.kind}."
    if why := _hindrance(journey):
        return FAIR, why
    assert clicks is not None
    if clicks > FEW_CLICKS:
        return GOOD, f"it takes {clicks} clicks."
    if why := _elsewhere(journey):
        return GOOD, why
    if end.is_seen:
        return BEST, f"it takes {clicks} clicks and no sign-in."
    return BEST, f"it takes {clicks} clicks to where it is done by law; we did not look there."


def _elsewhere(journey: Journey) -> str:
    """Return what keeps us from saying that people can do it all here, or "".

    What was not seen is never taken for good.
    """
    end, is_expected = journey.end, journey.task.action in EXPECTED_OUTSIDE
    if end.kind == "login":
        return "people sign in, as this task needs."
    if end.kind == "start":
        return "a button leads to a page that was not read."
    if end.kind == "form" and not end.is_seen:
        return f"the form of {end.supplier or 'another system'} was not looked at."
    if end.kind in {"hand-off", "payment"} and not end.is_seen and not is_expected:
        return f"it is done on another system, {end.supplier or 'not on this website'}."
    if journey.mobile == "not known":
        return "nobody looked at the page on a narrow screen."
    return ""


def _hindrance(journey: Journey) -> str:
    """Return what keeps many people from doing it online, or ""."""
    clicks = journey.clicks_to_end
    if journey.end.kind == "login" and journey.task.action not in NEEDS_LOGIN:
        return "people must sign in first."
    if journey.has_captcha:
        return "a puzzle (CAPTCHA) stands before the end."
    if journey.mobile == "trouble":
        return "the page is hard to use on a telephone."
    if clicks is None:
        return "no way from the home page is known."
    return f"it takes {clicks} clicks." if clicks > MOST_CLICKS else ""


def _stale(journey: Journey) -> Question:
    return Question(
        "stale",
        "Is everything on the page up to date?",
        _yes(not journey.stale),
        journey.stale[0] if journey.stale else "Nothing on the page shows that it is out of date.",
    )


def _star(findable: float | None, completion: int, *, is_stale: bool) -> tuple[int, str]:
    share = findable or 0.0
    if completion <= POOR:
        return POOR, "People can't do it online."
    if is_stale:
        return FAIR, "The page is out of date."
    if share >= FINDABLE_BEST and completion == BEST:
        return BEST, "It is easy to find, and people can do it online."
    if share >= FINDABLE_GOOD and completion >= GOOD:
        return GOOD, "It can be found and done online; something is in the way."
    if completion >= GOOD:
        return FAIR, "People can do it online, but it is hard to find."
    return FAIR, "People can do it online with trouble."


def star_of_site(
    stars: Iterable[TaskStar],
    journeys: Sequence[Journey],
    ways: Ways,
    home_outcomes: Mapping[str, str],
) -> SiteStar:
    """Return the star of the site: the rounded mean of tasks, navigation and mobile use.

    At most 3 when the home page fails what the survey looked at first.
    """
    given = [each.star for each in stars if each.star is not None]
    tasks = sum(given) / len(given) if given else None
    there = [each for each in journeys if each.found.url]
    navigation, asked = _navigation(there, ways)
    mobile, on_mobile = _mobile(there)
    failed, stage_one = _stage_one(home_outcomes)
    known = [each for each in (tasks, navigation, mobile) if each is not None]
    questions = (*asked, on_mobile, *stage_one)
    if tasks is None:
        why = "No task has a star."
        return SiteStar(
            None, None, navigation, mobile, failed, (*asked, on_mobile, *stage_one), why
        )
    star = int(sum(known) / len(known) + 0.5)
    why = "The rounded mean of tasks, ways of finding, and use on a telephone."
    if failed and star > GOOD:
        star, why = GOOD, "Held to 3, since the home page fails what was looked at first."
    return SiteStar(star, tasks, navigation, mobile, failed, questions, why)


def _navigation(there: Sequence[Journey], ways: Ways) -> tuple[int | None, list[Question]]:
    """Return the star of the ways of finding: by how many of the questions are answered yes."""
    near = sum(each.clicks is not None and each.clicks <= FEW_CLICKS for each in there)
    share = near / len(there) if there else 0.0
    search: Answer = "not known" if ways.has_search is None else _yes(ways.has_search)
    trail: Answer = "not known" if ways.has_trail is None else _yes(ways.has_trail >= FINDABLE_BEST)
    asked = [
        Question(
            "tasks-near",
            "Are four in five tasks within three clicks of the home page?",
            _yes(share >= FINDABLE_BEST) if there else "not known",
            f"{near} of {len(there)} found tasks are.",
        ),
        Question("search-box", "Does the home page have a search box?", search, SEARCHED[search]),
        Question(
            "a-to-z",
            "Is there an A to Z of services?",
            _yes(bool(ways.lists)),
            urlsplit(min(ways.lists)).path if ways.lists else "We found none.",
        ),
        Question(
            "trail",
            "Do four in five task pages show where they are (a breadcrumb)?",
            trail,
            "We found no deep page."
            if ways.has_trail is None
            else f"{ways.has_trail:.0%} of the deeper ones do.",
        ),
    ]
    told = [each.answer for each in asked if each.answer != "not known"]
    if not there or not told:
        return None, asked
    share = told.count("yes") / len(told)
    star = next((star for least, star in ((1.0, 4), (0.75, 3), (0.5, 2)) if share >= least), POOR)
    return star, asked


def _mobile(there: Sequence[Journey]) -> tuple[int | None, Question]:
    known = [each.mobile for each in there if each.mobile != "not known"]
    text = "Do nine in ten task pages fit a narrow screen?"
    unseen = len(there) - len(known)
    if not known:
        return None, Question("mobile", text, "not known", "None was tried on a narrow screen.")
    if len(known) < MOBILE_LEAST * len(there):
        told = f"{unseen} of {len(there)} were not tried on a narrow screen: too many to say."
        return None, Question("mobile", text, "not known", told)
    share = known.count("works") / len(known)
    star = next((star for least, star in MOBILE_STEPS if share >= least), POOR)
    told = f"{known.count('works')} of {len(known)} do."
    told += f" {unseen} more were not looked at." if unseen else ""
    return star, Question("mobile", text, _yes(star == BEST), told)


def _stage_one(outcomes: Mapping[str, str]) -> tuple[bool | None, list[Question]]:
    """Return whether the home page fails what the survey looked at first, and its questions."""
    if not outcomes:
        return None, []
    asked = []
    for name, audits in STAGE_ONE.items():
        told = {each: outcomes[each] for each in audits if each in outcomes}
        failing = sorted(each for each, status in told.items() if status == "failed")
        answer: Answer = "no" if failing else "yes" if told else "not known"
        evidence = f"Failing checks: {', '.join(failing)}" if failing else CHECKED[answer]
        asked.append(Question(f"stage-one: {name}", f"Home page: {name}?", answer, evidence))
    fails = sum(each.answer == "no" for each in asked)
    at_once = any(outcomes.get(each) == "failed" for each in AT_ONCE)
    return fails >= STAGE_ONE_FAILS or at_once, asked
