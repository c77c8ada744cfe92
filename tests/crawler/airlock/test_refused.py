"""What reaches no server while pages are looked at."""

import pytest

from tests.crawler.airlock.asset_site import HEAD, HTML, JS

pytestmark = pytest.mark.browser


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
    site.seconds["/a.js"] = 1.5  # the page has loaded only after that: time for a worker to start
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
