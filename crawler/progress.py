"""What the person at the terminal sees while a run goes on."""

import asyncio
import logging
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self, cast

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import signals

from crawler.logs import json_line, speak_json

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.night import Night
    from crawler.spiders.site import SiteSpider

log = logging.getLogger("dropkerb.progress")

LIVE_SECONDS = 0.5  # between two looks of the live display
LINE_SECONDS = 15.0  # between two lines where there is no terminal


class Progress:
    """A live display on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

    def __init__(self, scrapy_crawler: "Crawler", kind: str, *, is_json: bool = False) -> None:
        self._crawler = scrapy_crawler
        self._kind = kind
        self._is_json = is_json
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        kind = crawler.settings["DROPKERB_PROGRESS"]
        is_json = crawler.settings["DROPKERB_LOG_FORMAT"] == "json"
        if kind == "auto" or (is_json and kind == "live"):
            kind = "live" if sys.stderr.isatty() and not is_json else "lines"
        progress = cls(crawler, kind, is_json=is_json)
        if is_json:  # Scrapy makes the handlers of its log anew until here
            crawler.signals.connect(speak_json, signals.spider_opened)
        if kind != "quiet":
            crawler.signals.connect(progress.opened, signals.spider_opened)
            crawler.signals.connect(progress.closed, signals.spider_closed)
        return progress

    def opened(self) -> None:
        night = cast("SiteSpider", self._crawler.spider).night
        show = self._live if self._kind == "live" else self._lines
        self._task = asyncio.ensure_future(show(night))

    async def closed(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _live(self, night: "Night") -> None:
        console = Console(stderr=True)
        with Live(console=console, refresh_per_second=2, transient=True) as live:
            while True:
                live.update(panel(night))
                await asyncio.sleep(LIVE_SECONDS)

    async def _lines(self, night: "Night") -> None:
        how = "goes on" if night.run.is_resumed else "starts"
        self._say(night, f"{night.site.name}: run {night.run.id} {how}")
        try:
            while True:
                await asyncio.sleep(LINE_SECONDS)
                self._say(night, line(night))
        finally:
            self._say(night, line(night))

    def _say(self, night: "Night", text: str) -> None:
        say(json_line("info", {**figures(night), "message": text}) if self._is_json else text)


def figures(night: "Night") -> dict[str, Any]:
    """Return the state of a run as numbers."""
    return {
        "logger": "dropkerb.progress",
        "site": night.site.name,
        "run": night.run.id,
        "phase": night.tally.phase,
        **asdict(night.counters),
        "waiting": night.frontier.waiting(),
        "failures": night.tally.failures,
    }


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 (it is for the person at the terminal)


def pace(night: "Night") -> float:
    """Return pages audited a minute, since this start of the run and as long as it crawled."""
    until = night.tally.crawled_until or time.monotonic()
    minutes = max(until - night.started, 1e-9) / 60
    return (night.counters.pages_audited - night.audited_before) / minutes


def time_left(night: "Night") -> str:
    """Return roughly how long the addresses known so far will take."""
    rate = pace(night)
    if night.tally.phase != "crawling" or rate <= 0:
        return "not known yet"
    room = max(night.site.max_pages - night.counters.pages_audited, 0)
    minutes = min(night.frontier.waiting() + len(night.in_flight), room) / rate
    return "under a minute" if minutes < 1 else f"about {minutes:.0f} min"


def line(night: "Night") -> str:
    """Return the state of a run in one line."""
    counters, tally = night.counters, night.tally
    if tally.phase == "checking links":
        doing = f"checking links: {tally.links_done} of {tally.links_to_check}"
    else:
        doing = tally.phase
    carried = f" ({counters.pages_carried} carried over)" if counters.pages_carried else ""
    left = f"{time_left(night)} left, " if tally.phase == "crawling" else ""
    return (
        f"{night.site.name}: {doing}; {counters.pages_audited} pages audited{carried}, "
        f"{night.frontier.waiting()} waiting, {pace(night):.0f} a minute, {left}"
        f"{tally.failures} failures, {counters.pages_error} errors"
    )


def panel(night: "Night") -> Table:
    """Return the live display."""
    counters, tally = night.counters, night.tally
    table = Table.grid(padding=(0, 2))
    checked = f" ({tally.links_done} of {tally.links_to_check})" if tally.links_to_check else ""
    rows = {
        "Site": night.site.start_url,
        "Now": tally.phase + checked,
        "Pages done": f"{counters.pages_audited} ({counters.pages_error} with errors)",
        "Carried over": f"{counters.pages_carried} pages that have not changed",
        "Waiting": f"{night.frontier.waiting()} addresses",
        "Pace": f"{pace(night):.1f} pages a minute",
        "Time left": time_left(night),
        "Failures": f"{tally.failures}, open on these pages",
        "Last page": tally.last_url[-80:],
    }
    for name, value in rows.items():
        table.add_row(Text(name, style="bold"), Text(value))  # Text: no markup from a hostile page
    return table
