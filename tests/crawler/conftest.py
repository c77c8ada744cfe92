"""A server with answers of our choice, and a real Scrapy engine to ask it, in a process of its own."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.crawler.loopback import Answering, serving

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


@pytest.fixture
def scrapy_crawl(tmp_path):
    """Run `scrapy crawl site`, the other way to begin a run, in the test's own folder."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "site", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "settings"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


class _Answers(Answering):
    def answer(self):
        self.server.asked.append((self.command, self.path))
        answer = self.server.answers.get((self.command, self.path))
        return answer or self.server.answers.get(self.path, (404, {}, b"no"))


@pytest.fixture
def web():
    """A server on loopback; `answers` maps a path, or (method, path), to (status, headers, body)."""
    with serving(_Answers, answers={}, asked=[]) as server:
        yield server
