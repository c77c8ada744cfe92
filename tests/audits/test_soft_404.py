"""soft-404: the page is not there and the server says that it is."""

from audits.checks.soft_404 import soft_404
from audits.derive.site import SitePage
from audits.derive.soft_pages import SoftPage
from tests.audits.made_site import URL

PAGES = {URL: SitePage(URL)}


def test_says_nothing_of_pages_that_are_there():
    assert soft_404(PAGES, {}) == {}


def test_says_nothing_of_pages_of_another_run():
    assert soft_404({}, {URL: SoftPage(URL, ("a", "b"))}) == {}


def test_fails_a_page_with_what_shows_it():
    outcome = soft_404(PAGES, {URL: SoftPage(URL, ("it says “Gone”", "it is short"))})[URL]
    assert outcome.status == "failed"
    assert "it says “Gone”; it is short" in outcome.findings[0].message
