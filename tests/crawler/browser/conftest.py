"""A browser, and a server of everything that pages should not do to it."""

import time
from dataclasses import replace

import pytest

from crawler import browser_page, browser_probe
from crawler.browser import BrowserPool
from crawler.browser_presses import presses
from tests.crawler.browser.bad_server import HEAD, PAGES, BadServer
from tests.crawler.looks import settings_for, violations


@pytest.fixture(scope="package")
def server():
    server = BadServer()
    yield server
    server.close()


@pytest.fixture(scope="package")
def settings(server):
    return settings_for(
        server,
        page_load_seconds=2,
        script_seconds=10,
        page_seconds=20,
        user_agent_suffix="Dropkerb/test (+https://council.example/)",
    )


@pytest.fixture(scope="package")
def pool(settings):
    pool = BrowserPool(settings, 1)
    yield pool
    pool.close()


@pytest.fixture
def impatient(settings, monkeypatch):
    """A pool that waits for nobody, so that tests of pages that hang are short."""
    monkeypatch.setattr(browser_page, "GRACE_SECONDS", 0.5)
    pool = BrowserPool(replace(settings, page_load_seconds=1.5, script_seconds=1.5), 1)
    yield pool
    pool.close()


@pytest.fixture
def look(pool, server):
    """Look at a page, and then at a good one: nothing a page does may harm the next."""

    def look(path):
        seen = pool.look(server.url(path))
        good = pool.look(server.url("/good"))
        assert (good.state, violations(good)) == ("ok", {"image-alt"})
        return seen

    return look


@pytest.fixture
def pressed(pool, server, monkeypatch):
    """Press what is on a page; return what is told."""

    def pressed(body):
        monkeypatch.setitem(PAGES, "/tried", HEAD + body)
        monkeypatch.setattr(browser_probe, "STEPS", {"presses": presses})
        seen = pool.look(server.url("/tried"), run=body)
        assert seen.tried is not None, seen
        assert server.posted == []
        assert not {"/sent", "/away"} & {path for path, _ in server.asked}
        return seen.tried["presses"]

    return pressed


@pytest.fixture
def pressed_in_time(pressed):
    """The same on a page that fights back, in bounded time."""

    def pressed_in_time(body):
        started = time.monotonic()
        told = pressed(body)
        assert time.monotonic() - started < 30
        return told

    return pressed_in_time
