"""button-keys: a button answers Enter and space."""

import time

import pytest

from audits.checks.button_keys import button_keys
from audits.derive.document import Document

PAGE = Document("<main><a id=a>Pay now</a></main>", "https://council.example/")
PLACE = {"selector": "#a", "html": "<a id=a>", "text": "Pay now", "box": [0, 0, 9, 9]}


def judged(**told):
    return button_keys({"there": {"buttons": 2}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"buttons": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"keys": []},
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"keys": [{**PLACE, "missing": "both"}]}, "neither Enter nor the space key"),
        ({"keys": [{**PLACE, "missing": "Space", "link": False}]}, "does not answer the space key"),
        ({"keys": [{**PLACE, "missing": "Enter"}]}, "does not answer Enter"),
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
        ({"keys": [{**PLACE, "missing": "Space", "link": True}]}, "The link “Pay now”"),
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
    told = {"keys": [{**PLACE, "missing": "both"}]}
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
