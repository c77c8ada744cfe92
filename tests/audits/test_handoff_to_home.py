"""handoff-to-home: a link to a supplier's form ends on the supplier's front page."""

import pytest

from audits.checks.handoff_to_home import handoff_to_home
from audits.derive.site import SiteLink, SitePage, Target
from tests.audits.made_site import URL

FORM = "https://forms.supplier.test/town/bin"


def said(*links, kind="external"):
    end = "https://forms.supplier.test/"
    targets = {FORM: Target(FORM, kind, "ok", 200, hops=1, redirect_to=end)}
    return handoff_to_home({URL: SitePage(URL)}, {URL: links}, targets).get(URL)


@pytest.mark.parametrize(
    "link", [SiteLink(FORM, "Form", "footer"), SiteLink(FORM, "Form", "main", "asset")]
)
def test_says_nothing_of_footers_and_pictures(link):
    assert said(link) is None


def test_says_nothing_of_own_addresses_and_of_pages_without_such_links():
    assert said(SiteLink(FORM, "Form", "main"), kind="page") is None
    assert said() is None


def test_asks_about_a_form_that_is_a_front_page():
    outcome = said(SiteLink(FORM, "Report a bin", "main"), SiteLink(FORM, "", "main"))
    assert outcome.status == "needs review"
    assert all(each.message.endswith("?") for each in outcome.findings)
