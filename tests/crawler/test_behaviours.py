"""A whole crawl over a site of bad behaviours: each ends in a named state, and nothing is left.

misbehaving.py holds the site and the table of what must become of each page.
"""

import re
from dataclasses import dataclass

import pytest

from tests.crawler.misbehaving import BEHAVIOURS, GOOD, MisbehavingSite
from tests.crawler.watched_crawl import WatchedCrawl

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE_SECONDS = 20
LIMITS = {
    "DROPKERB_ANSWER_SECONDS": "4",
    "DROPKERB_PAGE_LOAD_SECONDS": "4",
    "DROPKERB_SCRIPT_SECONDS": "8",
    "DROPKERB_PAGE_SECONDS": str(PAGE_SECONDS),
    "DROPKERB_BROWSERS": "2",
    "DROPKERB_LINK_CHECK": "0",
}
START_SECONDS = 10  # of a browser, on a machine that is busy
MOST_SECONDS = 2 * (PAGE_SECONDS + START_SECONDS)  # of a page: it is tried twice
ANSWER_SECONDS = 3 * 4 + 10  # of an answer: it is asked for three times
CALENDAR_CAP = 12


@dataclass
class Ended:
    """What one crawl left: in the record, in the log and on the machine."""

    code: int
    crawl: WatchedCrawl
    visits: dict
    replaced: list
    looked: dict
    leftovers: list
    files: set


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    site, folder = MisbehavingSite(), tmp_path_factory.mktemp("crawl")
    crawl = WatchedCrawl(f"{site.address}/", folder, "--verbose", **LIMITS)
    site.attack = crawl.attack
    try:
        code = crawl.process.wait(600)
        visits = {crawl.path_of(url): visit for url, visit in crawl.visits().items()}
        yield Ended(
            code=code,
            crawl=crawl,
            visits=visits,
            replaced=[path for path, _ in crawl.replaced()],
            looked=crawl.looked(),
            leftovers=crawl.leftovers(),
            files={path.name for path in folder.iterdir()},
        )
    finally:
        crawl.close()
        site.close()


def test_the_crawl_goes_on_to_its_end(ended):
    said = ended.crawl.said()
    assert ended.code == 0, said
    (run,) = ended.crawl.ask("SELECT * FROM runs")
    assert (run["status"], run["reason"], run["pages_left"]) == ("done", "", 0)
    assert "Traceback" not in said
    assert "Dropkerb itself failed" not in said


@pytest.mark.parametrize("path", ["/", *GOOD])
def test_good_pages_are_judged_whatever_their_neighbours_do(ended, path):
    visit = ended.visits[path]
    assert (visit["outcome"], visit["reason"], visit["status"]) == ("audited", "", 200)


@pytest.mark.parametrize("path", GOOD)
def test_findings_of_good_pages_are_complete(ended, path):
    rows = ended.crawl.ask(
        f"SELECT audit FROM open_findings WHERE url = '{ended.crawl.address.rstrip('/')}{path}'"
    )
    assert "axe:image-alt" in {row["audit"] for row in rows}


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.title)
def test_a_bad_page_ends_in_a_named_state(ended, behaviour):
    visit = ended.visits[behaviour.path]
    assert visit["outcome"] in behaviour.outcomes, visit["reason"]
    assert re.search(behaviour.reason, visit["reason"]), visit["reason"]
    if visit["outcome"] == "error":
        assert re.fullmatch(r"[A-Z][^<>\n]*\.", visit["reason"]), "a plain sentence"


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.title)
def test_a_browser_is_replaced_only_when_it_must_be(ended, behaviour):
    times = ended.replaced.count(behaviour.path)
    assert times <= 2
    if behaviour.replaced is not None:
        assert (times > 0) is behaviour.replaced


def test_good_pages_cost_no_browser(ended):
    assert not set(ended.replaced) & {"/", "rest", *GOOD}


def test_no_page_takes_longer_than_its_limit(ended):
    assert len(ended.looked) > len(GOOD)
    slow = {path: took for path, took in ended.looked.items() if took > MOST_SECONDS}
    assert not slow


def test_titles_and_links_are_bounded(ended):
    assert 0 < len(ended.visits["/long-title"]["title"]) < 5_000
    (links,) = ended.crawl.ask(
        "SELECT max(n) AS most FROM (SELECT count(*) AS n FROM links GROUP BY page_id)"
    )
    assert links["most"] <= 10_000


def test_endless_addresses_are_sampled_and_that_is_told(ended):
    months = [path for path in ended.visits if path.startswith("/calendar")]
    assert 1 < len(months) <= CALENDAR_CAP
    notes = ended.crawl.ask("SELECT * FROM run_notes WHERE kind = 'sampled'")
    assert any("calendars" in note["message"] for note in notes)


def test_browsers_that_were_replaced_are_told(ended):
    (run,) = ended.crawl.ask("SELECT browsers_replaced FROM runs")
    assert run["browsers_replaced"] == len(ended.replaced)
    notes = ended.crawl.ask("SELECT * FROM run_notes WHERE kind = 'browser'")
    assert sum(note["number"] for note in notes) == len(ended.replaced)


def test_nothing_is_left_behind(ended):
    assert ended.leftovers == []
    allowed = {
        "dropkerb.db",
        "dropkerb.db-wal",
        "dropkerb.db-shm",
        "dropkerb.db-shelf",
        "log",
        "out",
    }
    assert {name for name in ended.files if not name.startswith("dropkerb.db-shelf")} <= allowed


def test_memory_is_bounded(ended):
    (run,) = ended.crawl.ask("SELECT peak_memory_bytes FROM runs")
    assert 100_000_000 < run["peak_memory_bytes"] < 12_000_000_000
