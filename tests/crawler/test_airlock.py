"""What reaches a server while pages are looked at, and what does not: real browsers, real servers."""

import contextlib
import threading
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from crawler.answers import handed_on
from crawler.browser import Answer, Asset, BrowserPool, BrowserSettings
from crawler.provision import axe_or_complain
from crawler.visit import lifetime

pytestmark = pytest.mark.browser
HTML = (("Content-Type", "text/html; charset=utf-8"),)
HEAD = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><p>Text</p></main>"
CSS = b"h1 { color: rgb(1, 2, 3) }"
JS = b"document.body.append(' script ran')"
GIF = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
)
RUNS = count(1)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, self.path, self.headers))
        status, headers, body = self.server.answers.get(path) or (404, {}, b"no")
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        if path == "/film":
            status, headers, body = self.film(headers, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(b"" if self.command == "HEAD" else body)

    do_POST = do_HEAD = do_PUT = do_GET  # noqa: N815

    def film(self, headers, body):
        start, _, end = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        last = min(int(end or len(body)), len(body) - 1)
        part = f"bytes {start}-{last}/{len(body)}"
        self.server.film_bytes += last - int(start) + 1
        return 206, {**headers, "Content-Range": part}, body[int(start) : last + 1]

    def handle(self):
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 200

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked, self.film_bytes = {}, [], 0
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def paths(self):
        return Counter(path for _, path, _ in self.asked)

    def handle_error(self, *_):
        pass


@pytest.fixture(scope="module")
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
    server.answers.clear()
    server.asked.clear()
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


@pytest.fixture(scope="module")
def settings(servers):
    return BrowserSettings(
        axe_path=axe_or_complain(),
        page_load_seconds=8,
        script_seconds=20,
        page_seconds=40,
        private_hosts=tuple(f"127.0.0.1:{server.server_port}" for server in servers[:2]),
        own_hosts=(f"127.0.0.1:{servers[0].server_port}",),
        block=("127.0.0.1/blocked",),
    )


@pytest.fixture(scope="module")
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


# --- what is asked


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


ASSETS = "<link rel=stylesheet href=/a.css><script src=/a.js></script><img alt='' src=/a.gif>"


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


# --- what is refused


def test_nothing_is_sent(look, site):
    seen = look(
        HEAD
        + "<form method=post action=/sent><input type=hidden name=a value=b></form><p id=said></p><script>"
        "navigator.sendBeacon('/beacon', 'x'); fetch('/keep', {method: 'POST', keepalive: true, body: 'x'}).catch(() => 0);"
        "fetch('/put', {method: 'PUT', body: 'x'}).catch(() => said.textContent = 'refused');"
        "const form = document.createElement('form'); form.method = 'post'; form.action = '/form';"
        "document.body.append(form); Object.getPrototypeOf(Object.getPrototypeOf(form));"
        "addEventListener('pagehide', () => navigator.sendBeacon('/bye', 'x'))</script>"
    )
    assert seen.state == "ok"
    assert '<p id="said">refused</p>' in seen.html
    assert seen.refused >= 3
    assert look(HEAD).state == "ok"
    assert site.asked == []


def test_private_addresses_are_refused_also_behind_a_redirect(look, site, inner):
    site.answers["/to-inner"] = (302, {"Location": f"{inner.url}/x"}, b"")
    seen = look(
        HEAD + f"<img alt='' src={inner.url}/a.gif><iframe title=x src={inner.url}/frame></iframe>"
        f"<img alt='' src=/to-inner><img alt='' src=http://169.254.169.254/latest/meta-data/>"
        f"<script src=http://2130706433:{inner.server_port}/x.js></script>"
    )
    assert seen.state == "ok"
    assert seen.refused == 5
    assert inner.asked == []
    assert site.paths() == {"/to-inner": 1}


@pytest.mark.parametrize(
    "way",
    [
        "<script>location = '/elsewhere'</script>",
        "<meta http-equiv=refresh content='0; url=/elsewhere'>",
        "<a href=/elsewhere>x</a><script>document.links[0].click()</script>",
    ],
)
def test_a_page_that_leads_elsewhere_is_not_followed(look, site, way):
    seen = look(HEAD + way)
    assert (seen.state, seen.final_url) == ("redirected", f"{site.url}/elsewhere")
    assert (seen.html, seen.axe) == ("", None)
    assert site.asked == []


def test_counters_and_what_the_owner_blocks_are_not_asked(look, site, other):
    other.answers |= dict.fromkeys(
        ["/blocked/x.js", "/shown.js"], (200, {"Content-Type": "text/javascript"}, JS)
    )
    seen = look(
        HEAD + "<script src=https://www.google-analytics.com/analytics.js></script>"
        f"<script src={other.url}/blocked/x.js></script><script src={other.url}/shown.js></script>"
    )
    assert seen.state == "ok"
    assert (seen.refused, seen.requests) == (2, 1)
    assert other.paths() == {"/shown.js": 1}
    assert seen.assets == (), "only the site's own"


def test_what_a_page_needs_for_later_is_not_asked(look, site):
    site.answers |= {
        "/sw.js": (200, {"Content-Type": "text/javascript"}, b""),
        "/next": (200, dict(HTML), HEAD.encode()),
    }
    rules = '{"prefetch": [{"urls": ["/next"], "eagerness": "immediate"}], "prerender": [{"urls": ["/then"], "eagerness": "immediate"}]}'
    seen = look(
        HEAD
        + "<link rel=prefetch href=/later><script>navigator.serviceWorker.register('/sw.js').catch(() => 0);"
        f"new EventSource('/endless')</script><script type=speculationrules>{rules}</script>"
    )
    assert seen.state == "ok"
    assert site.paths() == {}
    assert seen.refused == 3


def test_no_web_socket_leaves(look, site):
    url = f"ws://127.0.0.1:{site.server_port}/socket"
    seen = look(
        HEAD + "<p id=said></p><script>"
        f"const worker = new Worker(URL.createObjectURL(new Blob([`const socket = new WebSocket('{url}?worker');"
        "socket.onopen = () => postMessage('open'); socket.onerror = () => postMessage('closed')`])));"
        f"const socket = new WebSocket('{url}'); const both = [new Promise(done => worker.onmessage = event => done(event.data)),"
        "new Promise(done => { socket.onopen = () => done('open'); socket.onerror = () => done('closed') })];"
        "Promise.all(both).then(said_ => said.textContent = said_.join(' ') + ' ' + typeof RTCPeerConnection + ' ' + typeof WebTransport);"
        "</script><script src=/a.js></script>"
    )
    assert '<p id="said">closed closed undefined undefined</p>' in seen.html
    assert site.paths() == {"/a.js": 1}


def test_a_long_film_is_not_fetched_whole(look, site):
    site.answers["/film"] = (
        200,
        {"Content-Type": "video/mp4", "Accept-Ranges": "bytes"},
        bytes(30_000_000),
    )
    site.answers["/huge.bin"] = (200, {"Content-Type": "image/png"}, bytes(12_000_000))
    seen = look(HEAD + "<video autoplay muted src=/film></video><img alt='' src=/huge.bin>")
    assert seen.state == "ok"
    assert site.film_bytes <= 4_000_000
    assert seen.refused >= 1, "an image of 12 MB"
    assert seen.bytes <= 4_000_000


# --- what is shown


def test_the_policy_of_the_page_holds(look, site):
    headers = (*HTML, ("Content-Security-Policy", "script-src 'none'"))
    seen = look(
        HEAD + "<script>document.body.append('inline')</script><script src=/a.js></script>",
        headers=headers,
    )
    assert seen.state == "ok"
    assert "script ran" not in seen.html
    assert "</main><script>document.body.append('inline')</script>" in seen.html.replace(
        "<p>Text</p></main>", "</main>"
    )
    assert site.asked == []


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("text/html; charset=iso-8859-1", HEAD.encode() + "<p>crème brûlée".encode("latin-1")),
        (
            "text/html",
            b"<meta charset=iso-8859-1>" + HEAD.encode() + "<p>crème brûlée".encode("latin-1"),
        ),
        ("text/html; charset=utf-8", HEAD.encode() + "<p>crème brûlée".encode()),
        ("text/html", "\ufeff".encode() + HEAD.encode() + "<p>crème brûlée".encode()),
    ],
)
def test_the_encoding_is_as_the_server_said(look, kind, html):
    assert "<p>crème brûlée</p>" in look(html, headers=(("content-type", kind),)).html


