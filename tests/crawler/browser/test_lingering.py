"""What comes up under the mouse or by the focus: it can be reached, it stays, it can be put away."""

import time

import pytest

pytestmark = pytest.mark.browser

WORDS = "<p>The office is open all week. Come and see us there.</p>" * 3
TIP = f"""<p>We are <b id=t tabindex=0 aria-describedby=u>open<i id=u role=tooltip>from nine to five</i></b></p>{WORDS}
<style>b {{ position: relative }} b i {{ visibility: hidden; position: absolute; left: 0; top: 100%; width: 200px; padding: 30px;
background: #fff }} b:hover i, b:focus i {{ visibility: visible }}</style>"""
ESCAPE = """<script>addEventListener('keydown', e => { if (e.key === 'Escape') u.style.display = 'none' });
t.addEventListener('mouseenter', () => { u.style.display = '' }); t.onfocus = () => { u.style.display = '' }</script>"""
# As libraries do it: a box of its own at the page's end, that comes and goes by scripts.
BESIDE = f"""<p>We are <button id=t type=button>open</button></p>{WORDS}<script>
let tip = null, leaving = 0;
const show = () => {{ clearTimeout(leaving); if (tip) return; tip = document.createElement('div'); tip.className = 'tip';
  tip.role = 'tooltip'; tip.id = 'tip'; tip.textContent = 'from nine to five'; document.body.append(tip);
  t.setAttribute('aria-describedby', 'tip');
  const box = t.getBoundingClientRect(); tip.style.cssText = `position: fixed; width: 200px; padding: 30px; background: #ff9; left: ${{box.left}}px; top: ${{box.bottom + GAP}}px`;
  tip.onmouseenter = KEEP; tip.onmouseleave = later }};
const hide = () => {{ tip?.remove(); tip = null }}, later = () => {{ leaving = setTimeout(hide, DELAY) }};
t.onmouseenter = show; t.onmouseleave = later; t.onfocus = show; t.onblur = hide;
EXTRA</script>"""
KEY = "addEventListener('keydown', e => { if (e.key === 'Escape') hide() });"
STAY = "() => clearTimeout(leaving)"


def beside(gap=0, keep="null", delay=0, extra=""):
    body = BESIDE.replace("GAP", str(gap)).replace("KEEP", keep)
    return body.replace("DELAY", str(delay)).replace("EXTRA", extra)


MENU = """<nav><ul class=m><li><a href=/services>Services</a><ul><li><a href=/s1>Bins</a><li><a href=/s2>Tax</a></ul>
</ul></nav><style>.m li { width: 150px } .m ul { display: none; position: absolute; background: #fff; margin: 0 }
.m li:hover > ul, .m li:focus-within > ul { display: block }</style>"""
DRAWN = f"""<p><a class=h href=/x data-tip="Open from nine to five">Hours</a></p>{WORDS}<style>.h {{ position: relative }}
.h::after {{ content: attr(data-tip); position: absolute; left: 0; top: 100%; width: 200px; padding: 30px; background: #ff9;
opacity: 0; visibility: hidden }} .h:hover::after {{ opacity: 1; visibility: visible }}</style>"""
QUIET = {
    "the browser's own tip": f"<p><a href=/x title='from nine to five'>Open</a></p>{WORDS}",
    "a tip in its trigger that Escape puts away": TIP + ESCAPE,
    "a tip that covers nothing": TIP.replace(WORDS, ""),
    "a tip that waits for the mouse and hears Escape": beside(8, STAY, 300, KEY),
    "a tip that comes late": beside(0, STAY, 300, KEY).replace(
        "onmouseenter = show", "onmouseenter = () => setTimeout(show, 200)"
    ),
    "a tip that fades": TIP.replace("b i {", "b i { opacity: 0; transition: all .3s;").replace(
        "visibility: visible", "visibility: visible; opacity: 1"
    )
    + ESCAPE,
    "a menu that pushes the page down": MENU.replace("position: absolute", "color: #000") + WORDS,
    "words over a picture that they are about": "<style>figure { position: relative; width: 300px; height: 200px; "
    "background: #262 } figcaption { position: absolute; inset: auto 0 0; background: #000; color: #fff; opacity: 0 } "
    f"figure:hover figcaption {{ opacity: 1 }}</style><figure><figcaption>The park</figcaption></figure>{WORDS}",
    "a link that only changes its colour": "<style>a:hover span, a:focus span { opacity: .8; height: auto }</style>"
    "<a href=/x>Open <span>now</span></a>",
    "a skip link": "<style>.s ul { position: absolute; left: -999px } .s:focus-within ul { left: 0; top: 0 }</style>"
    "<div class=s><ul><li><a href=#c>Skip to main content</a></ul></div>" + WORDS,
    "an error of a field": "<style>i { display: none; position: absolute; padding: 30px; background: #fff } input:focus + i { display: "
    f"block }}</style><label>Name <input aria-invalid=true><i>Enter your name</i></label>{WORDS}",
    "a hint that stands in the page": "<style>i { display: none } input:focus + i { display: block }</style><label>Name"
    f" <input><i>As on your card</i></label>{WORDS}",
    "a tip drawn by styles, with Escape": DRAWN.replace(":hover::after", ":hover:not(.off)::after")
    + "<script>onkeydown = e => { if (e.key === 'Escape') document.querySelector('.h').classList.add('off') };"
    "document.querySelector('.h').onmouseleave = e => e.target.classList.remove('off')</script>",
    "a tip drawn by styles that covers nothing": DRAWN.replace(WORDS, ""),
    "a sign drawn by styles": DRAWN.replace("attr(data-tip)", "'»'"),
    "a page that never rests": f"<p id=q>0</p><b id=t>open</b>{WORDS}<script>setInterval(() => {{ q.textContent = "
    "+q.textContent + 1 }, 15); t.onmouseenter = () => { q.className = 'x' }</script>",
    "a card that shows more of itself": "<style>.c { height: 80px; overflow: hidden } .c:hover { height: auto }"
    f"</style><div class=c><h2><a href=/x>Park</a></h2><p>Words of it.</p></div>{WORDS}",
}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(pressed, name):
    assert pressed(QUIET[name])["lingers"] == []


