"""What a second night costs, of which 1 % of the pages changed, against the first.

    .venv/bin/python -m bench.second_night [--pages 300] [--changed 0.01] [--due] [--style]

A made-up site is served on loopback, with new tokens in every answer and no ETags, as most
councils' servers do it; politeness is off. Counted are the CPU seconds of the crawl with its
browsers, the requests that reach the server and the size of the record. Each later day opens one
page in fourteen besides (--due); another style opens every page (--style).
"""

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import psutil

ROOT = Path(__file__).parents[1]
STYLE = "body { font: 1em/1.5 sans-serif; color: %s; background: #fff } nav li { display: inline }"
SCRIPT = "document.querySelectorAll('button').forEach(b => b.setAttribute('type', 'button'));"
WORDS = (
    "council services planning application resident parking permit waste recycling collection bin "
    "library school admission housing benefit rebate payment report road pothole street licence"
).split()


def address_of(number: int) -> str:
    """Return an address made of words: thousands that differ in a number alone would be a trap."""
    if number == 0:
        return "/"
    first, rest = divmod(number, len(WORDS) ** 2)
    second, third = divmod(rest, len(WORDS))
    return f"/{WORDS[first]}/{WORDS[second]}-{WORDS[third]}"


def link(number: int, name: str) -> str:
    return f"<li><a href='{address_of(number)}'>{name} {number}</a></li>"


class Site:
    """Pages of some 300 to 1,500 elements that share a header, a footer, a style and a script."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.numbers = {"/": 0} | {address_of(number): number for number in range(1, pages)}
        self.edited: dict[int, int] = {}
        self.colour = "#111"
        self.requests = 0

    def page(self, number: int) -> bytes:
        chance = random.Random(number * 1000 + self.edited.get(number, 0))
        token = uuid4().hex
        menu = "".join(link(n, "Service") for n in range(min(60, self.pages)))
        parts = "".join(self.part(chance) for _ in range(chance.randint(4, 25)))
        onward = "".join(link((number * 7 + n) % self.pages, "Topic") for n in range(1, 12))
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page {number}
</title><meta name="csrf-token" content="{token}"><link rel="stylesheet" href="/site.css">
<script nonce="{token}">window.issued = "{token}"</script><script defer src="/site.js"></script>
</head><body><header><a href="/">Town Council</a><nav aria-label="Main"><ul>{menu}</ul></nav>
</header><main><h1>Page {number}</h1>{parts}<ul>{onward}</ul>
<form action="/find"><input type="hidden" name="__token" value="{token}">
<label>Find <input name="q"></label><button>Find</button></form></main>
<footer><ul>{menu}</ul></footer></body></html>""".encode()

    def part(self, chance: random.Random) -> str:
        def words(number: int) -> str:
            return " ".join(chance.choices(WORDS, k=number))

        cells = "".join(f"<tr><th scope=row>{words(2)}<td>{words(3)}" for _ in range(6))
        return chance.choice(
            [
                f"<h2>{words(3)}</h2><p>{words(60).capitalize()}.</p>",
                f"<table><caption>{words(3)}</caption>{cells}</table>",
                f"<ul>{''.join(f'<li>{words(5)}</li>' for _ in range(9))}</ul>",
                f"<h2>{words(4)}</h2><p style='color:#aaa'>{words(30)}.</p><img src=/0.png>",
            ]
        )

    def answer(self, path: str) -> tuple[int, str, bytes]:
        self.requests += 1
        number = self.numbers.get(path)
        if number is not None:
            return 200, "text/html; charset=utf-8", self.page(number)
        if path == "/site.css":
            return 200, "text/css", (STYLE % self.colour).encode()
        return (200, "text/javascript", SCRIPT.encode()) if path == "/site.js" else (404, "", b"")


def serve(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body = site.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else body)

        do_HEAD = do_GET  # noqa: N815 (the base class's name)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def cpu_of(root: psutil.Process, seen: dict[tuple[int, float], tuple[str, float]]) -> None:
    """Note the CPU seconds of a process and all below it; they stay when it ends."""
    for process in [root, *root.children(recursive=True)]:
        try:
            used = process.cpu_times()
            name = "ours" if process == root else "browser"
            seen[process.pid, process.create_time()] = (name, used.user + used.system)
        except psutil.Error:
            continue


