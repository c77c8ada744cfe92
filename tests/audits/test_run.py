"""What cannot be judged is an error, and never a pass."""

import pytest

from audits import run
from audits.derive.document import Document
from audits.derive.missing import Missing, NotTested
from audits.derive.page import page_artefacts
from audits.engines.axe import AXE
from audits.engines.ibm import IBM
from audits.model import Outcome, Status, failed, passed
from audits.registry import Audit

URL = "https://x.test/"
AXE_RESULT = {
    "testEngine": {"name": "axe-core", "version": "4.14.1"},
    "violations": [],
    "incomplete": [],
    "passes": [{"id": "bypass", "tags": ["wcag2a", "wcag241"], "help": "Bypass", "nodes": []}],
    "inapplicable": [],
}


def an_audit(check, *, scope="page"):
    return Audit(
        id="made-up",
        title="Good",
        failure_title="Bad",
        category="structure",
        scope=scope,
        check=check,
    )


@pytest.fixture
def only(monkeypatch):
    def set_audit(check, **more):
        monkeypatch.setattr(run, "load", lambda: {"made-up": an_audit(check, **more)})

    return set_audit


def first(artefacts):
    return run.judge_page(artefacts)[0].outcome


def test_an_audit_gets_what_it_names_and_nothing_else(only):
    only(lambda title: passed(len(title)))
    assert first({"title": "Bins", "links": []}).value == 4


def test_something_not_gathered_is_an_error(only):
    only(lambda title: passed())
    assert first({}) == Outcome(Status.ERROR, note="not gathered: title")


def test_something_missing_is_an_error_with_its_reason(only):
    only(lambda title: passed())
    assert first({"title": Missing("the page broke off")}).note == "the page broke off"


def test_none_is_a_value_like_any_other(only):
    only(lambda title: passed() if title is None else failed())
    assert first({"title": None}).status == "passed"


def test_an_audit_that_raises_is_an_error_and_stops_no_other(only, caplog):
    only(lambda: 1 / 0)
    judged = run.judge_page({"axe": AXE_RESULT, "ibm": NotTested("switched off")})
    assert judged[0].outcome == Outcome(Status.ERROR, note="ZeroDivisionError: division by zero")
    assert [each.outcome.status for each in judged[1:3]] == ["passed", "passed"]
    assert "made-up failed to run" in caplog.text


@pytest.mark.parametrize("nothing", [None, True, "passed"])
def test_an_audit_that_returns_no_outcome_is_an_error(only, nothing):
    only(lambda: nothing)
    assert first({}).status == "error"


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"axe": Missing("the browser crashed")},
        {"axe": {}},
        {"axe": None},
        {"axe": AXE_RESULT | {"passes": None}},
        {"axe": AXE_RESULT | {"passes": []}},
        {"axe": AXE_RESULT | {"violations": [{"no": "id"}]}},
    ],
)
def test_axe_without_a_whole_result_is_one_error(broken, monkeypatch):
    monkeypatch.setattr(run, "load", dict)
    judged, _ = run.judge_page(broken)
    assert judged.rule is AXE
    assert judged.outcome.status == "error"
    assert judged.outcome.note


@pytest.mark.parametrize("broken", [None, {}, {"found": [], "passed": [], "broken": {}}])
def test_the_second_engine_without_a_whole_result_is_one_error(broken, monkeypatch):
    monkeypatch.setattr(run, "load", dict)
    *_, judged = run.judge_page({"axe": AXE_RESULT, "ibm": broken})
    assert judged.rule is IBM
    assert judged.outcome.status == "error"
    assert judged.outcome.note


def test_what_several_find_is_told_once(monkeypatch):
    monkeypatch.setattr(run, "load", dict)
    node = {"target": ["img"], "html": "<img>", "impact": "critical"}
    rule = {"id": "image-alt", "tags": ["wcag2a", "wcag111"], "help": "Alt", "nodes": [node]}
    found = {"rule": "img_alt_valid", "reason": "fail_no_alt", "selector": "body > img"}
    ibm = {"found": [found], "passed": [], "broken": []}
    axe = AXE_RESULT | {"violations": [rule]}
    artefacts = {"axe": axe, "ibm": ibm, "document": Document("<body><img>", URL)}
    judged = {each.rule.id: each.outcome for each in run.judge_page(artefacts)}
    (finding,) = judged["axe:image-alt"].findings
    assert finding.witnesses == ("ibm:img_alt_valid",)
    assert judged["ibm:img_alt_valid"].note == "told by axe:image-alt"


def test_nothing_at_all_makes_every_audit_an_error():
    assert {each.outcome.status for each in run.judge_page({})} == {"error"}


def test_a_page_is_judged_by_all_page_audits_and_no_site_audit():
    html = "<html lang='en'><head><title>Bins</title></head><body><main><h1>Bins</h1></main></body></html>"
    judged = {each.rule.id for each in run.judge_page(page_artefacts(html, URL, axe=AXE_RESULT))}
    assert {"page-title", "reading-ease", "axe", "axe:bypass"} <= judged
    assert not {"broken-links", "orphan-page"} & judged


def test_a_site_audit_that_raises_is_an_error_on_every_page(only):
    only(lambda pages, nowhere: {}, scope="site")
    ((rule, outcomes),) = run.judge_site({"pages": {URL: None, f"{URL}a": None}})
    assert rule.id == "made-up"
    assert {url: outcome.note for url, outcome in outcomes.items()} == {
        URL: "not gathered: nowhere",
        f"{URL}a": "not gathered: nowhere",
    }


@pytest.mark.parametrize("nothing", [None, passed(), {URL: None}, {URL: True}])
def test_a_site_audit_that_returns_no_outcomes_is_an_error(only, nothing):
    only(lambda pages: nothing, scope="site")
    ((_, outcomes),) = run.judge_site({"pages": {URL: None}})
    assert outcomes[URL].status == "error"
