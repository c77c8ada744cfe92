"""Frames that a page may look into are tried out like the page; the others are said to be left."""

import io
import time

import pytest
from PIL import Image

from crawler import browser_probe
from crawler.browser_frames import DEEPEST, MOST_FRAMES, _outside
from crawler.looking import Job, look_and_judge
from tests.crawler.browser.bad_server import OTHERS, PAGES

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang=en><title>Book - Council</title><body style="background:#fff">
<main><h1>Book a visit</h1><p>Pick a day, and <a href=/more>read more</a>.</p>{}<p><a href=/end>End</a></p></main>"""
INNER = "<!doctype html><html lang=en><title>Form</title><body><main><h1>Form</h1>{}</main>"
FRAME = (
    "<iframe id=book title=Form src=/inner style='width: 500px; height: 300px; border: 4px solid; padding: 9px'>"
    "</iframe>"
)
PALE, DARK = "linear-gradient(#999, #888)", "linear-gradient(#036, #025)"
LINKS = "".join(f"<p><a href=/{number}>Link {number}</a></p>" for number in range(12))
FORM = """<form onsubmit="return false"><p><label>Name <input required></label></p><p><label>Day <select
  onchange=""><option>Monday<option>Tuesday</select></label></p><button type=button>Look</button></form>
  <p>It takes a week, and <a href=/how>how it works</a> is told there for you.</p>"""


@pytest.fixture
def tried(pool, server, monkeypatch):
    """Try a page out with something in it, and something in its frame; return what is told."""

    def tried(page=FRAME, inner="", run=None):
        monkeypatch.setitem(PAGES, "/tried", PAGE.format(page))
        monkeypatch.setitem(PAGES, "/inner", INNER.format(inner))
        seen = pool.look(server.url("/tried"), run=run or f"{time.monotonic()}")
        assert seen.state == "ok"
        return seen.tried

    return tried


def found(told):
    """Return what all steps found, as kind: selectors."""
    lists = {
        **{f"survey {name}": told["survey"][name] for name in ("links", "faint", "fields", "coloured", "gifs")},
        **{f"spaced {name}": told["stretch"].get("spaced", {}).get(name, []) for name in ("cut", "overlapping")},
        "enlarged": told["stretch"].get("enlarged", {}).get("cut", []),
        **{name: told["walk"][name] for name in ("traps", "thrown", "hidden", "covered", "leading")},
        "unseen": told["walk"]["visible"]["no"] + told["walk"]["visible"]["weak"],
        "jumps": told["walk"]["order"]["jumps"],
        **{name: told["presses"][name] for name in ("mouse", "keys", "hover", "states", "choices", "messages")},
    }  # fmt: skip
    return {kind: [each["selector"] for each in list_] for kind, list_ in lists.items() if list_}


def reasons(told):
    return [(each["selector"], each["why"]) for each in told["frames"]["left"]]


QUIET = {
    "a form": (FRAME, FORM),
    "more links than are pressed at once": (FRAME, LINKS),
    "a frame far down": ("<p style='height: 3000px'>Far</p>" + FRAME, FORM),
    "a frame in a box that scrolls": (f"<div style='height: 200px; overflow: auto'><p style='height: 900px'>x</p>{FRAME}</div>", FORM),
    "a frame below a header that stays": (
        "<header style='position: sticky; top: 0; height: 120px; background: #fff; color: #000'>Council</header>"
        + FRAME + "<p style='height: 3000px'>Far</p>", FORM),
    "words over a photo that are clear": (FRAME, f"<p style='background: {DARK}; color: #fff'>Over a photo</p>"),
    "light words, the ground of the page behind": (
        f"<div style='background: #036'>{FRAME}</div>", "<style>body { color: #fff } a { color: #fff; outline-color: #fff }</style>" + FORM),
    "two frames": (FRAME + "<iframe id=two title=Two srcdoc='<p><a href=/a>A</a><p><a href=/b>B</a>'></iframe>", FORM),
    "a frame that is turned": (FRAME.replace("style='", "style='transform: scale(.5); "), "<style>a { outline: 0 } a:focus { box-shadow: 0 0 0 4px #036 }</style>" + FORM),
    "a button that moves what is in the page around": (
        FRAME, "<p>Text</p><button type=button onclick=\"this.setAttribute('aria-expanded', 'true')\" aria-expanded=false>More</button>"),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(tried, name):
    told = tried(*QUIET[name])
    assert found(told) == {}
    assert told["walk"]["ended"] == "end"
    assert "round" not in told["walk"]
    assert told["frames"]["tried"][0]["selector"] == "#book"
    assert reasons(told) == []


def test_a_page_without_frames_is_asked_for_none(tried, monkeypatch):
    monkeypatch.setattr(browser_probe, "Frames", None)
    assert tried("<p>None</p>")["frames"] == {}


def test_the_page_behind_a_frame_with_many_stops_is_walked_too(tried):
    told = tried(FRAME + "<p><a href=/x style='outline: 0'>Behind it</a></p>", LINKS)
    assert [each["text"] for each in told["walk"]["visible"]["no"]] == ["Behind it"]


FAULTS = {
    "unseen": "<style>a { outline: 0 }</style><p><a href=/a>Open</a>",
    "hidden": "<a href=/a style='position: absolute; left: -9999px'>Far off</a>",
    "traps": "<button onblur='setTimeout(() => this.focus(), 10)'>Held</button>" + LINKS,
    "mouse": "<div onclick=\"this.textContent = 'Open'\">Open it</div>",
    "states": "<p hidden id=m>All of it</p><button onclick='m.hidden = !m.hidden'>More</button>",
    "survey links": "<p style='color: #000'>A text that goes on for a while and holds <a href=/x style='color: #333;"
    " text-decoration: none'>a link</a> that none can tell.",
    "survey faint": f"<p style='background: {PALE}; color: #aaa'>Over a photo</p>",
    "spaced cut": "<p style='height: 20px; line-height: 20px; overflow: hidden; width: 155px'>Just enough room</p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_finds_what_is_wrong_in_a_frame(tried, kind):
    selectors = found(tried(inner=FAULTS[kind])).get(kind)
    assert selectors
    assert all(each.startswith("#book >>> ") for each in selectors)


def test_the_last_stop_of_a_frame_that_takes_the_focus_back_holds_it(tried):
    told = tried(
        inner="<a href=/a>A</a> <button onblur='setTimeout(() => this.focus(), 1)'>Held</button>"
    )
    (trap,) = told["walk"]["traps"]
    assert (trap["text"], trap["selector"].startswith("#book >>> ")) == ("Held", True)


def test_the_only_stop_of_a_page_is_judged_though_tab_comes_round_to_it(pool, server, monkeypatch):
    monkeypatch.setitem(
        PAGES, "/tried", "<!doctype html><html lang=en><title>x</title><h1>x</h1>" + FRAME
    )
    monkeypatch.setitem(PAGES, "/inner", INNER.format("<a href=/a style='outline: 0'>A</a>"))
    told = pool.look(server.url("/tried"), run="only").tried["walk"]
    assert [each["text"] for each in told["visible"]["no"]] == ["A"]
    assert (told["traps"], told["ended"]) == ([], "end")


def test_presses_of_tab_are_counted_from_the_first_stop_of_a_frame(tried):
    told = tried(inner=f"<style>a {{ outline: 0 }}</style>{LINKS}")
    unseen = told["walk"]["visible"]["no"]
    assert {each["selector"].partition(" >>> ")[0] for each in unseen} == {"#book"}
    assert [each["presses"] for each in unseen][:3] == [0, 1, 2]


def test_a_frame_far_down_and_within_another_is_measured_where_it_stands(tried):
    words = f"<p style='background: {PALE}; color: #aaa'>Over a photo</p>"
    page = "<p style='height: 2500px'>Far</p>" + FRAME
    inner = f"""<p style='height: 200px'>Far</p><iframe title=x id=two srcdoc="{words}"></iframe>"""
    (faint,) = tried(page, inner)["survey"]["faint"]
    assert faint["selector"].startswith("#book >>> #two >>> ")
    assert 1 < faint["best"] < 1.5


def test_what_axe_names_has_that_name(pool, server, monkeypatch):
    monkeypatch.setitem(PAGES, "/tried", PAGE.format(FRAME.replace("id=book ", "")))
    monkeypatch.setitem(
        PAGES,
        "/inner",
        INNER.format("<style>* { outline: 0 }</style><p><a class=icon href=/a><img src=/x></a>"),
    )
    seen = pool.look(server.url("/tried"), run="names")
    (name,) = [
        node["target"]
        for rule in seen.axe["violations"]
        if rule["id"] == "link-name"
        for node in rule["nodes"]
    ]
    assert [each["selector"] for each in seen.tried["walk"]["visible"]["no"]] == [
        " >>> ".join(name)
    ]


LEFT = {
    "sandboxed": ("<iframe title=x id=f sandbox src=/inner></iframe>", "sandboxed"),
    "another origin": ("<iframe title=x id=f src=data:text/html,<p>Text></iframe>", "other"),
    "of the same address, but refused": ("<iframe title=x id=f src=/shut></iframe>", "unread"),
    "leaves by itself": ("<iframe title=x id=f src=/leaves></iframe>", "moved"),
}


@pytest.mark.parametrize("name", LEFT)
def test_tells_which_frames_were_left_and_why(tried, monkeypatch, name):
    page, why = LEFT[name]
    shut = (200, "text/html", "<p>Text", ("X-Frame-Options", "DENY"))
    monkeypatch.setitem(OTHERS, "/shut", shut)
    monkeypatch.setitem(
        PAGES, "/leaves", INNER.format("<button onfocus='location = \"about:blank\"'>x</button>")
    )
    told = tried(page)
    assert reasons(told) == [("#f", why)]
    assert told["frames"]["tried"] == []


@pytest.mark.parametrize(
    "page",
    [
        "<iframe title=x src=/inner hidden></iframe>",
        "<iframe title=x src=/inner width=1 height=1></iframe>",
        "<iframe title=x></iframe>",
        "<iframe title=x srcdoc=' '></iframe>",
    ],
)
def test_a_frame_that_shows_nothing_is_no_matter(tried, page):
    assert (
        tried(page)["frames"] == {"tried": [], "left": [], "more": 0} or tried(page)["frames"] == {}
    )


def test_of_very_many_frames_a_few_are_tried_out(tried):
    told = tried("<iframe title=x srcdoc='<a href=/a>A</a>'></iframe>" * 20)
    assert len(told["frames"]["tried"]) == MOST_FRAMES
    assert {each["why"] for each in told["frames"]["left"]} == {"many"}
    assert len(told["frames"]["left"]) + told["frames"]["more"] == 20 - MOST_FRAMES


def test_twenty_frames_within_each_other(tried, monkeypatch):
    for number in range(20):
        monkeypatch.setitem(
            PAGES,
            f"/deep{number}",
            INNER.format(f"<iframe title=x src=/deep{number + 1}></iframe>"),
        )
    told = tried("<iframe title=x src=/deep0></iframe>")
    assert len(told["frames"]["tried"]) == DEEPEST
    assert [each["why"] for each in told["frames"]["left"]] == ["deep"]


@pytest.mark.parametrize(
    "inner",
    [
        "<button onfocus='frameElement.remove()'>x</button><a href=/a>A</a>",
        "<script>setTimeout(() => frameElement.remove(), 1500)</script><a href=/a>A</a>" + LINKS,
        "<script>setInterval(() => location.reload(), 300)</script><a href=/a>A</a>",
        "<script>addEventListener('keydown', () => { location = '/other' })</script><a href=/a>A</a>",
        "<button onfocus='top.document.body.innerHTML = 0'>x</button>",
        "<button onfocus='document.open(); document.write(1); document.close()'>x</button>",
    ],
)
def test_a_frame_that_goes_costs_nothing_else(tried, inner):
    started = time.monotonic()
    told = tried(inner=inner)
    assert time.monotonic() - started < 25
    assert told["walk"]["ended"] in ("end", "time")
    assert "not tested" not in told["frames"]
    assert tried("<p>None</p>")["frames"] == {}


def test_evidence_of_what_is_in_a_frame_shows_the_very_element(pool, server, monkeypatch):
    monkeypatch.setitem(PAGES, "/tried", PAGE.format("<p style='height: 1700px'>Far</p>" + FRAME))
    button = "<button style='position: absolute; left: 60px; top: 700px; width: 90px; height: 40px'></button>"
    monkeypatch.setitem(PAGES, "/inner", INNER.format("<p style='height: 900px'>Text</p>" + button))
    done = look_and_judge(Job(url=server.url("/tried"), run="evidence"), pool)
    (evidence,) = [
        finding.evidence
        for each in done.judgements
        if each.rule.id == "axe:button-name"
        for finding in each.outcome.findings
    ]
    assert (evidence.role, evidence.name) == ("button", "")
    image = Image.open(io.BytesIO(evidence.picture)).convert("RGB")
    reds = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if image.getpixel((x, y))[0] > 140 and image.getpixel((x, y))[1] < 90
    ]
    left, top = min(x for x, _ in reds), min(y for _, y in reds)
    right, bottom = max(x for x, _ in reds), max(y for _, y in reds)
    assert 92 < right - left < 110
    assert 42 < bottom - top < 60
    assert sum(image.getpixel(((left + right) // 2, (top + bottom) // 2))) in range(
        600, 740
    )  # a button's grey
    assert image.getpixel((max(0, left - 20), (top + bottom) // 2)) > (245, 245, 245)


def test_what_holds_the_focus_in_a_frame_is_told_once_and_of_others_nothing_is_lost():
    told = {"traps": [{"selector": "#book"}, {"selector": "#other"}], "nowhere": []}
    inner = {"traps": [{"selector": "#book >>> button"}]}
    assert _outside(told, inner, ("#book",))["traps"] == [{"selector": "#other"}]
    assert _outside(told, {"traps": []}, ("#book",)) is told
    assert _outside({"cut": []}, {"cut": []}, ("#book",)) == {"cut": []}
