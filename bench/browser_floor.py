"""A whole first crawl beside the floor: warm browsers that only load pages and run axe.

    script/bench browser_floor [--pages 200] [--rounds 1]

All see the same generated site, one after the other (floor, ours, floor), so that what else the
machine does meanwhile weighs on all. Ours is all of it: fetching, parsing, axe, the audits of the
HTML, the record, the link check. It is measured twice: with axe and the audits of text, links and
structure, and with our audits of accessibility by HTML beside them. Pages are not tried out:
bench/checks_cost.py has that.
Needs ../shared/bench/browser; fetches govuk-frontend from npm, unless
DROPKERB_GOVUK names its dist/govuk. Adds a line to bench/history.jsonl.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
from _generated_site import AXE, SHARED, Site, complaint, generated_site  # noqa: E402

HISTORY = ROOT / "bench/history.jsonl"
WARM_UP = 50  # pages after which every shared asset has been seen
SAMPLE_SECONDS = 0.5
MEMORY_SECONDS = 10.0  # it costs some milliseconds a process


class Meter:
    """The processor time of a process and all it starts, and the most memory they had."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._used: dict[tuple[int, float], tuple[bool, float]] = {}
        self.peak_memory = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        next_memory = 0.0
        while not self._is_over.wait(SAMPLE_SECONDS):
            try:
                processes = [self._root, *self._root.children(recursive=True)]
            except psutil.Error:
                return
            for process in processes:
                self._sample(process)
            if time.monotonic() > next_memory:
                next_memory = time.monotonic() + MEMORY_SECONDS
                self.peak_memory = max(self.peak_memory, sum(map(pss_of, processes)))

    def _sample(self, process: psutil.Process) -> None:
        try:
            times, name = process.cpu_times(), process.name()
            key = (process.pid, process.create_time())
        except psutil.Error:
            return
        self._used[key] = (name.startswith("chrom"), times.user + times.system)

    def end(self) -> tuple[float, float]:
        """Processor seconds of browsers and drivers, and of everything else."""
        self._is_over.set()
        self._thread.join()
        used = self._used.values()
        return sum(t for is_browser, t in used if is_browser), sum(t for b, t in used if not b)


