"""only-shared-links: all that leads on is what every page has."""

import pytest

from audits.checks.only_shared_links import only_shared_links
from audits.derive.actions import Action
from tests.audits.made_site import FORM, HOME, PHONE, URL, known, site


def said(*actions, shared=(URL,), url=URL):
    pages, known_pages = site(known(url, actions=actions))
    return only_shared_links(pages, known_pages, shared, HOME).get(url)


def test_passes_pages_with_links_of_their_own():
    assert said(shared=()).status == "passed"


@pytest.mark.parametrize("action", [FORM, PHONE, Action("document", "Guide", "/guide.pdf")])
def test_passes_pages_where_something_can_be_done(action):
    assert said(action).status == "passed"


def test_passes_the_home_page_and_overlooks_unknown_pages():
    assert said(shared=(HOME,), url=HOME).status == "passed"
    assert said(shared=("https://town.test/other",)).status == "passed"


@pytest.mark.parametrize("path", ["/news/otters", "/opening-times", "/thank-you", "/privacy"])
def test_passes_pages_that_may_end_where_they_end(path):
    assert (
        said(shared=(f"https://town.test{path}",), url=f"https://town.test{path}").status
        == "passed"
    )


def test_asks_about_a_page_that_only_has_what_all_have():
    outcome = said()
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
