"""not-reviewed: the page says itself that nobody has looked it over for years."""

from datetime import date

import pytest

from audits.checks.not_reviewed import not_reviewed
from audits.derive.actions import actions_of
from audits.derive.document import Document
from audits.derive.main_text import main_text_of
from tests.audits.made_site import URL, journey, judged, known

TODAY = date(2026, 6, 15)
GUIDE = "https://town.test/bins/guide"


def said(reviewed, url=GUIDE, title="Guide to bins", tasks=()):
    return judged(
        not_reviewed, known(url, title, reviewed=reviewed), tasks=tasks, today=TODAY, of=url
    )


def reviewed(body, head=""):
    document = Document(f"<html><head>{head}</head><body>{body}</body></html>", "https://x.test/")
    return actions_of(document, main_text_of(document)).reviewed


@pytest.mark.parametrize("day", ["2026-06-15", "2024-01-01", "2023-06-15", "2030-01-01"])
def test_passes_a_page_that_was_looked_over(day):
    assert said(day).status == "passed"


def test_says_nothing_where_the_page_names_no_day():
    assert said("") is None


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://town.test/news/bins", "Bins"),
        ("https://town.test/2015/bins", "Bins"),
        (GUIDE, "Minutes of the meeting"),
    ],
)
def test_says_nothing_of_news_and_papers(url, title):
    assert said("2015-01-01", url, title) is None


def test_fails_a_page_after_three_years():
    outcome = said("2023-06-14")
    assert outcome.status == "passed"
    outcome = said("2023-05-14")
    assert outcome.status == "failed"
    assert "14 May 2023, 3 years ago" in outcome.findings[0].message


def test_fails_the_page_of_a_task_after_two():
    assert said("2024-05-01", URL, "Report a missed bin", (journey(),)).status == "failed"
    assert said("2024-08-01", URL, "Report a missed bin", (journey(),)).status == "passed"


@pytest.mark.parametrize(
    "body",
    [
        "<main><p>Pay by 3 May 2015.</p></main>",
        "<main><p>The rules were updated by law on many days.</p><p>3 May 2015</p></main>",
        "<main><p>Last year we updated 20 pages.</p></main>",
        "<main><p>Last updated: 31 February 2015</p></main>",
        "<main><p>Published 3 May 2015</p></main>",
    ],
)
def test_other_days_are_not_taken_for_it(body):
    assert reviewed(body) == ""


@pytest.mark.parametrize(
    "body",
    [
        "<footer><p>Last updated: 3 May 2015</p></footer>",
        "<main><p>Page last reviewed on 3rd May 2015.</p></main>",
        "<main><p>Last reviewed: 03 - 05 - 2015</p></main>",
        "<main><p>Last updated 3.5.2015</p></main>",
        "<main><dl><dt>Last updated</dt><dd>3 May 2015</dd></dl></main>",
        "<main><p>Last updated: <time datetime=2015-05-03>03/05/2015</time></p></main>",
        "<main><p>Published 1 May 2012 | Updated 3 May 2015</p></main>",
        "<main><p>Last modified: 1 May 2012</p><p>Date reviewed: 3 May 2015</p></main>",
    ],
)
def test_the_day_is_read_as_pages_write_it(body):
    assert reviewed(body) == "2015-05-03"


def test_the_head_tells_it_where_no_words_do():
    head = '<meta property="article:modified_time" content="2015-05-03T10:00:00+00:00">'
    assert reviewed("<main><p>x</p></main>", head) == "2015-05-03"
    assert reviewed("<main><p>Last updated: 4 May 2016</p></main>", head) == "2016-05-04"
    assert reviewed("<main><p>x</p></main>", '<meta name="last-modified" content="soon">') == ""


def test_a_page_of_days_takes_no_time():
    assert reviewed("<main>" + "<p>updated 1 May 2015 updated</p>" * 20_000 + "</main>")
