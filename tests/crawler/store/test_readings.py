"""How pages read, in the record: the latest look's, kept when carried over, gone with the page."""

import json
from dataclasses import replace

import pytest

from audits.derive.page_reading import Mark, PageReading
from crawler.store.pages import save_facts
from crawler.store.readings import MEASURES, save_index, save_reading
from crawler.store.undo import undo_run

READ = PageReading(
    language="en",
    source="rendered",
    words=240,
    sentences=20,
    level=2.5,
    band="fairly easy",
    why={"long sentences": 0.4},
    measures={"reading_ease": 64.5, "long_sentences": 5.0, "passive": 3.0, "complex_words": 9.0},
    blocks=(("heading", "Bins"), ("paragraph", "Put your bin out prior to six.")),
    marks=(Mark(1, 17, 25, "plainer word", "before"),),
)


@pytest.fixture
def save(book):
    def do(run, path, reading=READ):
        page = book.visit(run, path)
        with book.db.atomic():
            save_reading(book.db, run, page, reading)
            save_facts(book.db, run, page, title="Bins", language="en", template="t")
        return page

    return do


def test_measures_text_and_marks_come_back(book, save):
    page = save(book.begin(), "/bins")
    found = dict(next(iter(book.db.query("SELECT * FROM page_readability"))))
    assert (found["page_id"], found["level"], found["band"]) == (page, 2.5, "fairly easy")
    assert (found["reading_ease"], found["smog"], found["marks"]) == (64.5, None, 1)
    assert json.loads(found["why"]) == {"long sentences": 0.4}
    text = dict(next(iter(book.db.query("SELECT * FROM page_texts"))))
    assert json.loads(text["blocks"]) == [list(each) for each in READ.blocks]
    assert json.loads(text["marks"]) == [[1, 17, 25, "plainer word", "before"]]


def test_every_measure_has_a_column(book):
    columns = {each.name for each in book.db["page_readability"].columns}
    assert set(MEASURES) <= columns


def test_a_page_without_text_any_more_has_none_in_the_record(book, save):
    run = book.begin()
    save(run, "/bins")
    save(run, "/bins", None)
    assert book.rows("SELECT count(*) FROM page_readability") == [(0,)]
    assert book.rows("SELECT count(*) FROM page_texts") == [(0,)]


def test_what_sqlite_cannot_hold_is_replaced(book, save):
    save(book.begin(), "/x", PageReading(blocks=(("paragraph", "a\x00b\ud800"),), reason="\x00"))
    assert "\ufffd" in book.rows("SELECT blocks FROM page_texts")[0][0]


def test_a_page_that_is_gone_takes_its_text_along(book, save):
    run = book.begin()
    save(run, "/bins")
    book.end(run)
    book.visit(book.begin(), "/bins", "missing")
    assert book.rows("SELECT count(*) FROM page_readability") == [(0,)]


def test_a_run_undone_leaves_what_other_runs_read(book, save):
    first = book.begin()
    save(first, "/bins")
    save(first, "/tax")
    book.end(first)
    second = book.begin()
    save(second, "/tax")
    with book.db.atomic():
        undo_run(book.db, second)
    assert book.rows("SELECT run_id FROM page_readability") == [(first.id,)]
    assert book.rows("SELECT count(*) FROM page_texts") == [(1,)]


def test_the_index_is_over_pages_of_the_run_that_have_a_score(book, save):
    run = book.begin()
    save(run, "/bins")
    save(run, "/tax")
    save(run, "/map", PageReading(reason="too short to score"))
    with book.db.atomic():
        save_index(book.db, run)
        save_index(book.db, run)  # a run that is gone on with ends twice
    found = next(iter(book.db.query("SELECT * FROM readability_index")))
    assert (found["pages"], found["of_pages"], found["reading_ease"]) == (2, 2, 64.5)
    assert (found["plain_pages"], found["is_most_visited"]) == (100, 0)
    assert 1 <= found["place"] <= 34


def test_where_visits_are_known_the_index_is_over_the_most_visited(book, save):
    run = book.begin()
    page = save(run, "/bins")
    for number in range(101):
        save(
            run, f"/quiet-{number}", replace(READ, measures={**READ.measures, "reading_ease": 20.0})
        )
    book.db.execute(
        """INSERT INTO behaviour (page_id, views, source, period_start, period_end, days,
               has_enough, is_answer) VALUES (?, 900, 'Matomo', '', '', 28, 1, 0)""",
        [page],
    )
    with book.db.atomic():
        save_index(book.db, run)
    found = next(iter(book.db.query("SELECT * FROM readability_index")))
    assert (found["is_most_visited"], found["pages"]) == (1, 100)
    assert found["reading_ease"] > 20


def test_without_a_score_there_is_no_index(book, save):
    run = book.begin()
    save(run, "/map", PageReading(reason="too short to score"))
    with book.db.atomic():
        save_index(book.db, run)
    assert book.rows("SELECT count(*) FROM readability_index") == [(0,)]


def test_the_views_sum_sections_and_owners(book, save):
    run = book.begin()
    save(run, "/bins")
    save(run, "/map", PageReading(reason="too short to score"))
    book.db.execute("UPDATE pages SET owner = 'Waste'")
    assert book.rows(
        "SELECT pages, pages_scored, fairly_easy, mean_level FROM readability_by_owner"
    ) == [(2, 1, 1, 2.5)]
    assert book.rows("SELECT sum(pages), sum(hard) FROM readability_by_section") == [(2, 0)]
