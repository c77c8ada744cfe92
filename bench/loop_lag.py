"""Run a dropkerb command and tell how long its event loop was held up, by what, and whose fault.

    .venv/bin/python bench/loop_lag.py crawl http://127.0.0.1:8000/ --rate 0

Writes one line of JSON to standard error at the end: the longest stalls, each with the place in
our code where the loop stood when it was noticed. By the clock alone a busy machine looks like a
busy loop, so each stall is told apart by processor time:

- "loop": the loop's own thread worked for longer than it may; this is what must be mended.
- "threads": other threads of ours worked, and the loop may have waited for its turn.
- "machine": nobody here worked for long; other programs had the processors.
"""

import asyncio
import json
import sys
import threading
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
import settings  # noqa: E402 (ours, from the folder above)

TICK_SECONDS = 0.01
STALL_SECONDS = 0.1
MOST_SHOWN = 12
MOST_OF_IT = 0.5  # the share of a stall in which other threads worked


class LoopLag:
    """A Scrapy extension: a beat in the event loop, and a thread that listens to it."""

    def __init__(self):
        self.beat = time.monotonic()
        self.lags = []
        self.busy = []  # processor seconds of the loop's thread between two beats
        self.stalls = {}  # (whose, where): [how often, longest, its processor seconds]
        self.over = Counter()  # whose: beats that came too late
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
            before, all_before = time.thread_time(), time.process_time()
            await asyncio.sleep(TICK_SECONDS)
            lag = max(0.0, time.monotonic() - self.beat - TICK_SECONDS)
            busy = time.thread_time() - before
            self.lags.append(lag)
            self.busy.append(busy)
            if lag > STALL_SECONDS:
                self.over[whose(lag, busy, time.process_time() - all_before)] += 1

    def _listen(self):
        clock = time.pthread_getcpuclockid(self.loop_thread)
        beat, before, all_before = 0.0, 0.0, 0.0
        while not self.is_over:
            if self.beat != beat:
                beat = self.beat
                before, all_before = time.clock_gettime(clock), time.process_time()
            time.sleep(TICK_SECONDS)
            if self.beat != beat or time.monotonic() - beat < STALL_SECONDS:
                continue
            where = Counter([self._where()])
            while self.beat == beat and not self.is_over:
                time.sleep(TICK_SECONDS)
                where[self._where()] += 1
            took = time.monotonic() - beat
            busy = time.clock_gettime(clock) - before
            name = (whose(took, busy, time.process_time() - all_before), where.most_common(1)[0][0])
            times, longest, _ = self.stalls.get(name, (0, 0.0, 0.0))
            if took >= longest:
                self.stalls[name] = (times + 1, took, busy)
            else:
                self.stalls[name] = (times + 1, *self.stalls[name][1:])

    def _where(self):
        stack = traceback.extract_stack(sys._current_frames()[self.loop_thread])  # noqa: SLF001
        ours = [f for f in stack if "crawler/" in f.filename and ".venv" not in f.filename]
        frames = [f for f in ours if str(ROOT) in f.filename][-2:]
        frames += [f for f in stack[-2:] if f not in frames]
        return " > ".join(f"{Path(f.filename).name}:{f.name}" for f in frames)

    def closed(self):
        self.is_over = True
        self.task.cancel()
        lags, busy = sorted(self.lags) or [0.0], sorted(self.busy) or [0.0]
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
                    "over_by": dict(self.over),
                    "cpu_p99": round(busy[int(len(busy) * 0.99)], 4),
                    "cpu_max": round(busy[-1], 3),
                    "cpu_over_100_ms": sum(each > STALL_SECONDS for each in busy),
                    "stalls": [
                        [whose_, where, times, round(longest, 2), round(spent, 2)]
                        for (whose_, where), (times, longest, spent) in worst
                    ],
                }
            ),
            file=sys.stderr,
            flush=True,
        )


def whose(took, loop, process):
    """Return whose fault a stall was, by the processor time that was spent meanwhile."""
    if loop > STALL_SECONDS:
        return "loop"
    return "threads" if process - loop >= MOST_OF_IT * took else "machine"


if __name__ == "__main__":
    settings.EXTENSIONS["loop_lag.LoopLag"] = 50
    sys.path.insert(0, str(Path(__file__).parent))
    from crawler.cli import main

    main()
