"""What the pool finds on a page is what axe finds there by itself: nothing is bought with findings.

A hundred pages, made from the made-up council's by mutations from a fixed seed, are judged twice: by
the pool, from the crawler's own answer; and by `Axe(driver).inject()` and `.run()` in a Chromium
that only has the same window. Rule, element and impact of every violation and of every case for
review must be the same. Frames of other origins have no part in it: the pool leaves them out on
purpose.
"""

import io
import json
import random
import threading
import wave
from collections import Counter
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_selenium_python import Axe
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from crawler.browser import Answer, BrowserPool
from crawler.browser_page import AXE_OPTIONS
from crawler.browser_process import VIEWPORT
from crawler.browser_settings import CHROMIUM
from crawler.demo.answers import Council
from crawler.demo.pages import Pages
from crawler.provision import axe_or_complain
from tests.crawler.looks import settings_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = 100
OTHER = "http://localhost:9/"  # suppliers, which nobody asks here
FRAMES = {
    "/frame/map": "<!doctype html><html lang=en><title>Map</title><style>p{color:#aaa}</style>"
    "<main><p>Pale words<img src=/pictures/valley.svg></main>",
    "/frame/spoilt": "<!doctype html><html lang=en><title>Spoilt</title><script>"
    "Array.prototype.toJSON=()=>'spoilt'</script><main><img src=/pictures/valley.svg></main>",
    "/frame/outer": "<!doctype html><title>Outer</title><p>Out</p>"
    "<iframe src=/frame/map></iframe><iframe title=Map src=/frame/map></iframe>",
}
# A plain run has axe in the page's own world, where these lame it: "const axe" hides axe from the
# driver, this "define" takes it away, and a toJSON spoils what axe tells its frames ("No elements
# found for include in frame Context"). So the plain browser gets them emptied; the pool does not.
MEDDLING = (
    "const axe='x'",
    "function define(){throw 1};define.amd={}",
    "Array.prototype.toJSON=function(){return 'spoilt'}",
    "Array.prototype.toJSON=()=>'spoilt'",
)
WORDS = ("bins", "council", "tax", "parking", "permit", "housing", "planning", "school", "vote")


