"""The tasks of a run in the record: found, kept with their way and star, undone with the run."""

import json

import pytest

from audits.derive.actions import Action, PageActions
from audits.model import Outcome, Status
from audits.tasks import Task, TaskPlan
from crawler.store.actions import actions_on_pages, save_actions
from crawler.store.graph import site_artefacts
from crawler.store.pages import StoredLink
from crawler.store.targets import resolve_own_targets
from crawler.store.undo import undo_run

HOST = "https://town.example"
FORM = PageActions(
    headings=("Report a missed bin",),
    opening="Tell us about a missed bin.",
    actions=(Action("form", "", fields=2), Action("phone", "01632 960000")),
    years=("2126/27",),
    calls=(("2126-01-31", "Apply by"),),
)


class Town:
    """Three pages: home, a landing page, the page of a task."""

    def __init__(self, book):
        self.book = book
        self.run = book.begin()

    def page(self, path, title, actions=None, *links):
        page = self.book.visit(self.run, path, title=title)
        with self.book.db.atomic():
            save_actions(self.book.db, self.run, page, actions or PageActions(headings=(title,)))
        stored = [
            StoredLink(url=HOST + target, kind="page", text=text, region=region)
            for target, text, region in links
        ]
        self.book.link(self.run, page, *stored)
        return page

    def looked(self, **plan):
        with self.book.db.atomic():
            resolve_own_targets(self.book.db, self.run)
            found = site_artefacts(
                self.book.db, self.run, asked=TaskPlan(**{"tier": "district", **plan})
            )["tasks"]
        return {journey.task.id: journey for journey in found}

    def task(self, name="missed-bin"):
        return next(self.book.db.query("SELECT * FROM tasks WHERE task_id = ?", [name]))


@pytest.fixture
def town(book):
    made = Town(book)
    made.page("/", "Town", None, ("/bins", "Bins", "main"))
    made.page("/bins", "Bins", None, ("/bins/missed-bin", "Report a missed bin", "main"))
    made.form = made.page("/bins/missed-bin", "Report a missed bin", FORM)
    return made


def test_what_a_page_lets_people_do_comes_back(town):
    assert actions_on_pages(town.book.db, town.run.site_id)[town.form] == FORM


def test_what_sqlite_cannot_hold_is_replaced(town):
    odd = PageActions(headings=("a\x00\ud800",), actions=(Action("form", "\ud800\x00"),))
    with town.book.db.atomic():
        save_actions(town.book.db, town.run, town.form, odd)
    assert "\ufffd" in actions_on_pages(town.book.db, town.run.site_id)[town.form].actions[0].text


def test_a_page_without_actions_any_more_has_none(town):
    with town.book.db.atomic():
        save_actions(town.book.db, town.run, town.form, None)
    assert town.form not in actions_on_pages(town.book.db, town.run.site_id)


def test_a_page_that_is_gone_takes_its_actions_along(town):
    town.book.end(town.run)
    town.book.visit(town.book.begin(), "/bins/missed-bin", "missing")
    assert town.form not in actions_on_pages(town.book.db, town.run.site_id)


def test_a_task_is_found_with_its_way_its_end_and_its_star(town):
    journey = town.looked()["missed-bin"]
    assert [step.text for step in journey.steps] == ["", "Bins", "Report a missed bin"]
    row = town.task()
    assert (row["state"], row["page_id"], row["clicks"], row["end_kind"]) == (
        "found",
        town.form,
        2,
        "form",
    )
    assert row["star"] in (3, 4)
    assert [each["kind"] for each in json.loads(row["ends"])] == ["form", "phone"]
    questions = json.loads(row["questions"])
    assert {each["id"] for each in questions} >= {"home", "landing", "completion", "stale"}
    steps = list(town.book.db.query("SELECT * FROM journeys WHERE task_id = 'missed-bin'"))
    assert [(each["step"], each["link_text"]) for each in steps] == [
        (0, ""),
        (1, "Bins"),
        (2, "Report a missed bin"),
    ]


