"""An access log of a million lines, made from a model of visitors and imported by the real command.

    .venv/bin/python -m bench.access_log [--lines 1000000] [--keep]

The model, with a fixed seed: 28 days, busy by day; 600 pages in 12 sections, of five kinds. A
visit begins at home (45 %), at a section (20 %) or at a page that a search engine found (35 %, the
popular ones most). On each page the visitor leaves with the chance of its kind, or goes on: to the
contact page, to the search, or along a link. Pages load style, script and picture; robots, missing
pages and sent forms stand between. Planted are

- points of abandonment: a dead end on record, and 40 in 100 more who leave; these must come out,
- dead ends that nobody minds, pages that people leave without a dead end, and pages where leaving
  is success, with a dead end; none of these may come out.

Printed are seconds, lines a second and peak memory for a quarter, half and all of the lines, what
came out, and whether views by page are exactly those of the model.
"""

import argparse
import heapq
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from audits.dead_ends import load_dead_ends  # noqa: E402
from crawler.store.dead_ends import save_rules  # noqa: E402
from crawler.store.record import open_record  # noqa: E402

SEED = 20260901
HOST = "https://www.town.example"
START = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = 28
SECTIONS = (
    "bins council-tax housing planning parking schools benefits libraries roads business "
    "births-and-deaths leisure"
).split()
PAGES_A_SECTION = 49
LEAVES = {"home": 0.12, "section": 0.15, "service": 0.35, "info": 0.40, "answer": 0.85}
PLANTED_MORE = 0.40
PLANTED, DECOYS = 12, 12
BROWSERS = [
    f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0"
    for system in (
        "Windows NT 10.0; Win64; x64",
        "Linux; Android 15; Pixel 9",
        "Macintosh; Intel Mac OS X 10_15_7",
        "Linux; Android 13; CUBOT_P30",
    )
    for version in (138, 139, 140)
]
ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "curl/8.5.0",
]
BUSY = [2, 1, 1, 1, 1, 2, 5, 12, 22, 30, 32, 31, 30, 29, 28, 27, 26, 25, 24, 22, 20, 16, 10, 5]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Town:
    """The pages, what links where, and what is planted."""

    def __init__(self) -> None:
        chance = random.Random(SEED)
        self.kinds = {"/": "home", "/contact-us": "answer", "/search": "info"}
        for section in SECTIONS:
            self.kinds[f"/{section}/"] = "section"
            for number in range(PAGES_A_SECTION - 1):
                kind = "service" if number % 3 == 0 else "info"
                self.kinds[f"/{section}/{kind}-{chr(97 + number // 26)}{chr(97 + number % 26)}"] = (
                    kind
                )
            self.kinds[f"/{section}/opening-times"] = "answer"
        services = [path for path, kind in self.kinds.items() if kind == "service"]
        popular = services[:: len(services) // (PLANTED + 2 * DECOYS) or 1]
        chance.shuffle(popular)
        self.planted = popular[:PLANTED]
        self.unminded = popular[PLANTED : PLANTED + DECOYS]  # a dead end, and nobody leaves
        self.left = popular[PLANTED + DECOYS : PLANTED + 2 * DECOYS]  # left, and no dead end
        self.answers = [path for path, kind in self.kinds.items() if kind == "answer"]
        self.leaves = {path: LEAVES[kind] for path, kind in self.kinds.items()}
        for path in (*self.planted, *self.left):
            self.leaves[path] += PLANTED_MORE
        self.inner = [path for path, kind in self.kinds.items() if kind in ("service", "info")]
        chance.shuffle(self.inner)
        marked = [*self.planted, *self.left, *self.unminded]
        self.inner = [*marked, *(path for path in self.inner if path not in marked)]
        self.weights = [1 / (20 + place) for place in range(len(self.inner))]
        self.onward = {path: self._links(path, chance) for path in self.kinds}

    def _links(self, path: str, chance: random.Random) -> list[str]:
        if path == "/":
            return [f"/{section}/" for section in SECTIONS]
        section = path.split("/")[1]
        own = [each for each in self.kinds if each.startswith(f"/{section}/") and each != path]
        return own if self.kinds[path] == "section" else [*chance.sample(own or self.inner, 6), "/"]

    def walk(self, chance: random.Random) -> list[str]:
        """Return the pages of one visit."""
        drawn = chance.random()
        if drawn < 0.45:
            path = "/"
        elif drawn < 0.65:
            path = f"/{chance.choice(SECTIONS)}/"
        else:
            path = chance.choices(self.inner, self.weights)[0]
        seen = [path]
        while chance.random() >= self.leaves[path] and len(seen) < 40:
            drawn = chance.random()
            if drawn < (0.30 if path in self.planted else 0.03):
                path = "/contact-us"
            elif drawn < 0.36:
                path = "/search"
            else:
                path = chance.choice(self.onward[path])
            seen.append(path)
        return seen


class Log:
    """Makes the lines in the order of time, and counts what people do."""

    def __init__(self, town: Town, lines: int) -> None:
        self.town, self.most = town, lines
        self.views: Counter[str] = Counter()
        self.visits = 0

    def write(self, path: Path) -> None:
        with path.open("w", encoding="ascii") as file:
            for line in self.lines():
                file.write(line)

    def lines(self) -> Iterator[str]:
        chance = random.Random(SEED)
        waiting: list[tuple[float, int, str, str]] = []  # when, number, page or "", line
        made = number = 0
        for at in self.starts(chance):
            while waiting and waiting[0][0] <= at:
                when, _, page, line = heapq.heappop(waiting)
                self.views[page] += page != ""
                yield self.stamped(when, line)
                made += 1
                if made == self.most:
                    return
            for entry in self.visit(at, chance):
                number += 1
                heapq.heappush(waiting, (entry[0], number, *entry[1:]))

    def starts(self, chance: random.Random) -> Iterator[float]:
        """Return when visits begin: so many that they make the lines that are asked for."""
        visits = self.most / 5.6
        hours = [hour for hour, weight in enumerate(BUSY) for _ in range(weight)]
        begun = sorted(
            chance.randrange(DAYS) * 86_400 + chance.choice(hours) * 3600 + chance.random() * 3600
            for _ in range(int(visits))
        )
        yield from begun
        while True:
            yield begun[-1] + 10**9  # let all that waits come out

    def visit(self, at: float, chance: random.Random) -> Iterator[tuple[float, str, str]]:
        who = ".".join(str(chance.randrange(1, 255)) for _ in range(4))
        drawn = chance.random()
        if at > DAYS * 86_400:
            return
        if drawn < 0.15:
            browser = chance.choice(ROBOTS)
            for step in range(chance.randrange(1, 12)):
                page = chance.choice(self.town.inner)
                yield at + step * 2, "", request(who, page, browser)
            return
        browser = chance.choice(BROWSERS)
        self.visits += 1
        previous = "-"
        for page in self.town.walk(chance):
            address = f"{page}?q=word" if page == "/search" else page
            yield at, page, request(who, address, browser, referer=previous)
            previous = HOST + page
            if chance.random() < 0.5:
                yield at + 0.2, "", request(who, "/assets/site.css", browser, referer=previous)
                yield at + 0.3, "", request(who, "/assets/map.png?v=3", browser, referer=previous)
            if chance.random() < 0.04:
                yield at + 5, "", request(who, "/old/page.html", browser, status=404)
            if chance.random() < 0.03:
                yield at + 9, "", request(who, page, browser, method="POST")
            at += chance.expovariate(1 / 45)
            at = min(at, at + 1200)

    def stamped(self, at: float, line: str) -> str:
        moment = START + timedelta(seconds=int(at))
        stamp = (
            f"{moment.day:02}/{MONTHS[moment.month - 1]}/{moment.year}:{moment.hour:02}:"
            f"{moment.minute:02}:{moment.second:02} +0000"
        )
        return line.replace("TIME", stamp, 1)


def request(who: str, path: str, browser: str, *, method="GET", status=200, referer="-") -> str:
    return f'{who} - - [TIME] "{method} {path} HTTP/1.1" {status} 5120 "{referer}" "{browser}"\n'


def make_record(town: Town, path: Path) -> None:
    """Write a record as a crawl would: the pages, and the dead ends that were planted."""
    db = open_record(path)
    save_rules(db, load_dead_ends())
    with db.atomic():
        db.execute(
            "INSERT INTO sites (name, title, start_url) VALUES ('town', 'Town', ?)", [f"{HOST}/"]
        )
        db.execute(
            """INSERT INTO runs (site_id, title, started_at, status, dropkerb_version)
               VALUES (1, 'town', '2026-09-29T01:00:00+00:00', 'done', '0')"""
        )
        db.execute(
            """INSERT INTO audits (id, name, title, failure_title, category, scope)
               VALUES (1, 'no-onward-link', 'well', 'wrong', 'structure', 'page')"""
        )
        dead_ends = {*town.planted, *town.unminded, *town.answers}
        for number, (page, kind) in enumerate(town.kinds.items(), start=1):
            db.execute(
                """INSERT INTO pages (id, site_id, url, template, first_run_id, last_run_id,
                       audited_run_id) VALUES (?, 1, ?, ?, 1, 1, 1)""",
                [number, HOST + page, kind],
            )
            if page in dead_ends:
                db.execute(
                    """INSERT INTO causes (id, site_id, key, audit_id, title, impact, region,
                           first_run_id) VALUES (?, 1, ?, 1, 'x', 'serious', 'main', 1)""",
                    [number, str(number)],
                )
                db.execute(
                    """INSERT INTO findings (page_id, cause_id, status, message, first_run_id)
                       VALUES (?, ?, 'failed', 'nothing leads on', 1)""",
                    [number, number],
                )
    db.close()


def load(log: Path, record: Path) -> tuple[float, float]:
    """Import by the real command; return seconds and peak memory in MB."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler.cli", "import-analytics", log, "--db", record, "--quiet"],
        cwd=record.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"exit code {process.returncode}"
    return time.monotonic() - started, usage.ru_maxrss / 1024


def head(log: Path, lines: int, to: Path) -> Path:
    """Write the first lines of a log to another file."""
    with log.open() as whole, to.open("w") as part:
        for _, line in zip(range(lines), whole, strict=False):
            part.write(line)
    return to


def found_in(town: Town, record: Path) -> str:
    """Return how many of the points that came out were planted."""
    db = sqlite3.connect(record)
    paths = {url.removeprefix(HOST) for (url,) in db.execute("SELECT url FROM abandonment_points")}
    db.close()
    right = len(paths & set(town.planted))
    return f"{right} of {len(town.planted)} planted points and {len(paths) - right} others"


def judge(town: Town, log: Log, record: Path) -> bool:
    """Print what came out; return whether it is what was planted and counted."""
    db = sqlite3.connect(record)
    found = [
        (url.removeprefix(HOST), lost, rate, cost)
        for url, lost, rate, cost in db.execute(
            "SELECT url, lost_28, exit_rate, cost FROM abandonment_points ORDER BY place"
        )
    ]
    for page, lost, rate, cost in found[:3]:
        print(f"  {page}: {lost:.0f} lost in 28 days, {100 * rate:.0f} % leave; {cost}")
    paths = {page for page, *_ in found}
    planted = set(town.planted)
    print(
        f"planted {len(planted)}: found {len(paths & planted)}, "
        f"missed {sorted(planted - paths)}, besides {sorted(paths - planted)}"
    )
    counted = {
        url.removeprefix(HOST): views
        for url, views in db.execute(
            "SELECT p.url, a.views FROM analytics a JOIN pages p ON p.id = a.page_id"
        )
    }
    is_exact = counted == {page: views for page, views in log.views.items() if page}
    (visits,) = db.execute("SELECT visits FROM analytics_imports").fetchone()
    is_right = _decoys(town, db) and paths == planted
    print(
        f"views by page are {'exactly' if is_exact else 'NOT'} those of the model "
        f"({sum(counted.values()):,}); visits {visits:,} of {log.visits:,} begun"
    )
    order = [lost for _, lost, *_ in found]
    is_sorted = all(one >= other for one, other in pairwise(order))
    db.close()
    return is_exact and is_sorted and is_right


def _decoys(town: Town, db: sqlite3.Connection) -> bool:
    """Print how far the decoys came; return whether each kind was put to the test."""
    left = {
        url.removeprefix(HOST): (is_excess, is_hidden)
        for url, is_excess, is_hidden in db.execute(
            "SELECT url, is_excess, is_hidden FROM page_behaviour"
        )
    }
    for name, pages in (
        ("left, without a dead end", town.left),
        ("a dead end that nobody minds", town.unminded),
        ("an answer, with a dead end", town.answers),
    ):
        seen = [left[page] for page in pages if page in left and not left[page][1]]
        print(f"  {name}: {len(seen)} of {len(pages)} have a rate, "
              f"{sum(is_excess for is_excess, _ in seen)} are left too often")  # fmt: skip
    return any(left.get(page, (0, 1))[0] for page in town.left)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="leave the files where they are")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dropkerb-log-"))
    try:
        town = Town()
        model = Log(town, asked.lines)
        log = folder / "access.log"
        started = time.monotonic()
        model.write(log)
        print(
            f"made {asked.lines:,} lines, {log.stat().st_size / 1e6:.0f} MB, in "
            f"{time.monotonic() - started:.0f} s; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        told = {}
        for part in (asked.lines // 4, asked.lines // 2, asked.lines):
            record = folder / f"{part}.db"
            make_record(town, record)
            file = log if part == asked.lines else head(log, part, folder / "part.log")
            seconds, megabytes = load(file, record)
            points = found_in(town, record)
            told[part] = (seconds, megabytes)
            print(f"{part:>9,} lines: {seconds:5.1f} s, {part / seconds:7,.0f} lines a second, "
                  f"peak {megabytes:.0f} MB, {points}", flush=True)  # fmt: skip
        is_right = judge(town, model, record)
        print(json.dumps({"right": is_right, "runs": told}))
    finally:
        if asked.keep:
            print(folder)
        else:
            shutil.rmtree(folder)
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