class Server(ThreadingHTTPServer):
    """Serves the mutated pages, and the council's assets."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.council = Council(1, f"{self.base}/", OTHER)
        paths = [path for path in Pages(1, OTHER).addresses() if self._is_page(path)]
        self.pages = dict(mutated(paths[n % len(paths)], n, self.council) for n in range(PAGES))
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def _is_page(self, path):
        answer = self.council.answer(path)
        return answer.status == 200 and answer.media.startswith("text/html")

    def close(self):
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path in self.server.pages:  # only the plain browser asks: the pool has its answer
            headers, body = self.server.pages[path]
            self._send(200, dict(headers), harmless(body))
        elif path in FRAMES:
            body = FRAMES[path].encode()
            is_pool = "Dropkerb" in self.headers["User-Agent"]
            self._send(200, {"Content-Type": "text/html"}, body if is_pool else harmless(body))
        elif path == "/tone.wav":
            self._send(200, {"Content-Type": "audio/wav"}, tone())
        else:
            answer = self.server.council.answer(self.path)
            self._send(answer.status, {"Content-Type": answer.media, **answer.headers}, answer.body)

    def _send(self, status, headers, body):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def harmless(body):
    for script in MEDDLING:
        body = body.replace(script.encode(), b"")
    return body


@cache
def tone():
    """Four seconds of silence: axe judges what plays by itself for longer than three.

    Nothing is missing on these pages, since axe waits five seconds for a sound that never comes.
    """
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 1, 8_000, 32_000, "NONE", ""))
        sound.writeframes(b"\x80" * 32_000)
    return file.getvalue()


# --- mutations: what is put into a page, and what is changed all over it


def some(rnd, least=2, most=8):
    return " ".join(rnd.choice(WORDS) for _ in range(rnd.randint(least, most)))


def pale(rnd):
    shade = rnd.choice(["#999", "#777", "#bbb", "#767676", "rgba(0,0,0,.4)"])
    ground = rnd.choice(["#fff", "#eee", "linear-gradient(#fff,#000)", "transparent"])
    size = rnd.choice(["12px", "19px", "24px"])
    return "".join(
        f'<p style="color:{shade};background:{ground};font-size:{size}">{some(rnd)}</p>'
        for _ in range(rnd.randint(1, 6))
    )


def form(rnd):
    kind = rnd.choice(["text", "email", "checkbox", "radio", "tel"])
    label = rnd.choice(["", "<label for=f1>Your name</label>", "<label>Your name</label>"])
    return (
        f"<form>{label}<input id=f1 type={kind} autocomplete={rnd.choice(['name', 'nonsense'])}>"
        f"<select><option>{some(rnd)}</select><button></button><input type=image src=/icon.svg></form>"
    )


def table(rnd):
    caption = rnd.choice(["", "<caption>Bands</caption>", "<tr><td colspan=3>Bands of this year"])
    head = rnd.choice(["<tr><th>Band<th>Sum<th>", "<tr><th scope=foo>Band<td>Sum<td>x", ""])
    row = "<tr><td>A<td>1<td>2" * rnd.randint(2, 5)
    return f"<table>{caption}{head}{row}</table>"


def headings(rnd):
    return "".join(f"<h{rnd.randint(1, 6)}>{some(rnd, 1, 3)}</h1>" for _ in range(4)) + "<h2></h2>"


def pictures(rnd):
    return "".join(
        f"<img src=/pictures/{rnd.choice(['valley', 'library'])}.svg {alt} width=80>"
        for alt in ("", "alt=''", "alt=valley.svg", "role=none", "alt='A valley' title=x")
        if rnd.random() < 0.7
    )


def aria(rnd):
    return rnd.choice(
        [
            "<div role=buton tabindex=3>Go</div><ul><div>no item</div></ul>",
            "<div role=checkbox>Yes</div><div role=list><span role=listitem>a</span></div>",
            "<p id=twice>a</p><p id=twice aria-labelledby=nowhere aria-foo=1>b</p>",
            "<button aria-hidden=true>Hidden</button><div aria-hidden=true><a href=#x>y</a></div>",
            "<nav><nav aria-label=a></nav></nav><main>second</main><header role=banner>b</header>",
            "<p lang=zz>bonjour</p><p><b>Looks like a heading</b></p><p>This one does not at all.</p>",
            "<span role=progressbar></span><div role=tablist><div role=tab></div></div>",
        ]
    )


def links(rnd):
    small = "style='display:inline-block;width:9px;height:9px;overflow:hidden'"
    return (
        f"<p>{some(rnd)} <a href=/contact style='text-decoration:none;color:#00c'>here</a> {some(rnd)}"
        f"<a href=/x></a><a href=/y {small}>a</a><a href=/z {small}>b</a></p>"
    )


def frames(rnd):
    title = rnd.choice(["", "title=Map", "title=''"])
    kind = rnd.choice(["", "loading=lazy", "hidden", "sandbox='allow-same-origin allow-scripts'"])
    more = rnd.choice(["<iframe srcdoc='<p>in'></iframe>", "<iframe title=Empty></iframe>", ""])
    return f"<iframe {title} {kind} src={rnd.choice(list(FRAMES))}></iframe>{more}"


def shadow(rnd):
    return (
        "<div id=host></div><script>document.getElementById('host').attachShadow({mode:'open'})"
        f".innerHTML='<img src=/icon.svg><p style=color:#aaa>{some(rnd)}</p><slot></slot>'</script>"
    )


def script(rnd):
    return rnd.choice(
        [
            "<script>window.axe={run(){throw 1}}</script>",
            *(f"<script>{meddling}</script>" for meddling in MEDDLING),
            (
                "<script>document.body.append(...Array.from({length:30},(_,i)=>Object.assign("
                "document.createElement('img'),{src:'/icon.svg',id:'made-'+i})))</script>"
            ),
            "<script>window.module={exports:{}};window.exports={}</script>",
        ]
    )


def sounds(rnd):
    return f"<audio autoplay src=/tone.wav {rnd.choice(['', 'controls', 'loop'])}></audio><marquee scrollamount=0>x</marquee>"


INSERTS = (pale, form, table, headings, pictures, aria, links, frames, shadow, script, sounds)
STYLES = (
    "",
    "<style>@media(orientation:landscape){main{transform:rotate(90deg)}}</style>",
    "<style>p{position:relative;z-index:1}main::after{content:'x';position:absolute;inset:0}</style>",
    "<style>a{color:#8080ff;text-decoration:none}body{font-size:11px}</style>",
    "<meta name=viewport content='width=device-width,user-scalable=no'>",
    "<meta http-equiv=refresh content='3000; url=/'>",
)
POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; frame-src 'self'"


def mutated(path, number, council):
    """A page's address, and its headers and body."""
    rnd = random.Random(number)
    text = council.answer(path).body.decode("utf-8")
    added = "".join(rnd.choice(INSERTS)(rnd) for _ in range(rnd.randint(1, 6)))
    text = text.replace("</main>", f"{added}</main>", 1)
    text = text.replace("</head>", f"{rnd.choice(STYLES)}</head>", 1)
    for old, new in (
        (' lang="en"', ""),
        ("<title>", "<title hidden>"),
        ('<main id="content"', '<div id="content"'),
        (' alt="', ' data-alt="'),
        (' class="', ' data-class="'),
        ("<label", "<span"),
    ):
        if rnd.random() < 0.15:
            text = text.replace(old, new)
    headers = [("Content-Type", "text/html; charset=utf-8")]
    if number % 7 == 0:
        headers.append(("Content-Security-Policy", POLICY))
    return f"/{number}{path}", (tuple(headers), text.encode())


