"""Menus in the record: each once, those of carried pages kept, unused ones forgotten."""

import pytest

from audits.derive.menus import Menu
from crawler.store import menus as module
from crawler.store.menus import drop_unused_menus, menus_on_pages, save_menus

HOST = "https://town.example"
SERVICES = Menu("nav", "Services", (("/a", "Bins"), ("/b", "Tax")), "nav")
FOOTER = Menu("footer", "", (("/c", "Contact"),), "footer")
OTHER = Menu("footer", "", (("/c", "Contact us"),), "footer")


@pytest.fixture
def save(book):
    def do(run, path, *menus):
        page = book.visit(run, path)
        with book.db.atomic():
            save_menus(book.db, run, page, menus)
        return page

    return do


def test_a_menu_is_kept_once_and_comes_back_with_its_pages(book, save):
    run = book.begin()
    save(run, "/", SERVICES, FOOTER)
    save(run, "/a", SERVICES, OTHER)
    save(run, "/b")
    found = menus_on_pages(book.db, run)
    assert [next(iter(found.menus.values())), len(found.menus)] == [SERVICES, 3]
    on = {
        url.removeprefix(HOST): [found.menus[number] for number in numbers]
        for url, numbers in found.on_pages.items()
    }
    assert on == {"/": [SERVICES, FOOTER], "/a": [SERVICES, OTHER]}


def test_a_page_that_is_opened_again_has_its_new_menus_and_others_keep_theirs(book, save):
    run = book.begin()
    save(run, "/", SERVICES, FOOTER)
    save(run, "/a", SERVICES, FOOTER)
    book.end(run)
    run = book.begin()
    save(run, "/a", SERVICES, OTHER)
    book.visit(run, "/")  # carried over: its menus are not written
    found = menus_on_pages(book.db, run)
    assert {len(numbers) for numbers in found.on_pages.values()} == {2}
    save(run, "/", SERVICES)
    with book.db.atomic():
        drop_unused_menus(book.db, run.site_id)
    assert book.rows("SELECT label, region FROM menus ORDER BY id") == [
        ("Services", "nav"),
        ("", "footer"),
    ]


def test_pages_of_other_runs_and_pages_that_are_gone_do_not_count(book, save):
    run = book.begin()
    save(run, "/", SERVICES)
    save(run, "/a", FOOTER)
    book.end(run)
    run = book.begin()
    save(run, "/", SERVICES)
    assert list(menus_on_pages(book.db, run).menus.values()) == [SERVICES]
    book.visit(run, "/a", "missing")
    assert book.rows("SELECT count(*) FROM page_menus") == [(1,)]


def test_the_menus_on_most_pages_are_read_and_no_more(book, save, monkeypatch):
    monkeypatch.setattr(module, "MOST_MENUS", 1)
    run = book.begin()
    save(run, "/", OTHER, SERVICES)
    save(run, "/a", SERVICES, FOOTER)
    assert list(menus_on_pages(book.db, run).menus.values()) == [SERVICES]


def test_what_cannot_be_stored_is_no_trouble(book, save):
    run = book.begin()
    save(run, "/", Menu("nav", "\0\ud800", (("/" + "x" * 300, "\0" * 90),) * 900, "nav"))
    (menu,) = menus_on_pages(book.db, run).menus.values()
    assert menu.items == ()
