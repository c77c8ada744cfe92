"""robots.txt is asked for once, understood as RFC 9309 says, and obeyed everywhere."""

import time

import pytest

from crawler.robots import LONGEST_DELAY, MOST_BYTES, Forbidden, Rules, understood

HOST = "https://www.town.example"


def rules(text, status=200):
    return understood(status, text if isinstance(text, bytes) else text.encode(), HOST)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:\n",
        "User-agent: somebody\nDisallow: /\n",
        "User-agent: Drop\nUser-agent: another\nDisallow: /other\n",
        "User-agent: *\nDisallow: /\n\nUser-agent: dropkerb\nAllow: /\n",
        "<!doctype html><title>Not found</title>\nUser-agent: *\nDisallow: /\n",
        b"\x00\x01\x02User-agent: *\nDisallow: /\n",
        b"\xff\xfe\xfa nothing to read here",
        "Disallow: /\n",
    ],
)
def test_nothing_is_forbidden(text):
    assert rules(text).allows(f"{HOST}/bins")


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /bins\n",
        "\ufeffUser-agent: *\r\nDisallow: /bins\r\n",
        "user-agent:*\ndisallow:/b*ns$\n",
        "User-agent: Dropkerb\nDisallow: /\nUser-agent: *\nAllow: /\n",
        "User-agent: x\nUser-agent: DROPKERB # us\nDisallow: /\n",
        "User-agent: drop*\nDisallow: /\n",
        "# a comment\n\n\nUser-agent: *\nAllow: /news\nDisallow: /\n",
    ],
)
def test_forbidden(text):
    says = rules(text)
    assert not says.allows(f"{HOST}/bins")
    with pytest.raises(Forbidden, match=r"robots\.txt forbids it\."):
        says.check(f"{HOST}/bins")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 304, 302, 204])
def test_no_robots_txt_forbids_nothing(status):
    assert rules("" if status == 204 else "User-agent: *\nDisallow: /\n", status).allows(
        f"{HOST}/bins"
    )


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_a_server_in_trouble_forbids_all(status):
    says = rules("User-agent: *\nAllow: /\n", status)
    assert not says.allows(f"{HOST}/bins")
    assert str(status) in says.locked
    with pytest.raises(Forbidden, match=str(status)):
        says.check(f"{HOST}/bins")


