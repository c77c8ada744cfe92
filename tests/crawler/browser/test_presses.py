"""Pressing what there is to press: what is in order stays quiet, what answers no key is told."""

import time

import pytest

from crawler import browser_presser, browser_probe
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

KINDS = (
    *("mouse", "keys", "hover", "dialogs", "states", "letters"),
    *("choices", "errors", "messages", "vanishing", "lingers", "arrows"),
)
TOGGLE = "p.hidden = !p.hidden"
MORE = "<p id=p hidden>More words about it.</p>"
FIELDS = "<p><label for=n>Name</label> <span id=e></span> <input id=n></p><p><label>Town <input></label></p>"
MENU = """<nav class=m><ul><li><a href="#">Services</a><ul><li><a href=/s1>Bins</a><li><a href=/s2>Tax</a>
</ul></ul></nav><style>.m ul ul { display: none; position: absolute; background: #fff }</style>"""
DIALOG = """<button id=b type=button>Contact</button> <a href=/x>Behind</a><div id=d role=dialog aria-modal=true
aria-label=Contact hidden style="position: fixed; inset: 100px; background: #fff"><p>Call us.</p>
<button id=c type=button>Close</button></div><a href=/z>After</a>"""
QUIET = {
    "what has nothing to press": "<p>Only words.</p>",
    "a button that opens": f"<button id=b aria-expanded=false>Hours</button>{MORE}<script>b.onclick = () => "
    f"{{ {TOGGLE}; b.setAttribute('aria-expanded', !p.hidden) }}</script>",
    "a button whose words tell": f"<button id=b>Show map</button>{MORE}<script>b.onclick = () => "
    f"{{ {TOGGLE}; b.textContent = p.hidden ? 'Show map' : 'Hide map' }}</script>",
    "details": "<details><summary>Help</summary><p>Words.</p></details>",
    "a made button that hears both keys": f"<span id=b role=button tabindex=0 aria-expanded=false>Hours</span>"
    f"{MORE}<script>const go = () => {{ {TOGGLE}; b.setAttribute('aria-expanded', !p.hidden) }}; b.onclick = go;"
    "b.onkeydown = e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); go() } }</script>",
    "a link that is a button, as GOV.UK's": f"<a id=b role=button href=# data-module=govuk-button>Start</a>{MORE}"
    f"<script>b.onclick = e => {{ e.preventDefault(); {TOGGLE} ; b.setAttribute('aria-pressed', !p.hidden) }};"
    "b.onkeydown = e => { if (e.key === ' ') { e.preventDefault(); b.click() } }</script>",
    "a click on words beside a box": "<span id=s>Yes</span> <input id=i type=checkbox aria-label=Yes><script>"
    "s.onclick = () => i.click()</script>",
    "a card with a link": "<div id=s><h2><a href=/card>Card</a></h2><p>Words</p></div><script>s.onclick = () => "
    "{ location.href = '/card' }</script>",
    "a click that does nothing to be seen": "<p id=s>Words</p><script>s.onclick = () => { window.n = 1 }</script>",
    "a click heard by the whole page": f"<p>Words</p><button id=b aria-expanded=false>Hours</button>{MORE}<script>"
    "document.body.addEventListener('click', e => { if (e.target === b) "
    f"{{ {TOGGLE}; b.setAttribute('aria-expanded', !p.hidden) }} }})</script>",
    "a picture whose link is beside it": "<img id=s alt=Park src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=90"
    " height=90><a href=/park>Park</a><script>s.onclick = () => { location.href = '/park' }</script>",
    "a list box": """<div role=listbox tabindex=0 aria-label=x><div role=option id=s>One</div></div><p id=q></p><script>
    s.onclick = () => { q.textContent = 'one' }</script>""",
    "a menu that opens on focus": MENU
    + "<style>.m li:hover > ul, .m li:focus-within > ul { display: block }</style>",
    "a menu with a button": MENU.replace(
        '<a href="#">Services</a>',
        "<a href=/s>Services</a>"
        "<button id=b aria-expanded=false aria-label='More services'>+</button>",
    )
    + """<style>.m li:hover > ul, .m .open
    { display: block !important }</style><script>b.onclick = () => { const u = b.nextElementSibling;
    b.setAttribute('aria-expanded', u.classList.toggle('open')) }</script>""",
    "a menu whose links are elsewhere": MENU
    + "<style>.m li:hover > ul { display: block }</style><footer "
    "style='padding-top: 9em'><a href=/s1>Bins</a><a href=/s2>Tax</a></footer>",
    "a menu with a box of no look that opens it": MENU.replace(
        '<a href="#">Services</a>', "<input type=checkbox aria-label='More services'><b>More</b>"
    )
    + """<style>.m li { position: relative } .m li > input { position: absolute; opacity: 0; width: 100% }
    .m li:hover > ul, .m li > input:checked ~ ul { display: block }</style>""",
    "a heading with a link to itself": "<style>h2 a { display: none } h2:hover a { display: inline }</style>"
    "<h2 id=vars>Variables <a href=#vars>¶</a></h2><div id=c><h2>Names <a href=#c>¶</a></h2></div>",
    "a part that is boxed under the mouse": """<div id=p><h2>Bins</h2><p>We take <a href=/bins>bins</a>.</p></div>
    <form id=t><button type=button>Edit</button></form><script>const w = document.createElement('div');
    t.onmouseenter = () => { p.before(w); w.append(p) }; t.onmouseleave = () => w.replaceWith(p)</script>""",
    "a menu that was on its way out": "<div id=t>Menu<div id=u hidden><a href=/s1>Bins</a></div></div><script>"
    "t.onmouseenter = () => { u.hidden = false }; t.onmouseleave = () => { u.remove() }</script>",
    "a form that changes a field that is filled": "<form novalidate id=f><label>Words <textarea id=n>Hi</textarea>"
    "</label> <label>Note <input></label><button>Save</button></form><script>f.onsubmit = e => "
    "{ e.preventDefault(); n.style.border = '3px solid green' }</script>",
    "a link that Tab comes to, but nobody sees": "<style>h3 a { opacity: 0 } h3:hover a { opacity: 1 }</style>"
    "<h3 id=x>Tax <a href=#x>Link to this</a></h3>",
    "a hint that says what is said": """<style>.t { display: none } a:hover .t { display: block }</style><a href=/x
    aria-label="Print this page">P<span class=t>Print this page</span></a>""",
    "a dialog of the browser": "<button id=b>Contact</button><dialog id=d><p>Call us.</p><button id=c>Close</button>"
    "</dialog><a href=/z>After</a><script>b.onclick = () => d.showModal(); c.onclick = () => d.close()</script>",
    "a dialog of a script": DIALOG
    + """<script>
    b.onclick = () => { d.hidden = false; setTimeout(() => c.focus(), 200) };
    const shut = () => { d.hidden = true; b.focus() }; c.onclick = shut;
    d.onkeydown = e => { if (e.key === "Escape") shut(); if (e.key === "Tab") e.preventDefault() }</script>""",
    "a message in a live region": "<button id=b type=button>Save</button><div id=q role=status></div><script>"
    "b.onclick = () => { q.innerHTML = '<p>Your page was saved</p>' }</script>",
    "a choice that chooses": "<label>Show <select id=s><option>A<option>B</select></label><p id=q>A</p><script>"
    "s.onchange = () => { q.textContent = s.value }</script>",
    "keys with Ctrl": f"{MORE}<script>onkeydown = e => {{ if (e.ctrlKey && e.key === 's') {TOGGLE} }}</script>",
    "Escape alone": f"{MORE}<script>document.onkeydown = e => {{ if (e.key === 'Escape') {TOGGLE} }}</script>",
    "a page that notes how it is used": "<script>document.addEventListener('keydown', () => { "
    "document.documentElement.dataset.whatinput = 'keyboard'; document.body.className += ' keys' })</script><p>x</p>",
    "a form that the browser checks": "<form><label>Name <input required></label><button>Send</button></form>",
    "a form that nobody checks": f"<form action=/sent method=post>{FIELDS}<button>Send</button></form>",
    "a search": "<form role=search id=f><label>Find <input type=search></label><button>Find</button></form><p id=q></p>"
    "<script>f.onsubmit = e => { e.preventDefault(); q.textContent = 'Please enter a word' }</script>",
    "a cookie wall": f"<div class=cookie-banner><button id=b type=button>Accept</button></div>{MORE}<script>"
    f"b.onclick = () => {{ {TOGGLE} }}</script>",
    "a picture show that turns by itself": "<p id=q>0</p><div id=s>Next</div><script>setInterval(() => { "
    "q.textContent = 1 + +q.textContent }, 15); s.onclick = () => {}</script>",
    "a dialog from the start": "<div role=dialog aria-modal=true aria-label=News>News <button>Close</button></div>"
    "<p id=s>Words</p><script>s.onclick = () => { s.textContent = 'more' }</script>",
}
CHECK = "<form novalidate id=f>%s<button>Send</button></form><script>f.onsubmit = ev => { ev.preventDefault(); %s }</script>"
TOLD_ERRORS = {
    "tied": "e.textContent = 'Enter your name'; n.setAttribute('aria-describedby', 'e'); n.setAttribute('aria-invalid', true)",
    "alert": "e.textContent = 'Enter your name'; e.setAttribute('role', 'alert')",
    "focus": "e.innerHTML = '<a href=#n>Enter your name</a>'; e.tabIndex = -1; e.focus()",
    "box": "alert('Enter your name'); n.style.border = '2px solid red'",
}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(pressed, name):
    told = pressed(QUIET[name])
    assert {kind: told[kind] for kind in KINDS if told[kind]} == {}


