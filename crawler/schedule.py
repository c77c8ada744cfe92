"""When nights begin, by when they end, and whether they are paused: kept beside the record."""

import contextlib
import json
import os
import re
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Self

from crawler.store.record import RecordError

WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
SHORTEST = timedelta(minutes=30)  # a night that is shorter would end before it has begun
CLOSING = timedelta(minutes=10)  # to check links, judge the site and write the report


@dataclass(frozen=True, slots=True)
class Window:
    """The hours in which a site is asked, by the clock of this machine, e.g. 01:00-05:00."""

    start: time
    end: time

    @classmethod
    def read(cls, words: str) -> Self:
        """Return the window that words such as 01:00-05:00 name; ValueError says what is wrong."""
        found = WINDOW.fullmatch(words.strip())
        if found is None:
            raise ValueError(f"{words!r} is no window of time such as 01:00-05:00")
        from_hour, from_minute, to_hour, to_minute = (int(each) for each in found.groups())
        window = cls(time(from_hour, from_minute), time(to_hour, to_minute))
        if window.length < SHORTEST:
            raise ValueError(f"{words!r} is shorter than 30 minutes")
        return window

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def length(self) -> timedelta:
        """Return how long it is; one that ends before it starts goes over midnight."""
        minutes = [60 * each.hour + each.minute for each in (self.start, self.end)]
        return timedelta(minutes=(minutes[1] - minutes[0]) % (24 * 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A night every day: which sites, from when to when, and what starts it."""

    sites: tuple[str, ...]
    window: Window
    jitter_minutes: int  # the start is put off by a random time of so many at most
    kind: str  # systemd or cron
    scope: str  # system or user
    files: tuple[str, ...] = ()  # what was installed

    def next_start(self, now: datetime) -> datetime:
        """Return when the window opens next, as local time."""
        start = now.replace(
            hour=self.window.start.hour, minute=self.window.start.minute, second=0, microsecond=0
        )
        return start if start > now else start + timedelta(days=1)

    def last_start(self, now: datetime) -> datetime:
        """Return when the window opened last, as local time."""
        return self.next_start(now) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """No scheduled run starts while it holds."""

    since: str  # ISO 8601 with its zone
    until: str = ""  # last day of it, ISO 8601; empty until somebody ends it
    reason: str = ""

    def holds(self, today: date) -> bool:
        return not self.until or today <= date.fromisoformat(self.until)

    def __str__(self) -> str:
        until = f", until {self.until}" if self.until else ""
        return f"paused since {self.since[:10]}{until}" + (f": {self.reason}" * bool(self.reason))


@dataclass(slots=True)
class Beside:
    """The small files beside a record that say when it is written to."""

    record: Path
    schedule_file: Path = field(init=False)
    pause_file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.schedule_file = self.record.with_name(f"{self.record.name}-schedule")
        self.pause_file = self.record.with_name(f"{self.record.name}-paused")

    def schedule(self) -> Schedule | None:
        """Return the schedule that was installed for the record. Raises RecordError."""
        told = _read(self.schedule_file)
        if told is None:
            return None
        try:
            return Schedule(
                sites=tuple(map(str, told["sites"])),
                window=Window.read(told["window"]),
                jitter_minutes=int(told["jitter_minutes"]),
                kind=str(told["kind"]),
                scope=str(told["scope"]),
                files=tuple(map(str, told["files"])),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RecordError(f"{self.schedule_file} is damaged; install it again.") from error

    def save_schedule(self, schedule: Schedule | None) -> None:
        """Write the schedule, or remove it. Raises RecordError."""
        told = asdict(schedule) | {"window": str(schedule.window)} if schedule else None
        _write(self.schedule_file, told)

    def pause(self, today: date) -> Pause | None:
        """Return the pause that holds today.

        One that cannot be read holds: somebody wanted quiet. Nothing is asked of a site then.
        """
        try:
            told = _read(self.pause_file)
        except RecordError:
            return Pause(since="", reason=f"{self.pause_file} is damaged")
        if told is None:
            return None
        try:
            pause = Pause(**{str(key): str(value) for key, value in told.items()})
            return pause if pause.holds(today) else None
        except (TypeError, ValueError):
            return Pause(since="", reason=f"{self.pause_file} is damaged")

    def save_pause(self, pause: Pause | None) -> None:
        """Write the pause, or end it. Raises RecordError."""
        _write(self.pause_file, asdict(pause) if pause else None)


def minutes_until(end: time, now: datetime) -> float:
    """Return the minutes that a run may take that is to be over by that time of day.

    What comes after the crawl, above all the link check and the report, is taken off.
    """
    until = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    until += timedelta(days=until <= now)
    return max((until - CLOSING - now) / timedelta(minutes=1), 1.0)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise RecordError(
            f"{file} cannot be read; remove it and give the command again."
        ) from error
    if not isinstance(told, dict):
        raise RecordError(f"{file} is damaged; remove it and give the command again.")
    return told


def _write(file: Path, told: dict[str, Any] | None) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        if told is None:
            file.unlink(missing_ok=True)
            return
        draft.write_text(json.dumps(told, indent=1, ensure_ascii=False), "utf-8")
        draft.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise RecordError(f"{file} cannot be written: {error.strerror}.") from error
