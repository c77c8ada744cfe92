"""Versions of pages in other languages: pairs are told, links to a start page are not."""

from audits.derive.translations import Translation
from crawler.store.translations import save_translations

HOST = "https://town.example"
PAIRS = "SELECT url, other_language, other_url, is_mutual FROM page_translations ORDER BY url"


def save(book, run, path, *links):
    page = book.visit(run, path)
    with book.db.atomic():
        save_translations(
            book.db,
            page,
            [Translation(code, f"{HOST}{target}", "link") for code, target in links],
        )
    return page


def test_pages_without_a_version_have_none(book):
    save(book, book.begin(), "/bins")
    assert book.rows(PAIRS) == []


def test_a_link_that_all_pages_share_leads_to_no_page_in_particular(book):
    run = book.begin()
    for path in ("/", "/bins", "/tax"):
        save(book, run, path, ("cy", "/cy"))
    assert book.rows(PAIRS) == []


def test_pairs_know_each_other(book):
    run = book.begin()
    save(book, run, "/bins", ("cy", "/cy/biniau"), ("pl", "/pl"))
    save(book, run, "/tax", ("cy", "/cy/treth"), ("pl", "/pl"))
    save(book, run, "/cy/biniau", ("en", "/bins"))
    assert book.rows(PAIRS) == [
        (f"{HOST}/bins", "cy", f"{HOST}/cy/biniau", 1),
        (f"{HOST}/cy/biniau", "en", f"{HOST}/bins", 1),
        (f"{HOST}/tax", "cy", f"{HOST}/cy/treth", 0),
    ]


def test_a_page_that_is_opened_again_has_its_new_versions_and_one_that_is_gone_has_none(book):
    first = book.begin()
    save(book, first, "/bins", ("cy", "/cy/biniau"))
    save(book, first, "/tax", ("cy", "/cy/treth"))
    book.end(first)
    run = book.begin()
    save(book, run, "/bins", ("cy", "/cy/gwastraff"))
    book.visit(run, "/tax", "missing")
    assert book.rows("SELECT url FROM translations") == [(f"{HOST}/cy/gwastraff",)]
