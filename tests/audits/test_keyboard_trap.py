"""keyboard-trap: the focus must get away from everything."""

import time

import pytest

from audits.checks.keyboard_trap import keyboard_trap
from audits.derive.document import Document

PAGE = Document("<main><a id=a>Pay now</a></main>", "https://council.example/")
PLACE = {"selector": "#a", "html": "<a id=a>", "text": "Pay now", "box": [0, 0, 9, 9]}


def judged(**told):
    return keyboard_trap({"stops": 3, "ended": "end", **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(stops=0).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"ended": "dialog"},
        {"traps": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


def test_says_where_the_walk_ended_too_soon():
    assert judged(ended="stops").note.endswith("the rest was not tested")
    late = judged(ended="time")
    assert (late.status, late.holds) == ("not applicable", True)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"traps": [{**PLACE, "told": False}], "ended": "trap"}, "The focus can't leave “Pay now”"),
    ],
)
def test_fails_what_is_sure(told, words):
    outcome = judged(**told)
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "failed"
    assert (finding.selector, finding.region) == ("#a", "main")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"traps": [{**PLACE, "told": True}]}, "The page speaks of keys"),
        ({"round": PLACE, "ended": "round"}, "comes back"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    outcome = judged(**told)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "needs review"
    assert (finding.selector, finding.region) == ("#a", "main")
    assert finding.message.endswith("?")


def test_what_the_page_made_up_breaks_nothing():
    strange = [None, 1, "x", [], {}, {"selector": 3}, {"selector": "#a" * 9000, "text": ["x"]}]
    told = {"traps": [{**PLACE, "told": False}], "ended": "trap"}
    started = time.process_time()
    for name in told:
        for each in (*strange, strange * 1000):
            assert judged(**{**told, name: each}).status in (
                "passed",
                "failed",
                "needs review",
                "not applicable",
            )
    assert time.process_time() - started < 5