@pytest.mark.parametrize("name", TOLD_ERRORS)
def test_errors_that_are_told_well(pressed, name):
    told = pressed(CHECK % (FIELDS, TOLD_ERRORS[name]))["errors"]
    for each in told:
        assert any(fact["isTied"] or fact["isLive"] or fact["isFocused"] for fact in each["facts"])


@pytest.mark.parametrize(
    ("body", "how", "count"),
    [
        (f"<div id=s>Show the map</div>{MORE}<script>s.onclick = () => {{ {TOGGLE} }}</script>", "sure", 1),
        ("<p onclick=\"location.href = '/away'\">Pay now</p>", "sure", 1),
        ((f"<ul>{'<li class=t>Open</li>' * 4}</ul>{MORE}<script>for (const t of document.querySelectorAll('.t'))"
         f" t.addEventListener('mousedown', () => {{ {TOGGLE} }})</script>"), "sure", 4),
        ((f"<i id=s style='display: block; width: 20px; height: 20px'></i>{MORE}<script>s.onclick = () => "
         f"{{ {TOGGLE} }}</script>"), "unsure", 1),
    ],
)  # fmt: skip
def test_what_only_a_mouse_can_press(pressed, body, how, count):
    (found,) = pressed(body)["mouse"]
    assert (found["how"], found["count"]) == (how, count)