def test_what_comes_after_500_kb_is_not_read():
    filler = "# nothing\n" * (MOST_BYTES // 10)
    assert rules(f"User-agent: *\nDisallow: /bins\n{filler}Disallow: /news\n").allows(
        f"{HOST}/news"
    )
    assert not rules(f"User-agent: *\nDisallow: /bins\n{filler}Disallow: /news\n").allows(
        f"{HOST}/bins"
    )
    cut = "x" * (MOST_BYTES - 40)
    assert rules(f"User-agent: *\nDisallow: /{cut}\nDisallow: /{'n' * 100}\n").allows(f"{HOST}/nnn")


def test_a_hostile_file_costs_little():
    agents = "".join(f"User-agent: bot{number}\n" for number in range(12_000))
    paths = "".join(f"Disallow: /{number}*a*b*c\n" for number in range(11_000))
    began = time.process_time()
    says = rules(agents + "User-agent: *\n" + paths)
    assert not says.allows(f"{HOST}/7abc")
    assert says.allows(f"{HOST}/{'a' * 1900}")
    assert time.process_time() - began < 5


def test_sitemaps_are_addresses():
    text = "Sitemap: /a.xml\nSitemap: https://other.example/b.xml\nSitemap: javascript:x\nSitemap: /a.xml\n"
    assert rules(text).sitemaps == (f"{HOST}/a.xml", "https://other.example/b.xml")


def test_rules_without_a_file_allow():
    assert Rules().allows(f"{HOST}/")


ASK = """
from crawler.robots import Robots
from scrapy import Request
async def job(crawler):
    robots = crawler.get_downloader_middleware(Robots)
    said = []
    if {start!r}:
        says = await robots.read({start!r})
        said.append([says.problem, list(says.sitemaps), says.allows({start!r})])
    for url in {urls!r}:
        try:
            response = await crawler.engine.download_async(Request(url, dont_filter=True))
            said.append(response.status)
        except Exception as error:
            said.append(type(error).__name__ + ": " + str(error))
    slot = crawler.engine.downloader.slots.get("127.0.0.1")
    return said + [slot and slot.delay]
"""


def ask(engine, *urls, start="", **settings):
    return engine(ASK.format(urls=urls, start=start), **settings)


def test_robots_txt_is_obeyed_and_asked_for_once(engine, web):
    web.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no\nSitemap: /s.xml\n")
    web.answers["/yes"] = web.answers["/no"] = (200, {}, b"hello")
    says, *said, delay = ask(
        engine, *[f"{web.url}/yes", f"{web.url}/no"] * 3, start=f"{web.url}/yes"
    )
    assert says == ["", [f"{web.url}/s.xml"], True]
    assert said == [200, "Forbidden: robots.txt forbids it."] * 3
    assert delay == 0
    assert web.asked == [("GET", "/robots.txt")] + [("GET", "/yes")] * 3


def test_a_lock_out_is_told(engine, web):
    web.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n")
    (problem, _, allows), _ = ask(engine, start=f"{web.url}/home")
    assert "forbids" in problem
    assert "/home" in problem
    assert not allows


def test_a_server_error_is_told_and_forbids(engine, web):
    web.answers["/robots.txt"] = (503, {}, b"")
    (problem, _, allows), said, _ = ask(engine, f"{web.url}/a", start=f"{web.url}/a")
    assert "503" in problem
    assert not allows
    assert said == f"Forbidden: {problem}"
    assert ("GET", "/a") not in web.asked


def test_missing_robots_txt_is_no_problem(engine, web):
    web.answers["/a"] = (200, {}, b"hello")
    assert ask(engine, f"{web.url}/a", start=f"{web.url}/a") == [["", [], True], 200, 0]


def test_redirects_are_followed_and_circles_end(engine, web):
    web.answers["/robots.txt"] = (301, {"Location": "/r1"}, b"")
    web.answers["/r1"] = (302, {"Location": f"{web.url}/r2"}, b"")
    web.answers["/r2"] = (200, {}, b"User-agent: *\nDisallow: /a\n")
    assert ask(engine, f"{web.url}/a")[0].startswith("Forbidden")
    web.answers["/r2"] = (302, {"Location": "/robots.txt"}, b"")
    web.answers["/a"] = (200, {}, b"hello")
    assert ask(engine, f"{web.url}/a")[0] == 200


def test_a_redirect_to_a_private_host_is_not_followed(engine, web):
    web.answers["/robots.txt"] = (301, {"Location": f"http://localhost:{web.server_port}/r"}, b"")
    said = ask(engine, f"{web.url}/a")
    assert "private network" in said[0]
    assert web.asked == [("GET", "/robots.txt")]


@pytest.mark.parametrize(
    ("asked", "delay"), [("0.5", 0.5), ("-3", 0), ("soon", 0), ("nan", 0), ("inf", 0)]
)
def test_crawl_delay_is_the_delay_of_the_host(engine, web, asked, delay):
    web.answers["/robots.txt"] = (200, {}, f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    assert ask(engine, start=f"{web.url}/") == [["", [], True], delay]


def test_a_long_crawl_delay_is_cut_and_told(engine, web):
    web.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3600\n")
    (problem, _, allows), delay = ask(engine, start=f"{web.url}/")
    assert "3600" in problem
    assert allows
    assert delay == LONGEST_DELAY


def test_the_slower_of_two_rates_counts(engine, web):
    web.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 0.1\n")
    assert ask(engine, start=f"{web.url}/", DOWNLOAD_DELAY=0.2)[-1] == 0.2


def test_an_endless_robots_txt_is_cut_short(engine, web):
    body = b"User-agent: *\nDisallow: /no\n" + b"# endless\n" * 3_000_000
    web.answers["/robots.txt"] = (200, {"Content-Length": str(len(body))}, body)
    web.answers["/yes"] = (200, {}, b"hello")
    said = ask(engine, f"{web.url}/yes", f"{web.url}/no", DOWNLOAD_MAXSIZE=50_000_000)
    assert said[0] == 200
    assert said[1].startswith("Forbidden")


def test_one_that_says_it_is_too_large_forbids_all(engine, web):
    body = b"User-agent: *\n" + b"# endless\n" * 1_000_000
    web.answers["/robots.txt"] = (200, {}, body)
    (problem, _, allows), said, _ = ask(engine, f"{web.url}/a", start=f"{web.url}/a")
    assert not allows
    assert said.startswith("Forbidden")
    assert "large" in problem


def test_a_host_that_does_not_answer_says_so_itself(engine):
    (problem, _, allows), said, _ = ask(
        engine, "http://127.0.0.1:1/a", start="http://127.0.0.1:1/a"
    )
    assert problem == ""
    assert not allows
    assert said.startswith("DownloadConnectionRefusedError")
