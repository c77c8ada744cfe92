"""competing-pages: two pages for one task that end differently."""

from audits.checks.competing_pages import competing_pages
from tests.audits.made_site import URL, journey, judged, known

OTHER = "https://town.test/waste/missed"


def test_says_nothing_where_no_task_was_found():
    assert judged(competing_pages, known()) is None


def test_passes_a_page_without_a_rival():
    assert judged(competing_pages, known(), tasks=[journey()]).status == "passed"


def test_asks_which_of_two_should_stay():
    found = journey(URL, competing=[OTHER], sureness="unsure")
    outcome = judged(competing_pages, known(), tasks=[found])
    assert outcome.status == "needs review"
    assert outcome.findings[0].subject == OTHER
    assert outcome.findings[0].message.endswith("?")
