"""Where pages are looked at: on threads of this process, each with a warm browser, or elsewhere."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from crawler.browser import BrowserPool, BrowserSettings, versions_of
from crawler.looking import Job, Judged, look_and_judge, prepare_to_judge
from crawler.shelf import Shelf

if TYPE_CHECKING:
    from concurrent.futures import Future


LOCAL = "local"  # the setting for this machine


class ExecutorError(Exception):
    """There is nobody who looks at pages; one sentence says why and what to do."""


class Executor(Protocol):
    """Takes jobs and gives a future for each; the one place that knows which machine does it."""

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of both engines and Chromium that pages are looked at with."""

    @property
    def problem(self) -> str:
        """Why no page can be looked at any more; empty while all is well."""

    @property
    def places(self) -> int:
        """How many pages are looked at at the same time."""

    @property
    def shelf(self) -> Shelf | None:
        """What pages loaded in this run, if it is known here."""

    @property
    def replacements(self) -> Sequence[str]:
        """Why browsers were replaced, a sentence each."""

    @property
    def peak_memory_bytes(self) -> int:
        """The most memory that this process and its browsers used together."""

    def submit(self, job: Job) -> "Future[Judged]":
        """Have a page looked at and judged."""

    def close(self) -> None:
        """End what was started here; safe to call twice."""


class LocalExecutor:
    """A pool of browsers on this machine, and a thread for each."""

    problem = ""

    def __init__(self, settings: BrowserSettings, places: int) -> None:
        """Raises BrowserError when no browser starts."""
        self.versions = versions_of(settings)
        prepare_to_judge()
        self.places = places
        self.pool = BrowserPool(settings, places)
        self.shelf: Shelf | None = self.pool.shelf

    @property
    def replacements(self) -> Sequence[str]:
        return self.pool.replacements

    @property
    def peak_memory_bytes(self) -> int:
        return self.pool.peak_memory_bytes

    def submit(self, job: Job) -> "Future[Judged]":
        return self.pool.executor.submit(look_and_judge, job, self.pool)

    def close(self) -> None:
        self.pool.close()
