"""A wall clock that jumps (set by hand, by NTP, by a sleeping laptop) harms nothing.

Time that passes is measured with the monotonic clock; the wall clock only says what is written
down as a date.
"""

import re
from pathlib import Path

import pytest

from tests.crawler.misbehaving import MisbehavingSite
from tests.crawler.watched_crawl import WatchedCrawl

ROOT = Path(__file__).parents[2]

WALL_CLOCK = re.compile(r"\btime\.time\(|\b(date|datetime)\.(now|today|utcnow)\(")
READERS = {
    "crawler/store/runs.py",  # the one place that says what time it is
    "crawler/analytics/importing.py",  # when a file was imported
    "crawler/cli.py",  # up to which day a file of analytics may reach
    "crawler/backup.py",  # the name of a copy
    "crawler/logs.py",  # when a line was logged
    "crawler/messages_command.py",  # which run is newer than the command
    "crawler/metrics.py",  # when the next night starts
    "crawler/plan.py",  # minutes to the time of day at which a run has to be over
    "crawler/record_commands.py",  # how long ago the last night was
    "crawler/schedule_command.py",  # since when a pause holds; when the next night starts
    "crawler/status.py",  # how long ago the last night was
    "crawler/shelf.py",  # which assets were used last, and so may stay: a wrong order costs a request
}

JUMPS = """
import datetime, itertools, sys
import crawler.store.runs as runs
days = itertools.chain(map(int, sys.argv.pop(1).split(",")), itertools.repeat(0))
class Jumping(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.now(tz) + datetime.timedelta(days=next(days))
runs.datetime = Jumping
from crawler.cli import main
main()
"""


def test_the_wall_clock_is_read_where_dates_are_written_and_nowhere_else():
    readers = {
        str(path.relative_to(ROOT))
        for folder in ("audits", "crawler", "reports")
        for path in (ROOT / folder).rglob("*.py")
        if WALL_CLOCK.search(path.read_text(encoding="utf-8"))
    }
    assert readers == READERS


@pytest.mark.browser
@pytest.mark.slow
def test_nights_on_which_the_clock_jumps(tmp_path):
    site = MisbehavingSite()
    site.links = ("/good/ant", "/image")
    try:
        for number, jumps in enumerate(("0,-400,900", "-800,40", "3000,-3000"), start=1):
            crawl = WatchedCrawl(
                f"{site.address}/",
                tmp_path,
                program=("-c", JUMPS, jumps),
                DROPKERB_PAGE_LOAD_SECONDS="3",
                DROPKERB_LINK_CHECK="0",
                DROPKERB_TRY_OUT="0",
            )
            try:
                assert crawl.process.wait(120) == 0, crawl.said()
                run = crawl.ask("SELECT * FROM runs ORDER BY id DESC")[0]
                assert (run["id"], run["status"], run["pages_audited"]) == (number, "done", 3)
                assert run["previous_run_id"] == (number - 1 or None)
                assert 0 < run["seconds"] < 120
                assert "Traceback" not in crawl.said()
                assert crawl.leftovers() == []
                ended = crawl.ask(
                    "SELECT count(*) AS n FROM findings WHERE ended_run_id IS NOT NULL"
                )
                assert ended == [{"n": 0}]
            finally:
                crawl.close()
        assert (tmp_path / "out" / "index.html").exists()
    finally:
        site.close()
