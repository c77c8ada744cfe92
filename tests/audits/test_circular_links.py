"""circular-links: pages that lead only to each other."""

import pytest

from audits.checks.circular_links import circular_links
from audits.derive.actions import Action
from audits.derive.site import SiteLink
from tests.audits.made_site import FORM, HOME, PHONE, URL, judged, known

TWO = "https://town.test/bins/apply"
THREE = "https://town.test/bins/request"
FOUR = "https://town.test/bins/order"


def said(ways, actions=()):
    pages = [
        known(),
        known(TWO, "Apply for a bin", actions),
        known(THREE, "Request a bin"),
        known(FOUR, "Order a bin"),
    ]
    ways_on = {url: [SiteLink(to) for to in each] for url, each in ways.items()}
    return judged(circular_links, *pages, ways_on=ways_on)


@pytest.mark.parametrize(
    "ways",
    [
        {},
        {URL: [TWO]},
        {URL: [TWO], TWO: [TWO]},
        {URL: [TWO], TWO: [URL, "https://town.test/other"]},
        {URL: [TWO], TWO: [URL, "https://other.test/"]},
        {URL: [TWO], TWO: [THREE], THREE: [FOUR], FOUR: [URL]},
        {URL: [URL, HOME]},
    ],
)
def test_passes_pages_that_lead_somewhere(ways):
    assert said(ways).status == "passed"


@pytest.mark.parametrize("action", [FORM, PHONE])
def test_passes_a_circle_where_something_can_be_done(action):
    assert said({URL: [TWO], TWO: [URL]}, [action]).status == "passed"


def test_links_that_only_lead_on_do_nothing():
    start = Action("start", "Apply for a bin", URL)
    assert said({URL: [TWO], TWO: [URL]}, [start]).status == "failed"


@pytest.mark.parametrize(
    "ways",
    [
        {URL: [TWO], TWO: [URL]},
        {URL: [TWO, HOME], TWO: [URL, HOME]},
        {URL: [TWO], TWO: [THREE], THREE: [URL]},
    ],
)
def test_fails_pages_that_lead_to_each_other(ways):
    outcome = said(ways)
    assert outcome.status == "failed"
    assert TWO in outcome.findings[0].message
