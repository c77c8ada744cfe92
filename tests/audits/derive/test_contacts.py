"""Addresses, numbers and opening hours are told from sentences that mention them."""

import time

import pytest

from audits.derive.contacts import is_line_of_address, line_of


@pytest.mark.parametrize(
    "text",
    [
        "Call us on 01632 960 001 to report a missed bin.",
        "CALL US ON 01632 960 001 TO REPORT A MISSED BIN",
        "You can visit the Town Hall, High Street, Anytown AN1 2CD.",
        "Write to Planning, Town Hall, High Street, Anytown, with your name and your address.",
        "It costs £12.50.",
        "We are open Monday to Friday, 9am to 5pm.",
        "by phone on 020 7946 0123, 24 hours a day, if you prefer",
        "Email bins@anytown.example.uk and tell us where you live.",
        "Up to 4 weeks while we check",
        "No charge",
        "18 or over on the day you apply",
        "Council Tax",
        "Council Tax 2026",
        "Burial: adult",
        "Exampleton Central Library will reopen on Saturday 14 March.",
        "Grave (2 people), 50 years",
        "Pay £60 by 1 April 2026",
        "Category A: irreversible harm",
        "street lights and road signs",
        "Covid-19 Vaccinations",
        "Closing date for applications",
        "Apply on GOV.UK",
        "PLEASE PAY BY 31 MARCH 2026",
        "PARKING PERMITS WILL COST MORE FROM 1 APRIL 2026",
        "What is 5 and 6?",
        "Call 01632 960 155 on a weekday.",
        "",
        "Gallwch ffonio 01632 960 001 i roi gwybod am fin.",
    ],
)
def test_sentences_and_names_of_things_are_no_such_line(text):
    assert line_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Town Hall, High Street, Anytown AN1 2CD",
        "TOWN HALL, HIGH STREET, ANYTOWN AN1 2CD",
        "High Street, Anytown",
        "12 Station Road",
        "AN1 2CD",
        "Phone: 01632 960 001",
        "Tel. 01632 960001 (ext 123)",
        "Telephone: +44 (0)20 7946 0123 or 020 7946 0124",
        "Call 999",
        "01632 960 001",
        "Monday to Friday, 9am to 5pm",
        "Saturday and Sunday: closed",
        "Open Mondays, 10am to noon",
        "Email: bins@anytown.example.uk",
        "bins@anytown.gov.uk",
        "https://www.anytown.example/bins?day=1",
        "www.anytown.gov.uk/bins",
        "anytown.gov.uk/bins.",
        "Website: www.anytown.gov.uk",
        "Jane Smith, Planning Officer, 01632 960 001",
        "Councillor Jane Smith: jane.smith@anytown.gov.uk",
        "Twitter: @anytowncouncil",
        "Opening times",
        "→ https://www.anytown.example/bins",
        "☎ 01632 960 001",
        "Stryd Fawr, Trefnewydd",
    ],
)
def test_addresses_numbers_and_hours_are_contacts(text):
    assert line_of(text) == "contact"


@pytest.mark.parametrize(
    "text",
    [
        "£1.50",
        "1,234",
        "3.1.2",
        "12/00345/FUL",
        "1 April 2026",
        "From 1 April 2026 to 31 March 2027",
        "£55 a year",
        "24 hours",
        "10 to 12 weeks",
        "12.5%",
        "May",
        "100g/km",
        "12 34 5.6 " * 100,
        "01/02/2026 – 03/04/2026",
    ],
)
def test_numbers_amounts_and_dates_are_figures(text):
    assert line_of(text) == "figures"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Town Hall", True),
        ("Anytown", True),
        ("The Old Mill, Upper Lane", True),
        ("Ring us", False),
        ("You can write here", False),
        ("Write to:", False),
        ("One Two Three Four Five Six Seven", False),
    ],
)
def test_lines_beside_an_address_are_names(text, is_one):
    assert is_line_of_address(text) == is_one


@pytest.mark.parametrize(
    "text",
    ["0" * 230, "01632 " * 40, "a@" * 115, "a." * 118, "www." * 60, "A1 " * 80, "x" * 2_000_000],
)
def test_hostile_lines_take_no_time(text):
    started = time.process_time()
    line_of(text)
    assert time.process_time() - started < 0.5
