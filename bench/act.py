"""Crawl W3C's ACT test cases and score what is on record: what was caught, and what was cried over.

    script/bench act [--keep FOLDER]

Each case is a small page with a known verdict for one rule. A failed case is caught when a finding
of a criterion that the case names is on record there, as failed ("sure") or for a person to look at
("review"). A failed finding of such a criterion on a passed or inapplicable case is a false alarm.
Cases that name no criterion are left out, and counted. Needs ../shared/bench/act.
"""

import argparse
import functools
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared/bench/act"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def crawl(start: str, folder: Path) -> Path:
    """Crawl every case as anybody would; return the record."""
    record = folder / "act.db"
    command = [sys.executable, "-m", "crawler.cli", "crawl", f"{start}/index.html", "--quiet"]
    command += ["--db", str(record), "--out", str(folder / "out"), "--rate", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DROPKERB_LINK_CHECK": "0"}
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 2):
        raise SystemExit(f"the crawl ended with exit code {done.returncode}")
    return record


def findings_of(record: Path) -> dict[str, list[tuple[str, str, frozenset[str], str]]]:
    """Path of a page: audit, status, criteria and message of each finding on it."""
    db = sqlite3.connect(record)
    found = defaultdict(list)
    query = "SELECT url, audit, status, requirements, message FROM open_findings"
    for url, audit, status, requirements, message in db.execute(query):
        criteria = frozenset(each.removeprefix("wcag:") for each in (requirements or "").split())
        found["/".join(url.split("/")[3:])].append((audit, status, criteria, message))
    found.default_factory = None
    audited = {
        "/".join(url.split("/")[3:])
        for (url,) in db.execute("SELECT url FROM pages WHERE audited_run_id IS NOT NULL")
    }
    db.close()
    return {path: found.get(path, []) for path in audited}


def score(cases: list[dict], found: dict) -> None:
    by_rule = defaultdict(Counter)
    alarms, missed = [], []
    without = Counter(case["expected"] for case in cases if not criteria_of(case))
    for case in cases:
        wanted = criteria_of(case)
        if not wanted:
            continue
        row = by_rule[case["rule"], case["rule_name"].replace("`", "")]
        if case["page"] not in found:
            row["not audited"] += 1
            continue
        hits = [each for each in found[case["page"]] if each[2] & wanted]
        sure = any(status == "failed" for _, status, _, _ in hits)
        if case["expected"] == "failed":
            row["failed"] += 1
            row["sure"] += sure
            row["review"] += bool(hits) and not sure
            if not hits:
                missed.append((case["rule"], case["title"], case["page"]))
        else:
            row["quiet"] += 1
            row["alarms"] += sure
            if sure:
                alarms += [(case, each) for each in hits if each[1] == "failed"]
    show(by_rule, without)
    print("\nfalse alarms")
    for case, (audit, _, criteria, message) in alarms:
        print(f"  {case['rule']} {case['expected']} {audit} ({' '.join(criteria)}): {message}")
        print(f"    {case['page']}")
    print("\nmissed")
    for rule, title, page in missed:
        print(f"  {rule} {title}: {page}")


def criteria_of(case: dict) -> frozenset[str]:
    return frozenset(case["wcag"]) | frozenset(case["wcag_secondary"])


def show(by_rule: dict, without: Counter) -> None:
    print(f"{'rule':8} {'sure':>5} {'review':>6} {'of':>4} {'alarms':>6} {'of':>4}  name")
    total = Counter()
    for (rule, name), row in sorted(by_rule.items(), key=lambda each: each[0]):
        total += row
        print(f"{rule:8} {row['sure']:5} {row['review']:6} {row['failed']:4} "
              f"{row['alarms']:6} {row['quiet']:4}  {name}"
              + (f" ({row['not audited']} not audited)" if row["not audited"] else ""))  # fmt: skip
    caught = total["sure"] + total["review"]
    print(
        f"\nfailed cases: {total['sure']} sure ({total['sure'] / total['failed']:.0%}), "
        f"{caught} with review ({caught / total['failed']:.0%}), of {total['failed']}"
    )
    print(f"passed and inapplicable: {total['alarms']} false alarms of {total['quiet']}")
    print(f"not audited: {total['not audited']}; naming no criterion, left out: {dict(without)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", type=Path, help="folder for record and report")
    asked = parser.parse_args()
    if not (SHARED / "cases.json").is_file():
        print("not measured: ../shared/bench/act is not there")
        return
    cases = json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))["cases"]
    with tempfile.TemporaryDirectory(prefix="dropkerb-bench-") as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with served(SHARED / "site") as start:
            record = crawl(start, folder)
        score(cases, findings_of(record))


if __name__ == "__main__":
    main()
