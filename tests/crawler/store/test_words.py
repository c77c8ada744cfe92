"""Unknown words in the record: those of carried pages kept, those of pages that are gone not."""

import pytest

from audits.derive.spelling import PageWords, UnknownWord
from crawler.store.words import save_words, words_on_pages

HOST = "https://town.example"
ONE = PageWords(90, (UnknownWord("recieve", is_name=False, count=2, selector="#a", region="main"),))
OTHER = PageWords(70, (UnknownWord("quillby", is_name=True, sentence="Go to Quillby."),))


@pytest.fixture
def save(book):
    def do(run, path, words):
        page = book.visit(run, path)
        with book.db.atomic():
            save_words(book.db, page, words)
        return page

    return do


def on(book, run):
    return {url.removeprefix(HOST): words for url, words in words_on_pages(book.db, run).items()}


def test_words_come_back_with_their_pages(book, save):
    run = book.begin()
    save(run, "/", ONE)
    save(run, "/a", OTHER)
    save(run, "/b", PageWords())
    assert on(book, run) == {"/": ONE, "/a": OTHER, "/b": PageWords()}


def test_a_page_that_is_opened_again_has_its_new_words_and_others_keep_theirs(book, save):
    run = book.begin()
    save(run, "/", ONE)
    save(run, "/a", ONE)
    book.end(run)
    run = book.begin()
    save(run, "/a", OTHER)
    book.visit(run, "/")  # carried over: its words are not written
    assert on(book, run) == {"/": ONE, "/a": OTHER}


def test_words_of_a_page_that_is_gone_are_forgotten(book, save):
    run = book.begin()
    save(run, "/", ONE)
    save(run, "/a", ONE)
    book.end(run)
    run = book.begin()
    book.visit(run, "/")
    book.visit(run, "/a", "missing")
    assert on(book, run) == {"/": ONE}
    assert book.rows("SELECT count(*) FROM page_words") == [(1,)]


def test_what_cannot_be_stored_is_no_trouble(book, save):
    run = book.begin()
    save(run, "/", PageWords(3, (UnknownWord("x\0", is_name=False, sentence="\ud800"),)))
    (word,) = on(book, run)["/"].unknown
    assert (word.word, word.sentence) == ("x\ufffd", "\ufffd")
