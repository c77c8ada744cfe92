"""Crawl the site of bad behaviours for real and write docs/behaviours.md from what became of it.

.venv/bin/python bench/behaviours.py [--print]
"""

import json
import os
import runpy
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "crawler"
sys.path.insert(0, str(ROOT))
site_of = runpy.run_path(str(TESTS / "misbehaving.py"))
WatchedCrawl = runpy.run_path(str(TESTS / "watched_crawl.py"))["WatchedCrawl"]
TARGET = ROOT / "docs" / "behaviours.md"
LIMITS = {
    "DROPKERB_ANSWER_SECONDS": "4",
    "DROPKERB_PAGE_LOAD_SECONDS": "4",
    "DROPKERB_SCRIPT_SECONDS": "8",
    "DROPKERB_PAGE_SECONDS": "20",
    "DROPKERB_BROWSERS": "2",
    "DROPKERB_LINK_CHECK": "0",
}
HEAD = """# What bad pages and servers do to a crawl

`tests/crawler/test_behaviours.py` holds a whole crawl to this; `bench/behaviours.py` wrote this
page from a real one ({when}, {machine}). So that it is short, the time limits are
a fraction of the usual ones: 4 s for an answer (asked for three times) and for the load event, 8 s
for a script, 20 s for a page (tried twice). Seconds are those with a browser where one was needed,
else from the first request to the record; two browsers work side by side, so pages wait for each
other.

The crawl took {seconds:.0f} s and ended with exit code {code}. Of the good pages between the bad
ones, {good} were judged; {left}.

| behaviour | recorded as | said | seconds | browsers replaced |
|---|---|---|---|---|
"""
STOPS = """
## Asked to stop in the middle

While one page loops for ever in the browser and the server drips an answer without end. Each ends
with exit code 2, a run that the same command goes on with, and nothing left behind
(`tests/crawler/test_stop.py`).

| asked by | seconds until the process has ended |
|---|---|
"""
LAG = """
## The event loop meanwhile

A beat every 10 ms in the loop of the crawl above, bad pages and all: p50 {p50:.1f} ms late, p99
{p99:.0f} ms, {over} of {beats:,} beats more than 100 ms late, by the clock. Where others want the
same processors the clock says little, so `bench/loop_lag.py` looks at processor time. Of those late
beats {loop} were the loop's own work of more than 100 ms; in {threads} other threads of the crawl
worked, in {machine} other programs. In one go the loop worked {cpu_p99:.1f} ms at the 99th
percentile and {cpu_max:.0f} ms at most. The longest stalls, by the clock and by the loop's own
processor time:

"""


def crawl_all():
    """Crawl the whole site; return its rows, and what the page begins and ends with."""
    site, folder = site_of["MisbehavingSite"](), Path(tempfile.mkdtemp(prefix="behaviours-"))
    started = time.monotonic()
    program = (str(ROOT / "bench" / "loop_lag.py"),)
    crawl = WatchedCrawl(f"{site.address}/", folder, "--verbose", program=program, **LIMITS)
    site.attack = crawl.attack
    try:
        code = crawl.process.wait(900)
        assert code in (0, 2), crawl.said()
        visits = {crawl.path_of(url): visit for url, visit in crawl.visits().items()}
        replaced = [path for path, _ in crawl.replaced()]
        looked, said = crawl.looked(), crawl.said()
        rows = []
        for each in site_of["BEHAVIOURS"]:
            visit = visits[each.path]
            took = looked.get(each.path) or crawl.arrived[each.path] - site.asked[each.path]
            times = replaced.count(each.path)
            reason = visit["reason"].replace("|", " ")
            rows.append(
                f"| {each.title} | {visit['outcome']} | {reason} | {took:.1f} | {times or 'no'} |"
            )
        good = [path for path in ("/", *site_of["GOOD"]) if visits[path]["outcome"] == "audited"]
        left = crawl.leftovers()
        head = HEAD.format(
            when=time.strftime("%B %Y"),
            machine=f"{os.cpu_count()} cores, load {os.getloadavg()[1]:.0f}",
            seconds=time.monotonic() - started,
            code=code,
            good=f"{len(good)} of {len(site_of['GOOD']) + 1}",
            left=f"left behind: {left}" if left else "no process and no folder was left behind",
        )
        return head + "\n".join(rows) + "\n", lag_of(said)
    finally:
        crawl.close()
        site.close()


def lag_of(said):
    line = next(line for line in said.splitlines() if line.startswith("loop lag: "))
    lag = json.loads(line.removeprefix("loop lag: "))
    told = LAG.format(
        p50=1000 * lag["p50"],
        p99=1000 * lag["p99"],
        over=lag["over_100_ms"],
        beats=lag["beats"],
        cpu_max=1000 * lag["cpu_max"],
        cpu_p99=1000 * lag["cpu_p99"],
        **{name: lag["over_by"].get(name, 0) for name in ("loop", "threads", "machine")},
    )
    stalls = [
        f"- {took:.2f} s ({spent:.2f} s), {times} times, {whose}: `{where}`"
        for whose, where, times, took, spent in lag["stalls"]
    ]
    return told + "\n".join(stalls[:8]) + "\n"


def stop(*signals):
    """Stop a crawl whose page hangs; return the seconds it took."""
    site, folder = site_of["MisbehavingSite"](), Path(tempfile.mkdtemp(prefix="behaviours-"))
    site.links = ("/good/ant", "/hang-later", "/endless")
    crawl = WatchedCrawl(f"{site.address}/", folder)
    try:
        while not {"/hang-later", "/endless"} <= set(site.asked) or len(crawl.visits()) < 2:
            time.sleep(0.05)
        time.sleep(1)
        started = time.monotonic()
        for number in signals:
            crawl.process.send_signal(number)
            time.sleep(0.5)
        code = crawl.process.wait(60)
        assert code == 2, crawl.said()
        assert not crawl.leftovers()
        return time.monotonic() - started
    finally:
        crawl.close()
        site.close()


def main():
    table, lag = crawl_all()
    asked = {
        "SIGINT (Ctrl-C)": (signal.SIGINT,),
        "SIGTERM (systemd, docker stop)": (signal.SIGTERM,),
        "SIGHUP (the terminal was closed)": (signal.SIGHUP,),
        "SIGINT twice, half a second apart": (signal.SIGINT, signal.SIGINT),
    }
    stops = "\n".join(f"| {name} | {stop(*signals):.1f} |" for name, signals in asked.items())
    text = table + STOPS + stops + "\n" + lag
    if "--print" in sys.argv:
        print(text)
    else:
        TARGET.write_text(text, encoding="utf-8")
        print(f"wrote {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
