"""The end of a run: links are checked, and nobody is blamed for a night without a network."""

import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = pytest.mark.browser
OUTSIDE = [
    *("http://one.invalid/", "http://one.invalid/two", "http://one.invalid/three"),
    *("http://two.invalid/", "http://three.invalid/", "http://four.invalid/"),
]


class OnePage(BaseHTTPRequestHandler):
    links: tuple = ()

    def do_GET(self):
        found = self.path == "/"
        links = "".join(f"<li><a href='{url}'>Service {url}</a></li>" for url in self.links)
        body = f"<!doctype html><html lang=en><title>A</title><h1>A</h1><ul>{links}</ul>".encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def serve():
    running = []

    def start(*links):
        handler = type("Page", (OnePage,), {"links": links})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server.server_port

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def outside(folder):
    db = sqlite3.connect(folder / "dropkerb.db")
    try:
        states = dict(db.execute("SELECT url, state FROM targets WHERE kind = 'external'"))
        notes = [
            said
            for (said,) in db.execute("SELECT message FROM run_notes WHERE kind = 'link check'")
        ]
    finally:
        db.close()
    return states, notes


def crawl(dropkerb, folder, port, allowed):
    (folder / "sites.toml").write_text(
        f'[sites.town]\nstart_url = "http://127.0.0.1:{port}/"\nrate = 0\n'
        f"allow_private = [{', '.join(repr(each) for each in allowed)}]\n"
    )
    done = dropkerb("crawl", "town", cwd=folder)
    assert done.returncode == 0, done.stderr
    return outside(folder)


def test_one_answering_host_shows_that_the_others_are_gone(dropkerb, serve, tmp_path):
    other = f"localhost:{serve()}"
    port = serve(f"http://{other}/", *OUTSIDE)
    states, notes = crawl(dropkerb, tmp_path, port, [other])
    assert states == {f"http://{other}/": "ok", **dict.fromkeys(OUTSIDE, "broken")}
    assert notes == []


def test_nothing_answers_so_nothing_is_called_broken(dropkerb, serve, tmp_path):
    states, notes = crawl(dropkerb, tmp_path, serve(*OUTSIDE), [])
    assert states == dict.fromkeys(OUTSIDE, "unsure")
    assert len(notes) == 1
    assert "this machine" in notes[0]
