"""kill -9 at any moment, then the same command: the same run goes on and ends as if undisturbed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = 14

STATE = {
    "pages": "SELECT url, kind, title, language, template, click_depth, in_links, in_sitemap FROM pages",
    "visits": """SELECT p.url, v.outcome, v.status, v.redirect_to, v.reason
        FROM visits v JOIN pages p ON p.id = v.page_id""",
    "outcomes": """SELECT p.url, a.name, o.status, o.value, o.note, o.ended_run_id
        FROM outcomes o JOIN audits a ON a.id = o.audit_id LEFT JOIN pages p ON p.id = o.page_id""",
    "findings": """SELECT p.url, c.key, f.status, f.message, f.elements, f.ending
        FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id""",
    "links": """SELECT p.url, t.url, l.text, l.region, l.rel, l.times, l.is_rendered, l.ended_run_id
        FROM links l JOIN pages p ON p.id = l.page_id JOIN targets t ON t.id = l.target_id""",
    "targets": "SELECT url, kind, state, status, hops, redirect_to FROM targets",
    "totals": "SELECT dimension, name, measure, round(value, 6) FROM run_totals",
    "run": "SELECT status, reason, pages_found, pages_audited, pages_error, pages_left FROM runs",
    "frontier": "SELECT url, state FROM frontier",
}


class LinkedPages(BaseHTTPRequestHandler):
    """A small site: each page links to the next two, some have faults, one is gone."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        number = self.path.strip("/") or "0"
        if not number.isdigit() or int(number) > PAGES or number == "7":
            self._send(404, "text/plain", b"no")
        elif number == "5":
            self.send_response(301)
            self.send_header("Location", "/6")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send(200, "text/html; charset=utf-8", self._page(int(number)).encode())

    def _page(self, number):
        links = "".join(f"<li><a href='/{n}'>Page {n}</a></li>" for n in (number + 1, number + 2))
        fault = "<img src='/0.png'>" if number % 3 == 0 else ""
        lang = "" if number == 4 else " lang='en'"
        return (
            f"<!doctype html><html{lang}><head><title>Page {number}</title></head>"
            f"<body><main><h1>Page {number}</h1>{fault}<ul>{links}</ul></main></body></html>"
        )

    def _send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), LinkedPages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def crawl(address, folder):
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "crawler.cli", "crawl", address, "--rate", "0"]
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def to_its_end(process):
    _, said = process.communicate(timeout=240)
    assert process.returncode == 0, said


def audited(record):
    """How many pages the record holds by now; 0 while there is no record."""
    if not record.exists():
        return 0
    db = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    try:
        return db.execute("SELECT max(pages_audited) FROM runs").fetchone()[0] or 0
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def kill_when(process, record, pages):
    """End the process with SIGKILL once so many pages are recorded."""
    deadline = time.monotonic() + 120
    while audited(record) < pages:
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline, "it never got so far"
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def state(record):
    db = sqlite3.connect(record)
    try:
        return {name: sorted(map(repr, db.execute(sql))) for name, sql in STATE.items()}
    finally:
        db.close()


@pytest.fixture(scope="module")
def undisturbed(address, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    to_its_end(crawl(address, folder))
    return state(folder / "dropkerb.db")


def test_killed_twice_and_resumed(address, undisturbed, tmp_path):
    record = tmp_path / "dropkerb.db"
    for pages in (1, 7):
        kill_when(crawl(address, tmp_path), record, pages)
    to_its_end(crawl(address, tmp_path))
    resumed = state(record)
    for name, rows in undisturbed.items():
        assert resumed[name] == rows, name
    db = sqlite3.connect(record)
    assert db.execute("SELECT count(*), max(resumed) FROM runs").fetchone() == (1, 2)
    db.close()


def test_interrupted_by_the_keyboard_and_resumed(address, undisturbed, tmp_path):
    record = tmp_path / "dropkerb.db"
    process = crawl(address, tmp_path)
    while audited(record) < 3:
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2, said
    assert "Traceback" not in said
    to_its_end(crawl(address, tmp_path))
    assert state(record) == undisturbed


def test_an_equal_second_night_adds_no_finding_and_fixes_none(address, tmp_path):
    record = tmp_path / "dropkerb.db"
    to_its_end(crawl(address, tmp_path))
    first = state(record)
    to_its_end(crawl(address, tmp_path))
    second = state(record)
    for name in ("pages", "visits", "outcomes", "findings", "links", "targets"):
        assert second[name] == first[name], name
