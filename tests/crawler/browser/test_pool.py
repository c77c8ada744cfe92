"""The pool of browsers, what it needs, and what it leaves behind."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.browser import BrowserError, BrowserPool, versions_of
from crawler.browser_sitter import processes_of
from tests.crawler.looks import driver_of

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]


# --- the pool


def test_browsers_work_side_by_side(settings, server):
    pool = BrowserPool(settings, 2)
    try:
        seen = list(pool.executor.map(pool.look, [server.url(f"/good?{n}") for n in range(6)]))
        folders = [seat.chromium.folder for seat in pool._seats]
        assert [look.state for look in seen] == ["ok"] * 6
        assert [look.final_url[-1] for look in seen] == list("012345")
        assert pool.replaced == 0
        assert sum(pool._memory_by_seat().values()) > 50_000_000
        assert pool.peak_memory_bytes > 100_000_000
        assert os.getsid(driver_of(pool).pid) != os.getsid(0), "Ctrl-C would kill the driver"
    finally:
        pool.close()
        pool.close()
    assert pool.look(server.url("/good")).reason == "The run was stopped."
    for folder in folders:
        assert not list(processes_of(str(folder)))
        assert not folder.exists()


def test_closing_ends_a_look_under_way(settings, server):
    pool = BrowserPool(replace(settings, page_load_seconds=15), 1)
    under_way = pool.executor.submit(pool.look, server.url("/endless-image"))
    time.sleep(1)
    started = time.monotonic()
    pool.close()
    assert under_way.result(timeout=5).state == "error"
    assert time.monotonic() - started < 7


def test_no_browser_outlives_a_killed_dropkerb(settings, tmp_path):
    script = """
import sys
from pathlib import Path
from crawler.browser import BrowserPool, BrowserSettings
pool = BrowserPool(BrowserSettings(axe_path=Path(sys.argv[1])), 1)
print(pool._seats[0].chromium.folder, flush=True)
pool.look("data:text/html,<script>for(;;);</script>")
"""
    child = subprocess.Popen(
        [sys.executable, "-c", script, settings.axe_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    folder = Path(child.stdout.readline().strip())
    time.sleep(0.5)
    assert len(list(processes_of(str(folder)))) > 3
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    until = time.monotonic() + 10
    while time.monotonic() < until and (list(processes_of(str(folder))) or folder.exists()):
        time.sleep(0.1)
    assert not list(processes_of(str(folder)))
    assert not folder.exists()


# --- what is needed


def test_versions(settings):
    found = versions_of(settings)
    assert found["axe"] == "4.14.1"
    assert found["chromium"].partition(".")[0] == found["driver"].partition(".")[0]


def program(path, said):
    path.write_text(f"#!/bin/sh\necho '{said}'\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"binary": "/nowhere/chromium"}, ["Chromium", "apt-get install chromium chromium-driver"]),
        ({"driver": "/nowhere/chromedriver"}, ["chromedriver", "apt-get install"]),
        (
            {"driver": "ChromeDriver 99.0.1 (x)"},
            ["version 156", "version 99", "same major version"],
        ),
        ({"binary": "no number"}, ["does not tell its version"]),
        ({"axe_path": Path("/nowhere/axe.min.js")}, ["axe-core", "npm install axe-core@4.14"]),
        ({"axe_path": Path(__file__)}, ["does not look like axe-core"]),
    ],
)
def test_versions_that_do_not_fit(settings, tmp_path, changes, words):
    programs = {
        "binary": program(tmp_path / "chromium", "Chromium 156.0.1 built on Debian"),
        "driver": program(tmp_path / "chromedriver", "ChromeDriver 156.0.2 (x)"),
    }
    for name, value in changes.items():
        if isinstance(value, str) and not value.startswith("/"):
            changes = {name: program(tmp_path / "other", value)}
    with pytest.raises(BrowserError) as raised:
        versions_of(replace(settings, **{**programs, **changes}))
    for word in words:
        assert word in str(raised.value)
    assert "\n" not in str(raised.value)


def test_browser_that_does_not_start(settings, tmp_path):
    before = set(Path("/tmp").glob("dropkerb-*"))
    binary = program(tmp_path / "chromium", "Chromium 156.0.1 built on Debian")
    with pytest.raises(BrowserError, match="did not start"):
        BrowserPool(replace(settings, binary=binary), 1)
    assert set(Path("/tmp").glob("dropkerb-*")) <= before
