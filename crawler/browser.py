"""The browsers: a pool of warm ones, replaced when a page breaks them."""

import atexit
import logging
import os
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psutil
from axe_selenium_python import Axe  # type: ignore[import-untyped]

from crawler.answers import Answer, Asset
from crawler.browser_page import (
    EXPERIMENTAL,
    RELOADING,
    RELOADS,
    TAGS,
    Judge,
    Look,
    Trouble,
    look_at,
    prepare,
)
from crawler.browser_process import DRIVER_FAULTS, Chromium, Sitter, first_line, memory_of
from crawler.browser_settings import INSTALL, BrowserError, BrowserSettings, versions_of
from crawler.browser_world import Parts
from crawler.shelf import Shelf
from crawler.visit import Visit

__all__ = [
    "Answer",
    "Asset",
    "BrowserError",
    "BrowserPool",
    "BrowserSettings",
    "Look",
    "axe_rules",
    "versions_of",
]

log = logging.getLogger("dropkerb")

TRIES = 2  # a page that breaks a browser is given one more
SAMPLE_SECONDS = 30.0  # between two looks at the memory, which cost 10 ms a process
MOST_MEMORY = 2_000_000_000  # bytes of one browser, four times what is usual
SCHEMES = ("http://", "https://", "data:")


class _Seat:
    """A place in the pool, with the browser that sits in it."""

    def __init__(self) -> None:
        self.chromium: Chromium | None = None


