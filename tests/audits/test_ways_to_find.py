"""ways-to-find: asks once for the site, and only when it saw all of it."""

import pytest

from audits.checks.ways_to_find import ways_to_find
from audits.derive.menus import Menu, SiteMenus
from audits.derive.site import SitePage

HOME = "https://x.test/"
NAV = Menu("nav", "", (("/a", "A"),))


def judged(*menus, count=20, depth=2, is_complete=True):
    pages = {HOME: SitePage(HOME, click_depth=0)}
    pages |= {f"{HOME}{n}": SitePage(f"{HOME}{n}", click_depth=depth) for n in range(count)}
    found = SiteMenus(dict(enumerate(menus)), {HOME: tuple(range(len(menus)))})
    outcomes = ways_to_find(pages, HOME, found, is_complete=is_complete)
    assert list(outcomes) == [HOME]
    return outcomes[HOME]


def test_passes_a_site_with_a_search_or_a_list_of_all():
    assert judged(NAV, Menu("finder", "", (("/s", "search"),))).status == "passed"
    assert judged(NAV, depth=1).status == "passed"


@pytest.mark.parametrize(("told", "holds"), [({"count": 9}, False), ({"is_complete": False}, True)])
def test_is_not_applicable_to_small_sites_and_half_a_run(told, holds):
    outcome = judged(NAV, **told)
    assert (outcome.status, outcome.holds) == ("not applicable", holds)


def test_says_nothing_without_a_home_page():
    assert ways_to_find({}, HOME, SiteMenus(), is_complete=True) == {}


@pytest.mark.parametrize("depth", [2, None])
def test_asks_where_there_are_menus_only(depth):
    outcome = judged(NAV, depth=depth)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("Is there a second way to find a page?")
