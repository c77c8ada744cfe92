"""What a browser sees on pages: harmless ones, tricky ones, and some that attack."""

import json
import time
from dataclasses import replace

import pytest
from selenium.common.exceptions import TimeoutException

from crawler import browser_page
from crawler.browser import BrowserPool, axe_rules
from crawler.browser_page import EXPERIMENTAL
from tests.crawler.browser.bad_server import PAGES, BadServer
from tests.crawler.looks import targets, violations

pytestmark = pytest.mark.browser


# --- pages that are what they seem


def test_good_page(look, server):
    seen = look("/good")
    assert (seen.state, seen.reason, seen.axe_error) == ("ok", "", "")
    assert seen.final_url == server.url("/good")
    assert seen.html.startswith("<!DOCTYPE html>\n<html lang=")
    assert "<h1>Hello</h1>" in seen.html
    assert targets(seen, "image-alt") == [["#no-alt"]]
    assert seen.axe["testEngine"]["version"] == "4.14.1"
    assert all(rule["nodes"] == [] for rule in seen.axe["passes"])


def test_experimental_rules_and_target_size_run(look):
    seen = look("/experimental")
    assert {"table-fake-caption", "td-has-header", "target-size"} <= violations(seen)
    judged = {rule["id"] for rule in seen.axe["passes"]} | violations(seen)
    assert {"p-as-heading", "css-orientation-lock"} <= judged


def test_listed_rules_are_those_that_run(look, settings):
    seen = look("/good")
    ran = {
        rule["id"]
        for kind in ("violations", "incomplete", "passes", "inapplicable")
        for rule in seen.axe[kind]
    }
    listed = {rule["ruleId"]: rule for rule in axe_rules(settings)}
    assert listed.keys() == ran
    assert set(EXPERIMENTAL) <= ran
    assert {"help", "helpUrl", "description", "tags"} <= listed["image-alt"].keys()


def test_frames_of_the_same_site_are_judged(look):
    assert targets(look("/frames"), "image-alt") == [["iframe", "#in-frame"]]


@pytest.mark.parametrize(
    "path", ["/fragment", "/pushed", "/alerts", "/leaving", "/popups", "/submits", "/clobbered"]
)
def test_harmless_tricks(look, pool, path):
    seen = look(path)
    assert (seen.state, seen.reason, seen.axe_error) == ("ok", "", "")
    assert "<h1>Bad</h1>" in seen.html
    assert len(pool._seats[0].chromium.driver.window_handles) == 1


def test_nothing_is_ever_submitted(look, server):
    look("/submits")
    assert server.posted == []
    assert not any("submitted" in path for path, _ in server.asked)


def test_a_page_leaves_nothing_for_the_next(look):
    look("/cookie")
    assert "seen: undefinedundefined" in look("/cookie").html


def test_operators_can_tell_who_asks(look, server):
    look("/agent")
    agent = next(agent for path, agent in server.asked if path == "/agent")
    assert "HeadlessChrome/" in agent
    assert agent.endswith(" Dropkerb/test (+https://council.example/)")


def test_half_characters_do_not_reach_the_record(look):
    seen = look("/half-characters")
    assert seen.state == "ok"
    assert "\0" not in seen.html
    (seen.html + json.dumps(seen.axe, ensure_ascii=False)).encode()


BANNER = """<!doctype html><html lang=en><title>Bins</title><main><h1>Bins</h1></main>
<div id=cookies><img src=data:,><form method=post action=/consent><button id=no>No</button></form></div>
<script>no.addEventListener("click", event => { cookies.remove(); fetch("/consented") })</script>"""


def test_a_cookie_banner_is_sent_away_but_on_the_page_where_it_is_judged(
    settings, server, monkeypatch
):
    monkeypatch.setitem(PAGES, "/banner", BANNER)
    monkeypatch.setitem(PAGES, "/start", BANNER)
    asked = replace(settings, dismiss="#cookies #no", dismiss_not_on=server.url("/start"))
    pool = BrowserPool(asked, 1)
    server.asked.clear()
    try:
        start, page, without = (pool.look(server.url(f"/{n}")) for n in ("start", "banner", "good"))
    finally:
        pool.close()
    assert "image-alt" in violations(start)
    assert 'id="cookies"' in start.html
    assert page.state == "ok"
    assert violations(page) == set()
    assert 'id="cookies"' not in page.html
    assert without.state == "ok"
    assert {path for path, _ in server.asked} == {"/start", "/banner", "/good"}


# --- pages that cannot be judged whole


@pytest.mark.parametrize("path", ["/endless-image", "/endless-script", "/endless-body"])
def test_endless_load_is_judged_as_it_stands(look, path):
    seen = look(path)
    assert seen.state == "partial"
    assert "still loading after 2 seconds" in seen.reason
    assert "<h1>Bad</h1>" in seen.html
    assert "bypass" in {rule["id"] for rule in (*seen.axe["passes"], *seen.axe["inapplicable"])}