@pytest.mark.parametrize(
    ("keys", "missing"),
    [
        ("", "both"),
        ("b.onkeydown = e => { if (e.key === 'Enter') go() }", "Space"),
        ("b.onkeyup = e => { if (e.key === ' ') go() }", "Enter"),
    ],
)
def test_made_buttons_that_do_not_hear_a_key(pressed, keys, missing):
    body = f"<span id=b role=button tabindex=0>Hours</span>{MORE}<script>const go = () => {{ {TOGGLE} }}; "
    (found,) = pressed(f"{body} b.onclick = go; {keys}</script>")["keys"]
    assert found["missing"] == missing


@pytest.mark.parametrize(
    ("body", "how"),
    [
        (MENU + "<style>.m li:hover > ul { display: block }</style>", "sure"),
        (MENU.replace("#", "/services") + "<style>.m li:hover > ul { display: block }</style>", "unsure"),
        (("<div id=t><span>Services</span><div id=u hidden><a href=/s1>Bins</a></div></div><script>"
         "t.onmouseenter = () => { u.hidden = false }; t.onmouseleave = () => { u.hidden = true }</script>"), "sure"),
        (("<style>.t { visibility: hidden } b:hover .t { visibility: visible }</style><p>We are <b>open "
         "<i class=t>from nine to five</i></b></p>"), "sure"),
        (("<style>.when { visibility: hidden } b:hover .when { visibility: visible }</style><p>We are <b>open "
         "<i class=when>each day</i></b></p>"), "unsure"),
        (("<img id=t alt=Hall width=90 height=90 src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><p id=u></p><script>"
         "t.onmouseover = () => { u.textContent = 'It was built in 1810' }; t.onmouseout = () => "
         "{ u.textContent = '' }</script>"), "sure"),
    ],
)  # fmt: skip
def test_what_only_comes_up_under_the_mouse(pressed, body, how):
    (found,) = pressed(body)["hover"]
    assert found["how"] == how


