"""Stars by the method as it was published: each answer kept, nothing guessed."""

import pytest

from audits.derive.journeys import End, Journey, Step
from audits.derive.stars import (
    METHOD,
    STAGE_ONE,
    Ways,
    star_of_site,
    star_of_task,
)
from audits.derive.tasks import Candidate, Found
from audits.registry import load
from audits.tasks import load_tasks

TASKS = {task.id: task for task in load_tasks().tasks}
URL, HOME, LANDING, LIST = (f"https://x.example/{each}" for each in ("bin", "", "bins", "a-z"))
WAYS = Ways(
    lists=frozenset({LIST}),
    listed=frozenset({URL}),
    linked_by={URL: frozenset({LANDING, HOME})},
    depths={HOME: 0, LANDING: 1, LIST: 1, URL: 1},
    home=HOME,
    has_search=True,
    has_trail=1.0,
)


def journey(task="missed-bin", *, kind="form", clicks=1, mobile="works", url=URL, **told):
    end = told.pop("end", End(kind, on_page=URL))
    steps = (
        tuple(Step(f"https://x.example/{n}") for n in range(clicks + 1))
        if clicks is not None
        else ()
    )
    found = Found(
        TASKS[task],
        (Candidate(url, 0.9, {}),) if url else (),
        "sure",
        competing=told.pop("competing", ()),
        is_offered=told.pop("is_offered", True),
    )
    return Journey(found, steps, (end,) if end else (), mobile=mobile, **told)


def star(made, ways=WAYS, tier="district"):
    return star_of_task(made, ways, tier)


def test_it_is_no_award():
    assert METHOD == "indicative, not an award"


def test_easy_to_find_and_done_online_has_four():
    told = star(journey())
    assert (told.star, told.completion, told.findable) == (4, 4, 1.0)


def test_what_was_not_tried_does_not_count():
    told = star(journey())
    search = next(each for each in told.questions if each.id == "search")
    assert search.answer == "not known"
    assert "does not count" in search.evidence
    without_list = star(journey(), Ways(depths={}, linked_by={}))
    assert next(e for e in without_list.questions if e.id == "a-to-z").answer == "not known"


def test_every_question_has_an_answer_and_what_it_rests_on():
    told = star(journey())
    ids = [each.id for each in told.questions]
    assert ids == ["home", "landing", "search", "a-to-z", "one-place", "completion", "stale"]
    assert all(each.evidence for each in told.questions)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (journey(clicks=4), 3),  # findable: landing, list, one place; not the home page
        (journey(kind="hand-off", end=End("hand-off", url="https://y.example/")), 3),
        (journey(end=End("form", url="https://x.achieveservice.com/", supplier="Granicus")), 3),
        (journey(kind="start"), 3),
        (journey(mobile="not known"), 3),
        (journey(clicks=6), 2),
        (journey(clicks=None), 2),
        (journey(kind="login"), 2),
        (journey(has_captcha=True), 2),
        (journey(mobile="trouble"), 2),
        (journey(stale=("The page is old.",)), 2),
        (journey(kind="phone"), 1),
        (journey(kind="email"), 1),
        (journey(kind="print form"), 1),
        (journey(end=None), 1),
        (journey(end=End("hand-off", url="https://y.example/", is_broken=True)), 1),
        (journey(url=""), 1),
    ],
)
def test_what_is_in_the_way_costs_stars(made, expected):
    assert star(made).star == expected


@pytest.mark.parametrize(
    ("task", "kind", "expected"),
    [("apply-housing", "login", 3), ("homeless", "phone", 3), ("blue-badge", "hand-off", 4)],
)
def test_what_a_task_needs_is_not_held_against_it(task, kind, expected):
    end = End(kind, url="https://www.gov.uk/x" if kind == "hand-off" else "")
    assert star(journey(task, end=end), tier="unitary").star == expected


def test_what_was_not_seen_is_said():
    told = star(journey("blue-badge", end=End("hand-off", url="https://www.gov.uk/x")))
    done = next(each for each in told.questions if each.id == "completion")
    assert "we did not look there" in done.evidence
    told = star(journey(mobile="not known"))
    assert told.completion == 3
    assert any("narrow screen" in each.evidence for each in told.questions)


@pytest.mark.parametrize(
    ("unseen", "expected", "words"),
    [(1, 4, "1 of 1 do. 1 more"), (2, None, "2 of 3 were not tried"), (0, 4, "1 of 1 do.")],
)
def test_pages_that_were_not_tried_on_a_narrow_screen_are_counted_as_such(unseen, expected, words):
    told = site(journey(), *(journey(mobile="not known") for _ in range(unseen)))
    asked = next(each for each in told.questions if each.id == "mobile")
    assert told.mobile == expected
    assert words in asked.evidence


def test_hard_to_find_has_two():
    hidden = Ways(lists=frozenset({LIST}), linked_by={}, depths={})
    assert star(journey(clicks=3, competing=("https://x.example/other",)), hidden).star == 2


@pytest.mark.parametrize(
    ("tier", "expected"), [("district", 1), ("", None), ("county", None), ("parish", None)]
)
def test_nobody_is_blamed_for_what_others_provide(tier, expected):
    assert star(journey(url=""), tier=tier).star is expected


def test_what_is_not_offered_has_no_star():
    told = star(journey(url="", is_offered=False))
    assert told.star is None
    assert "does not offer" in told.why


def test_the_same_input_gives_the_same_stars():
    assert star(journey()) == star(journey())


def site(*journeys, outcomes=None, ways=WAYS):
    stars = [star(each) for each in journeys]
    return star_of_site(stars, journeys, ways, outcomes or {})


def test_the_site_has_the_rounded_mean():
    told = site(journey(), journey(kind="phone"))
    assert (told.tasks, told.navigation, told.mobile) == (2.5, 4, 4)
    assert told.star == 4  # (2.5 + 4 + 4) / 3 = 3.5
    assert site(journey(kind="phone")).star == 3


def test_a_home_page_that_keeps_people_out_holds_the_site_to_three():
    told = site(journey(), outcomes={"keyboard-trap": "failed"})
    assert (told.star, told.stage_one_failed) == (3, True)
    few = site(journey(), outcomes={"page-title": "failed", "link-text": "failed"})
    assert (few.star, few.stage_one_failed) == (4, False)


def test_without_tasks_the_site_has_no_star():
    assert site().star is None
    assert site(journey(url="", is_offered=False)).star is None


def test_what_nobody_tried_is_not_known():
    told = site(journey(mobile="not known"), ways=Ways(depths={}, linked_by={}))
    answers = {each.id: each.answer for each in told.questions}
    assert answers["mobile"] == answers["search-box"] == answers["trail"] == "not known"
    assert told.stage_one_failed is None


def test_the_checks_that_the_home_page_is_held_to_exist():
    ours = {name for names in STAGE_ONE.values() for name in names if ":" not in name}
    assert ours <= load().keys()
    assert len(STAGE_ONE) == 14
