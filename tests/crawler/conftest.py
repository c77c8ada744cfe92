"""A server with answers of our choice, and a real Scrapy engine to ask it, in a process of its own."""

import json
import subprocess
import sys
import textwrap
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ENGINE = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

asked = json.load(sys.stdin)
names = {}
exec(asked["job"], names)


class Probe(Spider):
    name = "probe"

    async def start(self):
        print(json.dumps(await names["job"](self.crawler)))
        return
        yield


settings = Settings()
settings.setmodule("settings")
settings.setdict(
    {
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "SPIDER_MODULES": [],
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {"crawler.extensions.HtmlOnly": 1},
        "DOWNLOAD_DELAY": 0,
        "RETRY_TIMES": 0,
        "DROPKERB_PRIVATE_HOSTS": "127.0.0.1",
        **asked["settings"],
    },
    priority="cmdline",
)
process = AsyncCrawlerProcess(settings)
task = process.crawl(Probe)
process.start()
task.result()
"""


@pytest.fixture
def engine():
    """Run `async def job(crawler)` inside a crawl with our middlewares; return what it returns."""

    def run(job, **settings):
        done = subprocess.run(
            [sys.executable, "-c", ENGINE],
            input=json.dumps({"job": textwrap.dedent(job), "settings": settings}),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stdout.strip(), done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        answer = self.server.answers.get((self.command, self.path))
        status, headers, body = answer or self.server.answers.get(self.path, (404, {}, b"no"))
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


@pytest.fixture
def web():
    """A server on loopback; `answers` maps a path, or (method, path), to (status, headers, body)."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.answers, server.asked = {}, []
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
