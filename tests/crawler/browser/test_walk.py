"""Walking by Tab: what is in order stays quiet, what holds, hides or loses the focus is told."""

import time

import pytest

from crawler import browser_probe
from crawler.browser_walk import MOST_STOPS, walk
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

LINKS = "<p><a href=/one>One</a> <a href=/two>Two</a> <a href=/three>Three</a></p>"
QUIET = {
    "nothing to focus": "<p>Only words.</p>",
    "the browser's own outline": LINKS + "<button>Send</button><select><option>a</select>",
    "an outline": "<style>a:focus { outline: 3px solid #00f }</style>" + LINKS,
    "an outline for keys alone": "<style>a { outline: 0 } a:focus-visible { outline: 2px dashed }</style>"
    + LINKS,
    "a shadow": "<style>a { outline: 0 } a:focus { box-shadow: 0 0 0 3px #036 }</style>" + LINKS,
    "a ground": "<style>a { outline: 0 } a:focus { background: #fd0 }</style>" + LINKS,
    "a slow ground": "<style>a { outline: 0; transition: background 2s } a:focus { background: #036 }"
    "</style>" + LINKS,
    "an underline": "<style>a { outline: 0; text-decoration: none } a:focus { text-decoration: underline }"
    "</style>" + LINKS,
    "a line below": "<style>a { outline: 0; border-bottom: 3px solid #fff } a:focus { border-color: #036 }"
    "</style>" + LINKS,
    "a ring around the parent": "<style>a { outline: 0 } p:focus-within { outline: 2px solid }</style><p>"
    "<a href=/one>One</a></p>",
    "a mark beside it": "<style>a { outline: 0 } i { visibility: hidden } a:focus + i { visibility: visible }"
    "</style><p><a href=/one>One</a> <i>←</i></p>",
    "a mark made by a script": "<style>a { outline: 0 }</style><p><a href=/one "
    "onfocus='m.textContent = \"here\"' onblur='m.textContent = \"\"'>One</a> <b id=m></b></p>",
    "a ring of the label of a hidden radio": """<style>
      input { opacity: 0; position: absolute } label::before { content: ""; display: inline-block; width: 20px;
      height: 20px; border: 2px solid; border-radius: 50% } input:focus + label::before { box-shadow: 0 0 0 4px #fd0 }
      </style><input type=radio name=r id=r1><label for=r1>Yes</label>
      <input type=radio name=r id=r2><label for=r2>No</label>""",
    "a radio cut to a pixel": """<style>.sr { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip: rect(0 0 0 0) } .sr:focus + label { outline: 2px solid }</style>
      <input type=checkbox class=sr id=c1><label for=c1>Bins</label>""",
    "a text cursor": "<style>* { outline: 0 }</style><label>Name <input></label><textarea aria-label=x>"
    "</textarea><div contenteditable>Text</div>",
    "tabs with arrow keys": """<div role=tablist><button role=tab aria-selected=true>A</button>
      <button role=tab tabindex=-1>B</button></div><script>document.querySelector("[role=tablist]").onkeydown =
      event => { if (event.key === "ArrowRight") document.querySelectorAll("[role=tab]")[1].focus() }</script>""",
    "a frame and a date": "<iframe title=x srcdoc='<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>'></iframe>"
    "<input type=date aria-label=d><input type=datetime-local aria-label=e>" + LINKS,
    "a skip link that comes into view": """<style>.skip { position: absolute; left: -9999px }
      .skip:focus { left: 0 }</style><a class=skip href=#there>Skip to main content</a><main id=there><p>
      <a href=/x>Main</a></p></main>""",
    "a skip link that slides in": """<style>.skip { position: absolute; top: -100px; transition: top .2s }
      .skip:focus { top: 0 }</style><a class=skip href=#there>Skip to main content</a><main id=there><p>
      <a href=/x>Main</a></p></main>""",
    "a menu that opens on focus": """<style>ul ul { position: absolute; left: -9999px } li:focus-within ul
      { left: auto }</style><ul><li><a href=/a>A</a><ul><li><a href=/b>B</a></ul></ul>""",
    "a closed menu that Tab passes by": "<ul hidden><li><a href=/a>A</a></ul><ul inert><li><a href=/b>B</a></ul>"
    + LINKS,
    "a dialog that holds the focus": """<p><a href=/behind>Behind</a></p><div role=dialog aria-modal=true
      aria-label=News><button id=x>Close</button><a href=/a id=y>News</a></div><script>
      y.onkeydown = event => { if (event.key === "Tab" && !event.shiftKey) { event.preventDefault(); x.focus() } };
      x.onkeydown = event => { if (event.key === "Tab" && event.shiftKey) { event.preventDefault(); y.focus() } };
      </script>""",
    "a field that is filled in by Tab": "<label>Find <input id=f></label><ul id=l hidden><li>x</ul><script>"
    "f.onfocus = () => { l.hidden = false }; f.onblur = () => { l.hidden = true }</script>" + LINKS,
    "a header that leaves room": """<style>header { position: sticky; top: 0; background: #fff; height: 90px }
      html { scroll-padding-top: 100px }</style><header><a href=/>Home</a></header>"""
    + "<p style='height: 400px'><a href=/x>Link</a></p>" * 6,
    "what is no dialog by name, but Escape takes it away": """<div id=d style="position: fixed; inset: 50px; background: #fff">
      <a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a> <a href=/e>E</a> <button id=x>Close</button></div><script>
      x.onkeydown = e => { if (e.key === "Tab" && !e.shiftKey) { e.preventDefault(); d.querySelector("a").focus() } };
      document.onkeydown = e => { if (e.key === "Escape") d.remove() }</script>"""
    + LINKS,
    "what is confused by haste": """<a href=/a id=y>A</a> <a href=/b id=z>B</a><script>let last = 0;
      document.onkeydown = e => { const now = performance.now(), isHasty = now - last < 80; last = now;
      if (e.target === z && isHasty) { e.preventDefault(); y.focus() } }</script>"""
    + LINKS,
    "a page that scrolls smoothly": f"<style>html {{ scroll-behavior: smooth }}</style>{LINKS}"
    "<div style='height: 9000px'></div><a href=/x>Back to top</a>",
    "columns": """<style>div { display: flex } section { width: 300px }</style><div><section>
      """
    + "<p style='height: 300px'><a href=/x>Link</a></p>" * 3
    + "</section><section><p><a href=/y>Link</a></p></section></div>",
    "a large region that scrolls": "<style>* { outline: 0 }</style><div tabindex=0 style='height: 2000px'>Text"
    "</div>",
    "a small region that scrolls": "<style>* { outline: 0 }</style><div style='height: 40px; overflow: auto'><p>"
    + "Words in a box that is too small for them. " * 30
    + "</p></div>",
    "an anchor without anything": "<a href=# id=top></a><a name=x tabindex=0></a>" + LINKS,
}
PARTS = ("traps", "thrown", "hidden", "covered", "leading")


