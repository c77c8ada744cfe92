"""Looking a page over: what only decorates stays quiet, what says something is told."""

import base64
import io
import time

import pytest
from PIL import Image

from crawler import browser_probe
from crawler.browser_survey import survey
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

LONG = "We empty your bins each week, and we tell you when the day changes. " * 3
KINDS = {
    *("made", "pictures", "fields", "heads", "links", "reversed", "moving", "flashing"),
    *("gifs", "coloured", "tiny", "justified", "capitals", "slanted", "long", "tight"),
    *("spoken", "far", "edged"),
}


def picture(*colours, size=(300, 200)):
    """Return the address of a picture with upright stripes of these colours."""
    image = Image.new("RGB", (len(colours), 1))
    image.putdata(colours)
    file = io.BytesIO()
    image.resize(size, Image.Resampling.NEAREST).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def gif(*colours):
    """Return the address of a GIF with a frame of each colour."""
    frames = [Image.new("RGB", (120, 80), colour) for colour in colours]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=170, loop=0)
    return "data:image/gif;base64," + base64.b64encode(file.getvalue()).decode()


WHITE, PALE, BLACK = (255, 255, 255), (235, 235, 240), (10, 10, 10)
STYLE = """<style>
  p, div, span { color: #111 }
  .quote::before { content: "“" } .count { counter-reset: n } .count li::before { counter-increment: n; content: counter(n) ". " }
  .icon::before { font-family: "My Icons"; content: "\\f101" } .star::after { content: " *" }
  .lig::before { font-family: "Material Icons"; content: "home" }
  .alt::before { content: "Warning" / "" } .has::before { content: "Note: " }
  .empty::after { content: ""; display: block } .hidden::after { content: "Hello there"; display: none }
  .spin { width: 32px; height: 32px; animation: turn 1s infinite linear }
  .once { width: 300px; height: 90px; animation: turn 2s }
  .skeleton { width: 300px; height: 90px; animation: turn 2s infinite }
  @keyframes turn { from { transform: rotate(0) } to { transform: rotate(360deg) } }
  @keyframes blink { from { opacity: 0 } to { opacity: 1 } }
  .bare { text-decoration: none }
</style>"""

