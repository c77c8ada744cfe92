"""`dropkerb crawl` in a process of its own, watched: what it records when, and what it leaves."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
LOOKED = re.compile(r"(\w[\w ]*) in ([\d.]+) s: (\S+)$", re.MULTILINE)
REPLACED = re.compile(r"a browser was replaced at (\S+): (.*)$", re.MULTILINE)
POLL_SECONDS = 0.1
VISITS = """SELECT p.url, v.outcome, v.reason, v.status, v.redirect_to, p.title FROM visits v
    JOIN pages p ON p.id = v.page_id WHERE v.last_run_id = (SELECT max(id) FROM runs)"""


class WatchedCrawl:
    """One crawl; its temporary folder is its own, so that whatever it leaves is found there."""

    def __init__(
        self, address, folder, *options, program=("-m", "crawler.cli"), terminal=None, **settings
    ):
        self.address = address
        self.record = folder / "dropkerb.db"
        self.scratch = Path(tempfile.mkdtemp(prefix="watched-"))  # a short path: sockets go there
        self.arrived = {}  # path: when it came into the record
        self.log = folder / "log"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, *program, "crawl", address, "--rate", "0", *options],
                cwd=folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "TMPDIR": str(self.scratch),
                    **settings,
                },
                stdin=subprocess.DEVNULL,
                stdout=terminal or subprocess.DEVNULL,
                stderr=terminal or log,
            )
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self):
        while self.process.poll() is None:
            for url in self.visits():
                self.arrived.setdefault(self.path_of(url), time.monotonic())
            time.sleep(POLL_SECONDS)

    def path_of(self, url):
        return url.removeprefix(self.address.rstrip("/"))

    def ask(self, sql):
        """Return rows of the record, none while there is no such record."""
        if not self.record.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.record}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            try:
                return [dict(row) for row in db.execute(sql)]
            except sqlite3.OperationalError:
                return []

    def visits(self):
        return {row["url"]: row for row in self.ask(VISITS)}

    def said(self):
        return self.log.read_text()

    def replaced(self):
        """Return (path, why) for each browser that was replaced."""
        return [(self.path_of(url), why) for url, why in REPLACED.findall(self.said())]

    def looked(self):
        """Return the seconds that each page had a browser for."""
        return {self.path_of(url): float(took) for _, took, url in LOOKED.findall(self.said())}

    def attack(self, victim, port):
        """Kill the driver, browser or renderer that has this port open."""
        driver = self.driver_with(port)
        if driver is None:
            return
        family = driver.children(recursive=True)
        renderers = [process for process in family if "--type=renderer" in words(process)]
        browser = min(family, key=lambda process: process.create_time())
        victims = {"driver": [driver], "browser": [browser], "renderer": renderers}
        for process in victims[victim]:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def driver_with(self, port):
        """Return the chromedriver, found by the temporary folder, whose browser asks from a port."""
        for process in self.left():
            with suppress(psutil.Error):
                if any(
                    open_.laddr.port == port
                    for open_ in process.net_connections("tcp4")
                    if open_.laddr
                ):
                    family = [process, *process.parents()]
                    return next(p for p in family if "chromedriver" in p.name())
        return None

    def left(self):
        """Return every process that has our temporary folder for a mark, or whose session has."""
        marked = {}
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if process.status() == psutil.STATUS_ZOMBIE:
                    continue
                is_ours = process.environ().get("TMPDIR", "").startswith(str(self.scratch))
                if is_ours or str(self.scratch) in " ".join(process.cmdline()):
                    marked[process.pid] = process
        sessions = {os.getsid(pid) for pid in marked if psutil.pid_exists(pid)}
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                is_zombie = process.status() == psutil.STATUS_ZOMBIE
                if os.getsid(process.pid) in sessions - {os.getsid(0)} and not is_zombie:
                    marked[process.pid] = process
        return list(marked.values())

    def leftovers(self, seconds=3.0):
        """Return processes and files that are still there after a moment."""
        until = time.monotonic() + seconds
        while (left := [*map(str, self.left()), *map(str, self.scratch.iterdir())]) and (
            time.monotonic() < until
        ):
            time.sleep(0.1)
        return left

    def close(self):
        """End what is still running, however it was meant to end."""
        for process in self.left():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)


def words(process):
    with suppress(psutil.Error):
        return process.cmdline()
    return []
