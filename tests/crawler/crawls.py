"""Crawls in processes of their own, ended in their time or not, and what their records hold."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]


def crawl(address, folder, *options, **settings):
    """Start a crawl in a folder, which holds its record and its report."""
    folder.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "crawler.cli", "crawl", address, "--rate", "0", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def to_its_end(process):
    """Wait until a crawl is done, and return what it said meanwhile."""
    _, said = process.communicate(timeout=240)
    assert process.returncode == 0, said
    return said


def until(is_so, process, seconds=120):
    """Wait for something that has to come while the process runs."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert process.poll() is None, process.stderr.read() if process.stderr else "it ended"
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def kill_when(is_so, process):
    until(is_so, process)
    process.send_signal(signal.SIGKILL)
    _, said = process.communicate()
    assert process.returncode == -signal.SIGKILL, said


def ask(folder, sql):
    """Return rows of a record that is there."""
    with closing(sqlite3.connect(f"file:{folder / 'dropkerb.db'}?mode=ro", uri=True)) as db:
        return db.execute(sql).fetchall()


def audited(folder, run=1):
    """Return how many pages a run has stored by now; 0 while there is no such run."""
    with suppress(sqlite3.OperationalError):  # there is no record, or nothing in it
        return sum(
            pages for (pages,) in ask(folder, f"SELECT pages_audited FROM runs WHERE id = {run}")
        )
    return 0


def state(folder, queries):
    """Return what each query finds, in an order that does not depend on when it was stored."""
    return {name: sorted(map(repr, ask(folder, sql))) for name, sql in queries.items()}
