"""What acts before the button is let go, and what only a drag or a swipe moves."""

import time

import pytest

from crawler import browser_probe
from crawler.browser_presses import presses
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

MORE = "<p id=p hidden>More words about it.</p>"
DOWN = (
    "<button id=b type=button>%s</button>%s<script>b.addEventListener('%s', () => { %s })</script>"
)
SLIDE = "<div class=slide style='flex: 0 0 600px; height: 90px'>Words of one</div>"
SHOW = f"""<section id=show>%s<div id=s style="width: 600px; overflow: hidden"><div style="display: flex">{SLIDE * 3}
</div></div></section><script>for (const kind of ['touchstart', 'touchmove']) s.addEventListener(kind, () => {{}})
</script>"""
DRAGS = """<ul id=u>%s</ul><script>u.addEventListener('dragstart', () => {})</script>"""
ITEM = "<li draggable=true id=i%d>Park %d%s</li>"
MAP = """<div id=m class="leaflet-container leaflet-touch" style="width: 400px; height: 300px; background: #ccc">%s
</div><script>m.onmousedown = m.onmousemove = () => {}</script>"""
ZOOM = '<a href="#" title="Zoom in">+</a><a href="#" title="Zoom out">-</a>'

QUIET = {
    "a click": DOWN % ("Add", MORE, "click", "p.hidden = false"),
    "what is noted on the way down": DOWN % ("Add", MORE, "mousedown", "window.n = 1; b.className = 'is-down'"),
    "a look while it is held": "<style>button:active { color: red; transform: scale(.9) } button:active::after "
    "{ content: '!' }</style>" + DOWN % ("Add", "", "pointerdown", "b.style.color = 'red'"),
    "a ripple": DOWN % ("Add", "", "mousedown", ("const r = document.createElement('span'); r.className = 'ripple';"
    "r.style.cssText = 'display: block; width: 9px; height: 9px'; b.append(r)")),
    "a press that is taken back": DOWN % ("Show the word", MORE, "mousedown", "p.hidden = false")
    + "<script>addEventListener('mouseup', () => { p.hidden = true })</script>",
    "a press that is taken back by the pointer": DOWN % ("Show the word", MORE, "pointerdown", "p.hidden = false")
    + "<script>addEventListener('pointerup', () => { p.hidden = true })</script>",
    "a click beside a mousedown": DOWN % ("Add", MORE, "mousedown", "event.preventDefault()")
    + "<script>b.addEventListener('click', () => { p.hidden = false })</script>",
    "what comes up with the focus": DOWN % ("Date", MORE, "mousedown", "") + "<script>b.onfocus = () => "
    "{ p.hidden = false }</script>",
    "what comes up under the mouse": DOWN % ("Date", MORE, "mousedown", "") + "<script>b.onmouseenter = () => "
    "{ p.hidden = false }</script>",
    "a menu": "<button id=b aria-haspopup=true aria-expanded=false>Services</button><ul id=p hidden><li><a href=/x>"
    "Bins</a></ul><script>b.onmousedown = () => { p.hidden = false }</script>",
    "a list of links": DOWN % ("Services", "<ul id=p hidden><li><a href=/x>Bins</a></ul>", "mousedown",
    "p.hidden = false"),
    "a link that is counted": "<a id=b href=/counted>Pay</a><script>b.onmousedown = () => { new Image().src = "
    "'/count' }</script>",
    "a handle": "<div class=drag-handle id=b>Move</div><p id=p></p><script>b.onmousedown = () => { p.textContent = "
    "'Moving' }</script>",
    "what has the hand of a drag": "<div id=b style='cursor: grab'>Move</div><p id=p></p><script>b.onmousedown = () => "
    "{ p.textContent = 'Moving' }</script>",
    "a slider": "<div id=b role=slider tabindex=0 aria-label=x aria-valuenow=1>x</div><p id=p></p><script>"
    "b.onpointerdown = () => { p.textContent = '3' }</script>",
    "a canvas": "<canvas id=b></canvas><p id=p></p><script>b.onpointerdown = () => { p.textContent = '3' }</script>",
    "a list box that is chosen from": "<ul role=listbox id=b tabindex=0><li role=option>One</ul><p id=p></p><script>"
    "b.onmousedown = () => { p.textContent = 'One' }</script>",
    "a clock": DOWN % ("Add", "<p id=p>0</p>", "mousedown", "") + "<script>setInterval(() => { p.textContent = 1 + "
    "+p.textContent }, 15)</script>",
    "a field": "<input id=b aria-label=Date><p id=p></p><script>b.onmousedown = () => { p.textContent = '3' }</script>",
    "a finger that scrolls": DOWN % ("Add", MORE, "touchstart", "window.n = 1"),
    "a picture show with buttons": SHOW % "<button type=button aria-label='Next slide'>&rsaquo;</button>",
    "a picture show with dots": SHOW % "<ul class=dots><li><a href='#1'>1</a><li><a href='#2'>2</a></ul>",
    "a show that scrolls": (SHOW % "").replace("hidden", "auto"),
    "what follows the mouse": "<div id=s style='width: 400px; height: 90px'>Words</div><script>s.onmousedown = "
    "s.onmousemove = () => {}</script>",
    "what is dragged, with buttons": DRAGS % (ITEM % (1, 1, " <button type=button>Move up</button>")),
    "what is dragged or clicked": (DRAGS % (ITEM % (1, 1, ""))) + "<script>i1.onclick = () => {}</script>",
    "what could be dragged, but nothing waits for it": f"<ul>{ITEM % (1, 1, '')}</ul>",
    "a map with buttons": MAP % (ZOOM + "<button>Move left</button>"),
    "a range of the browser": "<input type=range aria-label=x>",
    "a slider on a track": "<div id=t style='width: 300px'><div id=s role=slider tabindex=0 aria-label=x "
    "aria-valuenow=1 style='width: 20px; height: 20px'></div></div><script>s.onmousedown = t.onmousedown = () => {}"
    "</script>",
}  # fmt: skip


