"""What may take long with a page of the worst kind is not done on the event loop's thread.

How long it takes is measured by bench/loop_lag.py; here only where it is done.
"""

import asyncio
import threading
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler import incremental, robots
from crawler.incremental import Incremental
from crawler.items import Capture
from crawler.robots import Robots, Rules
from crawler.spiders import site
from crawler.spiders.site import SiteSpider
from crawler.store.frontier import Entry
from crawler.store.pages import Visit

URL = "https://town.example/"


@pytest.fixture
def aside(monkeypatch):
    """Have a function noted with each thread that calls it; `seen` maps its name to them."""

    class Aside:
        def __init__(self):
            self.seen = {}

        def note(self, owner, name, *, returns):
            def noted(*_, **__):
                self.seen.setdefault(name, set()).add(threading.current_thread())
                return returns

            monkeypatch.setattr(owner, name, noted)

        def names(self):
            here = threading.main_thread()
            assert not [name for name, threads in self.seen.items() if here in threads]
            return set(self.seen)

    return Aside()


def read(aside, status=200):
    """Have the spider read a page; the steps are those that grow with it."""
    aside.note(site, "text_of", returns="<p>Hello")
    aside.note(SiteSpider, "decide", returns=None)
    aside.note(site, "links_in", returns=([], 0))
    aside.note(site, "links_on_record", returns=[])
    aside.note(site, "admit_found", returns=None)
    spider = SiteSpider()
    spider.night = SimpleNamespace(turn=threading.Lock())
    spider.last_visit = lambda _: None
    capture = Capture(entry=Entry(URL, 0, 0, "start"), visit=Visit(URL, "audited"))
    headers = {"Content-Type": "text/html"}
    response = HtmlResponse(
        URL, status=status, headers=headers, body=b"<p>Hello", request=Request(URL)
    )
    asyncio.run(spider.read_page(capture, response))


def test_a_page_is_decoded_compared_and_searched_for_links_elsewhere(aside):
    read(aside)
    assert aside.names() == {"text_of", "decide", "links_in", "admit_found"}


def test_the_links_of_a_page_that_did_not_change_are_read_elsewhere(aside):
    read(aside, status=304)
    assert aside.names() == {"decide", "links_on_record", "admit_found"}


def test_robots_txt_is_understood_elsewhere(aside, monkeypatch):
    aside.note(robots, "understood", returns=Rules())

    async def answer(*_, **__):
        return HtmlResponse(URL, body=b"User-agent: *\nDisallow: /a")

    monkeypatch.setattr(Robots, "_answer", answer)
    asyncio.run(Robots(None).read(URL))
    assert aside.names() == {"understood"}


def test_an_asset_is_hashed_elsewhere(aside):
    aside.note(incremental, "content_hash", returns="hash")

    async def download(request):
        return HtmlResponse(request.url, body=b"let a = 1", request=request)

    asked = SimpleNamespace(shelf=None, key="1")
    for name in ("_shelved", "_keep"):
        setattr(asked, name, getattr(Incremental, name).__get__(asked))
    hash_, _ = asyncio.run(Incremental._ask(asked, f"{URL}a.js", "script", download))
    assert hash_ == "hash"
    assert aside.names() == {"content_hash"}
