"""The second engine in a real page: it finds what it should, disturbs nothing and has an end."""

from dataclasses import replace

import pytest

from audits.derive.page import page_artefacts
from audits.engines.ibm import taken
from audits.run import judge_page
from crawler import browser_ibm, browser_probe
from crawler.browser import BrowserPool
from crawler.browser_settings import BrowserError, ibm_version
from crawler.provision import ProvisionError, ibm_or_complain
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

FAULTS = {
    "img_alt_valid": "<img id=x src=/picture>",
    "a_text_purpose": "<a id=x href=/there></a>",
    "input_label_exists": "<input id=x>",
    "aria_role_allowed": "<span id=x role=buton>Go</span>",
    "aria_attribute_value_valid": "<div id=x role=checkbox tabindex=0 aria-checked=perhaps>Yes</div>",
    "element_lang_valid": "<p id=x lang=xx>Bore da</p>",
    "object_text_exists": "<object id=x data=/picture type=image/png></object>",
    "marquee_elem_avoid": "<marquee id=x>News</marquee>",
    "label_ref_valid": "<label id=x for=nothing>Name</label>",
    "fieldset_label_valid": "<fieldset id=x><label>Street <input></label></fieldset>",
    "table_scope_valid": "<table><tr><th id=x scope=top>Band<tr><td>A</table>",
    "dir_attribute_valid": "<p id=x dir=left>Words</p>",
    "script_focus_blur_review": "<a id=x href=/there onfocus='this.blur()'>There</a>",
    "text_whitespace_valid": "<p id=x>W e l c o m e</p>",
    "embed_alt_exists": "<embed id=x src=/picture type=image/png>",
    "draggable_alternative_exists": "<div id=x draggable=true>Card</div>",
    "aria_eventhandler_role_valid": "<span id=x onclick='go()'>Go</span>",
    "table_caption_empty": "<table><caption id=x></caption><tr><th>Band<tr><td>A</table>",
}
TIDY = """<h1>Bins</h1><p>We empty your bin each week.</p><img alt="A bin" src=/picture>
<a href=/there>See the days</a><form><label for=street>Street</label>
<input id=street autocomplete=street-address><button>Find</button></form>
<fieldset><legend>Size</legend><label><input type=radio name=s>Small</label></fieldset>
<table><caption>Days</caption><tr><th scope=col>Day<tr><td>Monday</table>"""


@pytest.fixture(scope="module")
def both(settings):
    pool = BrowserPool(replace(settings, ibm_path=ibm_or_complain()), 1)
    yield pool
    pool.close()


@pytest.fixture
def told(both, server, monkeypatch):
    """Show a page to a browser with both engines; return what the second one told."""

    def told(body, pool=both):
        monkeypatch.setitem(PAGES, "/tried", HEAD + body)
        return pool.look(server.url("/tried")).tried["ibm"]

    return told


def rules_found(told):
    return {each["rule"] for each in told["found"]}


# --- what it leaves alone


def test_a_tidy_page_has_no_finding(told):
    found = told(TIDY)
    assert (found["found"], found["broken"]) == ([], [])
    assert {"img_alt_valid", "input_label_exists", "a_text_purpose"} <= set(found["passed"])


def test_what_is_in_frames_and_shadow_roots_is_left_to_axe(told):
    found = told(
        "<iframe title=Map srcdoc='<img src=/picture>'></iframe><div id=host></div><script>"
        "host.attachShadow({mode: 'open'}).innerHTML = '<img src=/picture>'</script>"
    )
    assert found["found"] == []


def test_page_and_engine_do_not_disturb_each_other(told, monkeypatch):
    heard = """<img id=x src=/picture><script>
    window.ace = "mine"; window.kerb = null; window.ibmEngine = () => { throw 1 };
    document.querySelector = () => null; Array.prototype.toJSON = () => "spoilt";
    const heard = []; console.log = console.error = () => heard.push("console");
    addEventListener("load", () => new MutationObserver(() => heard.push("changes"))
      .observe(document, {subtree: true, childList: true, attributes: true}));
    </script>"""
    said = []

    def step(world):
        told = browser_ibm.ibm(world)
        said.append(world.ask_page("() => [heard.join(), ace]"))
        return told

    monkeypatch.setitem(browser_probe.STEPS, "ibm", step)
    found = told(heard)["found"]
    assert [each["selector"] for each in found if each["rule"] == "img_alt_valid"] == ["#x"]
    assert said == [["", "mine"]]


def test_without_it_nothing_is_tested(told, pool):
    assert told("<img src=/picture>", pool) == {"not tested": browser_ibm.OFF}


# --- what it finds


@pytest.mark.parametrize("rule", list(FAULTS))
def test_a_fault_is_found_at_its_element(told, rule):
    found = [each for each in told(FAULTS[rule])["found"] if each["rule"] == rule]
    assert [each["selector"] for each in found] == ["#x"]
    only = taken()[rule].only
    assert all(each["reason"] in only for each in found) or not only
    assert found[0]["html"].startswith("<")


def test_the_page_itself_is_judged_too(told, monkeypatch, both, server):
    monkeypatch.setitem(
        PAGES, "/bare", "<!doctype html><html><head></head><body><p>Words</p></body>"
    )
    found = both.look(server.url("/bare")).tried["ibm"]
    assert {"html_lang_exists", "page_title_exists"} <= rules_found(found)
    assert found["version"] == "4.0.34"


def test_both_engines_tell_a_fault_once(both, server, monkeypatch):
    monkeypatch.setitem(PAGES, "/tried", f"{HEAD}<main><img src=/picture><a href=/x></a></main>")
    look = both.look(server.url("/tried"))
    artefacts = page_artefacts(look.html, look.final_url, axe=look.axe, tried=look.tried)
    outcomes = {each.rule.id: each.outcome for each in judge_page(artefacts)}
    assert [each.witnesses for each in outcomes["axe:image-alt"].findings] == [
        ("ibm:img_alt_valid",)
    ]
    assert [each.witnesses for each in outcomes["axe:link-name"].findings] == [
        ("ibm:a_text_purpose",)
    ]
    assert outcomes["ibm:img_alt_valid"].status == "not applicable"


def test_a_thousand_faults_are_told_and_no_more(told):
    found = told("<img src=/picture>" * 1_500)["found"]
    assert len(found) == browser_ibm.MOST_FOUND


# --- what has no end


def test_an_engine_that_takes_too_long_is_cut_off_and_the_browser_lives(told, both, monkeypatch):
    monkeypatch.setattr(browser_ibm, "SECONDS", 0.001)
    before = both.replaced
    found = told("<p>word <img src=/picture>" * 2_000)
    assert "took longer than 0.001 seconds" in found["not tested"]
    monkeypatch.undo()
    assert both.replaced == before


# --- where it is


def test_its_version_stands_beside_it(tmp_path):
    assert ibm_version(ibm_or_complain()) == "4.0.34"
    for package in ("", "{}", "[]", '{"name": "axe-core", "version": "1"}'):
        (tmp_path / "ace.js").write_text("var ace;")
        (tmp_path / "package.json").write_text(package)
        with pytest.raises(BrowserError, match="npm install accessibility-checker-engine"):
            ibm_version(tmp_path / "ace.js")


def test_a_path_that_leads_nowhere_is_said(tmp_path):
    with pytest.raises(ProvisionError, match="DROPKERB_IBM_PATH names"):
        ibm_or_complain(str(tmp_path / "ace.js"))
