"""Dates as statements write them."""

import time

import pytest

from audits.statement.dates import find_dates
from audits.statement.sections import Sentence
from audits.statement.timing import dates_of


@pytest.mark.parametrize(
    "text",
    [
        "success criteria 1.4.3, 1.4.10 and 1.4.11",
        "call 020 7946 0000, 24 hours a day",
        "31 February 2026",
        "version 2.1 AA",
        "23.9.20",
        "in the year 3026",
        "pages 2021-2025",
    ],
)
def test_what_is_no_date(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("23 September 2020", "2020-09-23", "day"),
        ("3rd of May, 2026", "2026-05-03", "day"),
        ("the twenty-first of June 2025", "2025-06-21", "day"),
        ("September 23, 2020", "2020-09-23", "day"),
        ("2026-02-01", "2026-02-01", "day"),
        ("23/09/2020", "2020-09-23", "day"),
        ("3.5.2026", "2026-05-03", "day"),
        ("3/5/26", "2026-05-03", "day"),
        ("23 Medi 2020", "2020-09-23", "day"),
        ("5ed o Fawrth 2025", "2025-03-05", "day"),
        ("Sept. 2025", "2025-09-30", "month"),
        ("Fawrth 2027", "2027-03-31", "month"),
        ("Summer 2026", "2026-08-31", "season"),
        ("Q2 2026", "2026-06-30", "season"),
        ("2025/26", "2026-03-31", "season"),
        ("the end of 2026", "2026-12-31", "year"),
    ],
)
def test_dates(text, day, precision):
    (found,) = find_dates(text)
    assert (found.day.isoformat(), found.precision) == (day, precision)


@pytest.mark.parametrize(
    ("text", "us_order", "day", "is_us"),
    [
        ("03/04/2026", False, "2026-04-03", False),
        ("03/04/2026", True, "2026-03-04", True),
        ("09/23/2020", False, "2020-09-23", True),
        ("23/09/2020", True, "2020-09-23", False),
    ],
)
def test_the_order_of_day_and_month(text, us_order, day, is_us):
    (found,) = find_dates(text, us_order=us_order)
    assert (found.day.isoformat(), found.is_us) == (day, is_us)


def events(*texts, part=""):
    sentences = [
        Sentence(text, text.lower(), part, "p", place, 0) for place, text in enumerate(texts)
    ]
    return [(each.event, each.date.day.isoformat()) for each in dates_of(sentences)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["PDFs published before 23 September 2018 are exempt."], []),
        (["the Public Sector Bodies Accessibility Regulations 2018"], []),
        (["This statement was prepared on 1 May 2025 and last reviewed on 3 May 2026."],
         [("prepared", "2025-05-01"), ("reviewed", "2026-05-03")]),
        (["Last reviewed", "3 May 2026"], [("reviewed", "2026-05-03")]),
        (["On 3 May 2026 we reviewed this statement."], [("reviewed", "2026-05-03")]),
        (["It was last reviewed on 3 May 2026. The next review is due on 3 May 2027."],
         [("reviewed", "2026-05-03"), ("next review", "2027-05-03")]),
        (["This statement will be reviewed by 1 June 2027."], [("next review", "2027-06-01")]),
        (["The site was last tested on 1 April 2026 by DAC."], [("tested", "2026-04-01")]),
        (["We plan to fix this by March 2027."], [("promised", "2027-03-31")]),
        (["We will replace these files by the end of 2025."], [("promised", "2025-12-31")]),
        (["We fixed this in March 2024."], []),
        (["Byddwn yn trwsio hyn erbyn 31 Mawrth 2027."], [("promised", "2027-03-31")]),
    ],
)  # fmt: skip
def test_what_a_date_is_about(texts, expected):
    assert events(*texts) == expected


def test_many_dates_do_not_hold_a_run_up():
    started = time.process_time()
    find_dates("1/1/2020 " * 20_000)
    find_dates("first of " * 20_000)
    find_dates("1/" * 50_000)
    assert time.process_time() - started < 3