@pytest.fixture
def walked(pool, server, monkeypatch):
    """Walk through a page; return what is told."""

    def walked(body):
        monkeypatch.setitem(PAGES, "/tried", HEAD + body)
        monkeypatch.setattr(browser_probe, "STEPS", {"walk": walk})
        seen = pool.look(server.url("/tried"))
        assert seen.tried is not None, seen
        return seen.tried["walk"]

    return walked


def texts(places):
    return [each["text"] for each in places]


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(walked, name):
    told = walked(QUIET[name])
    assert [told[part] for part in PARTS] == [[]] * len(PARTS)
    assert told["visible"] == {"no": [], "weak": []}
    assert told["order"] == {"raised": [], "turned": [], "jumps": []}
    assert told["ended"] == ("dialog" if "dialog" in name else "end")
    assert told["skip"] is None or told["skip"]["works"]
    assert "round" not in told


@pytest.mark.parametrize(
    "style",
    [
        "a { outline: none }",
        "a:focus { outline: 2px solid #fff }",
        "a:focus { outline: 2px solid transparent }",
        "a:focus { outline: 0; color: LinkText; color: -webkit-link }",
        "* { outline: none !important } a:focus { outline: 2px solid red }",
    ],
)
def test_focus_that_cannot_be_seen(walked, style):
    told = walked(f"<style>body {{ background: #fff }} {style}</style>{LINKS}<button>Send</button>")
    assert texts(told["visible"]["no"])[:3] == ["One", "Two", "Three"]