@pytest.mark.parametrize(
    ("body", "flees"),
    [
        (TIP.replace("background: #fff", "background: #fff; pointer-events: none") + ESCAPE, "always"),
        (beside(0, "null", 0, KEY), "always"),
        (beside(6, "null", 300, KEY), "always"),
        (TIP.replace("top: 100%", "top: calc(100% + 9px)") + ESCAPE, "between"),
        (beside(200, "null", 0, KEY), "far"),
        (DRAWN.replace("opacity: 0;", "opacity: 0; pointer-events: none;").replace(WORDS, ""), "always"),
    ],
)  # fmt: skip
def test_what_flees_from_the_mouse(pressed, body, flees):
    (found,) = pressed(body)["lingers"]
    assert (found["flees"], found["by"]) == (flees, "pointer")
    assert "nine to five" in found["shows"]
    assert "covers" not in found


@pytest.mark.parametrize(
    ("body", "escape"),
    [
        (TIP, "sure"),
        (beside(0, STAY, 300), "sure"),
        (TIP.replace("role=tooltip", "").replace("aria-describedby=u", ""), "unsure"),
        (MENU + WORDS, "unsure"),
        (DRAWN, "unsure"),
        # Escape is heard only where the focus is
        (TIP + ESCAPE.replace("addEventListener('keydown'", "t.addEventListener('keydown'", 1), "unsure"),
    ],
)  # fmt: skip
def test_what_covers_words_and_cannot_be_put_away(pressed, body, escape):
    (found,) = pressed(body)["lingers"]
    assert (found["escape"], "flees" in found) == (escape, False)
    assert "office is open" in found["covers"]


def test_what_goes_by_itself(pressed):
    (found,) = pressed(beside(0, STAY, 300, KEY).replace("const hide", "t.addEventListener('mouseenter', () => "
                       "setTimeout(hide, 2000)); const hide"))["lingers"]  # fmt: skip
    assert (found["stays"], found["by"]) == (2, "pointer")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ((f"<style>i {{ display: none; position: absolute; padding: 30px; background: #fff }} input:focus + i {{ display: block }}"
          f"</style><label>Name <input><i>As on your card</i></label>{WORDS}"), {"escape": "unsure"}),
        ((f"<input id=t aria-label=Name aria-describedby=u><div id=u role=tooltip hidden style='position: absolute; padding: 30px; "
          f"background: #fff'>As on your card</div>{WORDS}<script>t.onfocus = () => {{ u.hidden = false }}; t.onblur = "
          "() => { u.hidden = true }</script>"), {"escape": "sure"}),
        ((f"<input id=t aria-label=Name><div id=u hidden>As on your card</div>{WORDS}<script>t.onfocus = () => "
          "{ u.hidden = false; setTimeout(() => { u.hidden = true }, 1600) }</script>"), {"stays": 1.6}),
    ],
)  # fmt: skip
def test_what_the_focus_brings_up(pressed, body, fault):
    (found,) = pressed(body)["lingers"]
    assert found["by"] == "focus"
    assert fault.items() <= found.items()


@pytest.mark.parametrize(
    "body",
    [
        TIP.replace("<p>", "<p><b>x<i>more words</i></b> ", 1) * 200,
        ("<style>b i { display: none } b:hover i { display: block; position: absolute }</style>"
         + "".join(f"<b class=c{n}>x<i>words {n}</i></b> " for n in range(200)) + WORDS * 300),
        ("<b id=t>open</b><i id=u hidden>words of it</i><script>t.onmouseenter = () => { u.hidden = false; const e = "
         "Date.now() + 500; while (Date.now() < e); }; onmousemove = () => { u.hidden = !u.hidden }</script>"),
    ],
)  # fmt: skip
def test_pages_that_fight_back_cost_bounded_time(pressed_in_time, body):
    assert pressed_in_time(body).get("not tested") is None


def test_what_many_pages_share_is_tried_once_a_run(pressed):
    body = TIP + "<script>window.n = 3</script>"
    first = pressed(body)
    started = time.monotonic()
    second = pressed(body)
    assert [each["covers"] for each in (*first["lingers"], *second["lingers"])] == [
        first["lingers"][0]["covers"]
    ] * 2
    assert time.monotonic() - started < 4
