"""What came of trying a page out, or why nothing did."""

import pytest

from audits.derive.missing import NotTested
from audits.derive.page import page_artefacts
from audits.derive.tried import OFF, STEPS, missed_frames, told
from audits.model import Status, passed
from audits.registry import audit, load
from audits.run import judge_page


@pytest.mark.parametrize("step", STEPS)
def test_a_step_tells_what_it_found(step):
    assert told({step: {"stops": [1]}}, step) == {"stops": [1]}


@pytest.mark.parametrize(
    ("tried", "why"),
    [
        (None, OFF),
        ({}, "this was not tried out"),
        ({"walk": {"not tested": "no time"}}, "no time"),
        ({"walk": "nonsense"}, "this was not tried out"),
    ],
)
def test_what_was_not_tried_out_says_why(tried, why):
    assert told(tried, "walk") == NotTested(why)


def test_an_audit_of_what_was_not_tried_out_is_no_pass_and_keeps_what_it_said(monkeypatch):
    monkeypatch.setattr("audits.registry.AUDITS", load())

    @audit(title="a", failure_title="b", category="accessibility")
    def walk_only(walk):
        return passed()

    page = page_artefacts("<p>x</p>", "https://a.example/", axe=None, tried={"walk": {"stops": []}})
    off = page_artefacts("<p>x</p>", "https://a.example/", axe=None, tried={})
    said, nothing = (
        next(each.outcome for each in judge_page(one) if each.rule.id == "walk-only")
        for one in (page, off)
    )
    assert said.status is Status.PASSED
    assert (nothing.status, nothing.holds) == (Status.NOT_APPLICABLE, True)
    assert nothing.note == "not tested: this was not tried out"


def test_an_audit_of_what_was_tried_out_says_which_frames_it_did_not_see():
    left = [{"selector": "#map", "why": "time"}, {"selector": "#film", "why": "sandboxed"}]
    tried = {step: {} for step in STEPS} | {"frames": {"left": left}}
    page = page_artefacts("<p>x</p>", "https://a.example/", axe=None, tried=tried)
    unseen = {each.rule.id: each.outcome.unseen for each in judge_page(page)}
    assert unseen["text-spacing"] == ("#map",)
    assert unseen["page-title"] == ()


@pytest.mark.parametrize("told", [None, NotTested("off"), {}, {"left": "x"}, {"left": ["x", {}]}])
def test_nothing_is_said_of_frames_where_nothing_is_known(told):
    assert missed_frames(told) == ()