def night(site: Site, address: str, folder: Path, *options: str) -> dict[str, float]:
    """Crawl once; return what it cost."""
    site.requests = 0
    started = time.monotonic()
    with (folder / "said.txt").open("w") as said:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "crawler.cli",
                "crawl",
                address,
                "--rate",
                "0",
                "--quiet",
                *options,
            ],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DROPKERB_LINK_CHECK": "0"},
            stdout=said,
            stderr=said,
        )
        seen: dict[tuple[int, float], tuple[str, float]] = {}
        while process.poll() is None:
            try:
                cpu_of(psutil.Process(process.pid), seen)
            except psutil.Error:
                break
            time.sleep(0.1)
    assert process.wait() == (2 if options else 0), (folder / "said.txt").read_text()
    db = sqlite3.connect(folder / "dropkerb.db")
    audited, carried, crawl_seconds = db.execute(
        "SELECT pages_audited, pages_carried, seconds FROM runs ORDER BY id DESC LIMIT 1"
    ).fetchone()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    cost = {
        name: sum(cpu for each, cpu in seen.values() if each == name)
        for name in ("ours", "browser")
    }
    return {
        "pages": audited,
        "carried": carried,
        "seconds": time.monotonic() - started,
        "crawl": crawl_seconds,
        **cost,
        "cpu": cost["ours"] + cost["browser"],
        "requests": site.requests,
        "record": (folder / "dropkerb.db").stat().st_size / 1e6,
    }


def age(folder: Path, days: int) -> None:
    """Make all looks older, as if so many days had gone by."""
    db = sqlite3.connect(folder / "dropkerb.db")
    db.execute(
        "UPDATE looks SET looked_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', looked_at, ?)",
        [f"-{days} days"],
    )
    db.commit()
    db.close()


def show(name: str, cost: dict[str, float], first: dict[str, float]) -> None:
    opened = cost["pages"] - cost["carried"]
    print(
        f"{name:22} {cost['pages']:6.0f} {cost['carried']:8.0f} {opened:7.0f} {cost['cpu']:8.1f} "
        f"{cost['ours']:7.1f} {cost['browser']:8.1f} {100 * cost['cpu'] / first['cpu']:7.1f} % "
        f"{cost['crawl']:8.1f} {cost['requests']:8.0f} {cost['record']:7.1f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--changed", type=float, default=0.01, help="share of pages edited")
    parser.add_argument("--due", action="store_true", help="also a night on a later day")
    parser.add_argument("--style", action="store_true", help="also a night with another style")
    asked = parser.parse_args()
    site = Site(asked.pages)
    server = serve(site)
    address = f"http://127.0.0.1:{server.server_port}/"
    chance = random.Random(7)
    print(
        f"{'':22} {'pages':>6} {'carried':>8} {'opened':>7} {'CPU s':>8} {'ours':>7} "
        f"{'browser':>8} {'of first':>9} {'seconds':>8} {'requests':>8} {'MB':>7}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = night(site, address, folder)
        show("first night", first, first)
        unchanged = night(site, address, folder)
        show("nothing changed", unchanged, first)
        apart = Path(shutil.copytree(folder, folder / "apart"))
        start = night(site, address, apart, "--max-pages", "1")
        show("one page alone", start, first)
        for number in chance.sample(range(asked.pages), max(1, round(asked.pages * asked.changed))):
            site.edited[number] = 1
        show(f"{100 * asked.changed:g} % edited", night(site, address, folder), first)
        if asked.due:
            age(folder, 1)
            show("a day later", night(site, address, folder), first)
        if asked.style:
            site.colour = "#bbb"
            show("the style changed", night(site, address, folder), first)
    looked, carried = (
        (each["cpu"] - start["cpu"]) / (each["pages"] - 1) for each in (first, unchanged)
    )
    print(
        f"a page opened {1000 * looked:.0f} ms CPU, a page carried {1000 * carried:.1f} ms "
        f"({100 * carried / looked:.2f} %); start and end of a run {start['cpu']:.1f} s"
    )


if __name__ == "__main__":
    main()