def presses(places):
    return [each["presses"] for each in places]


def test_how_often_tab_was_pressed_is_told(walked):
    told = walked("<style>a { outline: none }</style>" + LINKS + "<button>Send</button>" + LINKS)
    assert presses(told["visible"]["no"]) == [1, 2, 3, 5, 6, 7]


def test_how_often_tab_was_pressed_is_told_behind_what_holds_several_stops(walked):
    told = walked(f"<style>a {{ outline: none }}</style><input type=date aria-label=d>{LINKS}")
    (first, *_), days = presses(told["visible"]["no"]), 4
    assert first == days + 1, "day, month, year and the calendar"


def test_how_often_tab_was_pressed_is_not_told_behind_a_frame(walked):
    frame = "<iframe title=x srcdoc='<a href=/1>1</a><a href=/2>2</a>'></iframe>"
    told = walked(f"<style>a {{ outline: none }}</style>{LINKS}{frame}{LINKS}")
    assert presses(told["visible"]["no"])[:6] == [1, 2, 3, None, None, None]


def test_how_often_tab_was_pressed_is_told_behind_what_was_taken_for_a_trap(walked):
    told = walked(
        """<style>a { outline: none }</style><a href=/a id=y>A</a> <a href=/b id=z>B</a><script>let last = 0;
      document.onkeydown = e => { const now = performance.now(), isHasty = now - last < 80; last = now;
      if (e.target === z && isHasty) { e.preventDefault(); y.focus() } }</script>"""
        + LINKS
    )
    assert presses(told["visible"]["no"])[:2] == [1, 2]
    assert set(presses(told["visible"]["no"])[2:]) <= {3, 4, 5, None}


def test_focus_that_can_hardly_be_seen(walked):
    told = walked("<style>a { outline: 0 } a:focus { background: #f2f2f2 }</style>" + LINKS)
    assert told["visible"]["no"] == []
    assert texts(told["visible"]["weak"]) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("body", "held"),
    [
        (
            LINKS + "<button onblur='setTimeout(() => this.focus(), 10)'>Held</button>" + LINKS,
            "Held",
        ),
        (
            LINKS
            + "<input aria-label=x onkeydown='if (event.key === \"Tab\") event.preventDefault()'>",
            "x",
        ),
        (
            "<button id=a onblur='b.focus()'>A</button><button id=b onblur='a.focus()'>B</button>"
            + LINKS,
            "A",
        ),
    ],
)
def test_traps(walked, body, held):
    told = walked(body)
    assert told["ended"] == "trap"
    (trap,) = told["traps"]
    assert held in [trap["text"], *texts(trap["others"])]
    assert not trap["told"]


def test_a_trap_whose_way_out_is_told_is_asked_about(walked):
    told = walked(
        "<p>Press Ctrl+M to leave.</p><button onblur='setTimeout(() => this.focus(), 10)'>Held</button>"
        + LINKS
    )
    assert told["traps"][0]["told"]


def test_focus_that_is_thrown_away(walked):
    told = walked(LINKS + "<a href=/x onfocus='this.blur()'>Gone</a>")
    assert texts(told["thrown"]) == ["Gone"]


def test_a_page_that_leads_away_on_focus(walked, server):
    told = walked(LINKS + "<a href=/x onfocus='location.href = \"/away\"'>Away</a><form action=/sent>"
                  "<input aria-label=s onfocus='this.form.submit()'></form>")  # fmt: skip
    assert [each["selector"].rpartition("> ")[2] for each in told["leading"]] == [
        "a:nth-of-type(1)",
        "input:nth-of-type(1)",
    ]
    assert not any(path in ("/away", "/sent") for path, _ in server.asked)