QUIET = {
    "quotes, counters and icons": "<p class=quote>Said</p><ol class=count><li>One<li>Two</ol><i class=icon></i>"
    "<i class=lig></i><label class=star>Name <input></label><p class=alt>Ice</p><p class=empty>x</p>"
    "<p class=hidden>y</p><p class=has>Note: it is said</p>",
    "backgrounds that decorate": f"""<div style="background:url({picture(WHITE)});height:200px"><h2>Over it</h2></div>
      <div style="background:url({picture(WHITE)}) repeat;height:200px;width:400px"></div>
      <div role=img aria-label="A map" style="background:url({picture(WHITE)}) center/cover;height:200px"></div>
      <div style="background:url({picture(WHITE)}) no-repeat;height:20px;width:20px"></div>
      <div style="position:relative;height:150px"><div style="position:absolute;inset:0;background:url({picture(WHITE)}) center/cover"></div>
      <p style="position:relative">Words over it</p></div>""",
    "fields as browsers draw them": "<label>A <input></label><label>B <select><option>x</select></label>"
    "<label>C <textarea></textarea></label><label>D <input style='border:2px solid #0b0c0c'></label>"
    "<label>E <input style='border:0;border-bottom:2px solid #333'></label>"
    "<label>F <input style='border:1px solid #ddd;box-shadow:0 0 2px #000'></label>"
    "<label>G <input disabled style='border:1px solid #ddd'></label>"
    "<label>H <span style='border:2px solid #333;display:inline-block'><input style='border:0'></span></label>",
    "links that show": f"<p>{LONG} <a href=/a>bins</a>. {LONG} <a href=/b class=bare style='font-weight:700;color:#222'>tips</a>"
    f" {LONG} <a class=bare style='border-bottom:1px solid;color:#222' href=/c>bags</a>"
    f" {LONG} <a class=bare style='color:#0066ff' href=/d>blue</a></p><nav><a class=bare href=/e>Menu</a></nav>"
    "<p><a class=bare style='color:#222' href=/f>A paragraph that is a link as a whole</a></p>",
    "order as in the source": """<div style="display:flex"><p>First part of the text</p><p>Second part of it</p></div>
      <div style="display:grid;grid-template-columns:1fr 1fr"><p>One of four parts</p><p>Two of four parts</p><p>Three of four parts</p><p>Four of four parts</p></div>
      <div style="display:flex;flex-direction:row-reverse"><p>Words beside a picture that is small</p><img alt="" src=data:, width=50 height=50></div>
      <nav style="display:flex;flex-direction:row-reverse"><a href=/>Home page of it</a><a href=/a>Other page of it</a></nav>
      <div style="display:flex;flex-direction:row-reverse"><button>Continue to pay</button><button>Go back</button></div>
      <div style="columns:2"><p>Part one of the columns</p><p>Part two of the columns</p></div>""",
    "colours that mean nothing alone": "<ul><li style='color:#a00'>Road closed (today)<li>Other road</ul>"
    "<ul><li><a href=/a style='color:#a00'>One</a><li><a href=/b>Two</a></ul><ul><li>One<li>Two</ul>"
    "<ul><li style='color:#a00;font-weight:700'>One<li>Two</ul><nav><ul><li style='color:#a00'>A1<li>B1</ul></nav>"
    "<ul><li style='color:#444'>Grey<li style='color:#111'>Black</ul>",
    "links and buttons that say what they show": "<a href=/a>Pay <b>now</b></a><button><span>Send</span></button>"
    "<a href=/b aria-label='Pay now'><svg width=9 height=9></svg></a><a href=/c><span style='display:none'>x</span></a>",
    "labels near their fields": """<p><label for=n1>Name</label> <input id=n1></p><label for=n2>Age</label>
      <p style='height:90px'>In years, as on your card</p><input id=n2><p><label for=n3>Town</label>
      <span style='display:inline-block;width:300px'>Error: enter your town</span> <input id=n3></p>
      <p style='display:flex;justify-content:space-between'><input id=n4><label style='position:absolute;left:-9999px' for=n4>Way</label></p>""",
    "red edges that words explain": """<form><p><label>Name <input style='border:2px solid #b00'> Enter your name</label></p>
      <p><label>Town <input></label></p></form><form><p><label>Name <input aria-invalid=true style='border:2px solid #b00'></label></p>
      <p><label>Town <input></label></p></form><form><label>Name <input style='border:2px solid #b00'></label>
      <label>Town <input style='border:2px solid #b00'></label></form>""",
    "movement that ends": "<div class=spin></div><div class=once></div><div class=skeleton></div>"
    f"<img alt='' src='{gif(WHITE)}'>",
    "no headings": f"""<p class=lead style="font-size:24px">We are here to help.</p><p>{LONG}</p>
      <div style="font-size:24px;font-weight:700">£200</div><div>{LONG}</div><h3>Tips</h3><div>{LONG}</div>
      <div style="font-weight:700">Please note: we are closed.</div><div>{LONG}</div>""",
    "text as it should be": f"<p style='max-width:40rem;line-height:1.5'>{LONG * 3}</p><p><em>Bins</em> and {LONG}</p>"
    "<p><b style='text-transform:uppercase'>Stop</b> now</p><p><small style='font-size:11px'>10</small></p>"
    "<p style='max-width:40rem'>تكييف الهواء هو من التكنولوجيا التي ما إن نمتلكها حتى نصبح عاجزين عن العيش من دونها HVAC</p>"
    "<p style='text-transform:uppercase;max-width:40rem'>我们每周清空您的垃圾箱 并在日期更改时通知您 我们每周清空您的垃圾箱 并在日期 更改时通知您 我们每周 "
    "清空您的垃圾箱 更改时通知您 清空您的垃圾箱 并在日期更改时通知您</p>"
    "<button style='text-transform:uppercase'>We empty your bins each week, and we tell you when the day changes</button>",
}


@pytest.fixture
def surveyed(pool, server, monkeypatch):
    """Look a page over and do nothing else to it; return what is told."""

    def surveyed(body, step=survey):
        page = HEAD.replace("<main>", f"{STYLE}<main>").replace("</main>", f"{body}</main>")
        monkeypatch.setitem(PAGES, "/surveyed", page)
        monkeypatch.setattr(browser_probe, "STEPS", {"survey": step})
        look = pool.look(server.url("/surveyed"))
        assert look.state == "ok", look.reason
        return look.tried["survey"]

    return surveyed


def selectors(places):
    return [each["selector"] for each in places]


