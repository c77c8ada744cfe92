"""Controls that a page draws itself: what stands out is told so, what is pale is measured."""

import pytest

from crawler import browser_probe
from crawler.browser_drawn import LEAST, drawn
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

STYLE = """<style>
  body { background: #fff; font: 16px sans-serif } div, p { margin: 12px 0 }
  .box { position: relative } .box input { position: absolute; left: 0; top: 0; width: 40px; height: 40px; opacity: 0; margin: 0 }
  .box label { display: inline-block; padding: 10px 0 10px 50px }
  .box label::before { content: ""; position: absolute; left: 0; top: 0; width: 36px; height: 36px; border: 2px solid #0b0c0c }
  .box label::after { content: ""; position: absolute; left: 10px; top: 11px; width: 18px; height: 8px; border: solid #0b0c0c;
    border-width: 0 0 4px 4px; transform: rotate(-45deg); opacity: 0; transition: opacity 1s }
  .box input:checked + label::after { opacity: 1 }
  .pale label::before { border-color: #ddd } .tick label::after { border-color: #ddd }
  .own { appearance: none; width: 20.4px; height: 20.4px; margin: 3.3px; border: 1px solid #767676 } .own:checked { background: #222 }
  .own.faint { border-color: #d8d8d8 } .own.faint:checked { background: #eee }
  .switch input { position: absolute; opacity: 0 } .switch span { display: inline-block; width: 44px; height: 22px; border-radius: 11px; background: #555; position: relative }
  .switch span::after { content: ""; position: absolute; left: 3px; top: 3px; width: 16px; height: 16px; border-radius: 50%; background: #fff }
  .switch input:checked + span::after { left: 25px }
  .soft span { background: #eee } .soft input:checked + span { background: #cfe8cf }
  .sign { border: 0; background: #fff; padding: 8px; line-height: 0 } .chosen { border: 1px solid #ddd; box-shadow: 0 1px 1px #eee; padding: 6px; background: #fff }
  .gone { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0) }
</style>"""
GLASS = '<svg width=20 height=20 viewBox="0 0 20 20"><circle cx=9 cy=9 r=6 fill=none stroke="{}" stroke-width=1 /></svg>'
QUIET = {
    "a box": "<div class=box><input type=checkbox id=a><label for=a>Yes please</label></div>",
    "a radio": "<div class=box><input type=radio name=r id=b checked><label for=b>Red</label></div>",
    "a fine line": "<p><input type=checkbox class=own id=c><label for=c>Fine</label>",
    "a switch": "<p><label class=switch><input type=checkbox id=d><span></span> Night</label>",
    "native": "<p><input type=checkbox id=e><label for=e>As browsers draw it</label><select aria-label=x><option>One</select>",
    "off": "<div class='box pale'><input type=checkbox disabled id=f><label for=f>Not now</label></div>",
    "a dark sign": f"<button class=sign id=g aria-label=Search>{GLASS.format('#555')}</button>",
    "words": "<p><button style='color:#ccc;background:#fff;border:0' id=h>Search</button>"
    f"<button class=sign style='color:#ccc;line-height:1' id=i>{GLASS.format('#ccc')} Search</button>",
    "a logo": f"<a class=logo href=/a id=j aria-label=Us>{GLASS.format('#ccc')}</a>"
    f"<a href=https://facebook.com/us id=k aria-label=Us>{GLASS.format('#ccc')}</a>",
    "a dark field": "<p><select class=chosen style='appearance:none;border-color:#333' aria-label=y id=l><option>Choose</select>",
    "not to be seen": "<p><label class=gone><input type=checkbox class='own faint' id=m>x</label>"
    f"<button class=sign hidden aria-label=z id=n>{GLASS.format('#ccc')}</button>",
}


@pytest.fixture
def seen(pool, server, monkeypatch):
    """Look at a page's controls and do nothing else to it; return what is told of each."""

    def seen(body, step=drawn):
        monkeypatch.setitem(PAGES, "/drawn", HEAD.replace("</main>", f"{STYLE}{body}</main>"))
        monkeypatch.setattr(browser_probe, "STEPS", {"drawn": step})
        look = pool.look(server.url("/drawn"))
        assert look.state == "ok", look.reason
        return {each["selector"]: each for each in look.tried["drawn"]["controls"]}

    return seen


