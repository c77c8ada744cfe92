"""Rates with their intervals: quiet where there is little to go by, or where leaving is success."""

import random

import pytest

from audits.derive.behaviour import Counted, exits_of, is_answer, is_contact, is_search, wilson


def pages(*rates, views=1000, days=28.0, template="t"):
    return [
        Counted(number, template, round(rate * views), views, days)
        for number, rate in enumerate(rates, start=1)
    ]


def excess(found):
    return [page_id for page_id, exits in found.items() if exits.is_excess]


def test_few_views_have_no_rate():
    assert exits_of(pages(0.9, 0.2, views=99)) == {}


def test_many_views_over_many_days_are_few_in_28():
    assert exits_of(pages(0.9, 0.2, views=500, days=280.0)) == {}


def test_a_busy_day_of_few_views_has_no_rate():
    assert exits_of(pages(0.9, 0.2, views=40, days=1.0)) == {}


def test_exits_that_nobody_measured_are_not_none_at_all():
    assert exits_of([Counted(1, "t", None, 1000, 28.0)]) == {}


def test_pages_that_lose_as_many_as_usual_are_no_excess():
    assert excess(exits_of(pages(0.4, 0.45, 0.5, 0.42, 0.48))) == []


def test_too_few_pages_have_no_usual():
    found = exits_of(pages(0.1, 0.1, 0.1, 0.95))
    assert excess(found) == []
    assert found[4].usual is None


def test_where_leaving_is_success_nothing_is_excess():
    found = exits_of(
        [*pages(0.2, 0.2, 0.2, 0.2, 0.2), Counted(9, "t", 900, 1000, 28.0, is_answer=True)]
    )
    assert excess(found) == []
    assert found[9].excess == 0


def test_a_rate_that_could_be_chance_is_no_excess():
    usual = pages(0.2, 0.2, 0.2, 0.2, 0.2)
    assert excess(exits_of([*usual, Counted(9, "t", 48, 100, 28.0)])) == []  # 0.48, but from 0.38


def test_excess_exits_of_a_page():
    found = exits_of(pages(0.2, 0.2, 0.2, 0.2, 0.7))
    assert excess(found) == [5]
    assert found[5].usual == 0.2
    assert found[5].excess == pytest.approx(500)
    assert found[5].excess_low < 500 < found[5].excess_high


def test_what_is_usual_is_not_told_by_popular_pages_alone():
    popular = pages(0.8, 0.8, 0.8)
    others = [Counted(number, "t", 12, 40, 28.0) for number in range(10, 20)]
    found = exits_of([*popular, *others])
    assert set(found) == {1, 2, 3}  # the others have no rate of their own
    assert found[1].usual == pytest.approx(0.3)
    assert excess(found) == [1, 2, 3]


def test_pages_of_next_to_no_views_say_nothing_of_what_is_usual():
    found = exits_of([*pages(0.8), *(Counted(n, "t", 0, 19, 28.0) for n in range(10, 30))])
    assert found[1].usual is None


def test_excess_is_told_per_28_days():
    found = exits_of(pages(0.2, 0.2, 0.2, 0.2, 0.7, days=56.0))
    assert found[5].excess == pytest.approx(250)


def test_a_template_of_its_own_is_held_against_the_site():
    found = exits_of([*pages(0.2, 0.2, 0.2, 0.2, 0.2), Counted(9, "other", 700, 1000, 28.0)])
    assert excess(found) == [9]


def test_more_exits_than_views_are_at_most_all():
    assert exits_of([Counted(1, "t", 2000, 1000, 28.0)])[1].rate == 1.0


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),  # Wilson 1927, as in every table since
        (1, 10, 0.0179, 0.4042),
    ],
)
def test_wilson(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-4)


def test_wilson_holds_for_any_numbers():
    chance = random.Random(1)
    for _ in range(2000):
        of = chance.randrange(1, 10**6)
        hits = chance.randrange(0, of + 1)
        low, high = wilson(hits, of)
        assert 0 <= low <= hits / of <= high <= 1


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://town.example/bins/collection-days", ""),
        ("https://town.example/libraries/opening-times", ""),
        ("https://town.example/apply/confirmation", ""),
        ("https://town.example/x", "Thank you"),
        ("https://town.example/contact-us", ""),
    ],
)
def test_where_leaving_is_success(url, title):
    assert is_answer(url, title)


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://town.example/council-tax/pay", "Pay your council tax"),
        ("https://town.example/bins/missed-bin", "Report a missed bin"),
        ("https://town.example/newsletter-sign-up", "Subscribe"),
    ],
)
def test_where_leaving_is_none(url, title):
    assert not is_answer(url, title)


def test_next_steps():
    assert is_contact("/contact-us")
    assert is_contact("mailto:office@town.example")
    assert is_contact("https://town.example/contact.aspx?from=x")
    assert not is_contact("/contact-lenses")
    assert not is_contact("/contacts-policy/2024")
    assert is_search("/search?q=bins")
    assert is_search("/?s=bins")
    assert not is_search("/research")
    assert not is_search("/local-land-charges-search-fees")
