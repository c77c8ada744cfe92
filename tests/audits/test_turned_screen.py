"""turned-screen: a page that hides its text when the screen is turned."""

import pytest

from audits.checks.turned_screen import turned_screen
from audits.derive.document import Document
from tests.audits.told import assert_state

PAGE = Document("<body><main><p id='a'>Turn</p></main></body>", "https://x.test/")
NOTE = {"selector": "#a", "html": "<p id='a'>", "text": "Please turn your device."}


def judged(lying, standing, note=None):
    ways = {"lying": {"letters": lying}, "standing": {"letters": standing, "note": note}}
    return turned_screen({"turned": ways}, PAGE)


@pytest.mark.parametrize("told", [{}, {"turned": {}}, {"turned": None}])
def test_is_not_applicable_where_no_style_asks(told):
    assert turned_screen(told, PAGE).status == "not applicable"


def test_is_not_applicable_to_a_page_with_hardly_any_text():
    assert judged(20, 0).status == "not applicable"


@pytest.mark.parametrize(("lying", "standing"), [(900, 900), (900, 400), (300, 900)])
def test_passes_pages_that_show_their_text_both_ways(lying, standing):
    assert judged(lying, standing, NOTE).status == "passed"


def test_fails_a_page_that_asks_to_turn_the_device():
    outcome = judged(900, 0, NOTE)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.region) == ("#a", "main")
    assert "upright" in finding.message


def test_asks_where_no_message_says_so():
    outcome = judged(10, 900)
    assert outcome.status == "needs review" or outcome.findings[0].selector == "body"


@pytest.mark.parametrize("note", [NOTE, None])
def test_says_how_the_page_was(note):
    assert_state(judged(900, 0, note), "with the screen turned upright")
    assert_state(judged(0, 900), "with the screen turned on its side")
