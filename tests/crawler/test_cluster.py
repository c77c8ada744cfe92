"""A crawl on two workers of a real Dask scheduler, one of them killed: the record is as if at home."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.crawler.crawls import audited, state, until
from tests.crawler.loopback import Answering, serving

ROOT = Path(__file__).parents[2]
PAGES = 26
AXE = ROOT / "node_modules/axe-core/axe.min.js"
pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATE = {
    "visits": """SELECT p.url, v.outcome, v.status, v.reason, p.title, p.template
        FROM visits v JOIN pages p ON p.id = v.page_id""",
    "outcomes": """SELECT p.url, a.name, o.status, o.value, o.note
        FROM outcomes o JOIN audits a ON a.id = o.audit_id LEFT JOIN pages p ON p.id = o.page_id""",
    "findings": """SELECT p.url, c.key, f.status, f.message, f.elements, f.ending
        FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id""",
    "links": """SELECT p.url, t.url, l.text, l.region, l.rel, l.times, l.is_rendered
        FROM links l JOIN pages p ON p.id = l.page_id JOIN targets t ON t.id = l.target_id""",
    "run": """SELECT status, reason, axe_version, browser_version, pages_found, pages_audited, pages_error,
        pages_left FROM runs""",
}


class Pages(Answering):
    """A tree of pages, each with three or four below it; some have faults."""

    def answer(self):
        number = self.path.strip("/") or "0"
        if not number.isdigit() or int(number) >= PAGES:
            return 404, {"Content-Type": "text/plain"}, b"no"
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page(int(number)).encode()


def page(number):
    following = [n for n in range(3 * number + 1, 3 * number + 5) if n < PAGES]
    links = "".join(f"<li><a href='/{n}'>Page {n}</a></li>" for n in following)
    fault = "<img src='data:image/png;base64,'>" * (number % 3)
    text = f"<p>The council looks after street {number}, and after its kerbs.</p>" * 30
    return (
        f"<!doctype html><html lang='en'><head><title>Page {number}</title></head><body>"
        f"<main><h1>Page {number}</h1>{fault}{text}<ul>{links}</ul></main></body></html>"
    )


@pytest.fixture(scope="module")
def site():
    with serving(Pages) as server:
        yield f"{server.url}/"


@contextmanager
def running(*command, log, **settings):
    """Run a program in a process group of its own, and end the group."""
    with log.open("w") as said:
        process = subprocess.Popen(
            command,
            cwd=log.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DROPKERB_AXE_PATH": str(AXE), **settings},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process, signal.SIGTERM)


def end(process, number):
    if process.poll() is None:
        os.killpg(process.pid, number)
        process.wait(40)


def free_port():
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def scheduler(folder, port):
    """The command of docs/scale.md, with ports that are free here."""
    dask = shutil.which("dask", path=Path(sys.executable).parent)
    command = (dask, "scheduler", "--host", "127.0.0.1", "--port", str(port))
    quiet = ("--no-dashboard", "--dashboard-address", f"127.0.0.1:{free_port()}")
    with running(*command, *quiet, log=folder / "scheduler.log") as process:
        until(lambda: "Scheduler at:" in said(folder / "scheduler.log"), process)
        yield process


def dropkerb(*words):
    return (sys.executable, "-m", "crawler.cli", *words)


@contextmanager
def worker(address, log):
    with running(*dropkerb("worker", address, "--browsers", "1"), log=log) as process:
        until(lambda: "Registered to:" in said(log), process)
        yield process


def crawl(site, folder, *options, **settings):
    folder.mkdir(exist_ok=True)
    command = dropkerb("crawl", site, "--rate", "0", *options)
    return running(*command, log=folder / "log", **settings)


def said(log):
    return log.read_text() if log.exists() else ""


@pytest.fixture(scope="module")
def at_home(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with crawl(site, folder) as process:
        assert process.wait(120) == 0, said(folder / "log")
    return state(folder, STATE)


def test_a_killed_worker_costs_no_page_and_no_page_comes_twice(site, at_home, tmp_path):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    night = tmp_path / "night"
    with (
        scheduler(tmp_path, port),
        worker(address, tmp_path / "first.log") as first,
        worker(address, tmp_path / "second.log"),
        crawl(site, night, "--executor", address) as process,
    ):
        until(lambda: audited(night) >= PAGES // 3, process)
        end(first, signal.SIGKILL)
        assert process.wait(120) == 0, said(night / "log")
    away = state(night, STATE)
    assert len(away["visits"]) == PAGES
    for name, rows in at_home.items():
        assert away[name] == rows, name


def test_a_run_without_workers_ends_in_part_and_is_resumed_at_home(site, at_home, tmp_path):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    night = tmp_path / "night"
    with (
        scheduler(tmp_path, port),
        worker(address, tmp_path / "only.log") as only,
        crawl(
            site, night, "--executor", address, "--verbose", DROPKERB_EXECUTOR_SECONDS="3"
        ) as process,
    ):
        until(lambda: audited(night) >= 3, process)
        end(only, signal.SIGKILL)
        assert process.wait(40) == 2, said(night / "log")
    assert f"No worker is left at {address}" in said(night / "log")
    assert "Traceback" not in said(night / "log")
    with crawl(site, night) as process:
        assert process.wait(120) == 0, said(night / "log")
    assert state(night, STATE) == at_home


def test_a_scheduler_that_goes_away_ends_the_run_in_part(site, tmp_path):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    night = tmp_path / "night"
    with (
        scheduler(tmp_path, port) as dask,
        worker(address, tmp_path / "only.log"),
        crawl(site, night, "--executor", address) as process,
    ):
        until(lambda: audited(night) >= 3, process)
        end(dask, signal.SIGKILL)
        assert process.wait(60) == 2, said(night / "log")
    assert f"The scheduler at {address} is gone" in said(night / "log")


def test_no_scheduler_and_no_worker_are_told_in_a_sentence(site, tmp_path):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with crawl(site, tmp_path / "none", "--executor", address) as process:
        assert process.wait(60) == 3
    assert f"No scheduler answers us at {address}" in said(tmp_path / "none" / "log")
    with (
        scheduler(tmp_path, port),
        crawl(
            site, tmp_path / "idle", "--executor", address, DROPKERB_EXECUTOR_SECONDS="1"
        ) as process,
    ):
        assert process.wait(60) == 3
    assert f"start one with: dropkerb worker {address}" in said(tmp_path / "idle" / "log")
