"""old-year: prices, bands and term dates of a year that is over."""

from datetime import date

import pytest

from audits.checks.old_year import old_year
from tests.audits.made_site import URL, known, site

TODAY = date(2026, 6, 15)


def said(title, *others, url=URL, today=TODAY, **facts):
    pages, known_pages = site(known(url, title, **facts), *others)
    return old_year(pages, known_pages, today).get(url)


@pytest.mark.parametrize(
    "title",
    [
        "Council tax bands 2026 to 2027",
        "Council tax 2026/27",
        "School term dates 2025 to 2026",
        "Opening hours 2019/20",
    ],
)
def test_passes_this_year_and_what_is_no_price(title):
    assert said(title).status == "passed"


@pytest.mark.parametrize(
    "title",
    [
        "Council tax",
        "Statement of accounts 2019/20",
        "Council tax: how we spent it 2019/20",
        "Fees archive 2019/20",
        "Council tax leaflet 2019-2024",
        "Benefits report 2019/20",
    ],
)
def test_says_nothing_of_records_and_of_pages_without_a_year(title):
    assert said(title) is None


def test_passes_a_page_that_names_a_newer_year():
    assert said("Council tax bands 2024/25", years=("2024/25", "2026/27")).status == "passed"


def test_passes_an_old_page_beside_a_new_one():
    newer = known("https://town.test/new", "Council tax bands 2026/27")
    assert said("Council tax bands 2024/25", newer).status == "passed"


def test_waits_for_a_month_after_the_end_of_the_year():
    assert said("Council tax 2025/26", today=date(2026, 4, 20)).status == "passed"


@pytest.mark.parametrize(
    "title", ["Council tax bands 2024/25", "School term dates 2024 to 2025", "Fees 2023-24"]
)
def test_fails_a_year_that_is_over(title):
    assert said(title).status == "failed"
