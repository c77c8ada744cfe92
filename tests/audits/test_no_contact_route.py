"""no-contact-route: nothing can be done on the page and nobody is named to ask."""

import pytest

from audits.checks.no_contact_route import no_contact_route
from audits.derive.actions import Action
from audits.derive.menus import Menu, SiteMenus
from audits.derive.site import SiteLink
from tests.audits.made_site import FORM, HOME, PHONE, URL, journey, judged, known, task


def menus(*items):
    return SiteMenus({1: Menu("footer", "", tuple(items))}, {URL: (1,)})


ABOUT = (HOME + "about", "About us")


def said(page, *tasks, ways=(), foot=(ABOUT,)):
    return judged(
        no_contact_route,
        page,
        tasks=tasks,
        ways_on={URL: ways},
        menus=menus(*foot),
    )


@pytest.mark.parametrize(
    "action", [FORM, PHONE, Action("document", "Leaflet", "https://town.test/a.pdf")]
)
def test_passes_where_something_can_be_done(action):
    assert said(known(actions=[action])).status == "passed"


@pytest.mark.parametrize(
    "item", [("/contact", "Contact us"), ("mailto:a@town.test", "Write"), ("/x", "Cysylltu â ni")]
)
def test_passes_where_a_menu_leads_to_somebody(item):
    assert said(known(), foot=(ABOUT, item)).status == "passed"


def test_passes_where_the_text_leads_to_somebody():
    assert said(known(), ways=[SiteLink("https://town.test/a", "Get in touch")]).status == "passed"


def test_says_nothing_where_menus_are_not_known():
    assert judged(no_contact_route, known(), ways_on={}, menus=SiteMenus()) is None


def test_says_nothing_of_tasks_that_ask_nothing():
    assert said(known(), journey(wanted=task("information"))) is None


def test_fails_a_page_with_nothing_and_nobody():
    outcome = said(known(), ways=[SiteLink(HOME, "Home")])
    assert outcome.status == "failed"
    assert "nobody to ask" in outcome.findings[0].message
