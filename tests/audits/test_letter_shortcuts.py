"""letter-shortcuts: no single letter does anything."""

import time

import pytest

from audits.checks.letter_shortcuts import letter_shortcuts
from audits.derive.document import Document

PAGE = Document("<main><a id=a>Pay now</a></main>", "https://council.example/")
PLACE = {"selector": "#a", "html": "<a id=a>", "text": "Pay now", "box": [0, 0, 9, 9]}


def judged(**told):
    return letter_shortcuts({"there": {"letters": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"letters": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"letters": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"letters": [{"key": "s", "offers": False}]}, "The key “s” alone"),
    ],
)
def test_fails_what_is_sure(told, words):
    outcome = judged(**told)
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "failed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"letters": [{"key": "s", "offers": True}]}, "Can it be switched off"),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    outcome = judged(**told)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "needs review"
    assert finding.message.endswith("?")


def test_what_the_page_made_up_breaks_nothing():
    strange = [None, 1, "x", [], {}, {"selector": 3}, {"selector": "#a" * 9000, "text": ["x"]}]
    told = {"letters": [{"key": "s", "offers": False}]}
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
