"""Costs are ranges, rounded outward to what can be known, with their sources."""

import math

import pytest

from audits.derive.cost import (
    FORMULA,
    Costs,
    Range,
    contacts_a_month,
    cost_of,
    in_words,
    site_upper_bound,
    told,
)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "0 to 1"),
        (0, 0.4, "0 to 1"),
        (3.2, 3.4, "3 to 4"),
        (9.9, 10.1, "9 to 11"),
        (99.9, 100.1, "99 to 110"),
        (100, 100, "100 to 110"),
        (312, 938, "310 to 940"),
        (847, 2551, "840 to 2,600"),
        (9960, 9960, "9,900 to 10,000"),
        (26693, 80875, "26,000 to 81,000"),
        (1_234_567, 9_999_999, "1,200,000 to 10,000,000"),
        (-5, 20, "0 to 20"),
        (math.nan, math.inf, "0 to 1"),
    ],
)
def test_ranges_in_words(low, high, words):
    assert told(Range(low, high)) == words


def test_nothing_lost_is_not_told():
    assert in_words(Range(0, 0), Range(0, 0)) == ""


def test_the_whole_sentence():
    contacts = Range(312, 938)
    assert in_words(contacts, cost_of(contacts, Costs())) == (
        "310 to 940 contacts a month, GBP 830 to 7,700"
    )


def test_contacts_follow_from_people_lost():
    contacts = contacts_a_month(1000, 2000)
    assert contacts.low == pytest.approx(1000 * 0.25 * 30.4375 / 28)
    assert contacts.high == pytest.approx(2 * contacts.low)


def test_usual_costs_are_those_of_socitm_and_the_deck():
    assert Costs().saved() == pytest.approx((2.68, 8.12))
    source = Costs().source()
    assert "only in the council's deck" in source
    assert "No cost of an e-mail was found" in source


def test_the_owner_knows_better():
    costs = Costs.of({"face_to_face": 10.0, "phone": 4.0, "email": 3.0, "web": 0.5})
    assert costs.saved() == pytest.approx((2.5, 9.5))
    assert costs.source() == (
        "A contact costs GBP 2.50 to 9.50 more than the same on the web. "
        "From sites.toml: face to face, telephone, web, e-mail."
    )


def test_one_figure_of_the_owner_leaves_the_others():
    costs = Costs.of({"phone": 5.15})
    assert costs.saved() == pytest.approx((5.0, 8.12))
    assert "From sites.toml: telephone." in costs.source()


def test_a_channel_cheaper_than_the_web_saves_nothing():
    assert Costs.of({"email": 0.05}).saved()[0] == 0


def test_the_bound_of_the_deck():
    bound = site_upper_bound(166_000)
    assert bound.high == pytest.approx(9960)
    assert bound.low == 0


def test_the_formula_tells_its_doubts():
    assert "of users and not of visits" in FORMULA
