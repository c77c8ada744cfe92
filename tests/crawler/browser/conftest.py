"""A browser, and a server of everything that pages should not do to it."""

from dataclasses import replace

import pytest

from crawler import browser_page
from crawler.browser import BrowserPool
from tests.crawler.browser.bad_server import BadServer
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
