"""Half a page overrules nothing that was found when it was there whole."""

import pytest

from crawler.browser import Look
from crawler.items import Capture
from crawler.pipelines import keeps_earlier_judgement, kept_reason
from crawler.store.frontier import Entry
from crawler.store.pages import Visit

LATE = "It was still loading after 30 seconds and was judged as it stood."
HALF = Look(state="partial", reason=LATE)


def capture(before):
    made = Capture(entry=Entry("u", 1, 1, "link"), visit=Visit("u", "audited"))
    made.before = before
    return made


@pytest.mark.parametrize(
    "look",
    [Look(state="ok"), Look(state="partial", reason="axe was late.", axe_error="axe was late.")],
)
def test_a_whole_page_is_judged(look):
    assert not keeps_earlier_judgement(capture(""), look)


def test_half_a_page_that_was_never_judged_is_judged():
    assert not keeps_earlier_judgement(capture(None), HALF)


@pytest.mark.parametrize("before", ["", "The server answered 503, also when asked again."])
def test_half_a_page_does_not_overrule_what_was_found(before):
    assert keeps_earlier_judgement(capture(before), HALF)
    assert "judged as it stood" not in kept_reason(HALF)


@pytest.mark.parametrize("before", [LATE, kept_reason(HALF)])
def test_a_page_that_is_half_there_every_night_is_judged(before):
    assert not keeps_earlier_judgement(capture(before), HALF)
