"""What the person at the terminal reads of a run."""

import time
from types import SimpleNamespace

import pytest

from crawler.night import Tally
from crawler.progress import line, panel, time_left


@pytest.fixture
def night():
    """As much of a night as the display asks for, a minute after it began."""
    return SimpleNamespace(
        site=SimpleNamespace(name="town", start_url="https://town.example/", max_pages=1000),
        tally=Tally(phase="crawling", failures=7),
        counters=SimpleNamespace(pages_audited=60, pages_carried=0, pages_error=1),
        frontier=SimpleNamespace(waiting=lambda: 120),
        in_flight=set(),
        started=time.monotonic() - 60,
        audited_before=0,
    )


def test_while_it_crawls(night):
    assert line(night) == (
        "town: crawling; 60 pages audited, 120 waiting, 60 a minute, about 2 min left, "
        "7 failures, 1 errors"
    )


def test_pages_of_an_earlier_start_do_not_count_for_the_pace(night):
    night.audited_before = 30
    assert ", 30 a minute, about 4 min left, " in line(night)


def test_the_pace_stays_when_only_links_are_checked(night):
    night.tally.phase, night.tally.links_to_check = "checking links", 9
    night.tally.crawled_until = time.monotonic() - 30
    assert "checking links: 0 of 9; " in line(night)
    assert ", 120 a minute, 7 failures" in line(night)


def test_nothing_is_promised_before_the_first_page(night):
    night.counters.pages_audited = 0
    assert time_left(night) == "not known yet"


def test_a_hostile_address_is_shown_as_it_is(night):
    night.tally.last_url = "https://town.example/[bold]x[/bold]"
    cells = [str(cell) for column in panel(night).columns for cell in column.cells]
    assert night.tally.last_url in cells
