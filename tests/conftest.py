"""What many tests share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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
