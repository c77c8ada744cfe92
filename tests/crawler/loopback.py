"""Servers on loopback, each for as long as a test needs it."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answering(BaseHTTPRequestHandler):
    """Answers GET and HEAD with what `answer` returns: a status, headers and a body."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status, headers, body = self.answer()
        self.send_response(status)
        if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_):
        pass


@contextmanager
def serving(handler, *, tls=None, **about):
    """Serve on a port of its own, with these attributes for the handler to find on the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    vars(server).update(about)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
