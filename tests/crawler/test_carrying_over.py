"""When a page is carried over from its last look, when it is opened, and when its turn comes."""

import asyncio
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.http import Response

from crawler import incremental as incremental_module
from crawler.browser import BrowserSettings
from crawler.incremental import Incremental, Known, is_due, versions_hash
from crawler.night import Night
from crawler.robots import Forbidden
from crawler.shelf import Shelf
from crawler.store.looks import KnownLook, Member
from crawler.store.pages import Visit, save_facts, save_visit
from crawler.store.record import open_record
from crawler.store.runs import SiteRow, Versions, finish_run, start_run
from crawler.visit import content_hash

HOST = "https://town.example"
TODAY = date(2026, 3, 1)
LOOK = KnownLook(1, "html", "tools", 1, 1, "2026-02-27T02:00:00+00:00")
STYLE, SCRIPT = f"{HOST}/a.css", f"{HOST}/a.js"


@pytest.mark.parametrize(
    ("known", "is_same", "why"),
    [
        ({}, True, ""),
        ({"is_stale": True, "has_time": False}, True, ""),
        ({"has_time": False}, True, ""),
        ({"is_full": True}, True, "everything anew was asked for"),
        ({"look": None}, True, "it had no good look before"),
        ({"versions": "others"}, True, "the tools changed"),
        ({"versions": "others", "has_time": False}, True, "the tools changed"),
        ({}, False, "its HTML changed"),
        ({"is_stale": True, "has_time": False}, False, "its HTML changed"),
        ({"is_due": True}, True, "its turn for a full look came"),
        ({"is_due": True, "has_time": False}, True, "its turn for a full look came"),
        ({"is_stale": True}, True, "its style or script changed"),
    ],
)
def test_the_decision(known, is_same, why):
    decision = Known(**{"look": LOOK, "versions": "tools", **known}).judge(is_same=is_same)
    assert (decision.is_opened, decision.why) == (bool(why), why)


@pytest.mark.parametrize(
    ("known", "needs"),
    [
        ({}, False),
        ({"is_stale": True, "has_time": False}, False),
        ({"is_stale": True}, True),
        ({"is_due": True}, True),
        ({"versions": "others"}, True),
        ({"look": None}, True),
        ({"is_full": True}, True),
    ],
)
def test_what_will_be_opened_must_send_itself(known, needs):
    assert Known(**{"look": LOOK, "versions": "tools", **known}).needs_body() is needs


def test_no_page_is_due_twice_a_day():
    urls = [f"{HOST}/{n}" for n in range(500)]
    assert not any(is_due(url, TODAY, TODAY, 14) for url in urls)


def test_turns_are_spread_evenly_over_the_days():
    urls = [f"{HOST}/page/{n}" for n in range(14_000)]
    yesterday = TODAY - timedelta(days=1)
    numbers = [
        sum(
            is_due(url, yesterday + timedelta(days=n), TODAY + timedelta(days=n), 14)
            for url in urls
        )
        for n in range(14)
    ]
    assert sum(numbers) == len(urls)
    assert max(numbers) < 1_150
    assert min(numbers) > 850


@pytest.mark.parametrize("days", [1, 2, 7, 14])
def test_nobody_goes_without_a_look_for_longer_than_the_cycle(days):
    looked = dict.fromkeys([f"{HOST}/{n}" for n in range(50)], TODAY)
    looks = Counter()
    for n in range(1, 4 * days + 1):
        today = TODAY + timedelta(days=n)
        for url in looked:
            if is_due(url, looked[url], today, days):
                looked[url] = today
                looks[url] += 1
            assert (today - looked[url]).days < days
    assert min(looks.values()) >= 4 - 1
    assert max(looks.values()) <= 4 + 1


def test_a_night_that_was_left_out_is_made_up_for():
    assert is_due(f"{HOST}/", TODAY - timedelta(days=20), TODAY, 14)


def settings(**changes):
    return BrowserSettings(axe_path=Path("axe.js"), binary="/usr/bin/chromium", **changes)