def test_every_task_has_a_row_and_the_site_a_star(town):
    town.looked()
    assert town.book.rows("SELECT count(*) FROM tasks") == [(56,)]
    states = dict(town.book.rows("SELECT state, count(*) FROM tasks GROUP BY 1"))
    assert states == {"found": 1, "not found": 35, "not of this tier": 20}
    assert town.book.rows("SELECT star FROM site_stars")[0][0] in (1, 2)


def test_without_a_tier_nobody_is_blamed(town):
    town.looked(tier="")
    states = dict(town.book.rows("SELECT state, count(*) FROM tasks GROUP BY 1"))
    assert states == {"found": 1, "tier not known": 55}


def test_where_not_the_whole_site_was_read_nothing_is_missed(town):
    town.looked(is_whole=False)
    states = dict(town.book.rows("SELECT state, count(*) FROM tasks GROUP BY 1"))
    assert states == {"found": 1, "not known": 35, "not of this tier": 20}
    assert town.book.rows("SELECT count(star) FROM tasks") == [(1,)]


def test_own_tasks_and_pins_are_kept(town):
    own = Task(id="ferry", name="Buy a ferry pass", keywords=(("ferry",),), is_own=True)
    town.looked(own=(own,), pins={"missed-bin": f"{HOST}/bins", "allotment": ""})
    assert town.task()["sureness"] == "pinned"
    assert town.task("allotment")["state"] == "not offered"
    assert (town.task("ferry")["is_own"], town.task("ferry")["state"]) == (1, "not found")


def test_a_pin_that_redirects_is_followed(town):
    town.book.visit(town.run, "/old", "redirect", redirect_to=f"{HOST}/bins/missed-bin", status=301)
    town.looked(pins={"missed-bin": f"{HOST}/old"})
    assert (town.task()["page_id"], town.task()["sureness"]) == (town.form, "pinned")


def test_a_narrow_screen_is_heard(town):
    town.book.judge(town.run, town.form, {"sideways-scrolling": Outcome(Status.FAILED)})
    town.looked()
    assert town.task()["mobile"] == "trouble"
    assert town.task()["star"] == 2


def test_looking_twice_keeps_one_row(town):
    town.looked()
    town.looked()
    assert town.book.rows("SELECT count(*) FROM tasks") == [(56,)]


def test_without_a_home_page_the_page_is_found_and_no_way(book):
    made = Town(book)
    made.page("/bins/missed-bin", "Report a missed bin", FORM)
    journey = made.looked()["missed-bin"]
    assert (journey.found.url, journey.clicks) == (f"{HOST}/bins/missed-bin", None)


def test_the_views_tell_the_latest_run_and_the_trend(town):
    town.looked()
    assert town.book.rows("SELECT * FROM task_pages") == []  # the run has not ended
    town.book.end(town.run)
    assert town.book.rows("SELECT page_id, task_id, sureness FROM task_pages") == [
        (town.form, "missed-bin", "sure")
    ]
    assert town.book.rows("SELECT count(*) FROM latest_tasks WHERE site = 'town'") == [(56,)]
    assert town.book.rows("SELECT count(*) FROM task_trend") == [(56,)]


def test_a_page_that_is_carried_over_keeps_its_task(town):
    town.looked()
    town.book.end(town.run)
    town.run = town.book.begin()
    for path in ("/", "/bins", "/bins/missed-bin"):
        town.book.visit(town.run, path)
    town.looked()
    assert town.book.rows("SELECT count(*) FROM tasks WHERE state = 'found'") == [(2,)]


def test_a_run_undone_leaves_what_other_runs_found(town):
    town.looked()
    town.book.end(town.run)
    first, town.run = town.run, town.book.begin()
    town.page("/", "Town")
    town.looked()
    with town.book.db.atomic():
        undo_run(town.book.db, town.run)
    assert town.book.rows("SELECT DISTINCT run_id FROM tasks") == [(first.id,)]
    assert town.book.rows("SELECT count(*) FROM site_stars") == [(1,)]
    assert town.book.rows("SELECT count(*) FROM page_openings") == [(2,)]
