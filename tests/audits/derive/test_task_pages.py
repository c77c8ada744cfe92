"""Pages that people come to in order to do something."""

import time

import pytest

from audits.derive.actions import Action
from audits.derive.hosts import registrable
from audits.derive.task_pages import is_aside, is_named_for_action, task_pages
from tests.audits.made_site import FORM, HOME, PHONE, URL, ended, journey, known


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Bins",
        "Report",
        "Report of the head of planning",
        "Report 2024",
        "Pay policy",
        "Pay scales",
        "Book club",
        "Register of members",
        "Register allocation",
        "Request object",
        "Order of service",
        "Applying for a place",
        "Reports and papers",
        "Request policy",
        "Order 66",
    ],
)
def test_titles_that_name_a_thing(title):
    assert not is_named_for_action(title)


@pytest.mark.parametrize(
    "title",
    [
        "Report a missed bin",
        "Pay your council tax",
        "Pay council tax",
        "Apply for a permit",
        "How to apply for a permit",
        "Book an appointment",
        "Renew a library book",
        "Request a new bin",
        "Tell us you are moving",
        "Make a complaint",
        "Report noise",
        "Order a certificate",
        "Register to vote",
    ],
)
def test_titles_that_name_what_to_do(title):
    assert is_named_for_action(title)
    assert is_named_for_action("", title)


def test_the_home_page_and_unsure_pages_are_none():
    page = known(title="Missed bins")
    home = known(HOME, "Report a thing")
    pages = {URL: page, HOME: home}
    assert task_pages([journey(sureness="unsure")], pages, HOME) == {}
    assert list(task_pages([journey(sureness="likely")], pages, HOME)) == [URL]


def test_news_and_papers_are_none():
    for url, title in (
        ("https://town.test/news/x", "Report a missed bin"),
        ("https://town.test/events/x", "Book a place"),
        (URL, "Apply for it: consultation"),
    ):
        assert is_aside(known(url, title))
        assert task_pages([], {url: known(url, title)}) == {}


def test_what_can_be_done_is_what_stands_there_and_behind_its_buttons():
    page = known(actions=[PHONE])
    found = task_pages([journey(URL, ended("form"), ended("information"))], {URL: page})[URL]
    other = known(actions=[PHONE, Action("start", "Report and apply", HOME)])
    assert not task_pages([journey(URL, ended("phone"))], {URL: other})[URL].is_online
    assert found.kinds == {"phone", "form"}
    assert found.is_online
    assert not task_pages([], {URL: page})[URL].is_online
    assert task_pages([], {URL: known(actions=[FORM])})[URL].is_online


def test_hosts_belong_to_who_owns_the_name():
    assert registrable("https://my.town.gov.uk/x") == registrable("https://www.town.gov.uk/")
    assert registrable("https://a.supplier.com") == "supplier.com"
    assert registrable("http://127.0.0.1:80/") == "127.0.0.1:80"
    assert registrable("http://localhost:81/") == "localhost:81"
    assert registrable("http://[::1") == ""


def test_is_quick_with_huge_titles():
    started = time.perf_counter()
    is_named_for_action("report " * 200_000, "how to " * 200_000, " " * 1_000_000)
    assert time.perf_counter() - started < 1