@pytest.fixture
def pressed(pool, server, monkeypatch):
    """Press what is on a page; return what is told."""

    def pressed(body):
        monkeypatch.setitem(PAGES, "/tried", HEAD + body)
        monkeypatch.setattr(browser_probe, "STEPS", {"presses": presses})
        seen = pool.look(server.url("/tried"))
        assert seen.tried is not None, seen
        assert not {"/sent", "/away"} & {path for path, _ in server.asked}
        return seen.tried["presses"]

    return pressed


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(pressed, name):
    told = pressed(QUIET[name])
    assert (told.get("not tested"), told["downs"], told["gestures"]) == (None, [], [])


@pytest.mark.parametrize(
    ("body", "way", "how"),
    [
        (DOWN % ("Pay", "", "mousedown", "location.href = '/away'"), "mouse", "sure"),
        (DOWN % ("Pay", "", "pointerdown", "alert('Paid')"), "mouse", "sure"),
        (DOWN % ("Pay", "", "touchstart", "location.href = '/away'"), "touch", "sure"),
        ("<p id=b onmousedown=\"location.href = '/away'\">Pay</p>", "mouse", "sure"),
        ("<form action=/sent><button id=b type=button onmousedown='form.submit()'>Pay</button></form>", "mouse", "sure"),
        (DOWN % ("Cancel it", "<p id=p></p>", "mousedown", "p.textContent = 'Your visit is cancelled'"), "mouse", "sure"),
        (DOWN % ("Take it out", "<p id=p>A copy, 12 pounds</p>", "mousedown", "p.remove()"), "mouse", "sure"),
        (DOWN % ("Hours", MORE, "mousedown", "p.hidden = !p.hidden"), "mouse", "unsure"),
        (DOWN % ("Next", "<p id=p>One</p>", "mousedown", "p.textContent += 'Two'"), "mouse", "unsure"),
        (DOWN % ("More", "<input id=p value=1 aria-label=Copies>", "mousedown", "p.value++"), "mouse", "unsure"),
        (DOWN % ("Hold to talk", "<p id=p></p>", "mousedown", "p.textContent = 'Message sent'"), "mouse", "unsure"),
    ],
)  # fmt: skip
def test_what_acts_on_the_way_down(pressed, body, way, how):
    (found,) = pressed(body)["downs"]
    assert (found["selector"], found["way"], found["how"], found["count"]) == ("#b", way, how, 1)


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", ["both"]),
        ("b.onkeydown = e => { if (e.key === 'Enter') p.textContent = 'Sent' }", []),
        ("document.onclick = e => { if (e.target === b) p.textContent = 'Sent' }", []),
    ],
)
def test_a_button_that_acts_on_the_way_down_and_on_no_key(pressed, more, missing):
    does = "p.textContent = 'Your visit is cancelled'"
    body = DOWN % ("Cancel it", "<p id=p></p>", "mousedown", does) + f"<script>{more}</script>"
    assert [each["missing"] for each in pressed(body)["keys"]] == missing


