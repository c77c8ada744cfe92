"""A site on loopback whose home page links to one page for each bad behaviour, and to good ones.

`BEHAVIOURS` says what the record must hold about each; tests and bench/behaviours.py share it.
Some pages end a process of the browser that asks for them: `site.attack` is told which.
"""

import functools
import gzip
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
DRIP_SECONDS = 0.1
TOP = '<!doctype html><html lang="en"><head><title>{}</title></head><body><main><h1>{}</h1>'


@dataclass(frozen=True)
class Behaviour:
    """One bad behaviour: where it is, and what may become of it."""

    title: str
    path: str
    outcomes: tuple[str, ...]  # the state in the record: any of these
    reason: str = ""  # what the recorded reason must match, a regular expression
    replaced: bool | None = False  # whether it costs a browser; None: may be


AUDITED, ERROR = ("audited",), ("error",)
LATE = "did not answer in time"
LOADING = "still loading after"
BEHAVIOURS = (
    Behaviour("renderer crash, again and again", "/renderer-crash", ERROR, "crash", replaced=True),
    Behaviour("renderer crash, once", "/renderer-crash-once", AUDITED, "", replaced=True),
    Behaviour(
        "endless script in load", "/hang-in-load", ERROR, "does not end|longer than", replaced=True
    ),
    Behaviour(
        "endless script after load", "/hang-later", ERROR, "does not end|longer than", replaced=True
    ),
    Behaviour("endless script on leaving", "/hang-on-leaving", AUDITED, "", replaced=True),
    Behaviour("alert, confirm and prompt, without end", "/dialogues", AUDITED),
    Behaviour("print and beforeunload", "/leaving", AUDITED),
    Behaviour("redirects itself by script, without end", "/spin", ("redirect",)),
    Behaviour("two pages that redirect to each other by script", "/to-and-fro", ("redirect",)),
    Behaviour(
        "reloads itself, without end", "/reload", (*ERROR, *AUDITED, "redirect"), ".", replaced=None
    ),
    Behaviour(
        "meta refresh to itself", "/refresh", (*ERROR, *AUDITED, "redirect"), "", replaced=None
    ),
    Behaviour("redirects in a circle by the server", "/ring/1", ("redirect",)),
    Behaviour("document of 50 MB", "/fifty-megabytes", ERROR, "larger than the limit"),
    Behaviour("gzip bomb, 400 KB to 100 MB", "/bomb", ERROR, "larger than the limit"),
    Behaviour("20,000 levels in the markup", "/deep", AUDITED, "more than 12,000 elements"),
    Behaviour("20,000 levels by script", "/deep-by-script", (*AUDITED, *ERROR), ".", replaced=None),
    Behaviour("20,000 elements", "/huge", AUDITED, "more than 12,000 elements"),
    Behaviour(
        "100,000 links",
        "/many-links",
        AUDITED,
        "12,000|did not finish|still loading",
        replaced=None,
    ),
    Behaviour(
        "title of 1 MB", "/long-title", AUDITED, "^$|did not finish|still loading", replaced=None
    ),
    Behaviour("answer without end", "/endless", ERROR, LATE),
    Behaviour("headers without end", "/endless-headers", ERROR, LATE),
    Behaviour("no answer", "/never", ERROR, LATE),
    Behaviour("image without end", "/image", AUDITED, LOADING),
    Behaviour("script without end", "/script", AUDITED, LOADING),
    Behaviour("style sheet without end", "/style", AUDITED, LOADING),
    Behaviour("frame without end", "/frame", AUDITED, LOADING),
    Behaviour("download", "/download", ("document",)),
    Behaviour("page sent as a download", "/attachment", (*ERROR, "document"), "", replaced=None),
    Behaviour("204, no content", "/empty", ERROR, "204"),
    Behaviour("page sent as plain text", "/plain", ("document",)),
    Behaviour("picture sent as a page", "/picture", (*AUDITED, *ERROR)),
    Behaviour("connection reset in the middle", "/reset", ERROR, "broke off"),
    Behaviour("shorter than announced", "/cut", ERROR, "broke off"),
    Behaviour("broken chunks", "/chunks", ERROR, "broke off"),
    Behaviour("header line of 1 MB", "/long-header", ERROR, "more headers"),
    Behaviour("100,000 headers", "/many-headers", ERROR, "more headers"),
    Behaviour("100,000 cookies", "/cookies", ERROR, "more headers"),
    Behaviour("redirect to 15,000 characters", "/long-redirect", ERROR, "no web address"),
    Behaviour("page in an encoding that takes long to read", "/punycode", AUDITED),
    Behaviour("no HTTP at all", "/gibberish", ERROR, "connection broke"),
    Behaviour(
        "script that takes all memory",
        "/out-of-memory",
        ERROR,
        "crash|does not end|longer than",
        replaced=True,
    ),
    Behaviour("chromedriver killed from outside", "/kill-driver", AUDITED, "", replaced=True),
    Behaviour("Chromium killed from outside", "/kill-browser", AUDITED, "", replaced=True),
    Behaviour("calendar without end", "/calendar?month=1", AUDITED),
)
GOOD = tuple(f"/good/{word}" for word in "ant bee cat dog eel fox gnu hen ibex jay".split())

