"""Stretching a page: what is meant to be so stays quiet, what is lost is told, and all is put back."""

import time

import pytest

from crawler import browser_probe
from crawler.browser_stretch import stretch
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

LONG = "We empty your bins each week, and we tell you when the day changes. " * 4
TABLE = (
    "<table><tr>" + "<th>Collection day" * 12 + "<tr>" + "<td>Monday or Tuesday" * 12 + "</table>"
)

# Each of these is fine at 320 pixels, at 200 % and with wider spacing.
QUIET = {
    "plain text": f"<h2>Bins</h2><p>{LONG}</p><ul><li>One<li>Two</ul>",
    "visually hidden": '<span style="position:absolute;width:1px;height:1px;overflow:hidden;'
    f'clip:rect(0 0 0 0);white-space:nowrap">{LONG}</span>',
    "ellipsis that leads on": '<a href="/x" style="display:block;width:20em;max-width:100%;'
    f'overflow:hidden;text-overflow:ellipsis;white-space:nowrap">{LONG}</a>',
    "teaser of three lines": '<a href="/x"><span style="display:-webkit-box;-webkit-line-clamp:3;'
    f'-webkit-box-orient:vertical;overflow:hidden">{LONG}</span></a>',
    "data table": TABLE,
    "data table in a box": f'<div style="overflow-x:auto">{TABLE}</div>',
    "code": "<pre><code>" + "a_long_name = another(one, two) " * 8 + "</code></pre>",
    "box that scrolls": f'<div style="height:3em;overflow:auto">{LONG}</div>',
    "folded menu": """<style>@media (max-width: 40em) { #menu { height: 0; overflow: hidden } }</style>
        <button aria-expanded=false>Menu</button><nav id=menu><a href=/a>Bins</a> <a href=/b>Tax</a></nav>""",
    "menu that is gone": "<style>@media (max-width: 40em) { #gone { display: none } }</style>"
    "<nav id=gone><a href=/a>Bins and recycling</a></nav>",
    "drawer": "<style>#drawer { position: fixed; left: -300px; top: 0; width: 250px }</style>"
    "<nav id=drawer><a href=/a>Council tax and benefits</a></nav>",
    "carousel": '<div class="carousel" style="overflow:hidden"><div style="display:flex;width:200vw">'
    f'<div style="width:100vw">{LONG}</div><div style="width:100vw">{LONG}</div></div></div>',
    "read more": f'<div><div style="max-height:8em;overflow:hidden">{LONG}</div>'
    "<button aria-expanded=false>Read more</button></div>",
    "closed details": f"<details><summary>When</summary><p>{LONG}</p></details>",
    "icon font": '<i class="material-icons" style="width:24px;height:24px;overflow:hidden;'
    'display:inline-block">shopping_cart</i>',
    "height in em": '<div style="height:9em;overflow:hidden;width:9em">We empty your bins</div>',
    "wide picture": '<svg width="900" height="20" role="img" aria-label="Line"></svg>',
    "map": '<div class="leaflet-container" style="width:800px;height:40px">'
    "<span>Ottermere town hall and library, next to the river</span></div>",
    "tabs that a script folds away": """<ul style="display:flex;white-space:nowrap;padding:0">
        <li id=tab style="overflow:hidden">Edit the source of this page and see what was there before</li></ul><script>
        addEventListener("resize", () => setTimeout(() => { let wide = 200; const fold = setInterval(() => {
          tab.style.width = (wide -= 10) + "px"; if (wide <= 0) { clearInterval(fold); tab.hidden = true } }, 20) }, 150))
        </script>""",
    "fields": '<label>Your name <input style="max-width:100%"></label>',
}

# What must be told, by where: at 320 pixels, at 200 %, with larger text, with wider spacing.
LOST = {
    "low": ("narrow", f'<div id=low style="height:3.2em;overflow:hidden">{LONG[:140]}</div>'),
    "part": (
        "zoomed",
        f'<div id=part style="height:16vh;overflow:hidden;font-size:16px">{LONG * 2}</div>',
    ),
    "fixed": (
        "enlarged",
        (
            '<div id=fixed style="height:62px;width:18em;overflow:hidden;font-size:16px;line-height:20px">'
            "We empty your bins each week and tell you when the day changes.</div>"
        ),
    ),
    "tight": (
        "spaced",
        (
            '<div id=tight style="height:42px;overflow:hidden;width:300px;font-size:16px;line-height:20px">'
            "We empty your bins each week, and tell you of changes.</div>"
        ),
    ),
}


