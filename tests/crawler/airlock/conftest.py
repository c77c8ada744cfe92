"""A browser behind its airlock, and servers that notice what gets through."""

from itertools import count

import pytest

from crawler.browser import Answer, BrowserPool
from tests.crawler.airlock.asset_site import CSS, GIF, HTML, JS, Server
from tests.crawler.looks import settings_for

RUNS = count(1)


@pytest.fixture(scope="package")
def servers():
    own, other, inner = Server(), Server(), Server()
    own.url, other.url, inner.url = (
        f"http://127.0.0.1:{own.server_port}",
        f"http://127.0.0.1:{other.server_port}",
        f"http://127.0.0.1:{inner.server_port}",
    )
    yield own, other, inner
    for server in (own, other, inner):
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(servers):
    server = servers[0]
    for of_last_test in (server.answers, server.asked, server.seconds):
        of_last_test.clear()
    server.answers |= {
        "/a.css": (200, {"Content-Type": "text/css", "ETag": '"1"'}, CSS),
        "/a.js": (200, {"Content-Type": "text/javascript", "Cache-Control": "no-store"}, JS),
        "/a.gif": (200, {"Content-Type": "image/gif", "Cache-Control": "max-age=86400"}, GIF),
    }
    return server


@pytest.fixture
def other(servers):
    servers[1].answers.clear()
    servers[1].asked.clear()
    return servers[1]


@pytest.fixture
def inner(servers):
    """A server on a private address that nobody allowed."""
    servers[2].asked.clear()
    return servers[2]


@pytest.fixture(scope="package")
def settings(servers):
    return settings_for(
        *servers[:2],
        page_load_seconds=8,
        script_seconds=20,
        page_seconds=40,
        own_hosts=(f"127.0.0.1:{servers[0].server_port}",),
        block=("127.0.0.1/blocked",),
    )


@pytest.fixture(scope="package")
def pool(settings):
    pool = BrowserPool(settings, 1)
    yield pool
    assert pool.replaced == 0
    pool.close()


@pytest.fixture
def look(pool, site):
    """Look at a page that the crawler brought; a run for each test, so that nothing is fresh."""
    run = f"run {next(RUNS)}"

    def look(html, url="", headers=HTML, *, in_run=run):
        body = html if isinstance(html, bytes) else html.encode()
        return pool.look(url or f"{site.url}/page", Answer(200, headers, body), run=in_run)

    return look