def test_a_cookie_does_not_reach_the_next_page(look):
    page = HEAD + "<script>document.body.append(`cookies: ${document.cookie}.`)</script>"
    headers = (*HTML, ("Set-Cookie", "a=b"), ("Content-Encoding", "gzip"), ("Content-Length", "3"))
    for _ in range(2):
        assert "cookies: ." in look(page, headers=headers).html


def test_headers_that_no_browser_would_take_are_left_out():
    odd = [
        ("Bad name", "x"),
        ("X", "a\r\nb\0c"),
        ("Y", "y" * 20_000),
        ("Set-Cookie", "a"),
        ("ETag", '"1"'),
    ]
    assert handed_on(odd) == (("X", "a  b c"), ("ETag", '"1"'))
    assert len(handed_on([("A", "b")] * 5_000)) == 200


# --- hostile pages


def test_hostile_answers_do_not_stop_the_airlock(look, site):
    site.answers |= {
        "/round": (302, {"Location": "/round-again"}, b""),
        "/round-again": (302, {"Location": "/round"}, b""),
        "/heads": (
            200,
            {"Content-Type": "image/gif", **{f"X-{n}": "y" * 900 for n in range(90)}},
            GIF,
        ),
        "/broken": (200, {"Content-Type": "image/gif", "Content-Encoding": "gzip"}, b"no gzip"),
        "/empty": (204, {}, b""),
    }
    html = HEAD + "".join(
        f"<img alt='' src={path}>"
        for path in ("/round", "/heads", "/broken", "/empty", "data:image/gif;base64,%%%")
    )
    for _ in range(2):  # from the network, then from the shelf
        assert look(html).state == "ok"
    assert site.paths()["/round"] <= 2
    assert look(HEAD).state == "ok"


