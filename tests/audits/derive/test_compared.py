"""Menus beside each other, and what half a run may say."""

from audits.derive.compared import as_far_as_seen, differing_menus, pages_by_menu
from audits.derive.menus import Menu, SiteMenus
from audits.model import Finding, failed, passed


def menu(order):
    return Menu("nav", "", tuple((f"/{each}", each.upper()) for each in order))


def compared(usual, odd):
    found = SiteMenus({1: menu(usual), 2: menu(odd)}, {"/": (1,), "/a": (1,), "/odd": (2,)})
    return list(differing_menus(found, 3))


def test_menus_in_the_same_order_do_not_differ():
    assert compared("abcdef", "abcdef") == []
    assert compared("abcdef", "xaybz") == []
    assert compared("abc", "ba") == []


def test_how_many_links_would_have_to_move():
    moved = {odd: compared("abcdef", odd)[0].moved for odd in ("bacdef", "fabcde", "fedcba")}
    assert moved == {"bacdef": 1, "fabcde": 1, "fedcba": 5}
    (found,) = compared("abcdef", "abfdec")
    assert (found.shared, found.first, found.second) == (6, "F", "D")
    assert found.pages == {"/odd"}


def test_a_link_that_stands_twice_counts_where_it_stands_first():
    assert compared("abca", "abca") == []
    assert compared("abcd", "abcda") == []


def test_the_pages_of_each_menu():
    found = SiteMenus({1: menu("abc")}, {"/": (1,), "/a": (1,)})
    assert pages_by_menu(found) == {1: {"/", "/a"}}


def test_half_a_run_says_what_is_odd_and_holds_the_rest():
    outcomes = {"/": passed(), "/a": failed(Finding("It is odd."))}
    assert as_far_as_seen(outcomes, is_complete=True) == outcomes
    found = as_far_as_seen(outcomes, is_complete=False)
    assert found["/a"] == outcomes["/a"]
    assert (found["/"].status, found["/"].holds) == ("not applicable", True)
