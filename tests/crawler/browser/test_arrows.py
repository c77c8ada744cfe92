"""Arrow keys lead to the parts of a widget that Tab does not come to."""

import pytest

pytestmark = pytest.mark.browser

NAMES = ("Monday", "Tuesday", "Friday")
TABS = """<div id=w role=tablist aria-label=Days>%s</div>%s<script>
const tabs = [...document.querySelectorAll('[role=tab]')];
const go = tab => tabs.forEach(each => { const is = each === tab; each.setAttribute('aria-selected', is);
  ROVE; document.getElementById(each.getAttribute('aria-controls')).hidden = !is });
tabs.forEach(tab => { tab.onclick = () => go(tab) });
KEYS</script>"""
ROVE = "each.tabIndex = is ? 0 : -1"
KEYS = """w.onkeydown = e => { const by = {ArrowRight: 1, ArrowLeft: -1}[e.key]; if (!by) return;
const to = tabs[(tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length]; to.focus(); go(to) };"""
DELAYED = KEYS.replace("to.focus(); go(to)", "setTimeout(() => { to.focus(); go(to) }, 120)")


def tabs(keys="", rove=ROVE, tag="button", first=0, rest=-1):
    parts = "".join(
        f"<{tag} role=tab aria-controls=p{n} aria-selected={str(not n).lower()} tabindex={rest if n else first}>"
        f"{name}</{tag}>"
        for n, name in enumerate(NAMES)
    )
    panels = "".join(
        f"<div id=p{n} role=tabpanel {'hidden' if n else ''}>Words of {name}</div>"
        for n, name in enumerate(NAMES)
    )
    return (TABS % (parts, panels)).replace("KEYS", keys).replace("ROVE", rove)


def choices(role, item, *, keys="", container="", first="tabindex=0", rest="tabindex=-1"):
    parts = "".join(
        f"<div id=i{n} role={item} {rest if n else first} aria-checked=false>{name}</div>"
        for n, name in enumerate(NAMES)
    )
    return f"""<div id=w role={role} aria-label=Days {container}>{parts}</div><script>
    const parts = [...w.children]; const go = to => parts.forEach(each => each.setAttribute('aria-checked', each === to));
    parts.forEach(each => {{ each.onclick = () => go(each) }});
    {keys}</script>"""


MENU = """<div><button id=b type=button aria-haspopup=true aria-expanded=false aria-controls=w>Days</button>%s</div><p id=q>
Now</p><script>b.onclick = () => { w.hidden = !w.hidden; b.setAttribute('aria-expanded', !w.hidden); if (!w.hidden) FOCUS };
parts.forEach(each => { each.onclick = () => { q.textContent = each.textContent; w.hidden = true } });</script>"""


def menu(keys="", focus="0", rest="tabindex=-1"):
    body = choices(
        "menu", "menuitem", keys=keys, container="hidden", first="tabindex=-1", rest=rest
    )
    return (MENU % body).replace("FOCUS", focus)


