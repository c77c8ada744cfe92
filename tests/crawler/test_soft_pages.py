"""Made-up addresses: asked for once a folder, by GET, and only believed when asked again."""

import asyncio
import threading
from types import SimpleNamespace

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse

from audits.derive.soft_pages import Seen
from crawler import soft_pages
from crawler.scope import Scope
from crawler.sites import Site
from crawler.soft_pages import find_soft_pages

HOST = "https://town.test"
GONE = "<title>Page not found</title><main><h1>Page not found</h1><p>Sorry.</p></main>"
BINS = f"<title>Bins</title><main><h1>Bins</h1><p>{'We empty bins. ' * 40}</p></main>"


class Server:
    """Answers with what it has; anything else with `rest`, or 404."""

    def __init__(self, pages=(), rest=None, forbids=()):
        self.pages, self.rest, self.forbids = dict(pages), rest, forbids
        self.asked = []

    async def __call__(self, request):
        path = request.url.removeprefix(HOST)
        self.asked.append((request.method, path))
        if path.startswith(tuple(self.forbids)):
            raise IgnoreRequest("robots.txt")
        body = self.pages.get(path, self.rest)
        status = 404 if body is None else 200
        headers = {"Content-Type": "text/html; charset=utf-8"}
        return HtmlResponse(request.url, status, headers, (body or GONE).encode())

    @property
    def made_up(self):
        return [path for _, path in self.asked if len(path.rpartition("/")[2]) == 25]


def seen(path, title="Bins", words=("we", "empty") * 40):
    return Seen(f"{HOST}{path}", title, title, tuple(words))


def found(monkeypatch, server, *pages, **site):
    night = SimpleNamespace(
        key="run-1",
        turn=threading.Lock(),
        db=None,
        run=None,
        scope=Scope(Site(name="town", start_url=f"{HOST}/", **site)),
        still_wanted=lambda: True,
        is_out_of_time=lambda: False,
    )
    judged = dict(enumerate(pages))
    addresses = {number: page.url for number, page in judged.items()}
    monkeypatch.setattr(soft_pages, "addresses_judged", lambda *_: addresses)
    monkeypatch.setattr(soft_pages, "seen_pages", lambda _, ids: (judged[each] for each in ids))
    return asyncio.run(find_soft_pages(night, server))


def test_an_honest_server_has_no_soft_pages(monkeypatch):
    server = Server({"/bins": BINS})
    assert found(monkeypatch, server, seen("/"), seen("/bins")) == {}
    assert {method for method, _ in server.asked} == {"GET"}


def test_each_host_and_each_large_folder_is_asked_once(monkeypatch):
    server = Server()
    pages = [seen(f"/bins/{n}") for n in range(5)] + [seen("/tax/a"), seen("/tax/b"), seen("/")]
    found(monkeypatch, server, *pages)
    assert [each.rpartition("/")[0] for each in server.made_up] == ["", "/bins"]
    assert len(set(server.made_up)) == 2


@pytest.mark.parametrize(
    ("site", "folders"),
    [
        ({"include": ["/", "/bins/*"]}, ["/bins"]),
        ({"exclude": ["/bins/*"]}, [""]),
        ({"exclude": ["/*"]}, []),
    ],
)
def test_nothing_is_asked_for_outside_the_rules_of_the_site(monkeypatch, site, folders):
    server = Server(rest=GONE)
    found(monkeypatch, server, *(seen(f"/bins/{n}") for n in range(5)), seen("/"), **site)
    assert [each.rpartition("/")[0] for each in server.made_up] == folders


def test_a_page_that_shows_the_front_page_is_not_told_wherever_that_comes(monkeypatch):
    server = Server(rest=GONE)
    home = ("page", "not", "found")
    pages = [seen("/a", "Page not found", home), seen("/", "Page not found", home)]
    assert found(monkeypatch, server, *pages) == {}
    assert [path for _, path in server.asked if path == "/a"] == []


def test_no_more_than_some_pages_are_asked_for_again(monkeypatch):
    server = Server(rest=GONE)
    pages = [seen(f"/{n}", "Page not found", ("sorry", str(n))) for n in range(100)]
    found(monkeypatch, server, *pages)
    again = [path for _, path in server.asked if path not in server.made_up]
    assert len(again) == soft_pages.MOST_SUSPECTS


def test_the_home_page_at_every_address_makes_no_page_soft(monkeypatch):
    home = ("welcome", "to", "town") * 20
    server = Server(rest=f"<title>Town</title><main><p>{' '.join(home)}</p></main>")
    pages = [seen("/", "Town", home), seen("/index", "Town", home), seen("/bins")]
    assert found(monkeypatch, server, *pages) == {}


def test_what_robots_txt_forbids_tells_nothing(monkeypatch):
    server = Server(rest=GONE, forbids=["/"])
    assert found(monkeypatch, server, seen("/a", "Page not found", ())) == {}


def test_a_page_that_is_there_the_second_time_is_not_told(monkeypatch):
    server = Server({"/a": BINS})
    assert found(monkeypatch, server, seen("/a", "Page not found", ("sorry",))) == {}
    assert ("GET", "/a") in server.asked


@pytest.mark.parametrize("rest", [None, GONE])
def test_a_page_that_says_that_it_is_gone_is_told(monkeypatch, rest):
    server = Server({"/a": GONE}, rest=rest)
    told = found(monkeypatch, server, seen("/a", "Page not found", ("sorry",)), seen("/bins"))
    assert list(told) == [f"{HOST}/a"]
    assert "Page not found" in told[f"{HOST}/a"].signs[0]


def test_a_page_like_a_made_up_one_is_told(monkeypatch):
    head = "<head><title>Town</title><link rel='canonical' href='/'></head>"
    body = f"<html>{head}<body><main><p>Choose a service.</p></main></body></html>"
    server = Server({"/a": body}, rest=body)
    words = ("choose", "a", "service.")
    assert list(found(monkeypatch, server, seen("/a", "Town", words))) == [f"{HOST}/a"]