def test_another_tool_is_another_version_but_a_patch_of_chromium_is_not():
    found = {"axe": "4.14.1", "chromium": "156.0.1.2"}
    usual = versions_hash(found, settings())
    assert versions_hash({**found, "chromium": "156.0.7.9"}, settings()) == usual
    assert versions_hash({**found, "chromium": "157.0.1.2"}, settings()) != usual
    assert versions_hash({**found, "axe": "4.15.0"}, settings()) != usual
    assert versions_hash({**found, "ibm": "4.0.35"}, settings()) != usual
    assert versions_hash(found, settings(block=("chat.example",))) != usual
    assert versions_hash(found, settings(own_hosts=("other.example",))) != usual


@pytest.mark.parametrize(
    ("minutes", "rate", "waiting", "seconds", "has_time"),
    [
        (0, 1, 9_999, 99_999, True),
        (10, 1, 100, 60, True),
        (10, 1, 100, 590, False),
        (10, 1, 600, 60, False),
        (10, 0, 600, 60, True),
        (10, 4, 600, 300, True),
        (10, 4, 600, 460, False),
        (10, 1, 0, 580, False),
    ],
)
def test_pages_that_may_wait_are_opened_while_all_others_can_still_be_asked_for(
    minutes, rate, waiting, seconds, has_time
):
    night = SimpleNamespace(
        site=SimpleNamespace(max_minutes=minutes, rate=rate),
        frontier=SimpleNamespace(waiting=lambda: waiting),
        in_flight=set(),
        seconds_left=60 * minutes - seconds if minutes else None,
        open_seconds=8.0,
    )
    assert Night.has_time_to_open.fget(night) is has_time


@pytest.mark.parametrize(
    ("most", "until", "left"),
    [(0, 0, None), (10, 0, 300), (0, 3, 120), (10, 3, 120), (6, 30, 60), (4, 0, -60)],
)
def test_the_time_left_is_the_runs_or_what_this_start_has_until_the_window_closes(
    most, until, left
):
    """The run took 300 seconds so far, 60 of them since it was picked up again."""
    night = SimpleNamespace(
        site=SimpleNamespace(max_minutes=most),
        plan=SimpleNamespace(minutes=until, until="05:00"),
        seconds=300,
        started=time.monotonic() - 60,
    )
    found = Night.seconds_left.fget(night)
    assert found == left if left is None else found == pytest.approx(left, abs=5)


# --- what pages load


class Web:
    """Answers to what is asked, and remembers the questions."""

    def __init__(self):
        self.bodies, self.asked, self.problems = {}, [], {}

    async def download(self, request):
        self.asked.append((request.url, dict(request.headers.to_unicode_dict())))
        if request.url in self.problems:
            raise self.problems[request.url]
        body = self.bodies.get(request.url)
        if body is None:
            return Response(request.url, status=404)
        tag = f'"{content_hash(200, body)[:8]}"'
        if request.headers.get("If-None-Match") == tag.encode():
            return Response(request.url, status=304)
        return Response(request.url, body=body, headers={"ETag": tag})


@pytest.fixture
def web():
    made = Web()
    made.bodies = {STYLE: b"p { color: #111 }", SCRIPT: b"let a = 1"}
    return made


@pytest.fixture
def db(tmp_path):
    db = open_record(tmp_path / "town.db")
    yield db
    db.close()


def begin(db, shelf=None, **how):
    site = SiteRow("town", "Town", f"{HOST}/")
    run = start_run(db, site, asked={}, full=False, versions=Versions("0.1"))
    return Incremental(
        db,
        run,
        **{"key": f"{run.id}", "versions": "tools", "days": 14, "is_full": False, **how},
        shelf=shelf,
    )