@pytest.fixture
def stretched(pool, server, monkeypatch):
    """Stretch a page and do nothing else to it; return what is told."""

    def stretched(body, step=stretch):
        monkeypatch.setitem(PAGES, "/stretched", HEAD + body)
        monkeypatch.setattr(browser_probe, "STEPS", {"stretch": step})
        look = pool.look(server.url("/stretched"))
        assert look.state == "ok", look.reason
        return look.tried["stretch"]

    return stretched


def selectors(places):
    return [each["selector"] for each in places]


def test_what_is_meant_to_be_so_is_not_told(stretched):
    told = stretched("".join(f"<section>{each}</section>" for each in QUIET.values()))
    assert told["mayBeCut"]
    for name in ("zoomed", "narrow", "spaced", "enlarged"):
        lost = [each for each in told[name]["cut"] if not (each["opens"] or each["leads"])]
        assert lost == [], name
    assert told["narrow"]["overlapping"] == told["spaced"]["overlapping"] == []
    reflow = told["narrow"]["reflow"]
    assert reflow["sideways"] > 300  # for the table is wide, and may be
    assert (reflow["texts"], reflow["words"], reflow["others"]) == ([], [], [])
    assert told["turned"] == {}


@pytest.mark.parametrize("name", LOST)
def test_text_that_is_lost_is_told(stretched, name):
    where, html = LOST[name]
    told = stretched(html)
    (place,) = told[where]["cut"]
    assert place["selector"] == f"#{name}"
    assert place["letters"] >= 10
    assert place["words"].startswith("We empty")


def test_what_reaches_out_of_a_page_that_does_not_scroll_sideways_is_told(stretched):
    told = stretched(
        f"<style>body {{ overflow-x: hidden }}</style><div id=a style='width:900px'><p>{LONG}</p></div>"
    )
    assert selectors(told["narrow"]["cut"]) == ["#a"]
    assert told["narrow"]["reflow"]["texts"] == []


@pytest.mark.parametrize("style", ["overflow:hidden", "height:3em", "overflow:auto;height:3em"])
def test_text_in_boxes_that_grow_or_hide_nothing_costs_no_second_look(stretched, style):
    told = stretched(f"<div style='{style}'>{LONG}</div>")
    assert not told["mayBeCut"]
    assert "spaced" not in told


def test_text_that_is_cut_all_the_time_is_told_as_such(stretched):
    told = stretched(
        f'<p id=a style="width:50px;height:16px;line-height:16px;overflow:hidden;white-space:nowrap">{LONG}</p>'
    )
    assert selectors(told["cut"]) == ["#a"]


@pytest.mark.parametrize(
    ("body", "kind", "selector"),
    [
        (f"<div id=a style='width:900px'><p>{LONG}</p></div>", "texts", "#a"),
        (f"<div id=a style='min-width:60em'><div><p>{LONG}</p></div></div>", "texts", "#a"),
        (f"<p id=a style='white-space:nowrap'>{LONG[:80]}</p>", "texts", "#a"),
        (
            f"<table role=presentation id=a><tr><td><p style='width:400px'>{LONG}</p></table>",
            "texts",
            "#a",
        ),
        ("<p id=a>" + "x" * 80 + "</p>", "words", "#a"),
        (
            "<p id=a>Go to <a href=/x>https://council.example/" + "x" * 40 + "</a> now</p>",
            "words",
            "#a",
        ),
        ("<h2 id=a style='font-size:60px'>Environmental health</h2>", "words", "#a"),
        ("<p><input id=a aria-label=x style='width:700px'></p>", "others", "#a"),
    ],
)
def test_what_makes_a_page_scroll_sideways_is_named(stretched, body, kind, selector):
    reflow = stretched(body)["narrow"]["reflow"]
    assert selectors(reflow[kind]) == [selector]
    assert reflow["width"] == 320


