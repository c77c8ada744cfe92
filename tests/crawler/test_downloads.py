"""A flood of headers: given up soon, with a reason, and without reading the rest of it."""

import socket
import threading
from contextlib import closing, suppress

import pytest
from scrapy.exceptions import DownloadFailedError

from crawler.downloads import MOST_BYTES, MOST_LINES, BoundedParser
from crawler.faults import HeadersError, reason_of

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
END = b"Content-Length: 5\r\n\r\n<p>Hi"


def lines(number, each=b"x"):
    return b"".join(b"X-%d: %s\r\n" % (place, each) for place in range(number))


READ = {
    "usual": OK,
    "as-many-as-may-be": OK + lines(MOST_LINES - 4),
    "as-much-as-may-be": OK + lines(16, b"x" * 15_000),
    "hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 20 + OK,
    "cookies": OK + b"Set-Cookie: a=b\r\n" * 500,
    "a-bad-line": OK + b"no colon at all\r\n",
}
FLOODS = {
    "many": OK + lines(100_000),
    "much": OK + lines(60, b"x" * 15_000),
    "one-long-line": OK + b"X-Long: " + b"x" * 1_000_000 + b"\r\n",
    "folded": OK + b"X-Folded: x\r\n" + b" and more\r\n" * 100_000,
    "interim-answers": b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000 + OK,
    "cookies-without-end": OK + b"Set-Cookie: a=b\r\n" * 100_000,
    "no-headers": OK + b"no colon at all\r\n" * 100_000,
}
ANSWERS = {**READ, **FLOODS, "gibberish": b"220 mail.example ESMTP\r\n" * 100}
JOB = f"""
    from scrapy import Request

    from crawler import downloads
    from crawler.faults import reason_of

    read = []
    usual = downloads.BoundedParser.lineReceived

    def counted(parser, line):
        read.append(line)
        return usual(parser, line)

    downloads.BoundedParser.lineReceived = counted

    async def ask(crawler, url):
        read.clear()
        try:
            response = await crawler.engine.download_async(Request(url))
        except Exception as error:
            return {{"said": reason_of(error), "read": len(read)}}
        return {{"body": response.text, "kept": len(response.headers)}}

    async def job(crawler):
        start = crawler.settings["START"]
        await ask(crawler, start + "usual")  # and robots.txt
        return {{name: await ask(crawler, start + name) for name in {list(ANSWERS)}}}
"""


@pytest.fixture
def raw():
    """A server that sends bytes as they are; `asked` holds the paths that it was asked for."""

    class Raw:
        def __init__(self):
            self.asked = []
            self._listening = socket.create_server(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
            threading.Thread(target=self._serve, daemon=True).start()

        def _serve(self):
            with suppress(OSError):
                while True:
                    line, _ = self._listening.accept()
                    with closing(line), suppress(OSError):
                        path = line.recv(9999).split()[1].decode().strip("/")
                        self.asked.append(path)
                        line.sendall(ANSWERS.get(path, b"HTTP/1.1 404 No\r\n") + END)

        def close(self):
            self._listening.close()

    server = Raw()
    yield server
    server.close()


def test_a_flood_of_headers_is_left_with_a_reason_and_nothing_else_is(engine, raw):
    got = engine(JOB, START=raw.url, RETRY_TIMES=2)
    assert {name: got[name].get("body") for name in READ} == dict.fromkeys(READ, "<p>Hi")
    assert got["as-many-as-may-be"]["kept"] == MOST_LINES - 2
    said = reason_of(HeadersError())
    assert "more headers" in said
    assert {name: got[name].get("said") for name in FLOODS} == dict.fromkeys(FLOODS, said)
    assert all(got[name]["read"] <= MOST_LINES + 1 for name in FLOODS)
    asked = {name: raw.asked.count(name) for name in FLOODS}
    assert asked == dict.fromkeys(FLOODS, 1), "asked again, it would send them again"
    assert got["gibberish"]["said"] == reason_of(DownloadFailedError())
    assert raw.asked.count("gibberish") == 3


def test_limits_are_a_browsers():
    assert MOST_BYTES == 256 * 1024  # net/http/http_stream_parser.cc in Chromium
    assert BoundedParser.MAX_LENGTH == 16_384