def test_stops_that_nobody_sees(walked):
    told = walked(
        "<div style='position: absolute; left: -9999px'><a href=/a>Far off</a></div><div style="
        "'height: 0; overflow: hidden'><a href=/b>Shut in</a></div><div style='opacity: 0'><a href=/c>"
        "Clear</a></div>" + LINKS
    )
    assert texts(told["hidden"]) == ["Far off", "Shut in", "Clear"]
    assert [each["faint"] for each in told["hidden"]] == [False, False, True]


def test_stops_that_a_header_covers(walked):
    told = walked(
        "<style>header { position: fixed; inset: 0 0 auto; height: 600px; background: #fff }"
        "body { padding-top: 610px }</style><header><a href=/>Home</a></header>"
        + "".join(f"<p style='height: 300px'><a href=/{n}>Link {n}</a></p>" for n in range(6))
    )
    assert told["covered"]
    assert {each["by"]["html"][:7] for each in told["covered"]} == {"<header"}
    assert not any(each["passing"] for each in told["covered"])


def test_orders_to_be_asked_about(walked):
    told = walked("<p><a href=/1>One</a> <a href=/2 tabindex=2>Two</a></p>")["order"]
    assert texts(told["raised"]) == ["Two"]
    told = walked("<div style='display: flex; flex-direction: row-reverse'><a href=/1>One</a>"
                  "<a href=/2>Two</a><a href=/3>Three</a></div>")["order"]  # fmt: skip
    assert [each["from"] for each in told["turned"]] == ["One"]
    told = walked("<div style='display: flex; flex-direction: column'><p style='order: 2'><a href=/1>One</a>"
                  "<p style='order: 1'><a href=/2>Two</a><p><a href=/3>Three</a></div>")["order"]  # fmt: skip
    assert len(told["turned"]) == 1


@pytest.mark.parametrize(
    ("body", "there"),
    [
        ("<a href=#nowhere>Skip to content</a><main id=main><a href=/x>x</a></main>", False),
        (
            (
                "<a href=#main onclick='event.preventDefault()'>Skip to content</a><a href=/y>y</a>"
                "<a href=/z>z</a><div id=main><a href=/x>x</a></div>"
            ),
            True,
        ),
    ],
)
def test_skip_links_that_do_nothing(walked, body, there):
    told = walked(body)
    assert (told["skip"]["works"], told["skip"]["target"]) == (False, there)


@pytest.mark.parametrize(
    "body",
    [
        "<a href=/x>Link</a>" * 500,
        "<input id=i aria-label=x>" + LINKS + "<script>setInterval(() => i.focus(), 5)</script>",
        LINKS
        + "<script>onfocus = () => {}; addEventListener('focus', () => { const until = Date.now() + 200; "
        "while (Date.now() < until); }, true)</script>" * 3,
        (
            "<div id=d></div><script>let n = 0; addEventListener('focusin', () => d.insertAdjacentHTML('beforeend', "
            "`<p><a href=/${n++}>More</a></p>`)); d.innerHTML = '<a href=/x>First</a>'</script>"
        ),
        "<script>addEventListener('keydown', event => event.stopImmediatePropagation(), true);"
        "addEventListener('keyup', event => event.stopImmediatePropagation(), true)</script>"
        + LINKS,
        "<style>@keyframes m { to { transform: translateX(500px) } } a { outline: 0; display: block; "
        "animation: m .3s infinite alternate }</style>" + LINKS,
        "<script>onbeforeunload = () => 'stay'</script><a href=/x onfocus='location.href = this.href'>x</a>",
    ],
)
def test_pages_that_fight_back_cost_bounded_time(walked, body):
    started = time.monotonic()
    told = walked(body)
    assert time.monotonic() - started < 30
    assert told["stops"] < 2 * MOST_STOPS
    assert told["visible"]["no"] == []
