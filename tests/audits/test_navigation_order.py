"""navigation-order: the same menu in another order is sure, one that may be another is a question."""

import time

import pytest

from audits.checks.navigation_order import navigation_order
from audits.derive.menus import Menu, SiteMenus
from audits.derive.site import SitePage

PAGES = ("/", "/a", "/b", "/odd")


def menu(order, region="nav", label="Services"):
    return Menu(region, label, tuple((f"/{each}", each.upper()) for each in order), "nav")


def judged(menus, on_pages):
    site = {url: SitePage(url) for url in on_pages}
    return navigation_order(site, SiteMenus(dict(enumerate(menus)), on_pages), is_complete=True)


def beside(usual, odd):
    """What is said of a page with the odd menu, where three others have the usual one."""
    on_pages = {"/": (0,), "/a": (0,), "/b": (0,), "/odd": (1,)}
    outcomes = judged([usual, odd], on_pages)
    assert {outcomes[url].status for url in PAGES[:3]} == {"passed"}
    return outcomes["/odd"]


@pytest.mark.parametrize(
    "odd",
    [
        menu("abcdef"),
        menu("acf"),
        menu("abxcdyef"),
        menu("ba"),
        menu("fedcba", label="In this section"),
        menu("fedcba", region="footer"),
        menu("uvwxyz"),
        Menu("finder", "Services", menu("fedcba").items),
    ],
)
def test_passes_menus_in_the_same_order_and_other_menus(odd):
    assert beside(menu("abcdef"), odd).status in ("passed", "not applicable")


def test_passes_two_menus_of_one_page():
    outcomes = judged(
        [menu("abcdef", label=""), menu("fedcba", label="")],
        {"/": (0, 1), "/a": (0, 1), "/b": (0,)},
    )
    assert {outcome.status for outcome in outcomes.values()} == {"passed"}


def test_passes_two_orders_that_are_as_usual():
    outcomes = judged([menu("abcdef"), menu("fedcba")], {"/": (0,), "/a": (1,)})
    assert {outcome.status for outcome in outcomes.values()} == {"passed"}


def test_is_not_applicable_without_menus():
    outcomes = judged([Menu("finder", "", (("/s", "search"),))], {"/": (), "/a": (0,)})
    assert {outcome.status for outcome in outcomes.values()} == {"not applicable"}


def test_fails_the_same_menu_in_another_order():
    outcome = beside(menu("abcdef"), menu("abfdec"))
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.region, finding.selector) == ("nav", "nav")
    assert finding.message == (
        "In the menu “Services”, “F” stands before “D”. On most pages it stands after it."
    )


@pytest.mark.parametrize("odd", [menu("fabcde"), menu("cbaxyzuvw")])
def test_asks_where_one_link_moved_or_it_may_be_another_menu(odd):
    outcome = beside(menu("abcdef"), odd)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("Is it the same menu?")


def test_is_quick_on_big_sites():
    start = time.process_time()
    letters = "abcdefghijklmnopqrstuvwxyz"
    menus = [menu(letters[n % 26 :] + letters[: n % 26] + str(n)) for n in range(2_000)]
    on_pages = {f"/{n}": (n % 2_000, 0) for n in range(5_000)}
    judged(menus, on_pages)
    assert time.process_time() - start < 6
