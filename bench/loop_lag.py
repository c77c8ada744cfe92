"""Run a dropkerb command and tell how long its event loop was held up, and by what.

    .venv/bin/python bench/loop_lag.py crawl http://127.0.0.1:8000/ --rate 0

Writes one line of JSON to standard error at the end: the longest stalls, each with the place in
our code where the loop stood when it was noticed.
"""

import asyncio
import json
import sys
import threading
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
import settings  # noqa: E402 (ours, from the folder above)

TICK_SECONDS = 0.01
STALL_SECONDS = 0.1
MOST_SHOWN = 12


class LoopLag:
    """A Scrapy extension: a beat in the event loop, and a thread that listens to it."""

    def __init__(self):
        self.beat = time.monotonic()
        self.lags = []
        self.stalls = {}  # where: [how often, longest]
        self.is_over = False
        self.loop_thread = threading.get_ident()

    @classmethod
    def from_crawler(cls, crawler):
        from scrapy import signals

        lag = cls()
        crawler.signals.connect(lag.opened, signals.spider_opened)
        crawler.signals.connect(lag.closed, signals.spider_closed)
        return lag

    def opened(self):
        self.task = asyncio.ensure_future(self._beat())
        threading.Thread(target=self._listen, daemon=True).start()

    async def _beat(self):
        while True:
            self.beat = time.monotonic()
            await asyncio.sleep(TICK_SECONDS)
            self.lags.append(max(0.0, time.monotonic() - self.beat - TICK_SECONDS))

    def _listen(self):
        while not self.is_over:
            time.sleep(TICK_SECONDS)
            beat = self.beat
            if time.monotonic() - beat < STALL_SECONDS:
                continue
            where = self._where()
            while self.beat == beat and not self.is_over:
                time.sleep(TICK_SECONDS)
            took = time.monotonic() - beat
            times, longest = self.stalls.get(where, (0, 0.0))
            self.stalls[where] = (times + 1, max(longest, took))

    def _where(self):
        stack = traceback.extract_stack(sys._current_frames()[self.loop_thread])  # noqa: SLF001
        ours = [f for f in stack if "crawler/" in f.filename and ".venv" not in f.filename]
        frames = [f for f in ours if str(ROOT) in f.filename][-2:]
        frames += [f for f in stack[-2:] if f not in frames]
        return " > ".join(f"{Path(f.filename).name}:{f.name}" for f in frames)

    def closed(self):
        self.is_over = True
        self.task.cancel()
        lags = sorted(self.lags) or [0.0]
        worst = sorted(self.stalls.items(), key=lambda stall: -stall[1][1])[:MOST_SHOWN]
        print(
            "loop lag: "
            + json.dumps(
                {
                    "beats": len(lags),
                    "p50": round(lags[len(lags) // 2], 4),
                    "p99": round(lags[int(len(lags) * 0.99)], 4),
                    "max": round(lags[-1], 3),
                    "over_100_ms": sum(lag > STALL_SECONDS for lag in lags),
                    "stalls": [[where, n, round(longest, 2)] for where, (n, longest) in worst],
                }
            ),
            file=sys.stderr,
            flush=True,
        )


if __name__ == "__main__":
    settings.EXTENSIONS["loop_lag.LoopLag"] = 50
    sys.path.insert(0, str(Path(__file__).parent))
    from crawler.cli import main

    main()
