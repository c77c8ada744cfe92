"""A world of our own in a page: what we do there, the page cannot see, and nobody else notices."""

import struct

import pytest

from crawler import browser_probe
from crawler.browser_probe import FRAMES, HANGS, LEFT, NO_TIME
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

BUTTON = """<button id=b>Go</button><p id=said></p><script>
document.querySelector = () => null; Map.prototype.get = () => {};
b.addEventListener("click", () => { said.textContent = "pressed" });
addEventListener("keydown", event => { document.title += event.key + event.isTrusted });
</script>"""
EVERY_WAY_OUT = """<form action=/sent method=post><input name=a value=1><button id=b>Go</button></form>
<a id=a href=/led>x</a><script>onkeydown = () => {
  fetch("/fetched"); fetch("/posted", {method: "POST", body: "x"});
  navigator.sendBeacon("/beacon"); new Image().src = "/picture";
  window.open("/opened"); a.click(); document.forms[0].submit(); document.forms[0].requestSubmit();
  location.href = "/left"; new EventSource("/events"); new WebSocket("ws://" + location.host + "/socket");
  document.body.insertAdjacentHTML("beforeend", "<iframe src=/framed></iframe>");
}</script>"""


@pytest.fixture
def stepping(pool, server, monkeypatch):
    """Look at a page with one step only; return the look."""

    def stepping(body, *steps, pool=pool):
        monkeypatch.setitem(PAGES, "/tried", HEAD + body)
        named = {f"step-{number}": step for number, step in enumerate(steps)}
        monkeypatch.setattr(browser_probe, "STEPS", named)
        server.asked.clear()
        return pool.look(server.url("/tried"))

    return stepping


def told(seen):
    """Return what the steps told."""
    return {name: step for name, step in seen.tried.items() if name != FRAMES}


def test_a_page_that_spoils_everything_disturbs_nothing_of_ours(stepping):
    def step(world):
        world.press("Tab")
        world.rest()
        return {
            "there": world.ask("() => kerb.placeOf(kerb.activeElement())"),
            "list": world.ask("list => list.map(each => each + 1)", [1, 2]),
        }

    told = stepping(BUTTON, step).tried["step-0"]
    assert told["there"]["selector"] == "#b"
    assert told["there"]["text"] == "Go"
    assert told["there"]["html"] == '<button id="b">Go</button>'
    assert told["list"] == [2, 3]


def test_keys_are_real_and_listeners_are_seen(stepping):
    def step(world):
        heard = world.listeners()
        who = world.ask_of(list(heard), "nodes => nodes.map(each => each.id)")
        for key in ("Tab", "Enter", "x"):
            world.press(key)
        world.rest()
        return {
            "heard": [
                [name, sorted(heard[number])] for name, number in zip(who, heard, strict=True)
            ],
            "title": world.ask("() => document.title"),
            "said": world.ask("() => document.getElementById('said').textContent"),
        }

    told = stepping(BUTTON, step).tried["step-0"]
    assert told["heard"] == [["b", ["click"]]]
    assert told["said"] == "pressed"
    assert told["title"] == "BadTabtrueEntertruextrue"


def test_each_step_finds_the_page_at_its_start_and_in_its_window(stepping):
    def first(world):
        with world.window(320, 500):
            world.press("Tab")
            world.ask("() => scrollTo(0, 300)")
            return {"width": world.ask("() => innerWidth")}

    def second(world):
        return {
            "at": world.ask("() => [innerWidth, scrollY, document.activeElement.localName]"),
        }

    seen = stepping(f"{BUTTON}<div style=height:5000px></div>", first, second)
    assert told(seen) == {"step-0": {"width": 320}, "step-1": {"at": [1280, 0, "body"]}}


def test_a_picture_is_of_the_part_asked_for(stepping):
    def step(world):
        png = world.picture(10, 20, 40, 30)
        return {"size": struct.unpack(">II", png[16:24])}

    assert told(stepping(BUTTON, step)) == {"step-0": {"size": (40, 30)}}


def test_nothing_leaves_a_page_that_is_tried_out(stepping, server):
    def step(world):
        world.press("x")
        world.rest(500)
        return {"url": world.ask("() => location.pathname")}

    server.posted.clear()
    seen = stepping(EVERY_WAY_OUT, step)
    assert (seen.state, told(seen)) == ("ok", {"step-0": {"url": "/tried"}})
    assert {path for path, _ in server.asked} <= {"/tried", "/picture"}
    assert server.posted == []


def test_what_a_step_could_not_do_is_told_and_the_others_go_on(stepping):
    def broken(world):
        return world.ask("() => { throw new Error('no such thing') }")

    seen = stepping("", broken, lambda _: {"fine": True})
    assert "no such thing" in seen.tried["step-0"]["not tested"]
    assert seen.tried["step-1"] == {"fine": True}
    assert seen.axe is not None


def test_a_page_that_goes_away_ends_the_trying_and_nothing_else(look, monkeypatch, server):
    def leave(world):
        world.ask("() => { document.open(); document.write('<p>new'); document.close() }")
        world.chromium.driver.get("about:blank")
        return {"at": world.ask("() => 1")}

    monkeypatch.setattr(browser_probe, "STEPS", {"a": leave, "b": lambda _: {"fine": True}})
    seen = look("/good")
    assert seen.state == "ok"
    assert told(seen) == {"a": {"not tested": LEFT}, "b": {"not tested": LEFT}}


def test_a_step_out_of_time_is_not_begun(look, monkeypatch):
    monkeypatch.setattr(browser_probe, "TRY_SECONDS", 0.6)
    monkeypatch.setattr(
        browser_probe, "STEPS", {"a": lambda w: w.rest(300) or {}, "b": lambda _: {"fine": True}}
    )
    assert look("/good").tried["b"] == {"not tested": NO_TIME}


def test_a_page_that_hangs_costs_the_browser_but_not_the_look(pool, stepping, monkeypatch):
    def hang(world):
        return world.ask_page("() => { for (;;); }")

    monkeypatch.setattr(browser_probe, "TRY_SECONDS", 1)
    monkeypatch.setattr(browser_probe, "GRACE_SECONDS", 0.5)
    before = pool.replaced
    seen = stepping("<img src=data:,>", hang, lambda _: {"fine": True})
    assert seen.state == "ok"
    assert seen.axe["violations"]
    assert told(seen) == {"step-0": {"not tested": HANGS}, "step-1": {"not tested": HANGS}}
    assert pool.replaced == before + 1


def test_what_was_found_out_about_a_part_is_known_on_the_next_page_of_the_run(
    pool, server, monkeypatch
):
    def step(world):
        world.parts["seen"] = world.parts.get("seen", 0) + 1
        return {"seen": world.parts["seen"]}

    monkeypatch.setattr(browser_probe, "STEPS", {"a": step})
    counts = [pool.look(server.url("/good"), run=run).tried["a"]["seen"] for run in "1121"]
    assert counts == [1, 2, 1, 1]
