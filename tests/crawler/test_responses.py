"""What an answer says of an address, also when it says it oddly."""

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.answers import MOST_HEADERS
from crawler.responses import answer_of, headers_of, location_of, needs_get, told_size, visit_of
from crawler.store.pages import LastVisit

URL = "https://town.example/a"
HTML = {"Content-Type": "text/html; charset=utf-8"}
FOR_NOW = "It leads elsewhere for now (302)."
NOWHERE = "It leads to something that is no web address (301)."
LAST = LastVisit(
    page_id=1,
    outcome="audited",
    status=200,
    content_type="text/html",
    bytes=9,
    reason="",
    etag='"old"',
    last_modified="",
    body_hash="hash",
)


def answer(status=200, headers=HTML, body=b"<p>Hello", flags=(), method="GET"):
    kind = (
        HtmlResponse
        if headers.get("Content-Type", "text/html").startswith("text/html")
        else Response
    )
    request = Request(URL, method=method)
    return kind(URL, status=status, headers=headers, body=body, flags=list(flags), request=request)


@pytest.mark.parametrize(
    ("response", "outcome", "reason"),
    [
        (answer(), "audited", ""),
        (answer(headers={}), "audited", ""),
        (answer(301, {"Location": "/b"}, b""), "redirect", ""),
        (answer(302, {"Location": "/b"}, b""), "redirect", FOR_NOW),
        (answer(302, {}, b""), "error", "The server answered 302, also when asked again."),
        (answer(302, {"Location": "/" + "b" * 1500}, b""), "redirect", FOR_NOW),
        (answer(301, {"Location": "/" + "b" * 15_000}, b""), "error", NOWHERE),
        (answer(301, {"Location": "mailto:a@b.example"}, b""), "error", NOWHERE),
        (answer(410), "missing", "The server answered 410."),
        (answer(403), "error", "The server refuses to show it to us (403)."),
        (answer(429), "error", "The server asked us to slow down (429) and did not send the page."),
        (answer(204, body=b""), "error", "The server answered 204: there is no page."),
        (answer(body=b" \n"), "error", "The server sent an empty page."),
        (answer(headers={"Content-Type": "application/pdf"}), "document", ""),
    ],
)
def test_outcomes(response, outcome, reason):
    visit = visit_of(response, URL, last=None)
    assert (visit.outcome, visit.reason) == (outcome, reason)
    assert bool(visit.body_hash) == (outcome == "audited")


def test_what_was_not_modified_is_as_it_was():
    visit = visit_of(answer(304, {"ETag": '"new"'}, b""), URL, last=LAST)
    assert (visit.outcome, visit.status, visit.content_type) == ("audited", 200, "text/html")
    assert (visit.bytes, visit.etag, visit.body_hash) == (9, '"new"', "hash")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://town.example/b"),
        ("//other.example", "https://other.example/"),
        ("", ""),
        ("mailto:a@town.example", ""),
        ("http://[", ""),
    ],
)
def test_locations(location, target):
    assert location_of(answer(301, {"Location": location}, b"")) == target


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ("0", 0),
        ("999999999999999", 999_999_999_999_999),
        ("9" * 16, None),  # it would fit in no record
        ("9" * 5000, None),
        ("²", None),
        ("-1", None),
        ("", None),
    ],
)
def test_a_size_that_no_file_has_is_no_size(told, size):
    response = answer(headers={"Content-Length": told.encode("latin-1")}, body=b"")
    assert told_size(response) == size
    assert visit_of(response, URL, last=None).bytes == (size or 0)


@pytest.mark.parametrize(
    ("response", "again"),
    [
        (answer(headers={"Content-Type": "application/pdf"}), False),
        (answer(429), False),
        (answer(301, {"Location": "/b"}), False),
        (answer(), True),
        (answer(headers={}), True),
        (answer(405), True),
    ],
)
def test_when_head_is_not_enough(response, again):
    assert needs_get(response) == again


def test_only_a_whole_page_is_shown_to_a_browser():
    shown = answer_of(answer())
    assert shown is not None
    assert (shown.body, shown.headers) == (b"<p>Hello", (("Content-Type", HTML["Content-Type"]),))
    assert answer_of(answer(flags=["dataloss"])) is None
    assert answer_of(answer(flags=["download_stopped"])) is None
    assert answer_of(answer(method="HEAD")) is None
    assert answer_of(answer(404)) is None


def test_of_a_flood_of_headers_no_more_are_read_than_are_handed_on():
    told = {f"X-{number}": str(number) for number in range(10 * MOST_HEADERS)}
    assert len(headers_of(answer(headers=told))) == MOST_HEADERS
    assert headers_of(answer(headers={"X-A": ["1", "2"]})) == (("X-A", "1"), ("X-A", "2"))
