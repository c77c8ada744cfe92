"""The menus of a page: what stands in them, and what is left out since it differs by page."""

import time

import pytest

from audits.derive.document import Document
from audits.derive.menus import menus_of

URL = "https://x.test/bins/new"


def menus(html):
    return menus_of(Document(f"<html><body>{html}</body></html>", URL))


def names(html):
    return [(each.region, [name for _, name in each.items]) for each in menus(html)]


def test_each_menu_with_its_place_its_name_and_its_links_in_order():
    header, services, footer = menus(
        """<header><a href="/">Home</a>
        <nav aria-label="Services"><a href="/a">Bins</a><a href="/b#c">Tax</a></nav></header>
        <main><a href="/d">Not in a menu</a></main>
        <footer><a href="tel:0123">Call us</a></footer>"""
    )
    assert (header.region, header.label, header.items) == (
        "header",
        "",
        (("https://x.test/", "Home"),),
    )
    assert (services.region, services.label) == ("nav", "Services")
    assert services.items == (("https://x.test/a", "Bins"), ("https://x.test/b", "Tax"))
    assert services.selector == "body > header:nth-of-type(1) > nav:nth-of-type(1)"
    assert footer.items == (("tel:0123", "Call us"),)


@pytest.mark.parametrize(
    "html",
    [
        "<nav class='breadcrumb'><a href='/'>Home</a></nav>",
        "<nav aria-label='Pagination'><a href='?page=2'>2</a></nav>",
        "<nav><a href='#a'>A</a><a href='javascript:x()'>B</a><a href='/c'></a></nav>",
        "<nav hidden><a href='/a'>A</a></nav>",
        "<nav><a href='/cy' hreflang='cy'>Welsh</a><a href='/cy'>Cymraeg</a></nav>",
        "<footer><ul class='social'><li><a href='/a'>A</a></li></ul></footer>",
        "<article><header><a href='/a'>A</a></header></article>",
        "",
    ],
)
def test_what_differs_from_page_to_page_is_no_menu(html):
    assert names(html) == []


def test_an_address_that_says_where_one_comes_from_is_cut():
    (menu,) = menus("<nav><a href='/login?back=/bins/new'>Sign in</a><a href='/a?b=1'>A</a></nav>")
    assert [address for address, _ in menu.items] == [
        "https://x.test/login",
        "https://x.test/a?b=1",
    ]


def test_buttons_of_forms_in_a_menu_and_not_of_one_around_the_page():
    search = "<form action='/s'><input name=q><button>Search</button></form>"
    header, finder = menus(f"<header>{search}</header>")
    assert header.items == (("button https://x.test/s", "Search"),)
    assert (finder.region, finder.items) == ("finder", (("https://x.test/s", "search"),))
    around = "<form action='new'><header><a href=/a>A</a><input type=submit value=Go></header>"
    assert names(around) == [("header", ["A"])]


@pytest.mark.parametrize(
    "html",
    [
        "<form role='search'><input></form>",
        "<form action='/x'><input type='search'></form>",
        "<form><input name='keywords'></form>",
        "<p><a href='/map'>Site map</a></p>",
        "<p><a href='/a-z'>A to Z of services</a></p>",
    ],
)
def test_ways_to_find_a_page(html):
    assert [each.region for each in menus(html)] == ["finder"]


def test_is_quick_on_hostile_pages():
    start = time.process_time()
    (menu,) = menus(f"<nav>{'<a href=/a>A</a>' * 30_000}</nav>")
    assert len(menu.items) == 60
    assert len(menus("<nav><a href=/a>A</a></nav>" * 5_000)) == 12
    menus("<nav><div>" * 5_000)
    assert time.process_time() - start < 6