def test_what_looks_alike_is_pressed_once(pressed):
    rows = "".join(
        f"<li>{n} <button type=button class=out>Take out</button></li>" for n in range(9)
    )
    does = "for (const b of document.querySelectorAll('.out')) b.onmousedown = () => b.parentElement.remove()"
    body = f"<ul>{rows}</ul><script>{does}</script>"
    (found,) = pressed(body)["downs"]
    assert (found["how"], found["count"]) == ("sure", 9)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (SHOW % "", ["swipe"]),
        (SHOW % "<a href=/all>All news</a>", ["swipe"]),
        (DRAGS % "".join(ITEM % (n, n, "") for n in range(3)), ["drag"]),
        (MAP % ZOOM, ["map"]),
        (MAP % "", ["pinch", "map"]),
        (
            (
                "<div style='width: 300px'><div id=s role=slider tabindex=0 aria-label=x aria-valuenow=1 style='width: "
                "20px; height: 20px'></div></div><script>s.onpointerdown = () => {}</script>"
            ),
            ["slider"],
        ),
    ],
)
def test_what_only_a_drag_or_a_swipe_moves(pressed, body, what):
    told = pressed(body)
    assert [each["what"] for each in told["gestures"]] == what
    assert told["there"]["gestures"] >= 1


@pytest.mark.parametrize(
    "body",
    [
        "<div onmousedown='for (const u = Date.now() + 3000; Date.now() < u;);'>x</div>",
        "<p onmousedown='this.remove()' onpointerdown='document.body.innerHTML = 1'>x</p>",
        "<p ontouchstart='this.scrollIntoView()' ontouchmove='event.preventDefault()' draggable=true>x</p>"
        * 400,
        (
            "<script>for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, e => { "
            "e.stopImmediatePropagation(); e.preventDefault() }, true)</script><p onmousedown='x()'>y</p>"
        ),
        "<p onmousedown='this.setPointerCapture(1); window.scrollTo(0, 9e9)' onpointerdown='this.focus()'>x</p>"
        + "<p>y</p>" * 300,
    ],
)
def test_pages_that_fight_back_cost_bounded_time(pressed, body):
    started = time.monotonic()
    assert pressed(body).get("not tested") is None
    assert time.monotonic() - started < 30


TILT = "<p id=p>0</p>%s<script>addEventListener('%s', e => { %s })</script>"
MOVES = "p.textContent = Math.round(e.gamma ?? e.acceleration.x)"


@pytest.mark.parametrize(
    ("body", "motion"),
    [
        ("<p id=p>0</p>", []),
        (TILT % ("", "deviceorientation", "window.n = e.gamma"), []),
        (TILT % ("", "deviceorientation", MOVES), [{"ways": 0}]),
        (TILT % ("", "devicemotion", MOVES), [{"ways": 0}]),
        (TILT % ("<header><a href=/x>Home</a></header>", "devicemotion", MOVES), [{"ways": 0}]),
        (TILT % ("<button type=button>It does nothing</button>", "devicemotion", MOVES), [{"ways": 0}]),
        (TILT % ("<label><input type=checkbox> Off</label>", "devicemotion", MOVES), [{"ways": 1}]),
        (TILT % ("<a href=/x>Our parks</a>", "devicemotion", MOVES), [{"ways": 0}]),
        (TILT % ("<a href=/still>Do without moving</a>", "devicemotion", MOVES), [{"ways": 1}]),
        (TILT % ("<button type=button onclick='p.textContent = 1'>More</button>", "devicemotion", MOVES), [{"ways": 1}]),
        (TILT % ("<button>x</button><script>document.onclick = () => {}</script>", "devicemotion", MOVES), [{"ways": 1}]),
    ],
)  # fmt: skip
def test_what_moving_the_device_does(pressed, body, motion):
    assert pressed(body)["motion"] == motion
