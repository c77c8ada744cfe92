"""redirect-to-home: a link names a page, and the home page opens."""

from audits.checks.redirect_to_home import redirect_to_home
from audits.derive.site import SiteLink, SitePage, Target
from tests.audits.made_site import HOME, URL

OLD = "https://town.test/ctax/old-form"


def said(*links, kind="page"):
    targets = {OLD: Target(OLD, kind, "ok", 200, hops=1, redirect_to=HOME)}
    pages = {URL: SitePage(URL, out_links=3)}
    return redirect_to_home(pages, {URL: links}, targets)[URL]


def test_passes_a_page_without_such_links():
    assert said().status == "passed"


def test_leaves_other_websites_and_pictures_alone():
    assert said(SiteLink(OLD, "Form"), kind="external").status == "passed"
    assert said(SiteLink(OLD, "Picture", rel="asset")).status == "passed"


def test_fails_a_link_that_ends_on_the_home_page():
    outcome = said(SiteLink(OLD, "The form", "main"))
    assert outcome.status == "failed"
    assert "“The form”" in outcome.findings[0].message
    assert "A link" in said(SiteLink(OLD)).findings[0].message
