"""click-depth: the fewest clicks from the home page."""

import pytest

from audits.checks.click_depth import click_depth
from audits.derive.site import SitePage

HOME = "https://x.test/"
PAGE = "https://x.test/a"


def judged(clicks, *, url=PAGE, is_complete=True):
    pages = {HOME: SitePage(HOME), url: SitePage(url, click_depth=clicks)}
    return click_depth(pages, HOME, is_complete=is_complete)[url]


@pytest.mark.parametrize("clicks", [1, 4, 5])
@pytest.mark.parametrize("is_complete", [True, False])
def test_passes_up_to_five_clicks_with_the_number(clicks, is_complete):
    outcome = judged(clicks, is_complete=is_complete)
    assert (outcome.status, outcome.value, outcome.unit) == ("passed", clicks, "clicks")


@pytest.mark.parametrize("clicks", [None, 0])
def test_the_home_page_is_no_click_away_from_itself(clicks):
    assert judged(clicks, url=HOME).value == 0


@pytest.mark.parametrize(("clicks", "is_complete"), [(None, True), (None, False), (6, False)])
def test_is_not_applicable_when_the_way_is_not_known(clicks, is_complete):
    outcome = judged(clicks, is_complete=is_complete)
    assert (outcome.status, outcome.holds) == ("not applicable", not is_complete)


def test_fails_over_five_clicks():
    outcome = judged(6)
    assert (outcome.status, outcome.value) == ("failed", 6)
    assert "6 clicks" in outcome.findings[0].message
    assert outcome.findings[0].subject == PAGE