def test_what_only_decorates_is_not_told(surveyed):
    told = surveyed(
        "".join(f"<section style='max-width:50rem'>{each}</section>" for each in QUIET.values())
    )
    assert {kind: told[kind] for kind in KINDS if told[kind]} == {}
    assert [each for each in told["faint"] if each["sure"]] == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("made", "<style>#a::after{content:'Closed on Monday'}</style><p id=a>Tip</p>"),
        (
            "made",
            "<style>#a::before{content:attr(data-l)}</style><p id=a data-l='Opening times'>9</p>",
        ),
        (
            "pictures",
            f"<div id=a style='background:url({picture(BLACK)}) center/cover;height:200px'></div>",
        ),
        ("fields", "<label>Name <input id=a style='border:1px solid #ddd'></label>"),
        ("coloured", "<ul><li>Chanterelle<li id=a style='color:#b00'>Fly agaric</ul>"),
        (
            "coloured",
            "<form><label id=a style='color:red'>Name <input></label><label>Age <input></label></form>",
        ),
        (
            "coloured",
            "<table><tr><td>Monday<td id=a><font color=green>9 July</font><td>3 July</table>",
        ),
        ("fields", "<label>Name <input id=a style='border:0;background:#f3f3f3'></label>"),
        ("heads", f"<div id=a style='font-size:26px'>Opening times</div><div>{LONG}</div>"),
        ("heads", f"<div class=t id=a style='font-weight:700'>Opening times</div><p>{LONG}</p>"),
        ("links", f"<p>{LONG} <a id=a class=bare style='color:#333' href=/a>bins</a> {LONG}</p>"),
        (
            "reversed",
            (
                "<div id=a style='display:flex;flex-direction:column-reverse'><p>Then you pay for it</p>"
                "<p>First you fill it in</p></div>"
            ),
        ),
        (
            "reversed",
            (
                "<div id=a style='display:flex'><p style='order:2'>Then you pay for it, here or by post or "
                "on the phone</p><p>First you fill the form in, and then you sign it with your name</p></div>"
            ),
        ),
        (
            "reversed",
            (
                "<div id=a style='display:grid'><p style='grid-row:2'>Then you pay for it</p>"
                "<p style='grid-row:1'>First you fill it in</p></div>"
            ),
        ),
        (
            "moving",
            "<div id=a style='width:300px;height:90px;animation:turn 3s infinite'>News</div>",
        ),
        ("moving", "<div id=a style='width:300px;height:90px;animation:turn 9s'>News</div>"),
        ("flashing", "<div id=a style='height:400px;animation:blink .1s infinite'>News</div>"),
        ("gifs", f"<img id=a alt='' src='{gif(WHITE, BLACK)}'>"),
        ("spoken", "<a id=a href=/a>More<span style='display:none'> about bins</span></a>"),
        (
            "spoken",
            "<a id=a href=/a>More<b style='position:absolute;left:-9999px'> on bins</b></a>",
        ),
        (
            "spoken",
            "<a id=a href=/a>More<b style='position:absolute;clip:rect(0,0,0,0)'> on bins</b></a>",
        ),
        ("spoken", "<button id=a aria-label='Close this'>Shut</button>"),
        ("far", "<label for=a>Name</label><p style='height:200px'></p><input id=a>"),
        (
            "far",
            "<p style='display:flex;justify-content:space-between'><label for=a>Name</label><input id=a></p>",
        ),
        (
            "edged",
            "<form><p><label>Name <input id=a style='border:2px solid #b00'></label></p><p><label>Town <input></label></p></form>",
        ),
        ("tiny", f"<p id=a style='font-size:9px;max-width:200px'>{LONG}</p>"),
        ("justified", f"<p id=a style='text-align:justify;max-width:400px'>{LONG}</p>"),
        ("capitals", f"<p id=a style='text-transform:uppercase;max-width:400px'>{LONG}</p>"),
        ("capitals", f"<p id=a>{LONG[:70].upper()}</p>"),
        ("slanted", f"<p id=a style='max-width:400px'><em>{LONG}</em></p>"),
        ("long", f"<p id=a style='font-size:14px'>{LONG * 4}</p>"),
        ("tight", f"<p id=a style='line-height:1;max-width:400px'>{LONG * 2}</p>"),
    ],
)
def test_what_says_something_is_told(surveyed, kind, body):
    assert selectors(surveyed(body)[kind]) == ["#a"]


