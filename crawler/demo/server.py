"""A whole made-up council website on this machine, for the demo and for the tests.

    with CouncilSite() as council:
        print(council.url)

A second server plays the suppliers that every council links to, since neither demo nor tests
may talk to anybody else.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from crawler.demo.answers import Answer, Council, supplier_answer
from crawler.sites import Site

USUAL_PORT = 18420  # the same each time, so that a second demo compares itself with the first
LOOPBACK = "127.0.0.1"
NAME = "Ottermere Vale Council (made up)"
OWNERS = {
    "/news*": "Press office",
    "/cy*": "Welsh language team",
    "/bins-and-recycling*": "Waste team",
    "/council-tax*": "Revenues team",
    "/housing*": "Housing team",
    "/planning*": "Planning team",
    "/roads-and-parking*": "Highways team",
    "/libraries-and-leisure*": "Leisure team",
    "/your-council*": "Democratic services",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    host: str  # council or suppliers
    method: str
    target: str
    agent: str


class CouncilSite:
    """Serves the council and its suppliers while the context is open.

    `night` says which night it is: from night 2 on, a few things have changed. It may be set
    while the servers run.
    """

    def __init__(self, *, port: int = USUAL_PORT, night: int = 1) -> None:
        self.night = night
        self.asked: list[Asked] = []
        self._port = port
        self._servers: list[ThreadingHTTPServer] = []
        self._councils: dict[int, Council] = {}

    def __enter__(self) -> Self:
        try:
            self._serve("council", self._port, self._answer)
            self._serve("suppliers", self._port and self._port + 1, supplier_answer)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving; safe to call twice."""
        while self._servers:
            server = self._servers.pop()
            server.shutdown()
            server.server_close()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._servers[0].server_port}/"

    @property
    def other_url(self) -> str:
        return f"http://localhost:{self._servers[1].server_port}/"

    @property
    def council(self) -> Council:
        """The council's server as it stands tonight."""
        if self.night not in self._councils:
            self._councils[self.night] = Council(self.night, self.url, self.other_url)
        return self._councils[self.night]

    def site(self) -> Site:
        """Return what sites.toml would say of it."""
        return Site(
            name="demo",
            title=NAME,
            start_url=self.url,
            rate=0,
            tier="unitary",
            owners=OWNERS,
            edit_link="https://cms.ottermere.example/edit?page={path}",
            user_agent_contact="webteam@ottermere.example",
            allow_private=(self.other_url.removeprefix("http://").rstrip("/"),),
        )

    def _answer(self, target: str) -> Answer:
        return self.council.answer(target)

    def _serve(self, host: str, port: int, answer: Callable[[str], Answer]) -> None:
        members = {"host": host, "asked": self.asked, "answer": staticmethod(answer)}
        handler = type("Handler", (_Handler,), members)
        try:
            server = ThreadingHTTPServer((LOOPBACK, port), handler)
        except OSError:  # somebody has the usual port
            server = ThreadingHTTPServer((LOOPBACK, 0), handler)
        server.daemon_threads = True
        self._servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    """Writes answers, minds conditional requests and HEAD, and keeps a log of what was asked."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    host: str
    asked: list[Asked]
    answer: Callable[[str], Answer]

    def do_GET(self) -> None:
        self._note()
        answer = self.answer(self.path)
        if self.command == "HEAD" and answer.refuses_head:
            answer = Answer(status=405, headers={"Allow": "GET"})
        elif self._has_it_already(answer):
            answer = replace(answer, status=304, body=b"")
        time.sleep(answer.seconds)
        self._send(answer)

    do_HEAD = do_GET  # noqa: N815

    def refuse(self) -> None:
        """Refuse what would change something; the log shows that it was asked."""
        self._note()
        self.close_connection = True  # its body was not read
        self._send(Answer(status=405, headers={"Allow": "GET, HEAD"}))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = refuse  # noqa: N815

    def _note(self) -> None:
        agent = self.headers.get("User-Agent", "")
        self.asked.append(Asked(self.host, self.command, self.path, agent))

    def _has_it_already(self, answer: Answer) -> bool:
        if answer.status != 200 or not answer.headers:  # noqa: PLR2004
            return False
        if known := self.headers.get("If-None-Match"):
            return answer.headers["ETag"] in (each.strip() for each in known.split(","))
        return _is_no_newer(answer.headers["Last-Modified"], self.headers.get("If-Modified-Since"))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:  # noqa: PLR2004
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the log of requests is kept in `asked`."""

    def handle(self) -> None:
        """Serve one connection; a browser that hangs up half-way is no news."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True


def _is_no_newer(modified: str, since: str | None) -> bool:
    try:
        return bool(since) and parsedate_to_datetime(modified) <= parsedate_to_datetime(since or "")
    except (TypeError, ValueError):
        return False
