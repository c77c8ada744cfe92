"""Whether a run saw the site, or trouble on its server."""

import pytest

from crawler.store.doubts import KIND, doubt_about
from crawler.store.runs import note
from crawler.store.undo import undo_run

PATHS = [f"/page-{number}" for number in range(6)]


def night(book, answers=None, paths=PATHS):
    """Visit each page, as it answers or as ever; return the run, not yet ended."""
    run = book.begin()
    for path in paths:
        told = {
            "title": f"Title of {path}",
            "body_hash": path,
            "bytes": 9000,
            **(answers or {}).get(path, {}),
        }
        book.visit(run, path, **told)
    return run


@pytest.fixture
def first(book):
    book.end(night(book))


def most(**answer):
    return dict.fromkeys(PATHS[:4], answer)


GONE = [
    ({"outcome": "missing"}, "answer 404"),
    ({"outcome": "redirect"}, "lead elsewhere"),
    ({"outcome": "redirect", "status": 302}, "lead elsewhere"),
    ({"title": "Back soon", "body_hash": "same"}, "one and the same page, “Back soon”"),
    ({"title": "Back soon", "body_hash": ""}, "one and the same page, “Back soon”"),
]


def test_the_first_night_and_an_equal_second_one(book):
    run = night(book)
    assert doubt_about(book.db, run) is None
    book.end(run)
    assert doubt_about(book.db, night(book)) is None


@pytest.mark.parametrize(("answer", "words"), GONE)
def test_most_pages_in_trouble(book, first, answer, words):
    doubt = doubt_about(book.db, night(book, most(**answer)))
    assert words in doubt.sentence
    assert doubt.pages == 4


@pytest.mark.parametrize(("answer", "words"), GONE)
def test_half_the_pages_may_change(book, first, answer, words):
    answers = dict.fromkeys(PATHS[:3], answer)
    assert doubt_about(book.db, night(book, answers)) is None


def test_errors_alone_end_nothing_and_raise_no_doubt(book, first):
    assert doubt_about(book.db, night(book, most(outcome="error", status=503))) is None


def test_errors_count_beside_what_is_gone(book, first):
    answers = {path: {"outcome": "missing"} for path in PATHS[:3]}
    answers[PATHS[3]] = {"outcome": "error", "status": 503}
    assert doubt_about(book.db, night(book, answers)).pages == 4


def test_few_pages_raise_no_doubt(book):
    book.end(night(book, paths=PATHS[:4]))
    assert doubt_about(book.db, night(book, most(outcome="missing"), PATHS[:4])) is None


def test_pages_that_always_had_one_title_and_one_body(book):
    answers = most(title="Town", body_hash="shell")
    book.end(night(book, answers))
    assert doubt_about(book.db, night(book, answers)) is None


def test_other_titles_on_pages_that_differ(book, first):
    answers = {path: {"title": f"{path} | Town"} for path in PATHS}
    assert doubt_about(book.db, night(book, answers)) is None


@pytest.mark.parametrize(("answer", "words"), GONE)
def test_the_same_picture_twice_running_is_believed(book, first, answer, words):
    run = night(book, most(**answer))
    doubt = doubt_about(book.db, run)
    with book.db.atomic():
        note(book.db, run, KIND, doubt.sentence)
        undo_run(book.db, run)
    book.end(run, "failed")
    assert doubt_about(book.db, night(book, most(**answer))) is None


def test_another_picture_is_doubted_again(book, first):
    run = night(book, most(outcome="missing"))
    with book.db.atomic():
        note(book.db, run, KIND, doubt_about(book.db, run).sentence)
        undo_run(book.db, run)
    book.end(run, "failed")
    assert doubt_about(book.db, night(book, most(outcome="redirect"))) is not None
