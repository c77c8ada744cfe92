"""What many tests share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Files that take longest, the longest first: begun last, one of them would run alone at the end.
SLOW = (
    *("test_ground_truth.py", "test_fast_path.py", "test_cluster.py", "test_behaviours.py"),
    *("test_incremental.py", "test_stop.py", "test_clock.py", "test_resume.py"),
)


def pytest_collection_modifyitems(items):
    """Begin with the slow files; within a file and among the others nothing changes."""
    places = {name: place for place, name in enumerate(SLOW)}
    items.sort(key=lambda item: places.get(item.path.name, len(SLOW)))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    """No setting of the person at the keyboard leaks into a test."""
    for name in [each for each in os.environ if each.startswith("DROPKERB_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def dropkerb():
    """Run the command as a person would, in a process of its own."""

    def run(*arguments, cwd, env=None, timeout=300):
        return subprocess.run(
            [sys.executable, "-m", "crawler.cli", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return run