# --- both ways


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture(scope="module")
def pool(server):
    # what axe finds is known before a page is tried out
    pool = BrowserPool(settings_for(server, try_out=False, takes_evidence=False), 1)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def driver():
    options = Options()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--window-size=1280,1024"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(60)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", VIEWPORT)
    yield driver
    driver.quit()


def plainly(driver, url):
    """Axe as its own words have it, in the page and in each frame."""
    axe = Axe(driver, script_url=str(axe_or_complain()))
    driver.get(url)
    reach_lazy_frames(driver)
    inject(driver, axe)
    options = json.loads(AXE_OPTIONS)
    del options["resultTypes"]
    return axe.run(options=json.dumps(options))


def reach_lazy_frames(driver):
    """Have lazy frames load that stand further down than this browser looks ahead.

    The shell looks further, and a driver that turns to a frame waits for ever until it loads.
    """
    driver.execute_async_script(
        """const lazy = [...document.querySelectorAll("iframe[loading=lazy]")];
        const waits = lazy.filter(each => each.checkVisibility() && each.contentDocument
          && each.contentDocument.URL === "about:blank" && each.getAttribute("src"));
        const loads = waits.map(each => new Promise(go => {
          each.addEventListener("load", go, {once: true});
          each.scrollIntoView();
        }));
        const go = arguments[arguments.length - 1];
        Promise.all(loads).then(() => { scrollTo(0, 0); go(null); });"""
    )


def inject(driver, axe):
    axe.inject()
    for frame in driver.find_elements(By.TAG_NAME, "iframe"):
        driver.switch_to.frame(frame)
        inject(driver, axe)
        driver.switch_to.parent_frame()


def findings(result):
    return Counter(
        (kind, rule["id"], json.dumps(node["target"]), node["impact"])
        for kind in ("violations", "incomplete")
        for rule in result[kind]
        for node in rule["nodes"]
    )


def rules(result):
    return {kind: {rule["id"] for rule in result[kind]} for kind in ("passes", "inapplicable")}


def test_a_hundred_pages_give_the_same_findings(server, pool, driver):
    looks = {
        path: pool.executor.submit(pool.look, f"{server.base}{path}", Answer(200, headers, body))
        for path, (headers, body) in server.pages.items()
    }
    assert len(looks) == PAGES
    different, seen, in_frames = {}, Counter(), 0
    for path, coming in looks.items():
        result = plainly(driver, f"{server.base}{path}")
        look = coming.result()
        assert (look.state, look.axe_error) == ("ok", ""), (path, look.reason, look.axe_error)
        ours, plain = findings(look.axe), findings(result)
        if (ours, rules(look.axe)) != (plain, rules(result)):
            different[path] = {"only ours": ours - plain, "only plain": plain - ours}
        seen.update(rule for _, rule, _, _ in plain)
        in_frames += sum(len(json.loads(target)) > 1 for _, _, target, _ in plain)
    assert not different
    assert len(seen) > 40, f"the pages are too much alike: {seen}"
    assert seen["color-contrast"] > 100
    assert in_frames > 20, "too little was found in frames"