def look_at(incremental, web, *paths, urls=(STYLE, SCRIPT)):
    """Store a good look at each page."""
    kinds = {STYLE: "style", SCRIPT: "script"}
    members = [
        Member(
            url,
            kinds[url.partition("?")[0]],
            content_hash(200, web.bodies[url.partition("?")[0]], kinds[url.partition("?")[0]]),
        )
        for url in urls
    ]
    with incremental.db.atomic():
        for path in paths:
            page = save_visit(incremental.db, incremental.run, Visit(f"{HOST}{path}", "audited"))
            save_facts(incremental.db, incremental.run, page, title="", language="", template="")
            incremental.learn(page, "html", members, "it had no good look before")


def end(incremental):
    with incremental.db.atomic():
        finish_run(incremental.db, incremental.run, "done", "", {})


def ask(incremental, web):
    notes = asyncio.run(incremental.revalidate(incremental.remember(), web.download))
    incremental.compare()
    return notes


def next_night(incremental, web, **how):
    end(incremental)
    following = begin(incremental.db, **how)
    return following, ask(following, web)


def is_stale(incremental, path):
    return incremental.know(f"{HOST}{path}", has_time=True).is_stale


def test_each_asset_is_asked_for_once_however_many_pages_load_it(db, web):
    first = begin(db)
    look_at(first, web, "/", "/a", "/b")
    second, notes = next_night(first, web)
    assert sorted(url for url, _ in web.asked) == [STYLE, SCRIPT]
    assert (second.stale, notes) == (frozenset(), [])
    assert not is_stale(second, "/a")
    assert db.execute("SELECT count(*) FROM asset_sets").fetchone() == (1,)


def test_the_second_question_is_conditional(db, web):
    first = begin(db)
    look_at(first, web, "/")
    second, _ = next_night(first, web)
    web.asked.clear()
    third, _ = next_night(second, web)
    assert all("If-None-Match" in headers for _, headers in web.asked)
    assert third.stale == frozenset()


def test_with_a_shelf_the_first_question_is_conditional_too_and_the_shelf_learns(db, web):
    shelf = Shelf()
    first = begin(db, shelf)
    look_at(first, web, "/")
    tag = f'"{content_hash(200, web.bodies[STYLE])[:8]}"'
    shelf.put(STYLE, first.key, 200, (("ETag", tag),), web.bodies[STYLE])
    web.bodies[SCRIPT] = b"let a = 2"
    second, _ = next_night(first, web, shelf=shelf)
    assert dict(web.asked)[STYLE]["If-None-Match"] == tag
    assert shelf.fresh(STYLE, second.key).body == web.bodies[STYLE]
    assert shelf.fresh(SCRIPT, second.key).body == b"let a = 2"
    assert is_stale(second, "/")


@pytest.mark.parametrize("body", [b"p { color: #bbb }", None])
def test_what_changed_or_went_makes_its_pages_wait_in_order(db, web, body):
    first = begin(db)
    look_at(first, web, "/far", "/", "/much", "/little")
    look_at(first, web, "/other", urls=(SCRIPT,))
    for path, depth, links in (("/", 0, 1), ("/much", 1, 9), ("/little", 1, 2), ("/far", 3, 50)):
        db.execute(
            "UPDATE pages SET click_depth = ?, in_links = ? WHERE url = ?",
            [depth, links, f"{HOST}{path}"],
        )
    web.bodies[STYLE] = body
    second, _ = next_night(first, web)
    assert second.waiting() == [f"{HOST}{path}" for path in ("/", "/much", "/little", "/far")]
    assert not is_stale(second, "/other")


def test_a_resumed_run_knows_what_had_changed_and_asks_no_more(db, web):
    first = begin(db)
    look_at(first, web, "/", "/a")
    web.bodies[STYLE] = b"p {}"
    second, _ = next_night(first, web)
    web.asked.clear()
    resumed = begin(db)
    assert resumed.run.id == second.run.id
    ask(resumed, web)
    assert web.asked == []
    assert is_stale(resumed, "/a")