def test_a_menu_that_is_known_may_be_elsewhere_on_the_next_page(pressed):
    style = "<style>.m li:hover > ul { display: block }</style>"
    footer = "<footer><a href=/s1>Bins</a> <a href=/s2>Tax</a></footer>"
    pages = (MENU + style, MENU + style + footer, MENU + style)
    assert [len(pressed(body)["hover"]) for body in pages] == [1, 0, 1]


def test_a_dialog_that_does_not_take_the_focus(pressed):
    (found,) = pressed(DIALOG + "<script>b.onclick = () => { d.hidden = false }; c.onclick = () => "
                       "{ d.hidden = true }</script>")["dialogs"]  # fmt: skip
    assert (found["moved"], found["modal"], found["selector"]) == (False, True, "#b")


def test_a_dialog_that_lets_the_focus_slip_and_hears_no_escape(pressed):
    (found,) = pressed(DIALOG + "<script>b.onclick = () => { d.hidden = false; c.focus() }; c.onclick = () => "
                       "{ d.hidden = true }</script>")["dialogs"]  # fmt: skip
    assert found["leaves"]["text"] == "After"
    assert found["leaves"]["presses"] == 1
    assert (found["escape"], found["returns"]) == (False, False)
    assert "moved" not in found


def test_a_dialog_that_cannot_be_closed_ends_it(pressed):
    told = pressed(DIALOG.replace("Close", "Go on") + f"<button id=k>More</button>{MORE}<script>b.onclick = () => "
                   f"{{ d.hidden = false }}; k.onclick = () => {{ {TOGGLE} }}</script>")  # fmt: skip
    assert told["ended"] == "a dialog could not be closed"


@pytest.mark.parametrize(
    ("attributes", "stuck"), [("aria-expanded=false", True), ("", False), ("aria-haspopup=true", False)]
)  # fmt: skip
def test_buttons_that_do_not_say_what_is_open(pressed, attributes, stuck):
    body = f"<button id=b {attributes}>Hours</button>{MORE}<script>b.onclick = () => {{ {TOGGLE} }}</script>"
    (found,) = pressed(body)["states"]
    assert found["stuck"] == stuck


def test_a_letter_that_sets_something_off(pressed):
    body = f"{MORE}<script>addEventListener('keydown', e => {{ if (e.key === 's') {TOGGLE} }})</script>"
    assert pressed(body)["letters"] == [{"key": "s", "offers": False}]
    offer = "<p>Shortcuts <input type=checkbox aria-label=Shortcuts></p>"
    assert pressed(offer + body)["letters"] == [{"key": "s", "offers": True}]