@pytest.mark.slow
def test_thousands_of_requests_many_of_them_cancelled(look, site):
    seen = look(
        HEAD + "<p id=said></p><script>let done = 0;"
        "for (let i = 0; i < 3000; i++) { const stop = new AbortController();"
        "fetch('/a.gif?' + i % 300, {signal: stop.signal}).then(() => done++, () => 0).finally(() => said.textContent = done);"
        "if (i % 2) setTimeout(() => stop.abort(), i % 50) }</script>"
    )
    assert seen.state in ("ok", "partial")
    assert look(HEAD).state == "ok"


def test_a_browser_whose_airlock_broke_is_replaced(settings):
    pool = BrowserPool(settings, 1)
    try:
        answer = Answer(200, HTML, HEAD.encode())
        assert pool.look("https://a.example/", answer).state == "ok"
        pool._seats[0].chromium.airlock._line._line.sock.close()
        assert pool.look("https://a.example/", answer).state == "ok"
        assert pool.replaced == 1
    finally:
        pool.close()
    assert not [
        thread for thread in threading.enumerate() if thread.name == "airlock" and thread.is_alive()
    ][1:]


def test_chromium_itself_works_as_the_shell_does(settings, site):
    pool = BrowserPool(replace(settings, binary="/usr/bin/chromium"), 1)
    try:
        seen = pool.look(f"{site.url}/p", Answer(200, HTML, (HEAD + ASSETS).encode()))
        again = pool.look(f"{site.url}/q", Answer(200, HTML, (HEAD + ASSETS).encode()))
        led = pool.look(
            f"{site.url}/p", Answer(200, HTML, (HEAD + "<script>location='/x'</script>").encode())
        )
    finally:
        pool.close()
    assert (seen.state, again.state, led.state) == ("ok", "ok", "redirected")
    assert [asset.kind for asset in again.assets] == ["style", "script"]
    assert seen.assets == again.assets
    assert max(site.paths().values()) == 1
    assert "/x" not in site.paths()