SCRIPTS = {
    "/hang-in-load": "for(;;);",
    "/hang-later": "onload=()=>setTimeout(()=>{for(;;);},0)",
    "/hang-on-leaving": "addEventListener('pagehide',()=>{for(;;);})",
    "/dialogues": "for(let i=0;i<50;i++){alert(i);confirm(i);prompt(i)}setInterval(()=>alert(1),1)",
    "/leaving": "for(let i=0;i<9;i++)print();onbeforeunload=e=>{e.preventDefault();return 'Stay'};"
    "addEventListener('beforeunload',e=>{e.preventDefault();e.returnValue='Stay'});",
    "/spin": "location.replace('/spin?turn='+Math.random())",
    "/to-and-fro": "location.replace('/fro-and-to')",
    "/fro-and-to": "location.replace('/to-and-fro')",
    "/reload": "setTimeout(()=>location.reload(),1)",
    "/deep-by-script": "let at=document.body;for(let i=0;i<20000;i++){const d="
    "document.createElement('i');at.append(d);at=d}",
    "/out-of-memory": "const kept=[];for(;;)kept.push(new Array(2**25).fill(kept.length+0.5))",
}
NEVER = {
    "/image": "<img alt='' src='/asset/never.png'>",
    "/script": "<script src='/asset/never.js'></script>",
    "/style": "<link rel=stylesheet href='/asset/never.css'>",
    "/frame": "<iframe title=x src='/never'></iframe>",
    "/renderer-crash": "<img alt='' src='/asset/attack/renderer'>",
    "/renderer-crash-once": "<img alt='' src='/asset/attack/renderer-once'>",
    "/kill-driver": "<img alt='' src='/asset/attack/driver-once'>",
    "/kill-browser": "<img alt='' src='/asset/attack/browser-once'>",
}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def page(title, more=""):
    return (TOP.format(title, title) + f"<p>Some text.</p>{more}</main></body></html>").encode()


def links_to(paths):
    return "".join(f"<p><a href='{path}'>Page {path}</a></p>" for path in paths)


