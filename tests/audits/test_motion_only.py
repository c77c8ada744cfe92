"""motion-only: quiet where nothing changes, sure where no control could do the same."""

import pytest

from audits.checks.motion_only import motion_only
from audits.derive.document import Document
from tests.audits.told import PAGE, assert_state, assert_survives

LISTENING = Document(
    "<body><p>x</p><script>addEventListener('devicemotion', f)</script></body>", "https://x.test/"
)


def judged(page=PAGE, **told):
    return motion_only({"there": {"motion": 1}, **told}, page)


def test_is_not_applicable_where_nothing_waits_for_the_sensors():
    assert judged(there={}).status == "not applicable"


@pytest.mark.parametrize("told", [{}, {"motion": []}, {"motion": None}])
def test_passes_where_nothing_changes(told):
    assert judged(**told).status == "passed"


def test_leaves_the_question_to_the_check_that_reads_scripts():
    assert judged(LISTENING, motion=[{"ways": 2}]).status == "passed"


@pytest.mark.parametrize(("page", "selector"), [(PAGE, "body"), (LISTENING, "body > script:nth-of-type(1)")])  # fmt: skip
def test_fails_what_nothing_else_does(page, selector):
    outcome = judged(page, motion=[{"ways": 0}])
    (finding,) = outcome.findings
    assert (outcome.status, finding.selector) == ("failed", selector)
    assert "No control does the same" in finding.message


@pytest.mark.parametrize("ways", [1, 300, None, "0", True, [], 0.5])
def test_asks_where_a_control_might_do_it(ways):
    outcome = judged(motion=[{"ways": ways}])
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"motion": [{"ways": 0}]})


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"motion": [{"ways": 0}]}, "after the device was shaken and tilted"),
        ({"motion": [{"ways": 2}]}, "after the device was shaken and tilted"),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
