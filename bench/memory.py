"""Memory over many pages in a row, looked at and judged by the real pool: does anything grow?

    .venv/bin/python bench/memory.py [--pages 2000] [--browsers 2] [--every 100]

Pages are made up and served on loopback; each is another one, of 150 to 1,500 elements, with a
style sheet, a script and a picture. Memory is PSS: what processes share is split among them.
"""

import argparse
import logging
import os
import random
import sys
import time
from concurrent.futures import FIRST_COMPLETED, wait
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
import psutil  # noqa: E402

from crawler.answers import Answer  # noqa: E402
from crawler.browser import BrowserPool, BrowserSettings  # noqa: E402
from crawler.browser_process import memory_of  # noqa: E402
from crawler.looking import Job, look_and_judge  # noqa: E402
from crawler.provision import axe_or_complain  # noqa: E402

WORDS = (
    "council bin tax housing school library planning parking road park form apply pay report find "
    "street weekly collection local service office open closed family budget vote meeting"
).split()
STYLE = "body{font:16px sans-serif;color:#333}.card{border:1px solid #999;padding:8px;margin:4px}"
SCRIPT = """const kept = []; document.addEventListener("click", () => {});
for (let i = 0; i < 2000; i++) kept.push({place: i, text: "x".repeat(50)});"""
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)


def page(number: int) -> bytes:
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    cards = "".join(
        f"<div class=card><h2>{words(3)}</h2><p>{words(30)}. {words(25)}.</p>"
        f"<ul><li><a href='/{chance.randrange(10**6)}'>{words(3)}</a><li><a href='/p'>here</a></ul>"
        f"<img src='/picture.png?{chance.randrange(50)}'><input name=q{n}></div>"
        for n in range(chance.randrange(15, 150))
    )
    return (
        f"<!doctype html><html lang=en><head><title>Page {number}</title>"
        f"<link rel=stylesheet href=/style.css><script src=/script.js></script></head>"
        f"<body><header><a href=/>Council</a></header>"
        f"<main><h1>{words(4)}</h1>{cards}</main></body>"
    ).encode()


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.partition("?")[0].strip("/")
        kind, body = {
            "style.css": ("text/css", STYLE.encode()),
            "script.js": ("text/javascript", SCRIPT.encode()),
            "picture.png": ("image/png", PICTURE),
        }.get(name, ("text/html; charset=utf-8", b""))
        body = body or page(int(name) if name.isdigit() else 0)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Curve:
    """Samples of memory over pages."""

    def __init__(self, pool: BrowserPool) -> None:
        self.pool = pool
        self.rows: list[tuple[int, float, float]] = []
        self.started = time.monotonic()

    def sample(self, done: int) -> None:
        ours = memory_of([psutil.Process(os.getpid())]) / 1e6
        found = self.pool._memory_by_seat()  # noqa: SLF001 (a bench may look inside)
        each = [used / 1e6 for used in found.values()]
        browsers = sum(each)
        self.rows.append((done, ours, browsers))
        bar = "#" * round(browsers / 25)
        shown = " + ".join(f"{megabytes:.0f}" for megabytes in each)
        minutes = (time.monotonic() - self.started) / 60
        print(
            f"{done:6} {minutes:5.1f} min  ours {ours:4.0f}  browsers {shown:>11} MB  {bar}",
            flush=True,
        )

    def growth(self, column: int, after: int) -> float:
        """Return the slope in MB per 1,000 pages, by least squares, once all is warm."""
        rows = [(row[0], row[column]) for row in self.rows if row[0] >= after]
        if len(rows) < 2:
            return float("nan")
        middle = sum(x for x, _ in rows) / len(rows)
        height = sum(y for _, y in rows) / len(rows)
        up = sum((x - middle) * (y - height) for x, y in rows)
        return 1000 * up / sum((x - middle) ** 2 for x, _ in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--browsers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=100)
    asked = parser.parse_args()
    logging.getLogger("dropkerb").setLevel(logging.CRITICAL)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    pool = BrowserPool(
        BrowserSettings(axe_path=axe_or_complain(), private_hosts=(host,)), asked.browsers
    )
    try:
        soak(pool, host, asked)
    finally:
        pool.close()
        server.shutdown()


def soak(pool: BrowserPool, host: str, asked: argparse.Namespace) -> None:
    curve, states = Curve(pool), {}
    waiting, sent, done = set(), 0, 0
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    while done < asked.pages:
        while sent < asked.pages and len(waiting) < 2 * asked.browsers:
            sent += 1
            job = Job(url=f"http://{host}/{sent}", answer=Answer(200, headers, page(sent)), run="x")
            waiting.add(pool.executor.submit(look_and_judge, job, pool))
        ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in ended:
            state = future.result().look.state
            states[state] = states.get(state, 0) + 1
            done += 1
            if done % asked.every == 0 or done == 10:
                curve.sample(done)
    after = max(asked.every, asked.pages // 5)
    print(f"\nstates {states}, browsers replaced {pool.replaced}")
    for reason in sorted(set(pool.replacements)):
        print(f"  {reason}")
    print(f"growth after {after} pages, in MB per 1,000 pages:", end=" ")
    print(f"ours {curve.growth(1, after):+.0f}, all browsers {curve.growth(2, after):+.0f}")


if __name__ == "__main__":
    main()
