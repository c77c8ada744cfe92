"""Whoever asks a crawl to stop is heard in seconds, whatever its pages and servers are doing."""

import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from tests.crawler.misbehaving import MisbehavingSite
from tests.crawler.watched_crawl import ROOT, WatchedCrawl

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 10  # that a stop may take, on a machine that has a core for us
LIMITS = {
    "DROPKERB_ANSWER_SECONDS": "2",
    "DROPKERB_PAGE_LOAD_SECONDS": "2",
    "DROPKERB_SCRIPT_SECONDS": "3",
}


@pytest.fixture(autouse=True)
def hears_of_closed_terminals():
    """Whoever runs the tests under nohup has children that do not."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def site():
    site = MisbehavingSite()
    yield site
    site.close()


@pytest.fixture
def start(tmp_path):
    crawls = []

    def start(address, **more):
        crawls.append(WatchedCrawl(address, tmp_path, **more))
        return crawls[-1]

    yield start
    for crawl in crawls:
        crawl.close()


def most_seconds():
    """Return how long a stop may take now: longer where ten others want the same core."""
    return SECONDS * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1) / 2)


def until(is_so, crawl):
    deadline = time.monotonic() + 60
    while not is_so():
        assert crawl.process.poll() is None, crawl.said()
        assert time.monotonic() < deadline, crawl.said()
        time.sleep(0.05)


def under_way(start, site, *paths):
    """Start a crawl and return it once the site has been asked for all of these."""
    # the good page leads to the bad ones, so none of them can take its browser for half a minute
    site.links, site.good_links = ("/good/ant",), paths
    crawl = start(f"{site.address}/")
    until(lambda: set(paths) <= set(site.asked) and len(crawl.visits()) > 1, crawl)
    time.sleep(1)  # the browser is in the middle of it
    return crawl


def stopped(crawl, *signals, pause=0.5):
    """Send signals; return the seconds until the crawl has ended with the right code."""
    started = time.monotonic()
    for number in signals:
        crawl.process.send_signal(number)
        time.sleep(pause)
    code = crawl.process.wait(60)
    took = time.monotonic() - started
    assert code == 2, crawl.said()
    return took


def is_in_order(crawl, *paths):
    """Check what a stopped crawl leaves: a run to go on with, and nothing else."""
    assert "Traceback" not in crawl.said()
    assert "never" not in crawl.said(), "no task was left pending"
    (run,) = crawl.ask("SELECT * FROM runs")
    assert (run["status"], run["pages_error"]) == ("partial", 0)
    assert run["reason"] == "interrupted; the same command goes on with it"
    waiting = {
        crawl.path_of(row["url"])
        for row in crawl.ask("SELECT url FROM frontier WHERE state = 'waiting'")
    }
    assert waiting == set(paths)
    assert crawl.leftovers() == []


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_while_a_page_hangs_and_an_answer_does_not_end(start, site, asked):
    crawl = under_way(start, site, "/hang-later", "/endless")
    assert stopped(crawl, asked) < most_seconds()
    is_in_order(crawl, "/hang-later", "/endless")


def test_stopped_while_pages_never_finish(start, site):
    crawl = under_way(start, site, "/hang-in-load", "/image", "/never")
    assert stopped(crawl, signal.SIGTERM) < most_seconds()
    is_in_order(crawl, "/hang-in-load", "/image", "/never")


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_a_page_is_tried_out(start, site, asked):
    crawl = under_way(start, site, "/buttons")
    until(lambda: "/asset/tried" in site.asked, crawl)  # the keyboard has come to a button
    assert stopped(crawl, asked) < most_seconds()
    is_in_order(crawl, "/buttons")


def test_a_second_ctrl_c_waits_for_nothing(start, site):
    crawl = under_way(start, site, "/hang-later", "/endless")
    assert stopped(crawl, signal.SIGINT, signal.SIGINT) < most_seconds() / 2
    is_in_order(crawl, "/hang-later", "/endless")


def test_the_same_command_goes_on_with_it(start, site):
    crawl = under_way(start, site, "/hang-later", "/endless")
    stopped(crawl, signal.SIGINT)
    again = start(f"{site.address}/", **LIMITS)
    assert again.process.wait(120) == 0, again.said()
    (run,) = again.ask("SELECT * FROM runs")
    assert (run["status"], run["resumed"], run["pages_left"]) == ("done", 1, 0)
    outcomes = {again.path_of(url): visit["outcome"] for url, visit in again.visits().items()}
    assert outcomes == {
        "/": "audited",
        "/good/ant": "audited",
        "/hang-later": "error",
        "/endless": "error",
    }


def test_stopped_while_links_are_checked(start, site):
    other = MisbehavingSite()
    try:
        site.links = (f"{other.address}/never", f"{other.address}/endless-headers")
        crawl = start(f"{site.address}/", DROPKERB_PRIVATE_HOSTS=other.address[7:])
        until(lambda: "/robots.txt" in other.asked and "/never" in other.asked, crawl)
        assert stopped(crawl, signal.SIGINT) < most_seconds()
        is_in_order(crawl)
    finally:
        other.close()


def test_stopped_before_the_first_page(start, site):
    site.answers_robots = False
    crawl = start(f"{site.address}/")
    until(lambda: "/robots.txt" in site.asked, crawl)
    assert stopped(crawl, signal.SIGTERM) < most_seconds()
    assert "Traceback" not in crawl.said()
    assert crawl.leftovers() == []


def test_stopped_while_the_browser_starts(start, site):
    crawl = start(f"{site.address}/")
    until(lambda: any(crawl.scratch.iterdir()), crawl)
    assert stopped(crawl, signal.SIGTERM) < 2 * most_seconds()  # what is starting is heard last
    assert "Traceback" not in crawl.said()
    assert crawl.leftovers() == []


def test_terminal_that_is_closed(start, site):
    """A closed terminal takes away what we write to, and sends the whole session SIGHUP."""
    ours, theirs = pty.openpty()
    site.links, site.good_links = ("/good/ant",), ("/hang-later",)
    crawl = start(f"{site.address}/", terminal=theirs)
    os.close(theirs)
    drained = threading.Thread(target=drain, args=(ours,), daemon=True)
    drained.start()
    until(lambda: "/hang-later" in site.asked and len(crawl.visits()) > 1, crawl)
    with suppress(OSError):
        os.close(ours)
    took = stopped(crawl, signal.SIGHUP)
    assert took < most_seconds()
    is_in_order(crawl, "/hang-later")


def drain(terminal):
    with suppress(OSError):
        while os.read(terminal, 4096):
            pass


def test_nothing_but_the_sentence_is_said(start, site):
    crawl = under_way(start, site, "/hang-later")
    stopped(crawl, signal.SIGINT)
    lines = [line for line in crawl.said().splitlines() if not re.match(r"127\.0\.0\.1", line)]
    assert lines == []


def test_a_thread_that_does_not_end_keeps_nobody_waiting():
    """A page of megabytes may be judged for a minute, and no thread can be told to stop."""
    code = """
import sys, threading
from crawler.stopping import leave_in_time
threading.Thread(target=threading.Event().wait).start()
print("the last word")
leave_in_time(2)
sys.exit(2)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "the last word\n", "")
