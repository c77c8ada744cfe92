"""dialog-focus: a dialog takes the focus and keeps it."""

import time

import pytest

from audits.checks.dialog_focus import dialog_focus
from audits.derive.document import Document

PAGE = Document("<main><a id=a>Pay now</a></main>", "https://council.example/")
PLACE = {"selector": "#a", "html": "<a id=a>", "text": "Pay now", "box": [0, 0, 9, 9]}


def judged(**told):
    return dialog_focus({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"dialogs": [{**PLACE, "modal": True, "escape": False}]},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"dialogs": [{**PLACE, "modal": True, "moved": False}]}, "does not get the focus"),
        (
            {"dialogs": [{**PLACE, "modal": True, "leaves": {**PLACE, "text": "Home"}}]},
            "behind it to “Home”",
        ),
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
        ({"dialogs": [{**PLACE, "modal": False, "moved": False}]}, "Do people find it?"),
        ({"dialogs": [{**PLACE, "modal": True, "returns": False}]}, "The focus is lost"),
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
    told = {"dialogs": [{**PLACE, "modal": True, "moved": False}]}
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
