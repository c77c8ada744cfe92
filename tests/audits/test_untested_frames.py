"""untested-frames: asks about each frame that nobody could look into, and says why."""

import time

import pytest

from audits.checks.untested_frames import untested_frames
from audits.derive.document import Document

PAGE = Document(
    "<html><body><main><iframe id=f src='https://maps.example/x'></iframe></main></body></html>",
    "https://x.test/",
)
PLACE = {"selector": "#f", "html": "<iframe id=f>", "text": "", "host": "maps.example"}


def judged(**told):
    return untested_frames(told, PAGE)


@pytest.mark.parametrize(
    "told", [{}, {"tried": [], "left": [], "more": 0}, {"left": "lies", "more": "many"}]
)
def test_is_not_applicable_without_frames(told):
    assert judged(**told).status == "not applicable"


def test_passes_frames_that_were_tried_out():
    outcome = judged(tried=[{**PLACE, "why": ""}], left=[], more=0)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    ("told", "words", "subject"),
    [
        ({"why": "other"}, "shows a page of maps.example", "maps.example"),
        ({"why": "other", "host": ""}, "shows a page of another site", ""),
        ({"why": "sandboxed"}, "sandbox", ""),
        ({"why": "unread"}, "could not read", ""),
        ({"why": "many"}, "too many frames", ""),
        ({"why": "deep"}, "within several others", ""),
        ({"why": "time"}, "no time left", ""),
        ({"why": "moved"}, "turned to another page", ""),
        ({"why": "broken"}, "could not try out", ""),
        ({"why": 7, "host": ["x"]}, "a page of another site", ""),
    ],
)
def test_asks_about_what_was_left_out(told, words, subject):
    outcome = judged(left=[{**PLACE, **told}])
    assert outcome.status == "needs review"
    (found,) = outcome.findings
    assert words in found.message
    assert found.message.endswith("?")
    assert (found.selector, found.region, found.subject) == ("#f", "main", subject)


def test_says_how_many_more_there_are():
    outcome = judged(left=[{**PLACE, "why": "many"}], more=150)
    assert outcome.value == 151
    assert "150 more frames" in outcome.note


def test_a_frame_within_a_frame_stands_where_the_outer_one_does():
    outcome = judged(left=[{**PLACE, "selector": "#f >>> iframe", "why": "other"}])
    assert outcome.findings[0].region == "main"


def test_is_quick_on_thousands_of_frames():
    started = time.monotonic()
    outcome = judged(left=[{**PLACE, "why": "many"}] * 5000)
    assert len(outcome.findings) <= 40
    assert time.monotonic() - started < 1
