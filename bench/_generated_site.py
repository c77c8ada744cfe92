"""The generated council site of ../shared/bench/browser, made, served and its requests counted."""

import importlib.util
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared/bench/browser"
AXE = ROOT / "node_modules/axe-core/axe.min.js"


def complaint() -> str:
    """What is missing for this bench, in a sentence, or ""."""
    if not (SHARED / "gen_site.py").is_file():
        return "not measured: ../shared/bench/browser (generator, server, floor) is not there"
    return "" if AXE.is_file() else "not measured: node_modules/axe-core is missing"


@dataclass
class Site:
    """A served site: its start page, the list of its pages, and what its server was asked."""

    start: str
    urls: Path
    connection: object
    log: list[tuple[str, str, str, int, int]] = field(default_factory=list)

    def asked(self) -> list[tuple[str, str, str, int, int]]:
        """What was asked since last time: host, method, path, status, bytes sent."""
        self.connection.send("asked")
        return self.connection.recv()


@contextmanager
def generated_site(pages: int) -> Iterator[Site]:
    """Generate the site in a temporary folder and serve it from a process of its own."""
    with tempfile.TemporaryDirectory(prefix="dropkerb-bench-") as folder:
        out = Path(folder) / "site"
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        server = context.Process(target=serve, args=(out, theirs), daemon=True)
        server.start()
        port, cdn_port = ours.recv()
        base, cdn = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{cdn_port}"
        command = [sys.executable, SHARED / "gen_site.py", out, "--pages", str(pages)]
        command += ["--govuk", govuk(Path(folder)), "--base", base, "--cdn", cdn]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        try:
            yield Site(f"{base}/p/0.html", out / "urls.txt", ours)
        finally:
            ours.send("end")
            server.join(10)


def govuk(folder: Path) -> Path:
    """The styles of GOV.UK: named in DROPKERB_GOVUK, or fetched by npm into the folder."""
    if named := os.environ.get("DROPKERB_GOVUK"):
        return Path(named)
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent"]
    subprocess.run([*command, "govuk-frontend@5"], check=True)
    return folder / "node_modules/govuk-frontend/dist/govuk"


def serve(out: Path, connection) -> None:
    """Serve with ../shared's own handler, and note each answer. Runs in a process of its own."""
    spec = importlib.util.spec_from_file_location("shared_serve", SHARED / "serve.py")
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    log = []
    servers = []
    for name in ("www", "cdn"):
        handler = _counting(shared.handler(out / name, 0.0, {}), name, log)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        servers.append(server)
    import threading

    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    connection.send([server.server_port for server in servers])
    while connection.recv() == "asked":
        connection.send(list(log))
        log.clear()


def _counting(handler, name: str, log: list):
    class Counting(handler):
        def reply(self, status, body, kind, headers=()):
            size = 0 if self.command == "HEAD" or status == 304 else len(body)
            log.append((name, self.command, self.path, status, size))
            super().reply(status, body, kind, headers)

    return Counting
