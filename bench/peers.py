"""The same pages, seen by Dropkerb and by pa11y-ci with both its runners, one after the other.

    script/bench peers [--pages 100]

Both on as many browsers as there are cores, against the generated council site on loopback with
politeness off. pa11y-ci comes from npm into a temporary folder and drives the same Chromium. An
issue is an element that a rule fails; what is only to be reviewed is counted apart. pa11y-ci names
no elements to review, unless asked for warnings (it is).
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
from _generated_site import Site, complaint, generated_site  # noqa: E402
from browser_floor import Meter  # noqa: E402

PEER = "pa11y-ci@4.1.1"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
]
OPEN = """
SELECT a.name, a.category, f.status, sum(coalesce(f.elements, 1))
FROM findings f JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
JOIN pages p ON p.id = f.page_id
WHERE f.ended_run_id IS NULL AND p.url IN (SELECT value FROM json_each(?))
GROUP BY a.name, f.status
"""


def timed(command: list, **options) -> dict:
    started = time.monotonic()
    with subprocess.Popen(command, **options) as process:
        meter = Meter(process.pid)
        code = process.wait()
    seconds = time.monotonic() - started
    return {"exit_code": code, "seconds": seconds, "cpu": sum(meter.end()),
            "peak_memory_mb": meter.peak_memory / 1e6}  # fmt: skip


def ours(site: Site, urls: list[str], browsers: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="dropkerb-bench-") as folder:
        record = Path(folder) / "record.db"
        command = [sys.executable, "-m", "crawler.cli", "crawl", site.start, "--quiet"]
        command += ["--db", record, "--out", f"{folder}/out", "--rate", "0"]
        environment = {  # no peer tries pages out
            **os.environ,
            "DROPKERB_BROWSERS": str(browsers),
            "DROPKERB_TRY_OUT": "0",
            "DROPKERB_EVIDENCE": "0",
            "PYTHONPATH": str(ROOT),
        }
        told = timed(command, env=environment, stdout=subprocess.DEVNULL)
        db = sqlite3.connect(record)
        rows = db.execute(OPEN, [json.dumps(urls)]).fetchall()
        told["pages"] = db.execute("SELECT pages_audited FROM runs").fetchone()[0]
        told["lost"] = len(urls) - db.execute(
            "SELECT count(*) FROM pages WHERE audited_run_id IS NOT NULL "
            "AND url IN (SELECT value FROM json_each(?))", [json.dumps(urls)]
        ).fetchone()[0]  # fmt: skip
        db.close()
    for kind in ("axe", "best", "own"):
        of_kind = [row for row in rows if kind_of(*row[:2]) == kind]
        told[f"{kind} failed"] = sum(row[3] for row in of_kind if row[2] == "failed")
        told[f"{kind} to review"] = sum(row[3] for row in of_kind if row[2] != "failed")
        told[f"{kind} rules"] = len({row[0] for row in of_kind})
    return told


def kind_of(audit: str, category: str) -> str:
    if not audit.startswith("axe:"):
        return "own"
    return "best" if category == "best practice" else "axe"


def peer(site: Site, urls: list[str], browsers: int, folder: Path) -> dict:
    config = folder / "pa11yci.json"
    defaults = {
        "standard": "WCAG2AA", "runners": ["axe", "htmlcs"], "concurrency": browsers,
        "includeWarnings": True, "useIncognitoBrowserContext": False,
        "timeout": 60_000, "reporters": ["json"],
        "chromeLaunchConfig": {"executablePath": CHROMIUM, "args": ARGUMENTS},
    }  # fmt: skip
    config.write_text(json.dumps({"defaults": defaults, "urls": urls}))
    said = folder / "said.json"
    with said.open("w") as out:
        command = [folder / "node_modules/.bin/pa11y-ci", "--config", config]
        told = timed(command, cwd=folder, stdout=out)
    site.asked()
    results = json.loads(said.read_text())["results"]
    issues = Counter()
    rules = {"axe": set(), "htmlcs": set()}
    lost = 0
    for url, found in results.items():
        failed = [each for each in found if "runner" not in each]
        lost += bool(failed)
        if failed:
            print(f"{'':10} lost {url}: {failed[0].get('message', '')[:100]}")
        for each in found:
            if "runner" in each:
                state = "failed" if each["type"] == "error" else "to review"
                issues[f"{each['runner']} {state}"] += 1
                rules[each["runner"]].add(each["code"])
    told |= issues | {f"{name} rules": len(codes) for name, codes in rules.items()}
    return {**told, "pages": len(results), "lost": lost + len(urls) - len(results)}


def install(folder: Path) -> None:
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent"]
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run([*command, PEER], check=True, env=environment)


def show(name: str, told: dict) -> None:
    speed = 60 * told["pages"] / told["seconds"]
    print(f"{name:10} {told['pages']:4} pages, {told['lost']} lost, {told['seconds']:6.1f} s, "
          f"{speed:6.1f} pages/min, {told['cpu'] / told['pages']:5.2f} CPU s a page, "
          f"{told['peak_memory_mb']:5.0f} MB")  # fmt: skip
    for kind in ("axe", "best", "own", "htmlcs"):
        if f"{kind} rules" in told:
            print(f"{'':10} {kind:7} {told.get(f'{kind} failed', 0):6} elements fail, "
                  f"{told.get(f'{kind} to review', 0):6} to review, "
                  f"by {told[f'{kind} rules']} rules")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--browsers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if said := complaint():
        print(said)
        return
    with (
        tempfile.TemporaryDirectory(prefix="dropkerb-peer-") as folder,
        generated_site(asked.pages) as site,
    ):
        install(Path(folder))
        urls = site.urls.read_text().split()[: asked.pages]
        mine = ours(site, urls, asked.browsers)
        show("Dropkerb", mine)
        theirs = peer(site, urls, asked.browsers, Path(folder))
        show("pa11y-ci", theirs)
        ratio = (mine["pages"] / mine["seconds"]) / (theirs["pages"] / theirs["seconds"])
        print(f"pages a minute, ours to theirs: {ratio:.2f}")


if __name__ == "__main__":
    main()