def all_paths():
    """Bad pages with a good one after each four."""
    paths = [behaviour.path for behaviour in BEHAVIOURS]
    for place, good in enumerate(GOOD):
        paths.insert(5 * place, good)
    return tuple(paths)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        site, path = self.server, self.path.partition("?")[0]
        site.asked.setdefault(self.path, time.monotonic())
        if path == "/":
            self._send(page("Home", links_to(site.links)))
        elif path == "/robots.txt" and not site.answers_robots:
            self._never()
        elif path.startswith("/good/"):
            image = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
            self._send(page(path[6:].title(), image + links_to(site.good_links)))
        elif path in SCRIPTS:
            self._send(page(path[1:], f"<script>{SCRIPTS[path]}</script>"))
        elif path in NEVER:
            self._send(page(path[1:], NEVER[path]))
        elif path.startswith("/asset/"):
            self._asset(path)
        elif do := getattr(self, "_" + path[1:].partition("/")[0].replace("-", "_"), None):
            do()
        else:
            self._send(page("Not found"), 404)

    def _send(self, body, status=200, kind=HTML, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _raw(self, *parts):
        """Send bytes as they are, and close."""
        self.close_connection = True
        for part in parts:
            self.wfile.write(part)

    def _asset(self, path):
        """Never answer; or hand the browser that asks over to the attacker, at least once."""
        victim, _, once = path.partition("/attack/")[2].partition("-")
        if victim and (not once or path not in self.server.attacked):
            self.server.attacked.append(path)
            self.server.attack(victim, self.client_address[1])
            self.server.stopping.wait(60)
        elif victim:
            self._send(PICTURE, kind="image/png")
        else:
            self.server.stopping.wait(60)
        self.close_connection = True

    # --- one method for each path, named like it

    def _ring(self):
        self._send(b"", 302, Location="/ring/2" if self.path.endswith("1") else "/ring/1")

    def _refresh(self):
        self._send(b"<meta http-equiv=refresh content=0><title>x</title>" + page("refresh"))

    def _fifty_megabytes(self):
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.end_headers()
        self._raw(page("large"), *(b"<p>" + b"x" * 999_997 for _ in range(50)))

    def _bomb(self):
        self._send(bomb(), Content_Encoding="gzip")

    def _deep(self):
        self._send(page("deep", "<div>" * 20_000))

    def _huge(self):
        self._send(page("huge", "<p>x" * 20_000))

    def _many_links(self):
        self._send(page("links", "".join(f"<a href='/many/{n}'>{n}</a> " for n in range(100_000))))

    def _many(self):
        self._send(page("none"), 404)

    def _long_title(self):
        self._send(page("t" * 1_000_000))

    def _endless(self):
        self._drip(
            f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n\r\n".encode() + page("x"), b"<p>more"
        )

    def _endless_headers(self):
        self._drip(f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n".encode(), b"X-More: more\r\n")

    def _drip(self, first, more):
        self._raw(first)
        while not self.server.stopping.wait(DRIP_SECONDS):
            self.wfile.write(more)

    def _never(self):
        self.server.stopping.wait(60)
        self.close_connection = True

    def _download(self):
        self._send(b"PK" * 100, kind="application/zip", Content_Disposition="attachment")

    def _attachment(self):
        self._send(page("attachment"), Content_Disposition="attachment; filename=a.html")

    def _empty(self):
        self.send_response(204)
        self.end_headers()

    def _plain(self):
        self._send(page("plain"), kind="text/plain")

    def _picture(self):
        self._send(PICTURE)

    def _reset(self):
        self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + page("reset"))
        self.connection.setsockopt(1, 13, b"\1\0\0\0\0\0\0\0")  # SO_LINGER of 0: a reset, no end
        self.connection.close()

    def _cut(self):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nContent-Length: 100000\r\n\r\n"
        self._raw(head.encode() + page("cut"))

    def _chunks(self):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nTransfer-Encoding: chunked\r\n\r\n"
        self._raw(head.encode() + b"5\r\n<p>he\r\nnot a number\r\nrubbish\r\n")

    def _long_header(self):
        self._raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\n" + page("x"))

    def _many_headers(self):
        many = b"".join(b"X-%d: x\r\n" % number for number in range(100_000))
        self._raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + many + b"\r\n" + page("x"))

    def _cookies(self):
        self._raw(b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=b\r\n" * 100_000 + b"\r\n" + page("x"))

    def _long_redirect(self):
        self._send(b"", 301, Location="/" + "a" * 15_000)

    def _punycode(self):
        self._send(page("punycode") + b"-" + b"a" * 300_000, kind="text/html; charset=punycode")

    def _buttons(self):  # trying them all takes until time is up; the first focus is told
        script = (
            "addEventListener('focusin',()=>{new Image().src='/asset/tried';"
            "for(const t=Date.now();Date.now()-t<200;);})"
        )
        buttons = "".join(f"<button onclick='this.append({n})'>B{n}</button>" for n in range(500))
        self._send(page("buttons", f"<script>{script}</script>{buttons}"))

    def _gibberish(self):
        self._raw(b"220 mail.example ESMTP\r\n" * 100)

    def _calendar(self):
        month = int(self.path.rpartition("=")[2] or 0) + 1
        self._send(page(f"Month {month}", f"<a href='/calendar?month={month}'>Next month</a>"))

    def handle(self):
        with suppress(OSError):
            super().handle()

    def finish(self):
        with suppress(OSError):
            super().finish()

    def log_message(self, *_):
        pass


@functools.cache
def bomb():
    return gzip.compress(b" " * 100_000_000, compresslevel=1)


class MisbehavingSite(ThreadingHTTPServer):
    """Serves the behaviours on loopback; `attack(victim, port)` is called for the killing ones."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, attack=lambda victim, port: None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.attack = attack
        self.attacked = []
        self.links = all_paths()  # of the home page
        self.good_links = ()  # of every good page
        self.answers_robots = True
        self.asked = {}  # path: when first asked for
        self.stopping = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_):  # a killed browser breaks its connections
        pass

    def close(self):
        self.stopping.set()
        self.shutdown()
        self.server_close()
