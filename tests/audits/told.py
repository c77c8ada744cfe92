"""What a browser step tells of one place, and what every audit of such a step owes."""

import time

from audits.derive.document import Document

PAGE = Document("<main><a id=a>Pay now</a></main>", "https://council.example/")
PLACE = {"selector": "#a", "html": "<a id=a>", "text": "Pay now", "box": [0, 0, 9, 9]}
STRANGE = [None, 1, "x", [], {}, {"selector": 3}, {"selector": "#a" * 9000, "text": ["x"]}]


def assert_fails(outcome, words):
    """One finding about the place, sure, that says these words."""
    assert outcome.status == "failed"
    assert_one(outcome, words, "failed")


def assert_asks(outcome, words):
    """One question about the place that holds these words."""
    assert outcome.status == "needs review"
    assert_one(outcome, words, "needs review")
    assert outcome.findings[0].message.endswith("?")


def assert_one(outcome, words, status):
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == status
    assert (finding.selector, finding.region) == ("#a", "main")


def assert_state(outcome, state):
    """The finding says how the page was when it was found."""
    (finding,) = outcome.findings
    assert finding.state == state


def assert_survives(judged, told):
    """Nothing that a page can make up in place of what was told breaks the audit, or slows it."""
    started = time.process_time()
    for name in told:
        for each in (*STRANGE, STRANGE * 1000):
            assert judged(**{**told, name: each}).status in (
                *("passed", "failed"),
                *("needs review", "not applicable"),
            )
    assert time.process_time() - started < 5


def assert_tells_an_early_end(judged):
    """What was not walked is not passed over in silence."""
    assert judged(ended="stops").note.endswith("the rest was not tested")
    late = judged(ended="time")
    assert (late.status, late.holds) == ("not applicable", True)
