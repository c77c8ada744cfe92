"""A site's place among 191 councils is an estimate from what is public, and always the same."""

from itertools import pairwise

import pytest

from audits.derive.clarity_index import MOST_PAGES, PageMeasures, clarity_index, estimated_place


def page(number, ease=60.0, long=10.0, views=None):
    return PageMeasures(f"https://x.test/{number}", ease, long, 5.0, 12.0, views)


def test_without_a_page_that_is_scored_there_is_no_index():
    assert clarity_index([], "x") is None


@pytest.mark.parametrize(
    ("ease", "long", "place"),
    [
        (95, 5, 1),  # the best of both tables
        (120, 0, 1),
        (46, 31, 191),  # the worst of both
        (-20, 90, 191),
    ],
)
def test_the_ends_of_the_tables_are_the_ends_of_the_index(ease, long, place):
    assert estimated_place(ease, long) == place


def test_the_70th_of_2016_stands_at_the_70th_place():
    # mean place of 78.75: 78.75 in both tables
    ease = 60 - 14 * (78.75 - 34) / 157
    long = 5 + 26 * (78.75 - 2) / 189
    assert estimated_place(ease, long) == 70


def test_easier_text_never_stands_lower():
    places = [estimated_place(ease, 15) for ease in range(120, -20, -1)]
    assert all(first <= second for first, second in pairwise(places))
    places = [estimated_place(55, long) for long in range(101)]
    assert all(first <= second for first, second in pairwise(places))


def test_the_index_is_the_mean_of_the_pages():
    found = clarity_index([page(1, 40, 20), page(2, 80, 0)], "x")
    assert (found.reading_ease, found.long_sentences, found.plain_pages) == (60, 10, 50)
    assert (found.pages, found.of_pages, found.is_most_visited) == (2, 2, False)


def test_the_same_hundred_pages_are_drawn_whatever_their_order():
    pages = [page(number, ease=number) for number in range(300)]
    found = clarity_index(pages, "x")
    assert found == clarity_index(pages[::-1], "x")
    assert found != clarity_index(pages, "y")
    assert (found.pages, found.of_pages) == (MOST_PAGES, 300)


def test_one_page_more_changes_one_page_of_the_sample_at_most():
    pages = [page(number, ease=0) for number in range(300)]
    found = clarity_index([*pages, page("new", ease=100)], "x")
    assert found.reading_ease in (0, 1)


def test_the_most_visited_pages_count_where_visits_are_known():
    quiet = [page(number, ease=10, views=1) for number in range(200)]
    busy = [page(f"b{number}", ease=90, views=900) for number in range(MOST_PAGES)]
    found = clarity_index([*quiet, page("unknown", ease=0), *busy], "x")
    assert (found.reading_ease, found.is_most_visited) == (90, True)
