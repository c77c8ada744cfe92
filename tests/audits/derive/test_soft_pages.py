"""What shows that a page is not there: two signs, one of them strong."""

import time

import pytest

from audits.derive.soft_pages import Seen, is_like, says_gone, soft_page, words_of

LONG = tuple(f"word{n}" for n in range(100))
PROBE = Seen("https://town.test/xqzj", "Town", "Welcome", LONG)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Bins",
        "How to fix error 404",
        "HTTP status codes: 404 not found",
        "Custom 404 page",
        "What to do when a document is not found",
        "Lost and found",
        "Route 404",
        "Page 2",
    ],
)
def test_titles_of_pages_that_are_there(title):
    assert not says_gone(title, title)


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "Page not found - Town Council",
        "404",
        "404 error",
        "Error 404 | Town",
        "Sorry, this page cannot be found",
        "This page could not be found",
        "The content is no longer available",
        "The page you asked for doesn't exist",
        "Not found",
    ],
)
def test_titles_that_say_that_nothing_is_there(title):
    assert says_gone(title, "")
    assert says_gone("Town", title)


def test_one_sign_is_not_enough():
    assert soft_page(Seen("u", "Page not found", "", LONG), ()) is None
    assert soft_page(Seen("u", "Town", "Bins", LONG), [PROBE]) is None


def test_weak_signs_are_not_enough():
    assert soft_page(Seen("u", "Town", "Bins", (), is_noindex=True), ()) is None


@pytest.mark.parametrize(
    ("seen", "probes"),
    [
        (Seen("u", "Page not found", "", LONG[:20]), []),
        (Seen("u", "Page not found", "", LONG, is_noindex=True), []),
        (Seen("u", "Page not found", "", LONG), [PROBE]),
        (Seen("u", "Town", "Bins", LONG, is_home_canonical=True), [PROBE]),
    ],
)
def test_two_signs_are(seen, probes):
    assert soft_page(seen, probes).url == "u"


def test_texts_that_differ_in_a_word_are_the_same():
    assert is_like(LONG, (*LONG[:-1], "other"))
    assert not is_like(LONG, (*LONG[:80], *(f"other{n}" for n in range(20))))
    assert not is_like((), ())
    assert not is_like(LONG, LONG[:50])


def test_few_words_are_kept_of_a_huge_text():
    assert len(words_of(["a " * 1_000_000])) == 400


def test_is_quick_with_texts_made_to_be_slow():
    started = time.perf_counter()
    is_like(("a", "b") * 200, ("b", "a") * 200)
    says_gone("page " * 100_000, "404 " * 100_000)
    assert time.perf_counter() - started < 2