class BrowserPool:
    """Warm browsers, at most `size` at work at once; `executor` has a thread for each."""

    def __init__(self, settings: BrowserSettings, size: int) -> None:
        """Start the first browser, so that one that cannot start is known at once.

        Raises BrowserError when it cannot.
        """
        self.settings = settings
        self.shelf = Shelf(settings.shelf)
        self._parts: Parts = {}
        self._parts_run = ""
        self._run = uuid4().hex  # what one shelf lasts for when nobody names a run
        self.replacements: list[str] = []
        self.peak_memory_bytes = 0
        self.executor = ThreadPoolExecutor(size, thread_name_prefix="browser")
        self._lock = threading.Lock()
        self._is_closed = False
        self._next_sample = 0.0
        self._sitter = Sitter()
        self._seats = [_Seat() for _ in range(size)]
        self._free: queue.LifoQueue[_Seat] = queue.LifoQueue()
        for seat in reversed(self._seats):
            self._free.put(seat)
        atexit.register(self.close)
        try:
            self._start(self._seats[0])
        except BaseException:
            self.close()
            raise

    @property
    def replaced(self) -> int:
        """How many browsers were replaced."""
        return len(self.replacements)

    def look(
        self,
        url: str,
        answer: Answer | None = None,
        *,
        run: str = "",
        judge: Judge | None = None,
    ) -> Look:
        """Open the page in a free browser and return what is there; never raises for a page.

        An answer of the crawler's is shown instead of asking the server again. What pages load
        is asked for once in a run. `judge` is called while the page is open, and evidence taken of
        what it finds; after a page broke its browser, it may be called again.
        """
        if not url.lower().startswith(SCHEMES):
            return Look(state="error", final_url=url, reason="It is not a web address.")
        seat = self._free.get()
        started = time.monotonic()
        try:
            visits: list[Visit] = []
            look = self._look(seat, url, visits, answer, run or self._run, judge)
            look = _with_account(look, visits, url)
            log.info("%s in %.1f s: %s", look.state, time.monotonic() - started, url)
            return look
        finally:
            self._sample(seat)
            self._free.put(seat)

    def _look(
        self,
        seat: _Seat,
        url: str,
        visits: list[Visit],
        answer: Answer | None,
        run: str,
        judge: Judge | None,
    ) -> Look:
        look = Look(state="error", reason="The run was stopped.")
        for _ in range(TRIES):
            if self._is_closed:
                break
            try:
                chromium = self._start(seat)
                assert chromium.airlock is not None
                visits.append(Visit(url, run, answer))
                with chromium.airlock.let_through(visits[-1]):
                    seen = look_at(chromium, url, self._parts_of(run), judge)
                if not chromium.airlock.is_whole():
                    raise Trouble("The airlock of a browser broke.")  # noqa: TRY301
                return _unless_led_away(seen, visits[-1])
            except Trouble as trouble:
                look = trouble.look if trouble.look.html or not look.html else look
                self._replace(seat, trouble.why, url)
                if not look.html and visits[-1].shown > RELOADS:  # it never stood still to answer
                    return Look(state="error", final_url=url, reason=RELOADING)
                if trouble.is_final:
                    break
            except BrowserError as error:
                look = Look(state="error", reason=str(error))
            except Exception as error:
                log.exception("looking at %s failed", url)
                why = f"Dropkerb itself failed on a page ({type(error).__name__})."
                look = Look(state="error", reason=why)
                self._replace(seat, why, url)
        return _unless_led_away(look, visits[-1]) if visits else look

    def _parts_of(self, run: str) -> Parts:
        """Return what this run has found out about parts that pages share."""
        with self._lock:
            if self._parts_run != run:
                self._parts_run, self._parts = run, {}
            return self._parts

    def _start(self, seat: _Seat) -> Chromium:
        """Return the seat's browser, started if there is none."""
        if seat.chromium is None:
            chromium = Chromium(self.settings, self._sitter, self.shelf)
            try:
                prepare(chromium)
            except DRIVER_FAULTS as error:
                chromium.close()
                raise BrowserError(_disobedience(error)) from error
            seat.chromium = chromium
            if self._is_closed:  # closed while this one was on its way
                self._end(seat)
                raise BrowserError("The run was stopped.")
        return seat.chromium

    def _replace(self, seat: _Seat, why: str, url: str = "") -> None:
        """End a seat's browser; the next look starts another."""
        if seat.chromium is not None:
            seat.chromium.kill()
        self._end(seat)
        if not self._is_closed:
            log.info("a browser was replaced at %s: %s", url or "rest", why)
            self.replacements.append(why)

    def _end(self, seat: _Seat) -> None:
        with self._lock:
            chromium, seat.chromium = seat.chromium, None
        if chromium is not None:
            chromium.close()

    def _sample(self, seat: _Seat) -> None:
        """Note the memory of ourselves and all browsers now and then; end a browser that leaks."""
        with self._lock:
            if time.monotonic() < self._next_sample or self._is_closed:
                return
            self._next_sample = time.monotonic() + SAMPLE_SECONDS
        used = self._memory_by_seat()
        all_used = memory_of([psutil.Process(os.getpid())]) + sum(used.values())
        self.peak_memory_bytes = max(self.peak_memory_bytes, all_used)
        if used.get(seat, 0) > MOST_MEMORY:
            self._replace(seat, f"It used more than {MOST_MEMORY / 1e9:g} GB of memory.")

    def _memory_by_seat(self) -> dict[_Seat, int]:
        """Return the memory of every browser in bytes, shared parts split."""
        browsers = [(seat, seat.chromium) for seat in self._seats]
        return {seat: chromium.memory_bytes() for seat, chromium in browsers if chromium}

    def close(self) -> None:
        """End every browser and leave nothing behind; safe to call twice, and at any time."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        atexit.unregister(self.close)
        self.executor.shutdown(wait=False, cancel_futures=True)
        for seat in self._seats:
            if seat.chromium is not None:
                seat.chromium.kill()  # nothing of it is kept, and one at work would not hear us
            self._end(seat)
        self._sitter.close()
        self.shelf.close()


def _unless_led_away(look: Look, visit: Visit) -> Look:
    """Return the look, unless the page wanted to be left for another: that one is the answer."""
    if not visit.led_to:
        return look
    reason = "The page sends its readers on to another address, by script or meta refresh."
    return Look(state="redirected", final_url=visit.led_to, reason=reason)


def _with_account(look: Look, visits: list[Visit], url: str) -> Look:
    """Add to a look what all its tries asked for, and what the last one loaded."""
    return replace(
        look,
        final_url=look.final_url or url,
        assets=visits[-1].assets() if visits else (),
        requests=sum(visit.requests for visit in visits),
        bytes=sum(visit.bytes for visit in visits),
        refused=sum(visit.refused.total() for visit in visits),
    )


def _disobedience(error: Exception) -> str:
    return (
        f"Chromium started, but does not obey: {first_line(error)}; install it anew with: {INSTALL}"
    )


# axe tells its rules, but not which of them leave all that they find to a person.
RULES = """
const asking = new Set(axe._audit.rules.filter(each => each.reviewOnFail).map(each => each.id));
return axe.getRules().map(rule => ({...rule, asks: asking.has(rule.ruleId)}));
"""


def axe_rules(settings: BrowserSettings) -> list[dict[str, Any]]:
    """Return what axe says about each of its rules that we run.

    Raises BrowserError when no browser can be had.
    """
    versions_of(settings)
    sitter = Sitter()
    try:
        chromium = Chromium(settings, sitter)
        try:
            Axe(chromium.driver, script_url=str(settings.axe_path)).inject()
            rules = chromium.driver.execute_script(RULES)
        except DRIVER_FAULTS as error:
            raise BrowserError(_disobedience(error)) from error
        finally:
            chromium.close()
    finally:
        sitter.close()
    return [rule for rule in rules if _is_run(rule)]


def _is_run(rule: dict[str, Any]) -> bool:
    """Whether our options make axe run this rule."""
    if "experimental" in rule["tags"]:
        return rule["ruleId"] in EXPERIMENTAL
    return "deprecated" not in rule["tags"] and not set(TAGS).isdisjoint(rule["tags"])
