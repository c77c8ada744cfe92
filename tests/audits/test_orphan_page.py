"""orphan-page: pages that no other page links to."""

import pytest

from audits.checks.orphan_page import orphan_page
from audits.derive.site import SitePage

HOME = "https://x.test/"
PAGE = "https://x.test/a"


def judged(*, url=PAGE, is_complete=True, **page):
    pages = {HOME: SitePage(HOME), url: SitePage(url, **page)}
    return orphan_page(pages, HOME, is_complete=is_complete)[url]


def test_passes_a_page_with_a_link_to_it():
    assert judged(in_links=1).status == "passed"


def test_is_not_applicable_to_the_start_page():
    outcome = judged(url=HOME, in_links=0)
    assert (outcome.status, outcome.holds) == ("not applicable", False)


@pytest.mark.parametrize("in_links", [0, 3])
def test_is_not_applicable_when_the_run_ended_early(in_links):
    outcome = judged(in_links=in_links, is_complete=False)
    assert (outcome.status, outcome.holds) == ("not applicable", True)


@pytest.mark.parametrize(
    ("in_sitemap", "words"), [(True, "sitemap lists"), (False, "from earlier")]
)
def test_fails_a_page_that_nothing_links_to(in_sitemap, words):
    outcome = judged(in_links=0, in_sitemap=in_sitemap)
    assert outcome.status == "failed"
    assert outcome.findings[0].subject == PAGE
    assert words in outcome.findings[0].message