@pytest.mark.parametrize(
    ("colours", "colour", "expected"),
    [
        ((BLACK,), "#fff", None),
        ((WHITE, PALE), "#ddd", "sure"),
        ((WHITE, BLACK), "#fff", "part"),
    ],
)
@pytest.mark.parametrize("way", ["background", "image"])
def test_text_over_a_picture_is_compared_with_its_pixels(surveyed, colours, colour, expected, way):
    address = picture(*colours, size=(600, 100))
    words = "Book a place in the pool at any time of the day"
    if way == "background":
        body = f"<div style='background:url({address}) 0 0/600px 100px;width:600px;height:100px'><p id=a style='color:{colour};margin:0'>{words}</p></div>"
    else:
        body = (
            f"<div style='position:relative'><img alt='' src='{address}'>"
            f"<p id=a style='position:absolute;left:0;top:20px;margin:0;width:600px;color:{colour}'>{words}</p></div>"
        )
    faint = surveyed(body + f"<p>{LONG}</p>")["faint"]
    if expected is None:
        assert faint == []
        return
    (place,) = faint
    assert place["selector"] == "#a"
    assert place["sure"] == (expected == "sure")
    assert place["low"] == 100 if expected == "sure" else 15 <= place["low"] < 100


def test_a_shadow_may_help_so_it_is_not_sure(surveyed):
    body = f"<div style='background:url({picture(WHITE)})'><p id=a style='color:#fff;text-shadow:0 0 3px #000'>Swim</p></div>"
    (place,) = surveyed(body)["faint"]
    assert not place["sure"]


def test_an_image_of_one_colour_may_not_have_loaded_so_it_is_not_sure(surveyed):
    body = "<div style='background:url(/nowhere.png)'><p id=a style='color:#fff'>Swim</p></div>"
    (place,) = surveyed(body)["faint"]
    assert not place["sure"]


def test_a_slide_below_another_is_not_measured(surveyed):
    slide = "position:absolute;inset:0;width:400px;height:90px;background:linear-gradient"
    told = surveyed(
        f"<div style='position:relative;height:90px'><div style='{slide}(#fff,#eee)'><p style='color:#ccc'>One</p></div>"
        f"<div style='{slide}(#222,#000)'><p style='color:#fff'>Two</p></div></div>"
    )
    assert told["faint"] == []


def test_words_right_in_a_shadow_root_are_compared_too(surveyed):
    body = "<p id=a style='color:#aaa'></p><script>document.getElementById('a').attachShadow({mode:'open'}).textContent = 'Some words'</script>"
    (place,) = surveyed(body)["faint"]
    assert (place["selector"], place["sure"], place["best"]) == ("#a", True, 2.32)


def test_a_button_to_pause_is_enough(surveyed):
    told = surveyed(
        "<div style='width:300px;height:90px;animation:turn 3s infinite'>News</div><button>Pause</button>"
        f"<img alt='' src='{gif(WHITE, BLACK)}'>"
    )
    assert told["moving"] == told["gifs"] == []


def test_the_page_is_put_back_and_notices_nothing(surveyed):
    body = f"""<div style="background:linear-gradient(#fff,#eee)"><p style="color:#ccc">Pale words</p></div>
      <p style="height:3000px">{LONG}</p><div style="background:linear-gradient(#fff,#eee)"><p>Far down</p></div>
      <script>window.seen = 0; new MutationObserver(() => {{ seen++ }}).observe(document,
        {{subtree: true, childList: true, attributes: true, characterData: true}})</script>"""
    state = """() => [scrollY, document.adoptedStyleSheets.length, document.documentElement.outerHTML,
      ...[...document.querySelectorAll("*")].map(each => getComputedStyle(each).color)]"""

    def step(world):
        before, seen = world.ask(state), world.ask_page("() => window.seen")
        told = survey(world)
        same = world.ask(state) == before
        return {**told, "same": same, "seen": world.ask_page("() => window.seen") - seen}

    told = surveyed(body, step)
    assert len(told["faint"]) == 1
    assert (told["same"], told["seen"]) == (True, 0)


@pytest.mark.parametrize(
    "body",
    [
        "<p style='background:linear-gradient(red,blue)'>Some <a href=/a>text</a> in a paragraph</p>"
        * 700,
        "<div style='display:flex;position:absolute'>" * 900 + LONG,
        (
            "<script>for (let i = 0; i < 1000; i++) { const d = document.createElement('div');"
            "d.attachShadow({mode: 'open'}).innerHTML = '<p>Words in it'; document.body.append(d) }</script>"
        ),
        (
            f"<p id=a style='position:relative'>{LONG}</p><script>let n = 0; setInterval(() => {{"
            "a.style.left = (n += 7) % 900 + 'px'; a.textContent = 'Words ' + n }, 1)</script>"
        ),
    ],
    ids=["700 paragraphs", "deep", "shadow roots", "moves while measured"],
)
def test_hostile_pages_are_looked_over_in_bounded_time(surveyed, body):
    started = time.monotonic()
    told = surveyed(body)
    assert "reversed" in told or "not tested" in told
    assert time.monotonic() - started < 40
