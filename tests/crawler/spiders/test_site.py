"""What the spider makes of answers that are not what they seem."""

import pytest

from tests.crawler.crawls import ask

pytestmark = pytest.mark.browser

HTML = {"Content-Type": "text/html"}
PDF = {"Content-Type": "application/pdf"}


def page(*links):
    listed = "".join(f'<li><a href="{link}">To {link}</a>' for link in links)
    return f"<!doctype html><html lang=en><title>A page</title><h1>Hello</h1><ul>{listed}</ul>".encode()


def visits(folder):
    sql = "SELECT p.url, v.outcome FROM visits v JOIN pages p ON p.id = v.page_id"
    return dict(ask(folder, sql))


def test_scrapy_crawl_does_without_our_command(scrapy_crawl, web, tmp_path):
    web.answers |= {"/": (200, HTML, page("/found")), "/found": (200, HTML, page("/"))}
    done = scrapy_crawl("-a", f"url={web.url}/", "-s", "DROPKERB_BROWSERS=1")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert visits(tmp_path) == {f"{web.url}/": "audited", f"{web.url}/found": "audited"}


def test_answers_that_are_not_what_they_seem(dropkerb, web, tmp_path):
    web.answers |= {
        "/": (
            200,
            HTML,
            page("/shy.pdf", "/really-a-page.pdf", "/data", "/logout", "/gone.pdf", "/vast.pdf"),
        ),
        ("HEAD", "/shy.pdf"): (404, {}, b""),
        "/vast.pdf": (200, {**PDF, "Content-Length": "9" * 30}, b""),  # fits in no record
        "/shy.pdf": (200, PDF, b"%PDF-1.4"),
        "/really-a-page.pdf": (200, HTML, page("/found")),
        "/found": (200, HTML, page("/")),
        "/data": (200, {"Content-Type": "application/json", "Content-Length": "999999999"}, b"{}"),
        "/sitemap.xml": (301, {"Location": "/sitemap_index.xml"}, b""),
        "/sitemap_index.xml": (200, {}, f"{web.url}/orphan\n".encode()),
        "/orphan": (200, HTML, page("/")),
    }
    done = dropkerb("crawl", f"{web.url}/", "--rate", "0", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert visits(tmp_path) == {
        f"{web.url}/": "audited",
        f"{web.url}/shy.pdf": "document",
        f"{web.url}/really-a-page.pdf": "audited",
        f"{web.url}/found": "audited",
        f"{web.url}/data": "document",
        f"{web.url}/orphan": "audited",
        f"{web.url}/gone.pdf": "missing",
        f"{web.url}/vast.pdf": "document",
    }
    assert not any(path == "/logout" for _, path in web.asked)
    assert {method for method, _ in web.asked} == {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("location", "word"),
    [("http://no-such-council.invalid/", "another site"), ("/", "redirects to itself")],
)
def test_a_start_page_that_leads_away(dropkerb, web, tmp_path, location, word):
    web.answers["/"] = (302, {"Location": location}, b"")
    done = dropkerb("crawl", f"{web.url}/", "--rate", "0", cwd=tmp_path)
    assert done.returncode == 3
    assert word in done.stderr


def test_robots_txt_out_of_order_is_the_answer(dropkerb, web, tmp_path):
    web.answers["/robots.txt"] = (503, {}, b"")
    done = dropkerb("crawl", f"{web.url}/", "--rate", "0", cwd=tmp_path)
    assert done.returncode == 3
    assert "robots.txt could not be read (the server answered 503)" in done.stderr
    assert ("GET", "/") not in web.asked
