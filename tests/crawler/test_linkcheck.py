"""A link is called broken only when a person would not get there, and no server is pestered."""

import socket
import threading

import pytest

CHECK = """
from dataclasses import asdict
from crawler.linkcheck import check
async def job(crawler):
    return [
        asdict(await check(url, download=crawler.engine.download_async, is_own={is_own}))
        for url in {urls!r}
    ]
"""


@pytest.fixture
def check(engine):
    def run(*urls, is_own=False, **settings):
        return engine(CHECK.format(urls=urls, is_own=is_own), **settings)

    return run


def test_ok_with_one_head(check, web):
    web.answers["/a"] = (200, {"Content-Type": "text/HTML; charset=utf-8"}, b"hello")
    (said,) = check(f"{web.url}/a")
    assert said == {
        "state": "ok", "status": 200, "reason": "", "hops": 0, "redirect_to": "",
        "content_type": "text/html", "bytes": 5, "is_host_down": False,
    }  # fmt: skip
    assert web.asked == [("GET", "/robots.txt"), ("HEAD", "/a")]


def test_what_head_alone_says_is_not_believed(check, web):
    statuses = (403, 404, 405, 410, 500, 501, 503)
    for status in statuses:
        web.answers["HEAD", f"/{status}"] = (status, {}, b"")
        web.answers[f"/{status}"] = (200, {"Content-Type": "text/html"}, b"hello")
    said = check(*(f"{web.url}/{status}" for status in statuses))
    assert [(each["state"], each["status"]) for each in said] == [("ok", 200)] * len(statuses)
    assert web.asked[1:] == [
        (method, f"/{status}") for status in statuses for method in ("HEAD", "GET")
    ]


def test_no_body_is_downloaded(check, web):
    web.answers["HEAD", "/a"] = (405, {}, b"")
    web.answers["/a"] = (
        200,
        {"Content-Type": "video/mp4", "Content-Length": "99999999999"},
        b"x" * 100,
    )
    (said,) = check(f"{web.url}/a")
    assert (said["state"], said["bytes"], said["content_type"]) == ("ok", 99999999999, "video/mp4")


STATES = {
    200: ("ok", "ok"),
    206: ("ok", "ok"),
    404: ("broken", "broken"),
    410: ("broken", "broken"),
    401: ("blocked to robots", "blocked to robots"),
    403: ("blocked to robots", "blocked to robots"),
    429: ("blocked to robots", "blocked to robots"),
    999: ("blocked to robots", "blocked to robots"),
    406: ("blocked to robots", "broken"),
    418: ("blocked to robots", "broken"),
    451: ("blocked to robots", "broken"),
    400: ("unsure", "broken"),
    500: ("unsure", "broken"),
    503: ("unsure", "unsure"),
    300: ("unsure", "broken"),
}


@pytest.mark.parametrize("is_own", [False, True])
def test_what_a_status_means_outside_and_on_the_site_itself(check, web, is_own):
    for status in STATES:
        web.answers[f"/{status}"] = (status, {}, b"")
    said = check(*(f"{web.url}/{status}" for status in STATES), is_own=is_own)
    assert {each["status"]: each["state"] for each in said} == {
        status: states[is_own] for status, states in STATES.items()
    }
    assert all(str(each["status"]) in each["reason"] for each in said if each["state"] != "ok")


def test_who_says_slow_down_is_not_asked_again(check, web):
    web.answers["/a"] = (429, {}, b"")
    check(f"{web.url}/a")
    assert web.asked[1:] == [("HEAD", "/a")]


def test_redirects_are_counted(check, web):
    web.answers["/a"] = (301, {"Location": "/b"}, b"")
    web.answers["/b"] = (302, {"Location": f"{web.url}/c?utm_source=x"}, b"")
    web.answers["/c"] = (200, {}, b"hello")
    web.answers["/d"] = (301, {"Location": "/gone"}, b"")
    one, other = check(f"{web.url}/a", f"{web.url}/d")
    assert (one["state"], one["hops"], one["redirect_to"]) == ("ok", 2, f"{web.url}/c")
    assert (other["state"], other["hops"], other["redirect_to"]) == ("broken", 1, f"{web.url}/gone")


def test_circles_and_long_chains_are_broken(check, web):
    web.answers["/a"] = (301, {"Location": "/b"}, b"")
    web.answers["/b"] = (301, {"Location": "/a"}, b"")
    for number in range(30):
        web.answers[f"/{number}"] = (301, {"Location": f"/{number + 1}"}, b"")
    circle, chain = check(f"{web.url}/a", f"{web.url}/0")
    assert (circle["state"], circle["hops"]) == ("broken", 2)
    assert "circle" in circle["reason"]
    assert chain["state"] == "broken"
    assert "10" in chain["reason"]
    assert len(web.asked) < 20


def test_a_circle_that_sets_cookies_may_be_our_own_fault(check, web):
    web.answers["/a"] = (302, {"Location": "/a", "Set-Cookie": "seen=1"}, b"")
    (said,) = check(f"{web.url}/a")
    assert (said["state"], said["hops"]) == ("unsure", 1)
    assert "cookies" in said["reason"]


def test_a_redirect_to_no_web_address(check, web):
    places = ["javascript:alert(1)", "ftp://x.example/", "http://[", "https://u:p@x.example/"]
    for number, place in enumerate(places):
        web.answers[f"/{number}"] = (302, {"Location": place}, b"")
    said = check(*(f"{web.url}/{number}" for number in range(len(places))))
    assert [each["state"] for each in said] == ["unsure"] * len(places)


def test_a_redirect_into_a_private_network_is_not_followed(check, web):
    web.answers["/a"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    (said,) = check(f"{web.url}/a")
    assert (said["state"], said["hops"]) == ("unsure", 1)
    assert "private network" in said["reason"]


def test_robots_txt_of_the_host_is_obeyed(check, web):
    web.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /a\n")
    (said,) = check(f"{web.url}/a")
    assert (said["state"], said["reason"]) == ("blocked to robots", "robots.txt forbids it.")
    assert web.asked == [("GET", "/robots.txt")]


def test_nothing_listens_and_no_such_name(check):
    refused, unknown = check("http://127.0.0.1:1/a", "http://no-such-council.invalid/")
    assert refused["state"] == "broken"
    assert "refused" in refused["reason"]
    assert unknown["state"] in ("broken", "unsure")  # unsure where the machine has no DNS at all
    assert "DNS" in unknown["reason"]


def test_a_server_that_breaks_off_is_unsure(check):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up():
            while True:
                try:
                    listener.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        (said,) = check(f"http://127.0.0.1:{listener.getsockname()[1]}/a")
        listener.shutdown(socket.SHUT_RDWR)
    assert said["state"] == "unsure"
    assert said["reason"]


def test_a_size_that_is_a_lie_does_no_harm(check, web):
    web.answers["/a"] = (200, {"Content-Length": "9" * 40}, b"")
    (said,) = check(f"{web.url}/a")
    assert said["bytes"] is None
