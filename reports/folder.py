"""The folder that a report is written to: ours alone, and swapped in whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.source import ReportError

MARKER = ".dropkerb-report"
MARKER_TEXT = (
    "Dropkerb wrote this folder and replaces it whole with the next report.\n"
    "Keep nothing of your own in it. What belongs to the report:\n"
)


def check_out(out: Path) -> None:
    """Refuse a folder that can't be written, or that holds what is not a report of ours."""
    place = _real(out)
    if place.exists() and not place.is_dir():
        raise ReportError(f"The report can't be written to {out}: that is a file, not a folder.")
    if place.is_dir():
        _refuse_strangers(place, out)
    parent = place.parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        raise ReportError(
            f"The report can't be written to {out}: {parent} is a file, not a folder."
        )
    if not os.access(parent, os.W_OK | os.X_OK):
        raise ReportError(f"The report can't be written to {out}: {parent} can't be written to.")
    if place.is_mount():
        raise ReportError(
            f"The report can't replace {out}, a mounted disk: name a folder inside it."
        )


def _real(out: Path) -> Path:
    try:
        return out.resolve()
    except (OSError, RuntimeError) as error:
        raise ReportError(f"The report can't be written to {out}: {error}.") from error


def _refuse_strangers(place: Path, out: Path) -> None:
    """Raise when the folder holds anything that no report of ours put there."""
    try:
        names = sorted(each.name for each in place.iterdir())
        marker = place / MARKER
        ours = {MARKER, *marker.read_text().splitlines()} if marker.is_file() else set()
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"The report can't be written to {out}: {error}.") from error
    strange = [name for name in names if name not in ours]
    if strange:
        raise ReportError(
            f"The report can't replace {out}: it holds {strange[0]}, which is not part of "
            "a report. Name an empty or new folder."
        )


@contextmanager
def swapped_in(out: Path) -> Iterator[Path]:
    """Give an empty folder beside `out`, and put it in its place once everything is written."""
    check_out(out)
    place = _real(out)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _tidy(place)
        draft = place.with_name(f".{place.name}.draft-{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        (draft / MARKER).touch()
        yield draft
        names = sorted(each.name for each in draft.iterdir())
        (draft / MARKER).write_text(MARKER_TEXT + "".join(f"{name}\n" for name in names))
        _swap(draft, place)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _swap(draft: Path, place: Path) -> None:
    """Put the draft where the old report is; whatever happens, one whole report is there."""
    old = place.with_name(f".{place.name}.old-{os.getpid()}")
    if place.exists():
        place.rename(old)
    try:
        draft.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _tidy(place: Path) -> None:
    """Clear up after a build that was killed; bring back a report that was being replaced."""
    for kind in ("old", "draft"):
        for left in place.parent.glob(f".{_escaped(place.name)}.{kind}-*"):
            pid = left.name.rpartition("-")[2]
            if not pid.isdigit() or _is_alive(int(pid)) or not (left / MARKER).is_file():
                continue
            if kind == "old" and not place.exists():
                left.rename(place)
            else:
                shutil.rmtree(left, ignore_errors=True)


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _is_alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _unwritable(out: Path, error: OSError) -> ReportError:
    return ReportError(f"The report can't be written to {out}: {error.strerror or error}.")
