"""repeated-titles: asks about pages that share a title, if they are not parts of one list."""

import time

import pytest

from audits.checks.repeated_titles import repeated_titles
from audits.derive.site import SitePage

HOST = "https://x.test"


def judged(*pages):
    made = {
        f"{HOST}{url}": SitePage(f"{HOST}{url}", title, language=code) for url, title, code in pages
    }
    return list(repeated_titles(made, is_complete=True).values())


@pytest.mark.parametrize(
    "pages",
    [
        [("/a", "Bins", "en"), ("/b", "Bags", "en")],
        [("/a", "Bins", "en"), ("/cy/a", "Bins", "cy")],
        [("/news", "News", "en"), ("/news?page=2", "News", "en")],
        [("/news/2024/05", "News", "en"), ("/news/2024/06", "News", "en")],
        [("/a", "Bins", "en"), ("/a/", "bins", "en-GB")],
        [("/a/", "Bins", "en"), ("/a/index.html", "Bins", "en")],
    ],
)
def test_passes_titles_that_differ_and_parts_of_a_list(pages):
    assert {outcome.status for outcome in judged(*pages)} == {"passed"}


def test_is_not_applicable_to_titles_that_say_nothing():
    outcomes = judged(
        ("/a", "", "en"), ("/b", " ", "en"), ("/c", "Untitled", "en"), ("/d", "Untitled", "en")
    )
    assert {outcome.status for outcome in outcomes} == {"not applicable"}


def test_asks_what_tells_pages_of_one_title_apart():
    first, second, third = judged(
        ("/bins/new", "Bins - Town", "en"),
        ("/bins/old", "Bins  - TOWN", "en-GB"),
        ("/c", "C", "en"),
    )
    assert (first.status, second.status, third.status) == (
        "needs review",
        "needs review",
        "passed",
    )
    (finding,) = first.findings
    assert finding.message == (
        "2 pages have the title “Bins - Town”, this one and /bins/old among them. "
        "What tells them apart?"
    )
    assert finding.selector == "title"


def test_is_quick_on_big_sites():
    start = time.process_time()
    judged(*((f"/{n}", "Bins", "en") for n in range(10_000)))
    judged(*((f"/{'x' * (n % 99)}/{n}", "Bins", "en") for n in range(10_000)))
    assert time.process_time() - start < 4