@pytest.mark.parametrize(
    "body",
    [
        "<label>Go to <select onchange='location.href = \"/away\"'><option>A<option>B</select></label>",
        "<form action=/sent><label>Sort <select onchange='this.form.submit()'><option>A<option>B</select></label></form>",
        "<form action=/sent><label>Sort <select onchange='form.requestSubmit()'><option>A<option selected>B</select></form>",
        "<form action=/sent><label><input type=checkbox onchange='this.form.submit()'> Open now</label></form>",
        "<label>Go to <select onchange='window.open(\"/away\")'><option>A<option>B</select></label>",
    ],
)
def test_choices_that_lead_away(pressed, body):
    (found,) = pressed(body)["choices"]
    assert not found["told"]
    is_last, is_box = "selected" in body, "checkbox" in body
    assert found["key"] == (" " if is_box else "ArrowUp" if is_last else "ArrowDown")


def test_a_choice_that_says_before_what_it_does(pressed):
    body = "<p>The page will reload when you choose. <select onchange='location.href = \"/away\"'><option>A<option>B</select></p>"
    assert pressed(body)["choices"][0]["told"]


def test_messages_that_are_not_told_and_go_by_themselves(pressed):
    told = pressed("<button id=b type=button>Save</button><p id=q></p><script>b.onclick = () => { q.textContent = "
                   "'Your page was saved'; setTimeout(() => { q.textContent = '' }, 2000) }</script>")  # fmt: skip
    assert [each["message"] for each in told["messages"]] == ["Your page was saved"]
    (gone,) = told["vanishing"]
    assert (gone["message"], gone["seconds"]) == ("Your page was saved", 2)
    assert not gone["stays"]


@pytest.mark.parametrize(
    "body",
    [
        "<span id=s onclick='print()'>Print this page</span>",
        "<a id=s onclick='location.href = \"/away\"'>Our parks</a>",
        # the first of two tabs is open already
        (
            "<p class=t onclick='u.hidden = false'>One</p><p class=t id=s onclick='u.hidden = true'>"
            "Two</p><p id=u>Part one.</p>"
        ),
    ],
)
def test_words_that_answer_a_click_in_ways_of_their_own(pressed, body):
    assert len(pressed(body)["mouse"]) == 1


STOP = "<p id=s tabindex=0>Bring good shoes.</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words</p>",
        "<p tabindex=-1>Words</p>",
        f"{STOP}<script>s.onclick = () => {{}}</script>",
        f"{STOP}<script>s.addEventListener('keydown', () => {{}})</script>",
        f"<div id=d>{STOP}</div><script>d.addEventListener('focusin', () => {{}})</script>",
        f"{STOP}<script>document.addEventListener('click', () => {{}})</script>",
        "<div tabindex=0 style='height: 40px; overflow: auto'><p style='height: 90px'>Words</p></div>",
        "<div tabindex=0 role=region aria-label=x>Words</div><p tabindex=0><a href=/x>Words</a></p>",
        "<x-menu tabindex=0>Words</x-menu><div role=tree><p tabindex=0>Words</p></div>",
    ],
)
def test_tab_may_stop_where_something_waits(pressed, body):
    assert pressed(body)["idle"] == []


@pytest.mark.parametrize(
    "script", ["", "<script>document.querySelector('button').onclick = () => {}</script>"]
)
def test_tab_stops_at_words_for_which_nothing_waits(pressed, script):
    (found,) = pressed(f"{STOP}<button type=button>Send</button>{script}")["idle"]
    assert (found["selector"], found["text"]) == ("#s", "Bring good shoes.")


@pytest.mark.parametrize(
    ("does", "marked", "near"),
    [
        ("n.style.border = '2px solid red'", 1, None),
        ("n.className = 'is-wrong'", 1, None),
        ("top.q.textContent = 'Please fill in all required fields.'", 0, False),
        ("e.textContent = 'Enter your name'", 0, True),
    ],
)
def test_errors_that_are_not_told_well(pressed, does, marked, near):
    body = "<style>.is-wrong { background: #fcc }</style><p id=q></p>" + CHECK % (FIELDS, does)
    (found,) = pressed(body)["errors"]
    assert found["marked"] == marked
    assert [fact["isNear"] for fact in found["facts"]] == ([] if near is None else [near])
    assert not any(fact["isTied"] or fact["isLive"] or fact["isFocused"] for fact in found["facts"])


