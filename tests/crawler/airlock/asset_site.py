"""A page, its assets, and a server of them that notes what it was asked."""

import contextlib
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = (("Content-Type", "text/html; charset=utf-8"),)
HEAD = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><p>Text</p></main>"
CSS = b"h1 { color: rgb(1, 2, 3) }"
JS = b"document.body.append(' script ran')"
GIF = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
)
ASSETS = "<link rel=stylesheet href=/a.css><script src=/a.js></script><img alt='' src=/a.gif>"


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
        time.sleep(self.server.seconds.get(path, 0))
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
        self.seconds = {}  # that an answer takes, by path
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def paths(self):
        return Counter(path for _, path, _ in self.asked)

    def handle_error(self, *_):
        pass