def test_bars_that_stay_are_measured(stretched):
    told = stretched(
        "<header id=a style='position:sticky;top:0;height:90px;background:#fff'>Council</header>"
        "<div id=b style='position:fixed;bottom:0;left:0;right:0;height:70px'>Cookies</div>"
        "<div role=dialog style='position:fixed;inset:0'>Hello</div>"
        f"<aside style='position:sticky;top:0;width:50px'>Aside</aside><p>{LONG * 40}</p>"
    )
    cover = told["narrow"]["cover"]
    assert (cover["covered"], cover["high"]) == (160, 256)
    assert selectors(cover["bars"]) == ["#a", "#b"]


@pytest.mark.parametrize(("way", "other"), [("portrait", "standing"), ("landscape", "lying")])
def test_a_page_that_asks_to_turn_the_screen_is_looked_at_both_ways(stretched, way, other):
    told = stretched(
        f"<style>#turn {{ display: none }} @media (orientation: {way}) and (max-width: 60em)"
        f"{{ #all, main {{ display: none }} #turn {{ display: block }} }}</style>"
        f"<p id=turn>Please rotate your device.</p><div id=all>{LONG}</div>"
    )
    assert told["turned"][other]["letters"] < 0.2 * max(
        each["letters"] for each in told["turned"].values()
    )
    assert told["turned"][other]["note"]["selector"] == "#turn"


def test_the_page_is_put_back_and_notices_nothing(stretched):
    page = """<p style="font-size:16px;transition:all 1s" id=a>Some text</p><p id=b>Some more</p>
      <script>window.seen = 0; new MutationObserver(() => { seen++ }).observe(document,
        {subtree: true, childList: true, attributes: true, characterData: true});
      const root = document.body.appendChild(document.createElement("div"));
      root.attachShadow({mode: "open"}).innerHTML = "<p style='font-size:14px'>In the shadow</p>";</script>"""
    state = """() => [innerWidth, innerHeight, scrollY, document.adoptedStyleSheets.length,
      document.getAnimations().length, document.documentElement.outerHTML,
      ...[...document.querySelectorAll("*")].map(each => JSON.stringify(
        Object.fromEntries([...getComputedStyle(each)].map(name => [name, getComputedStyle(each)[name]]))))]"""

    def step(world):
        before = world.ask(state)
        seen = world.ask_page("() => window.seen")
        told = stretch(world)
        world.rest()
        after = world.ask(state)
        return {"same": before == after, "seen": world.ask_page("() => window.seen") - seen, **told}

    told = stretched(page, step)
    assert told["texts"] >= 5
    assert told["same"]
    assert told["seen"] == 0


@pytest.mark.parametrize(
    "body",
    [
        "<p>Some text in a paragraph" * 800,
        "<div style='overflow:hidden'>" * 900 + LONG,
        (
            "<script>for (let i = 0; i < 1500; i++) { const d = document.createElement('div');"
            "d.attachShadow({mode: 'open'}).innerHTML = '<p>Words in it'; document.body.append(d) }</script>"
        ),
        (
            f"<p id=a style='position:relative'>{LONG}</p><script>let n = 0; setInterval(() => {{"
            "a.style.left = (n += 7) % 900 + 'px'; a.textContent = 'Words ' + n }, 1)</script>"
        ),
        "<div style='position:absolute;overflow:hidden'>" * 800 + LONG,
    ],
    ids=["800 paragraphs", "deep", "shadow roots", "moves while measured", "deep and placed"],
)
def test_hostile_pages_are_measured_in_bounded_time(stretched, body):
    started = time.monotonic()
    told = stretched(body)
    assert "narrow" in told or "not tested" in told
    assert time.monotonic() - started < 40


def test_what_there_was_no_time_for_is_not_tested(stretched):
    def step(world):
        world.until = time.monotonic() + 0.5 - 0.001  # less than anything needs
        return stretch(world)

    told = stretched(f"<p>{LONG}</p>", step)
    assert told == {"not tested": "Trying the page out took too long."}
