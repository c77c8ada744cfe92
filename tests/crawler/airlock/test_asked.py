"""What reaches a server while pages are looked at: real browsers, real servers."""

from hashlib import sha256

import pytest

from crawler.browser import Answer, Asset, BrowserPool
from crawler.visit import lifetime
from tests.crawler.airlock.asset_site import ASSETS, CSS, GIF, HEAD, HTML, JS

pytestmark = pytest.mark.browser


def test_a_page_is_shown_from_what_the_crawler_got(look, site):
    seen = look(HEAD)
    assert (seen.state, seen.final_url, seen.reason) == ("ok", f"{site.url}/page", "")
    assert "<h1>A page</h1>" in seen.html
    assert seen.axe is not None
    assert (seen.requests, seen.bytes, seen.refused, seen.assets) == (0, 0, 0, ())
    assert site.asked == []


def test_it_may_come_from_a_server_out_of_reach(look):
    seen = look(HEAD, "https://www.ottermere.example/a%20page?b=1&a=ä")
    assert seen.state == "ok"
    assert seen.final_url.startswith("https://www.ottermere.example/a%20page?b=1&a=")


def test_without_an_answer_the_browser_asks_for_itself(pool, site):
    site.answers["/alone"] = (200, dict(HTML), HEAD.encode())
    seen = pool.look(f"{site.url}/alone")
    assert (seen.state, seen.requests) == ("ok", 1)
    assert seen.bytes == len(HEAD)
    assert site.paths()["/alone"] == 1


def test_a_page_that_reloads_itself_asks_nobody_again(look, site):
    seen = look(
        HEAD
        + "<script>if (!sessionStorage.been) { sessionStorage.been = 1; location.reload() }</script>"
    )
    assert seen.state == "ok"
    assert site.asked == []


@pytest.mark.slow
def test_assets_are_asked_for_once_for_all_pages_and_browsers(settings, site):
    pool = BrowserPool(settings, 2)
    answer = Answer(200, HTML, (HEAD + ASSETS).encode())
    try:
        urls = [f"{site.url}/page/{number}" for number in range(20)]
        looks = list(pool.executor.map(lambda url: pool.look(url, answer, run="r"), urls))
        assert pool.replaced == 0
    finally:
        pool.close()
    assert {seen.state for seen in looks} == {"ok"}
    assert all("script ran" in seen.html for seen in looks)
    asked = site.paths()
    assert asked.pop("/favicon.ico", 0) <= 1  # of Chromium; the shell has no tabs to show it
    assert asked == {"/a.css": 1, "/a.js": 1, "/a.gif": 1}
    expected = (
        Asset(f"{site.url}/a.css", "style", sha256(CSS).hexdigest()),
        Asset(f"{site.url}/a.js", "script", sha256(JS).hexdigest()),
    )
    assert {seen.assets for seen in looks} == {expected}, "each page must tell all that it used"


def test_the_next_night_asks_whether_they_have_changed(look, site):
    look(HEAD + ASSETS, in_run="night 1")
    site.asked.clear()
    site.answers["/a.js"] = (
        200,
        {"Content-Type": "text/javascript"},
        b"document.body.append('other')",
    )
    seen = look(HEAD + ASSETS, in_run="night 2")
    conditions = {path: headers.get("If-None-Match") for _, path, headers in site.asked}
    conditions.pop("/a.gif", None)  # the browser may remember a picture
    assert conditions == {"/a.css": '"1"', "/a.js": None}
    assert "other" in seen.html
    hashes = {asset.kind: asset.sha256 for asset in seen.assets}
    assert hashes["style"] == sha256(CSS).hexdigest(), (
        "a 304 must be shown with the body on the shelf"
    )
    assert hashes["script"] != sha256(JS).hexdigest()


def test_imports_modules_and_frames_are_told(look, site, other):
    other.answers["/frame"] = (200, dict(HTML), HEAD.encode())
    site.answers |= {
        "/b.css": (200, {"Content-Type": "text/css"}, b"@import '/a.css';"),
        "/m.js": (200, {"Content-Type": "text/javascript"}, b"import '/n.js'"),
        "/n.js": (200, {"Content-Type": "text/javascript"}, JS),
        "/frame": (200, dict(HTML), HEAD.encode()),
        "/old.css": (302, {"Location": "/new.css"}, b""),
        "/new.css": (200, {"Content-Type": "text/css"}, CSS),
    }
    seen = look(
        HEAD + "<link rel=stylesheet href=/b.css><link rel=stylesheet href=/old.css>"
        "<link rel=stylesheet href=/gone.css><script type=module src=/m.js></script>"
        f"<iframe title=own src=/frame></iframe><iframe title=other src={other.url}/frame></iframe>"
    )
    assert "script ran" in seen.html
    told = {(asset.url.removeprefix(site.url), asset.kind): asset.sha256 for asset in seen.assets}
    assert set(told) == {
        *(("/a.css", "style"), ("/b.css", "style"), ("/old.css", "style"), ("/new.css", "style")),
        *(("/gone.css", "style"), ("/m.js", "script"), ("/n.js", "script"), ("/frame", "frame")),
    }
    assert all(told.values())
    assert other.paths() == {"/frame": 1}


@pytest.mark.slow
def test_a_page_with_500_images(look, site):
    images = {f"/i/{number}.gif": site.answers["/a.gif"] for number in range(500)}
    site.answers |= images
    html = (
        HEAD
        + "".join(f"<img alt='' src={path}>" for path in images)
        + "<img alt='' src=/a.gif>" * 50
    )
    for _ in range(2):
        seen = look(html)
        assert seen.state == "ok"
    asked = site.paths()
    assert max(asked.values()) == 1
    assert set(images) <= set(asked)


@pytest.mark.slow
def test_pictures_are_left_to_the_cache_of_the_browser_that_has_them(look, pool, site):
    headers = {"Content-Type": "image/gif", "Cache-Control": "public, max-age=86400"}
    pictures = [f"/p/{number}.gif" for number in range(12)]
    site.answers |= {path: (200, headers, GIF + bytes(200_000)) for path in pictures}
    site.answers["/asks.gif"] = (
        200,
        {"Content-Type": "image/gif", "Cache-Control": "no-cache"},
        GIF,
    )
    for start in (0, 6, 0, 6, 3):
        shown = [*pictures[start : start + 6], "/asks.gif"]
        assert look(HEAD + "".join(f"<img alt='' src={path}>" for path in shown)).state == "ok"
    assert site.paths() == dict.fromkeys([*pictures, "/asks.gif"], 1)
    assert pool._seats[0].chromium.airlock._own_cache._until.keys() == {
        site.url + path for path in pictures
    }


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([("Cache-Control", "public, max-age=3600")], 3540),
        ([("cache-control", "max-age=3600"), ("Age", "600"), ("Vary", "Accept-Encoding")], 2940),
        ([("Cache-Control", "s-maxage=3600")], 0),
        ([("Cache-Control", "max-age=3600, no-cache")], 0),
        ([("Cache-Control", "max-age=3600"), ("Vary", "Cookie")], 0),
        ([("Cache-Control", "max-age=30")], 0),
        ([("Last-Modified", "Mon, 05 Jan 2026 09:00:00 GMT")], 0),
    ],
)
def test_how_long_a_browser_keeps_an_answer(headers, seconds):
    assert lifetime(tuple(headers)) == seconds