def is_faint(told):
    return min(told["best"], told.get("tick", LEAST)) < LEAST


def test_what_can_be_seen_is_not_called_faint(seen):
    told = seen("".join(QUIET.values()))
    assert {"#a", "#b", "#c", "#d", "#g", "#l"} <= told.keys()
    assert [each for each in told.values() if is_faint(each)] == []
    assert not told.keys() & {"#e", "#f", "#h", "#i", "#j", "#k", "#m", "#n"}
    assert told["#a"]["tick"] > LEAST


@pytest.mark.parametrize(
    ("body", "edge", "tick"),
    [
        (
            "<div class='box pale'><input type=checkbox id=x><label for=x>Yes</label></div>",
            1.36,
            21,
        ),
        (
            "<div class='box tick'><input type=radio name=r id=x><label for=x>Yes</label></div>",
            19.6,
            1.36,
        ),
        (
            "<p><input type=checkbox class='own faint' id=x><label for=x>Pale</label>",
            1.43,
            1.16,
        ),
        (
            "<p><label class='switch soft'><input type=checkbox id=x><span></span> Night</label>",
            1.16,
            1.3,
        ),
        (f"<button class=sign id=x aria-label=Find>{GLASS.format('#ccc')}</button>", 1.6, None),
        (
            "<p><select class=chosen style='appearance:none' id=x aria-label=y><option>Choose</select>",
            1.36,
            None,
        ),
        (
            "<p><i role=checkbox aria-checked=false id=x aria-label=Yes style='display:inline-block;width:20px;height:20px;border:1px solid #ddd'></i>",
            1.36,
            None,
        ),
    ],
)
def test_what_is_pale_is_measured(seen, body, edge, tick):
    told = seen(body)["#x"]
    assert told["best"] == pytest.approx(edge, rel=0.1)
    assert told.get("tick") == (tick and pytest.approx(tick, rel=0.1))


def test_words_that_tell_the_state_are_enough(seen):
    told = seen(
        "<p><label class='switch soft'><input type=checkbox id=x><span></span> <b>On</b></label>"
    )
    assert "tick" not in told["#x"]


def test_one_look_is_measured_once_and_another_colour_anew(seen):
    box = "<div class='box {}'><input type=checkbox id={}><label for={}>Yes</label></div>"
    told = seen(
        "".join(box.format(*each) for each in (("", "a", "a"), ("", "b", "b"), ("pale", "c", "c")))
    )
    assert [(at, each["count"]) for at, each in told.items()] == [("#a", 2), ("#c", 1)]


def test_the_page_is_left_as_it_was_and_hears_nothing(seen):
    def step(world):
        told = drawn(world)
        told["state"] = world.ask(
            "() => [document.title, document.adoptedStyleSheets.length, scrollY,"
            " ...[...document.querySelectorAll('input')].map(each => each.checked)]"
        )
        step.state = told["state"]
        return told

    boxes = "".join(
        f"<div class=box style='margin-top:{space}px'><input type={kind} name=r id={at} {more}><label for={at}>x</label></div>"
        for at, kind, more, space in (
            *(("a", "radio", "checked", 9), ("b", "radio", "", 9)),
            *(("c", "checkbox", "checked", 1500), ("d", "checkbox", "", 9)),
        )
    )
    script = "<script>for (const kind of ['change', 'input', 'click']) addEventListener(kind, () => { document.title = kind; }, true)</script>"
    assert {"#a", "#c"} <= seen(boxes + script, step).keys()
    assert step.state == ["Bad", 0, 0, True, False, True, False]


def test_a_page_full_of_controls_is_bounded(seen):
    many = "".join(
        f"<button class=sign aria-label=x style='padding:{number % 60}px'>{GLASS.format('#ccc')}</button>"
        for number in range(400)
    )
    assert len(seen(many)) <= 24
