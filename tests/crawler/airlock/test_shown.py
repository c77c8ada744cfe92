"""What a page is shown as, and what it cannot do to the airlock."""

import threading
import time
from dataclasses import replace

import pytest

from crawler.answers import handed_on
from crawler.browser import Answer, BrowserPool
from tests.crawler.airlock.asset_site import ASSETS, GIF, HEAD, HTML

pytestmark = pytest.mark.browser


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
    before = airlocks()
    pool = BrowserPool(settings, 1)
    try:
        answer = Answer(200, HTML, HEAD.encode())
        assert pool.look("https://a.example/", answer).state == "ok"
        pool._seats[0].chromium.airlock._line._line.sock.close()
        assert pool.look("https://a.example/", answer).state == "ok"
        assert pool.replaced == 1
    finally:
        pool.close()
    assert airlocks() == before


def airlocks():
    return {thread for thread in threading.enumerate() if thread.name == "airlock"}


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


# --- pages that fill themselves


XHR = "const ask = new XMLHttpRequest(); ask.onload = () => said.textContent = ask.responseText; "


@pytest.mark.parametrize(
    "script",
    [
        "fill()",
        "addEventListener('load', fill)",
        f"{XHR} ask.open('GET', '/words'); ask.send()",
        "document.head.append(Object.assign(document.createElement('script'), {src: '/late.js'}))",
    ],
)
def test_a_page_that_fills_itself_is_seen_full(look, site, script):
    site.answers["/words"] = (200, {"Content-Type": "text/plain"}, b"Bins on Monday")
    site.answers["/late.js"] = (200, {"Content-Type": "text/javascript"}, b"fill()")
    site.seconds = {"/words": 0.8, "/late.js": 0.3}
    seen = look(
        HEAD + "<p id=said></p><script>const fill = async () => "
        "{ said.textContent = await (await fetch('/words')).text() };" + script + "</script>"
    )
    assert '<p id="said">Bins on Monday</p>' in seen.html


def test_requests_that_fail_hold_nothing_up(look, site):
    started = time.monotonic()
    seen = look(
        HEAD + "<p id=said></p><script>const no = () => said.append('no '); fetch('//').catch(no);"
        "try { new XMLHttpRequest().send() } catch { no() } const x = new XMLHttpRequest();"
        "x.onabort = no; x.open('GET', '/words'); x.send(); x.abort();"
        "const y = new XMLHttpRequest(); y.open('GET', '/words', false); y.send(); no()</script>"
    )
    assert '<p id="said">no no no no </p>' in seen.html
    assert time.monotonic() - started < 2  # which a page gets that still waits


def test_a_page_that_never_has_enough_is_seen_as_it_stands(look, site):
    site.answers["/more"] = (200, {"Content-Type": "text/plain"}, b"more")
    site.seconds = {"/more": 0.2}
    started = time.monotonic()
    seen = look(
        HEAD
        + "<script>const ask = n => fetch('/more?' + n).then(() => ask(n + 1)); ask(0)</script>"
    )
    assert seen.state == "ok"
    assert time.monotonic() - started < 6