@pytest.mark.parametrize(
    "body",
    [
        "<button onclick='this.textContent += 1'>Go</button>" * 500,
        "<button id=b>Go</button><script>b.onclick = () => { const u = Date.now() + 700; while (Date.now() < u); }"
        "</script>" + "<button onclick='const u = Date.now() + 700; while (Date.now() < u);'>x</button>" * 20,
        ("<div id=s>x</div><script>s.onclick = () => { for (let i = 0; i < 3000; i++) document.body.append('x', "
        "document.createElement('p')) }</script>"),
        ("<script>for (const kind of ['keydown', 'click', 'mousedown', 'focus']) addEventListener(kind, e => { "
        "e.stopImmediatePropagation(); e.preventDefault() }, true)</script><button>x</button><p onclick='x()'>y</p>"),
        ("<button id=b>x</button><script>b.onclick = () => b.remove()</script><select id=s onchange=s.remove()><option>"
        "A<option>B</select>"),
        ("<script>Object.defineProperty(document, 'activeElement', {get() { throw 1 }}); HTMLElement.prototype.focus ="
        " () => { throw 2 }</script><button>x</button>"),
        "<script>onbeforeunload = () => 'stay'</script><p onclick='location.reload()'>Again</p>",
        "<style>" + "p:hover ~ p, :hover > i, p:hover i { display: inline }" * 300 + "i { display: none }</style>"
        + "<p>x<i>y</i></p>" * 200,
    ],
)  # fmt: skip
def test_pages_that_fight_back_cost_bounded_time(pressed_in_time, body):
    assert pressed_in_time(body).get("not tested") is None


def test_what_many_pages_share_is_pressed_once_a_run(pressed):
    does = f"{TOGGLE}; window.n = 1"
    body = f"<span id=b role=button tabindex=0>Shared</span>{MORE}<script>b.onclick = () => {{ {does} }}</script>"
    first = pressed(body)
    started = time.monotonic()
    second = pressed(body)
    assert [each["missing"] for each in (*first["keys"], *second["keys"])] == ["both", "both"]
    assert time.monotonic() - started < 10


def test_what_another_browser_is_trying_is_tried_here_too_but_not_what_hung_it(monkeypatch):
    begun = browser_presser.UnderWay(time.monotonic())
    known = {"tried": "sure", "clean": {}, "under way": begun}
    assert [browser_presser.is_known(known, key) for key in (*known, "new")] == [
        *(True, True),
        *(False, False),
    ]
    monkeypatch.setattr(browser_presser, "HUNG_SECONDS", 0)
    assert browser_presser.is_known(known, "under way")
    assert [browser_presser.value_of(known, key) for key in known] == ["sure", {}, None]


def test_a_button_that_hangs_its_browser_is_met_once_in_a_run(pool, server, monkeypatch):
    monkeypatch.setattr(browser_probe, "TRY_SECONDS", 2)
    monkeypatch.setattr(browser_probe, "GRACE_SECONDS", 1)
    monkeypatch.setattr(browser_presser, "HUNG_SECONDS", 0.5)
    body = "<button type=button id=b>Hang</button><script>b.onclick = () => { for (;;); }</script>"
    monkeypatch.setitem(PAGES, "/hangs", HEAD + body)
    run = "a run of its own"
    before = pool.replaced
    first, second = (pool.look(server.url("/hangs"), run=run) for _ in range(2))
    assert "not tested" in first.tried["presses"]
    assert first.axe is not None
    assert "not tested" not in second.tried["presses"]
    assert pool.replaced == before + 1