def test_what_waits_goes_on_waiting_the_next_night(db, web):
    first = begin(db)
    look_at(first, web, "/", "/a", "/b")
    old = dict(web.bodies)
    web.bodies[STYLE] = b"p {}"
    second, _ = next_night(first, web)
    look_at(second, web, "/")
    db.execute(
        "UPDATE looks SET why = 'its style or script changed' WHERE run_id = ?", [second.run.id]
    )
    db.execute("UPDATE pages SET audited_run_id = ?", [second.run.id])
    assert second.how_far() == (1, 2)
    third, _ = next_night(second, web)
    assert third.waiting() == [f"{HOST}/a", f"{HOST}/b"]
    web.bodies.update(old)
    fourth, _ = next_night(third, web)
    assert fourth.waiting() == [f"{HOST}/"]


@pytest.mark.parametrize("problem", [Forbidden("no"), OSError("no answer")])
def test_what_cannot_be_asked_for_counts_as_unchanged_and_is_noted(db, web, problem):
    first = begin(db)
    look_at(first, web, "/")
    web.problems[STYLE] = problem
    second, notes = next_night(first, web)
    assert [url for url, _ in notes] == [STYLE]
    assert second.stale == frozenset()


def test_addresses_that_only_defeat_caches_are_asked_for_once(db, web):
    first = begin(db)
    for number in range(5):
        web.bodies[f"{SCRIPT}?_={number}"] = web.bodies[SCRIPT]
        look_at(first, web, f"/{number}", urls=(STYLE, f"{SCRIPT}?_={number}"))
    second, _ = next_night(first, web)
    assert sorted(url for url, _ in web.asked) == [STYLE, f"{SCRIPT}?_=4"]
    assert second.stale == frozenset()
    web.bodies[f"{SCRIPT}?_=4"] = b"let a = 2"
    third, _ = next_night(second, web)
    assert all(is_stale(third, f"/{number}") for number in range(5))
    fourth, _ = next_night(third, web)
    assert all(is_stale(fourth, f"/{number}") for number in range(5))


def test_pages_that_load_what_few_load_are_opened_where_there_is_too_much_to_ask(
    db, web, monkeypatch
):
    monkeypatch.setattr(incremental_module, "MOST_ASKED", 1)
    first = begin(db)
    look_at(first, web, "/a", "/b", urls=(STYLE,))
    look_at(first, web, "/c")
    second, _ = next_night(first, web)
    assert [url for url, _ in web.asked] == [STYLE]
    assert second.waiting() == [f"{HOST}/c"]


def test_a_full_night_asks_for_nothing_and_opens_everything(db, web):
    first = begin(db)
    look_at(first, web, "/")
    second, _ = next_night(first, web, is_full=True)
    assert web.asked == []
    assert second.know(f"{HOST}/", has_time=True).judge(is_same=True).is_opened


def test_another_query_with_the_same_content_is_asked_for_once(db, web):
    first = begin(db)
    look_at(first, web, "/", "/a", urls=(f"{STYLE}?v=1", SCRIPT))
    for version in (1, 2, 3):
        web.bodies[f"{STYLE}?v={version}"] = web.bodies[STYLE]
    second, _ = next_night(first, web)
    look = second.know(f"{HOST}/", has_time=True).look
    web.asked.clear()
    for version in (2, 3):
        url = f"{STYLE}?v={version}"
        assert asyncio.run(second.is_same_under(url, look, web.download))
    assert [url for url, _ in web.asked] == [f"{STYLE}?v=2"]


def test_another_query_with_another_content_opens_the_page(db, web):
    first = begin(db)
    look_at(first, web, "/", urls=(f"{STYLE}?v=1", SCRIPT))
    web.bodies |= {f"{STYLE}?v=1": web.bodies[STYLE], f"{STYLE}?v=2": b"p { color: red }"}
    second, _ = next_night(first, web)
    look = second.know(f"{HOST}/", has_time=True).look
    assert not asyncio.run(second.is_same_under(f"{STYLE}?v=2", look, web.download))
    assert not asyncio.run(second.is_same_under(f"{HOST}/else.css?v=2", look, web.download))