@pytest.mark.parametrize(
    ("path", "said"), [("/huge", "more than 12,000 elements"), ("/deep-but-few", "1,000 deep")]
)
def test_too_big_for_axe_but_not_for_the_other_audits(look, path, said):
    seen = look(path)
    assert seen.state == "too big"
    assert said in seen.reason
    assert said in seen.axe_error
    assert seen.axe is None
    assert "<h1>Bad</h1>" in seen.html


def test_too_long(pool, server, monkeypatch):
    monkeypatch.setattr(browser_page, "MOST_HTML", 100)
    seen = pool.look(server.url("/good"))
    assert seen.state == "too big"
    assert "longer than 100 characters" in seen.axe_error


def test_page_that_breaks_axe_only_loses_axe(look):
    seen = look("/axe-unusable")
    assert (seen.state, seen.axe) == ("ok", None)
    assert seen.axe_error.startswith("axe failed on this page")


@pytest.mark.parametrize("path", ["/axe-broken", "/axe-const", "/axe-var"])
def test_what_a_page_calls_axe_is_its_own_business(look, path):
    seen = look(path)
    assert (seen.state, seen.axe_error) == ("ok", "")
    assert {"document-title", "html-has-lang"} <= {rule["id"] for rule in seen.axe["passes"]}


def test_rules_that_a_page_makes_fail_are_for_a_person_to_look_at(look):
    seen = look("/axe-throws")
    assert (seen.state, seen.axe_error) == ("ok", "")
    assert {"document-title", "html-has-lang"} <= {rule["id"] for rule in seen.axe["incomplete"]}


@pytest.mark.parametrize(
    ("path", "frame"), [("/axe-opened", "iframe"), ("/frame-written", "#f"), ("/frames", "iframe")]
)
def test_documents_written_anew_are_judged_with_their_frames(look, path, frame):
    # what is written after the load may not be there yet when we look; it is at the next look
    assert any(targets(look(path), "image-alt") == [[frame, "#in-frame"]] for _ in range(5))


def test_json_that_a_page_spoils_is_mended_for_axe_and_its_frames(look):
    seen = look("/spoilt")
    assert (seen.state, seen.axe_error) == ("ok", "")
    assert targets(seen, "image-alt") == [["iframe", "#in-frame"]]


def test_a_lazy_frame_is_waited_for_unless_it_does_not_load(look, server):
    assert targets(look("/lazy-frame"), "image-alt") == [["iframe", "#in-frame"]]
    asked, seconds = len(server.asked), []
    for _ in range(3):  # on a busy machine one may be slow for other reasons
        started = time.monotonic()
        assert targets(look("/lazy-frame-far-down"), "image-alt") == []
        seconds.append(time.monotonic() - started)
    assert min(seconds) < 1.9  # the wait ends after two seconds
    assert "/framed" not in [path for path, _ in server.asked[asked:]]


def test_what_the_driver_calls_a_timeout_can_be_a_page_that_moved():
    with pytest.raises(browser_page._Moved):
        browser_page._raise_if_moved(
            TimeoutException("timeout\nfrom no such execution context\n  (Session info: chrome)")
        )
    browser_page._raise_if_moved(TimeoutException("script timeout\n  (Session info: chrome)"))


def test_a_frame_in_which_axe_fails_costs_only_the_frames(look):
    seen = look("/frame-emptied")
    assert seen.state == "partial"
    assert seen.reason == "Its frames were left out, for axe failed in one of them."
    assert seen.axe_error.startswith("axe failed in a frame: ")
    assert targets(seen, "image-alt") == [["#outer"]]


def test_page_that_refreshes_itself_without_end(look):
    seen = look("/refreshing")  # now and then axe is faster than the page
    assert (seen.state, seen.reason) in (
        ("error", "The page keeps on reloading itself."),
        ("ok", ""),
    )
    assert seen.axe_error == ""


# --- pages that attack


def test_private_addresses_are_out_of_reach(look, server):
    inner = BadServer()
    try:
        seen = look(f"/fetches?{inner.server_port}")
        assert seen.state == "ok"
        assert '<p id="said">refused refused refused refused refused</p>' in seen.html
        led = look(f"/to/http://127.0.0.1:{inner.server_port}/good")
        assert (led.state, led.html) == ("redirected", "")
        assert look("/to/file:///etc/passwd").final_url.startswith("http://127.0.0.1")
        assert inner.asked == []
        reached = look(
            f"/fetches?{server.server_port}"
        )  # its own address it may ask, however written
        assert '<p id="said">reached refused refused reached refused</p>' in reached.html
    finally:
        inner.close()
