"""closed-but-promoted: something is closed, and the page still offers it."""

import pytest

from audits.checks.closed_but_promoted import closed_but_promoted
from audits.derive.menus import Menu, SiteMenus
from tests.audits.made_site import FORM, URL, judged, known

CLOSED = "The scheme is now closed."


def said(closed, actions=(), menu=(), title="Apply for a grant"):
    menus = SiteMenus({1: Menu("nav", "", tuple(menu))}, {})
    page = known(title=title, actions=actions, closed=closed)
    return judged(closed_but_promoted, page, menus=menus)


@pytest.mark.parametrize(
    "closed",
    [
        "",
        "Applications are closed and will reopen in May",
        "The office is closed on bank holidays; bookings are closed then",
        "Applications are closed to new members",
        "Registration is temporarily closed",
    ],
)
def test_passes_what_is_open_or_opens_again(closed):
    assert said(closed, [FORM]).status == "passed"


def test_passes_a_closed_page_that_nothing_offers():
    assert said(CLOSED).status == "passed"


def test_says_nothing_of_news():
    assert said(CLOSED, [FORM], title="Press release: the scheme closes") is None


@pytest.mark.parametrize("offer", [{"actions": [FORM]}, {"menu": [(URL, "Grants")]}])
def test_asks_where_it_is_still_offered(offer):
    outcome = said(CLOSED, **offer)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
