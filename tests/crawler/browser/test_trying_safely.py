"""All steps together on pages that fight back: bounded time, nothing sent, the look is kept."""

import time

import pytest

from crawler import browser_probe
from crawler.browser_probe import FRAMES, STEPS
from tests.crawler.browser.bad_server import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 8.0  # for all steps on one page, instead of the usual 20
PAGE = "<!doctype html><html lang=en><title>Bad</title><main><h1>Bad</h1>{}</main>"
EVERY_WAY_OUT = """
<form id=f action=/sent method=post><label>Name <input name=a required value=x></label><button>Send</button></form>
<form action=/asked><label>Word <input name=q></label><input type=image src=/pic alt=Go></form>
<select aria-label=Go onchange="location = this.value"><option>a<option value=/chosen>b</select>
<button type=button id=b>Out</button><div id=d onclick="f.submit()">Send it</div>
<a href=/link id=a ping=/pinged>A page</a><a href="javascript:void(location='/script')" role=button>Go</a>
<details ontoggle="fetch('/opened')"><summary>More</summary>x</details>
<script>
const out = () => { fetch("/fetched"); fetch("/posted", {method: "POST", body: "x"});
  navigator.sendBeacon("/beacon"); window.open("/window"); f.requestSubmit(); a.click();
  new EventSource("/events"); history.back(); location.assign("/left");
  document.body.insertAdjacentHTML("beforeend", "<iframe title=x src=/framed2></iframe>"); };
b.addEventListener("click", out); d.addEventListener("mouseover", out);
addEventListener("keydown", out); a.addEventListener("focus", out);
</script>"""
FIGHTERS = {
    "infinite scroll": "<script>setInterval(() => document.querySelector('main').insertAdjacentHTML("
    "'beforeend', '<p>more <a href=/x>link</a>'), 5)</script>",
    "stolen focus": "<input aria-label=a id=i><button>b</button><script>setInterval(() => i.focus(), 1)</script>",
    "many stops": "<a href=/x>link</a> " * 1_500,
    "endless carousel": "<div id=c style='overflow:hidden;height:3em'></div><script>let n=0;setInterval(()=>{c.innerHTML="
    "`<button>slide ${n++}</button><button>next</button>`},40)</script>",
    "shadow roots": "<script>let at=document.querySelector('main');for(let i=0;i<60;i++){const d=document.createElement('div');"
    "at.append(d);at=d.attachShadow({mode:'open'});at.innerHTML='<button>x</button>'}</script>",
    "canvas": "<canvas tabindex=0 width=800 height=400 id=v></canvas><script>const p=v.getContext('2d');"
    "(function draw(){p.fillRect(Math.random()*800,9,9,9);requestAnimationFrame(draw)})()</script>",
    "stays on leaving": "<button>x</button><script>onbeforeunload=e=>{e.preventDefault();return 'stay'}</script>",
    "moving": "<button id=m style='position:absolute'>x</button><script>let t=0;setInterval(()=>{t++;m.style.left="
    "(t%500)+'px';m.style.top=(t*7%400)+'px'},3)</script>",
    "takes itself away": "<button onfocus=this.remove()>x</button>" * 20,
    "alerts on each key": "<button>x</button><script>onkeydown=()=>{alert(1);confirm(2);print()}</script>",
    "grows on each key": "<button>x</button><script>onkeydown=()=>{for(let i=0;i<300;i++)document.body.append("
    "document.createElement('button'))}</script>",
    "reloads on focus": "<a href=/x onfocus=location.reload()>x</a><button>y</button>",
    "throws": "<button onclick='throw 1' onfocus='throw 2'>x</button><script>onkeydown=()=>{throw 3}</script>",
}  # fmt: skip


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(browser_probe, "TRY_SECONDS", SECONDS)


def test_nothing_leaves_the_browser_whatever_is_pressed(pool, server, monkeypatch):
    monkeypatch.setitem(PAGES, "/ways-out", PAGE.format(EVERY_WAY_OUT))
    server.asked.clear()
    server.posted.clear()
    seen = pool.look(server.url("/ways-out"))
    assert (seen.state, seen.final_url) == ("ok", server.url("/ways-out"))
    assert {path for path, _ in server.asked} <= {"/ways-out", "/pic"}
    assert server.posted == []
    assert seen.tried["presses"].get("not tested") is None


@pytest.mark.parametrize("name", FIGHTERS)
def test_a_page_that_fights_back_costs_bounded_time(pool, server, monkeypatch, name):
    monkeypatch.setitem(PAGES, "/fights", PAGE.format(FIGHTERS[name]))
    started = time.monotonic()
    seen = pool.look(server.url("/fights"))
    assert time.monotonic() - started < 4 * SECONDS
    assert seen.state in ("ok", "partial"), seen.reason
    assert "<h1>Bad</h1>" in seen.html
    assert seen.tried is not None
    assert set(seen.tried) in (set(), {*STEPS, FRAMES})

    assert all(told.get("not tested", "x") for told in seen.tried.values())
    assert pool.look(server.url("/good")).state == "ok"
