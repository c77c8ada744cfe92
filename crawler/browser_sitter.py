"""Ends the browsers of a Dropkerb that died: it waits, and acts when its standard input closes.

Run as a script of its own (standard library only). Each line it reads is "+" or "-" and the
temporary folder of a browser; a killed Dropkerb, even by kill -9, closes the pipe.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PROFILE = "profile"  # Chromium's user data, inside a browser's temporary folder
ROUNDS = 40  # looks for stragglers, 50 ms apart


def kill_all_of(folder: str) -> None:
    """Kill the driver that was given this temporary folder, and all of its session."""
    for _ in range(ROUNDS):
        alive = list(processes_of(folder))
        if not alive:
            return
        for pid in alive:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                continue
        time.sleep(0.05)


def processes_of(folder: str) -> Iterator[int]:
    """Yield each living process that belongs to the browser of this temporary folder.

    The folder is the only mark: it stands in the driver's environment before anything has
    started, is unique, and cannot be taken over by a stranger as a process number can.
    """
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    marked = {pid for pid in pids if _is_marked(pid, os.fsencode(folder))}
    for pid in pids:
        try:
            belongs = pid in marked or os.getsid(pid) in marked
        except OSError:  # gone meanwhile
            continue
        if belongs and not _is_zombie(pid):
            yield pid


def _is_marked(pid: int, folder: bytes) -> bool:
    if b"TMPDIR=" + folder in _read(pid, "environ"):
        return True
    profile = b"--user-data-dir=" + folder + b"/"
    return any(argument.startswith(profile) for argument in _read(pid, "cmdline"))


def _read(pid: int, name: str) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or somebody else's
        return []


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] in (b"Z", b"X")
    except OSError:
        return True


def main() -> None:
    """Keep the list of folders until the pipe closes; then end and remove what is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    folders: set[str] = set()
    for line in sys.stdin:
        folder = line[1:].rstrip("\n")
        if line.startswith("+"):
            folders.add(folder)
        else:
            folders.discard(folder)
    for folder in folders:
        kill_all_of(folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