DOWN = "w.onkeydown = e => { if (e.key === 'ArrowDown') parts[(parts.indexOf(document.activeElement) + 1) % 3].focus() }"
ACTIVE = """let n = 0; w.onkeydown = e => { if (e.key === 'ArrowDown') w.setAttribute('aria-activedescendant', 'i' + n++ % 3) }"""
SLIDER = """<div style="width: 300px; height: 20px; background: #ccc"><div id=w role=slider %s aria-label=Rent
aria-valuemin=0 aria-valuemax=300 aria-valuenow=50 style="width: 20px; height: 20px; margin-left: 50px; background: #000">
</div></div><script>let at = 0; const set = v => { w.setAttribute('aria-valuenow', v); w.style.marginLeft = v + 'px' };
w.onmousedown = e => { at = e.clientX - w.getAttribute('aria-valuenow') }; onmousemove = e => { if (at) set(e.clientX - at) };
onmouseup = () => { at = 0 }; %s</script>"""
QUIET = {
    "tabs that hear the arrows": tabs(KEYS),
    "tabs that hear them late": tabs(DELAYED),
    "tabs that Tab comes to": tabs(rove="0", rest=0),
    "tabs that do nothing": "<div role=tablist><button role=tab tabindex=0>One</button><button role=tab tabindex=-1>Two"
    "</button></div>",
    "links that are called tabs, as GOV.UK's": tabs(KEYS, tag="a href=#x"),
    "a menu bar that hears arrow down": choices("menubar", "menuitem", keys=DOWN),
    "a list with an active option": choices(
        "listbox", "option", keys=ACTIVE, container="tabindex=0", first="", rest=""
    ),
    "a list that a field speaks for": "<input aria-label=Town role=combobox aria-expanded=true aria-controls=w>"
    + choices("listbox", "option", first="", rest=""),
    "real radio buttons": "<div role=radiogroup aria-label=x><label><input type=radio name=a>A</label><label>"
    "<input type=radio name=a>B</label></div>",
    "a real list": "<select size=3 aria-label=x><option>A<option>B<option>C</select>",
    "a real slider": "<input type=range aria-label=x>",
    "a slider that hears the arrows": SLIDER
    % ("tabindex=0", "w.onkeydown = e => { if (e.key === 'ArrowUp') set(60) }"),
    "a slider that only shows": SLIDER.replace("let at", "w.inert = true; let at") % ("", ""),
    "a slider that nothing moves": "<div role=slider tabindex=0 aria-label=x aria-valuenow=3>3</div>",
    "a table that is called a grid": "<div role=grid aria-label=x><div role=row><div role=gridcell>Bins</div><div "
    "role=gridcell>Monday</div></div></div>",
    "a menu that is closed": choices("menu", "menuitem", container="hidden"),
    "a menu that opens and hears arrow down": menu(DOWN, "parts[0].focus()"),
    "a menu whose button hears arrow down": menu(DOWN + "; b.onkeydown = e => { if (e.key === 'ArrowDown') parts[0].focus() }"),
    "a menu that Tab leads into": menu(rest="tabindex=0").replace("tabindex=-1", "tabindex=0"),
    "radios that a letter chooses": choices(
        "radiogroup", "radio", keys="w.onkeydown = e => { if (e.key === 't') go(parts[1]) }"
    ),
    "a widget that is entered by Enter": choices(
        "grid", "gridcell", container="tabindex=0", first="",
        keys="let is = false; w.onkeydown = e => { if (e.key === 'Enter') is = true; if (is && e.key === 'ArrowDown') "
        "parts[1].focus() }",
    ),
    "a page that never rests": tabs(KEYS) + "<p id=q>0</p><script>setInterval(() => { q.textContent = +q.textContent + 1 }, 9)"
    "</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(pressed, name):
    assert pressed(QUIET[name])["arrows"] == []


@pytest.mark.parametrize(
    ("body", "lost", "how", "entered"),
    [
        (tabs(), "Tuesday", "sure", True),
        (tabs(first=-1), "Tuesday", "sure", False),
        (tabs(tag="div", first="x", rest="x"), "Tuesday", "sure", False),
        (choices("radiogroup", "radio"), "Tuesday", "sure", True),
        (choices("radiogroup", "radio", first="", rest=""), "Monday", "sure", False),
        (choices("listbox", "option", container="tabindex=0", first="", rest=""), "Monday", "sure", True),
        (choices("menubar", "menuitem"), "Tuesday", "sure", True),
        (choices("tree", "treeitem"), "Tuesday", "sure", True),
        (tabs() + "<p><button>Tuesday</button></p>", "Tuesday", "unsure", True),
        (f"<div>{tabs()}<button aria-label='Next slide'>&gt;</button></div>", "Tuesday", "unsure", True),
        (tabs().replace(">Tuesday<", ">2<"), "2", "unsure", True),
        (choices("grid", "gridcell", first="", rest="").replace("each.setAttribute('aria-checked', each === to)",
         "{ each.className = each === to ? 'lit' : '' }"), "Monday", "unsure", False),
    ],
)  # fmt: skip
def test_parts_that_no_key_leads_to(pressed, body, lost, how, entered):
    (found,) = pressed(body)["arrows"]
    assert (found["lost"], found["how"], found["entered"], found["parts"]) == (
        lost,
        how,
        entered,
        3,
    )
    assert found["selector"] == "#w"


@pytest.mark.parametrize("focus", ["0", "parts[0].focus()"])
def test_menus_that_open_by_key_and_let_nobody_in(pressed, focus):
    (found,) = pressed(menu(focus=focus))["arrows"]
    assert (found["role"], found["how"], found["parts"]) == ("menu", "sure", 3)
    assert (found["selector"], found["opened"]) == ("#b", True)


@pytest.mark.parametrize(
    ("body", "how", "entered"),
    [
        (SLIDER % ("tabindex=0", ""), "sure", True),
        (SLIDER % ("", ""), "sure", False),
        ("<div>" + SLIDER % ("tabindex=0", "") + "<label>Rent <input></label></div>", "unsure", True),
    ],
)  # fmt: skip
def test_sliders_that_only_the_mouse_moves(pressed, body, how, entered):
    (found,) = pressed(body)["arrows"]
    assert (found["how"], found["entered"]) == (how, entered)


@pytest.mark.parametrize(
    "body",
    [
        "".join(choices("listbox", "option").replace("id=w", f"id=w class=c{n}").replace("const ", "var ")
                for n in range(100)),
        f"<div role=listbox tabindex=0>{'<p role=option>x</p>' * 500}</div>",
        f"<div role=tree>{'<div role=treeitem><div role=group>' * 90}</div>",
        tabs("w.onkeydown = e => { const u = Date.now() + 900; while (Date.now() < u); }"),
    ],
)  # fmt: skip
def test_pages_that_fight_back_cost_bounded_time(pressed_in_time, body):
    assert pressed_in_time(body).get("not tested") is None