def pss_of(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0


def floor(site: Site, pages: int, drivers: int) -> dict:
    command = [sys.executable, SHARED / "limit.py", site.urls, "--axe", AXE]
    command += ["--pages", str(pages), "--drivers", str(drivers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    site.asked()
    return json.loads(done.stdout.splitlines()[0])


WITHOUT = """
from audits import registry
for each in [each for each in registry.load().values() if each.category not in {kept}]:
    del registry.AUDITS[each.id]
from crawler.cli import cli
cli()
"""
TEXT = ("readability", "links", "structure")  # categories
CONFIGURATIONS = {  # what is measured, and whether our audits of accessibility are left out
    "axe and the audits of text": True,
    "axe and all audits of the HTML": False,
}


def ours(site: Site, drivers: int, *, tries_out: bool = False, text_only: bool = False) -> dict:
    program = ["-c", WITHOUT.format(kept=TEXT)] if text_only else ["-m", "crawler.cli"]
    with tempfile.TemporaryDirectory(prefix="dropkerb-bench-") as folder:
        record = Path(folder) / "record.db"
        command = [sys.executable, *program, "crawl", site.start, "--quiet"]
        command += ["--db", record, "--out", f"{folder}/out", "--rate", "0"]
        environment = {
            **os.environ,
            "DROPKERB_BROWSERS": str(drivers),
            "DROPKERB_TRY_OUT": str(int(tries_out)),
            "DROPKERB_EVIDENCE": str(int(tries_out)),
            "PYTHONPATH": str(ROOT),
        }
        started = time.monotonic()
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as crawl:
            meter = Meter(crawl.pid)
            code = crawl.wait()
        seconds = time.monotonic() - started
        browser, rest = meter.end()
        db = sqlite3.connect(record)
        db.row_factory = sqlite3.Row
        run = dict(db.execute("SELECT * FROM runs").fetchone())
        failed = db.execute(
            "SELECT count(*) FROM outcomes WHERE audit_id = (SELECT id FROM audits "
            "WHERE name = 'axe') AND status <> 'passed'"
        ).fetchone()[0]
        db.close()
    audited = run["pages_audited"]
    return {
        "exit_code": code,
        "pages": audited,
        "pages_without_axe": failed,
        "pages_error": run["pages_error"],
        "seconds": round(run["seconds"], 1),
        "seconds_with_report": round(seconds, 1),
        "pages_per_s": round(audited / run["seconds"], 3),
        "browser_cpu_s_per_page": round(browser / audited, 3),
        "our_cpu_s_per_page": round(rest / audited, 3),
        "peak_memory_mb": round(max(meter.peak_memory, run["peak_memory_bytes"]) / 1e6),
        "axe": run["axe_version"],
        "chromium": run["browser_version"],
        "dropkerb": run["dropkerb_version"],
        **traffic(site),
    }


def traffic(site: Site) -> dict:
    """Requests and bytes that reached the council's server, in all and after the warm-up."""
    asked = [each for each in site.asked() if each[0] == "www"]
    seen: set[str] = set()
    late, late_pages = [], set()
    for each in asked:
        path = each[2].partition("?")[0]
        is_page = path.startswith("/p/") or path == "/"
        if len(seen) > WARM_UP or (len(seen) == WARM_UP and not (is_page and path in seen)):
            late.append(each)
            if is_page and path not in seen:
                late_pages.add(path)
        if is_page:
            seen.add(path)
    told = {
        "requests_per_page": round(len(asked) / max(1, len(seen)), 2),
        "bytes_per_page": round(sum(each[4] for each in asked) / max(1, len(seen))),
    }
    if late_pages:
        told["late_requests_per_page"] = round(len(late) / len(late_pages), 2)
        told["late_bytes_per_page"] = round(sum(each[4] for each in late) / len(late_pages))
    return told


def measure(pages: int, rounds: int, drivers: int) -> dict:
    load = [os.getloadavg()[0]]
    floors, crawls = [], {name: [] for name in CONFIGURATIONS}
    with generated_site(pages) as site:
        floors.append(floor(site, pages, drivers))
        for _ in range(rounds):
            for name, text_only in CONFIGURATIONS.items():
                crawls[name].append(ours(site, drivers, text_only=text_only))
            floors.append(floor(site, pages, drivers))
    load.append(os.getloadavg()[0])
    floor_speed = statistics.mean(each["pages_per_s"] for each in floors)
    speeds = {
        name: statistics.mean(each["pages_per_s"] for each in found)
        for name, found in crawls.items()
    }
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_1min": [round(each, 1) for each in load],
        "floor_pages_per_s": round(floor_speed, 3),
        "floor_browser_cpu_s_per_page": round(
            statistics.mean(each["browser_cpu_s_per_page"] for each in floors), 3
        ),
        "floors": [each["pages_per_s"] for each in floors],
        "ours_pages_per_s": {name: round(speed, 3) for name, speed in speeds.items()},
        "ratio": {name: round(speed / floor_speed, 3) for name, speed in speeds.items()},
        "crawls": crawls,
    }


def show(told: dict) -> None:
    print(f"floor: {told['floor_pages_per_s']} pages/s ({told['floors']}), browser "
          f"{told['floor_browser_cpu_s_per_page']} CPU s a page, on {told['cores']} cores, "
          f"load {told['load_1min'][0]} before and {told['load_1min'][1]} after")  # fmt: skip
    for name, found in told["crawls"].items():
        last = found[-1]
        print(f"\n{name}")
        print(f"  pages               {last['pages']}")
        print(f"  ours, all of it     {told['ours_pages_per_s'][name]} pages/s")
        print(f"  ratio               {told['ratio'][name]}")
        print(f"  CPU a page          browser {last['browser_cpu_s_per_page']} s, "
              f"ours {last['our_cpu_s_per_page']} s")  # fmt: skip
        print(f"  peak memory         {last['peak_memory_mb']} MB (PSS of all processes)")
        print(f"  council's server    {last['requests_per_page']} requests and "
              f"{last['bytes_per_page']} bytes a page")  # fmt: skip
        if "late_requests_per_page" in last:
            print(f"    after {WARM_UP} pages    {last['late_requests_per_page']} requests and "
                  f"{last['late_bytes_per_page']} bytes a page")  # fmt: skip
        print(f"  without axe, errors {last['pages_without_axe']}, {last['pages_error']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--drivers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-history", action="store_true")
    asked = parser.parse_args()
    if said := complaint():
        print(said)
        return
    told = measure(asked.pages, asked.rounds, asked.drivers)
    show(told)
    if not asked.no_history:
        with HISTORY.open("a") as history:
            history.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
