"""A night that opens only what may have changed ends in the record of one that opens everything.

A small site changes at random between nights, always in the same way. Each night is crawled twice:
into a record that remembers, and, with --full, into one that does not. Both must hold the same.
"""

import hashlib
import random
import re
from itertools import count
from uuid import uuid4

import pytest

from tests.crawler import crawls
from tests.crawler.crawls import ask, audited, kill_when, to_its_end
from tests.crawler.loopback import Answering, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
TOKEN = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
MAP = """<!doctype html><html lang=en><title>Map</title><!-- {token} -->
<main><h1>Map</h1>{content}</main></html>"""
STATE = {
    "pages": """SELECT url, kind, title, language, template, click_depth, in_links, in_sitemap,
        first_run_id, last_run_id, audited_run_id FROM pages""",
    "visits": """SELECT p.url, v.first_run_id, v.last_run_id, v.outcome, v.status, v.redirect_to,
        v.reason FROM visits v JOIN pages p ON p.id = v.page_id""",
    "outcomes": """SELECT p.url, a.name, o.audit_version, o.status, o.value, o.note, o.first_run_id,
        o.ended_run_id FROM outcomes o JOIN audits a ON a.id = o.audit_id
        LEFT JOIN pages p ON p.id = o.page_id""",
    "findings": """SELECT p.url, c.key, f.status, f.message, f.selector, f.snippet, f.elements,
        f.first_run_id, f.ended_run_id, f.ending
        FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id""",
    "links": """SELECT p.url, t.url, l.text, l.region, l.rel, l.times, l.is_rendered,
        l.first_run_id, l.ended_run_id
        FROM links l JOIN pages p ON p.id = l.page_id JOIN targets t ON t.id = l.target_id""",
    "readings": """SELECT p.url, r.language, r.source, r.reason, r.words, r.level, r.reading_ease,
        r.long_sentences, r.marks, t.blocks, t.marks
        FROM page_readability r JOIN pages p ON p.id = r.page_id
        JOIN page_texts t ON t.page_id = r.page_id""",
    "index": "SELECT * FROM readability_index",
    "targets": "SELECT url, kind, state, status, hops, redirect_to, checked_run_id FROM targets",
    "audits": "SELECT name, version, last_run_id FROM audits",
    "totals": "SELECT run_id, dimension, name, measure, round(value, 6) FROM run_totals",
    "runs": "SELECT id, status, reason, pages_found, pages_audited, pages_error, pages_left FROM runs",
}


class Town:
    """A site whose answers carry new tokens each time, and which changes when told to."""

    def __init__(self):
        self.number = count()
        self.colour = "#111"
        self.behaviour = ""
        self.inline = "1 + 1"
        self.header = "<p>Town Council</p>"
        self.frame = "<p>Map of the town</p>"
        self.picture = PIXEL
        self.version = 1
        self.words = {f"/page-{n}": "words that stand here" for n in range(1, 9)}
        self.alts = dict.fromkeys(self.words, 'alt="A view"')
        self.moved = {}
        self.gone = set()

    def answer(self, path):
        path = path.partition("?")[0]
        if path in self.moved:
            return 301, "text/html", b"", {"Location": self.moved[path]}
        if path in self.gone:
            return 404, "text/html", b"gone", {}
        if path == "/":
            return self.page(path, "Start")
        if path in self.words:
            return self.page(path, path.strip("/").replace("-", " ").capitalize())
        return self.file(path)

    def file(self, path):
        files = {
            "/style.css": ("text/css", f"main p {{ color: {self.colour}; background: #fff }}"),
            "/site.js": ("text/javascript", f"const key = '{uuid4()}';{self.behaviour}"),
            "/map": ("text/html", MAP.format(token=uuid4(), content=self.frame)),
            "/picture.gif": ("image/gif", self.picture),
        }
        if path not in files:
            return 404, "text/html", b"no", {}
        kind, body = files[path]
        return 200, kind, body if isinstance(body, bytes) else body.encode(), {}

    def page(self, path, title):
        tokens = path != "/page-1"  # that page is the same each time, and says so
        nonce, token = (uuid4().hex, uuid4().hex) if tokens else ("n", "t")
        known = [each for each in self.words if each != path]
        links = "".join(f'<li><a href="{each}">To {each[1:]}</a></li>' for each in known)
        frame = '<iframe src="/map" title="Map"></iframe>' if path == "/page-2" else ""
        rendered = (
            "document.body.insertAdjacentHTML('beforeend', '<footer><a href=/page-3>Third</a></footer>');"
            if path == "/page-4"
            else ""
        )
        html = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="csrf-token" content="{token}">
<link rel="stylesheet" href="/style.css?v={self.version}"><script defer src="/site.js"></script>
<script nonce="{nonce}">const issued = "{token}"; {self.inline};</script>
</head><body><header>{self.header}</header><main><h1>{title}</h1>
<form action="/find"><input type="hidden" name="__token" value="{token}">
<label>Find <input name="q"></label><button>Find</button></form>
<p>Here are {self.words.get(path, "words")}.</p>
<img src="/picture.gif" width="9" height="9" {self.alts.get(path, 'alt=""')}>{frame}
<ul>{links}</ul></main><script>{rendered}</script></body></html>"""
        body = html.encode()
        return 200, "text/html; charset=utf-8", body, {} if tokens else etag(body)

    # --- how it changes

    def change_nothing(self, chance):
        pass

    def change_text(self, chance):
        self.words[chance.choice(sorted(self.words))] = "<b>other</b> words, and a <h4>heading</h4>"

    def change_alt(self, chance):
        self.alts[chance.choice(sorted(self.words))] = ""

    def change_template(self, chance):
        self.header = '<p>Town Council</p><a href="/page-1"></a>'

    def change_style(self, chance):
        self.colour = "#bbb"

    def change_script(self, chance):
        self.behaviour = "document.body.append(document.createElement('button'))"

    def change_inline_script(self, chance):
        self.inline = "document.documentElement.lang = 'qq-x'"

    def change_frame(self, chance):
        self.frame = '<p>Map</p><img src="/picture.gif">'

    def change_picture(self, chance):
        self.picture = PIXEL + b"\0"

    def change_version_only(self, chance):
        self.version += 1

    def move_page(self, chance):
        self.moved[chance.choice(sorted(self.words))] = "/page-2"

    def delete_page(self, chance):
        self.gone.add(chance.choice(sorted(self.words)))

    def add_page(self, chance):
        path = f"/new-{next(self.number)}"
        self.words[path], self.alts[path] = "news", ""


NIGHTS = [  # what changes before the second and the following nights
    ["change_nothing"],
    ["change_text", "change_alt", "move_page", "delete_page", "add_page", "change_picture"],
    ["change_version_only", "change_frame"],
    ["change_style", "change_text", "add_page"],
    ["change_script", "delete_page", "change_template", "change_inline_script"],
]


def etag(body):
    return {"ETag": f'"{hashlib.sha256(body).hexdigest()}"'}


class Handler(Answering):
    def answer(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, kind, body, headers = self.server.town.answer(self.path)
        if "ETag" in headers and self.headers["If-None-Match"] == headers["ETag"]:
            status, body = 304, b""
        return status, {**headers, "Content-Type": kind}, body


@pytest.fixture(scope="module")
def server():
    with serving(Handler, town=Town(), asked=[]) as server:
        yield server


def crawl(server, folder, *options):
    return crawls.crawl(f"{server.url}/", folder, "--quiet", *options, DROPKERB_BROWSERS="1")


def state(folder):
    """Return what the record holds; a snippet shows the token of the answer it was taken from."""
    found = crawls.state(folder, STATE)
    return {name: sorted(TOKEN.sub("~", row) for row in rows) for name, rows in found.items()}


def both(server, folder, run, *, is_killed=False):
    """Crawl a night into both records; return what each holds then."""
    remembers, forgets = folder / "remembers", folder / "forgets"
    whole = crawl(server, forgets, "--full")
    try:
        if is_killed:
            kill_when(lambda: audited(remembers, run) >= 3, crawl(server, remembers))
        to_its_end(crawl(server, remembers))
    finally:
        to_its_end(whole)
    return state(remembers), state(forgets)


@pytest.fixture(scope="module")
def folder(server, tmp_path_factory):
    """The folder of both records after the first night."""
    folder = tmp_path_factory.mktemp("nights")
    first, whole = both(server, folder, 1)
    assert first == whole
    return folder


@pytest.fixture(scope="module")
def nights(server, folder):
    """Each night: its changes, both states, and how many pages were audited and carried."""
    chance = random.Random(20260301)
    found = []
    for number, changes in enumerate(NIGHTS, start=2):
        for change in changes:
            getattr(server.town, change)(chance)
        states = both(server, folder, number, is_killed=number == 3)
        counts = ask(
            folder / "remembers", "SELECT pages_audited, pages_carried FROM runs ORDER BY id"
        )[-1]
        why = ask(folder / "remembers", f"SELECT page_id, why FROM looks WHERE run_id = {number}")
        found.append((changes, *states, *counts, [each for _, each in why]))
    return found


def test_each_night_ends_in_the_record_of_a_full_one(nights):
    for changes, remembered, whole, *_ in nights:
        for name, rows in whole.items():
            assert remembered[name] == rows, (changes, name)


def test_new_tokens_alone_open_nothing(nights):
    _, _, _, pages, carried, _ = nights[0]
    assert (pages, carried) == (10, 10)


def test_only_what_changed_is_opened(nights):
    _, _, _, pages, carried, why = nights[1]
    assert 0 < len(why) < pages
    assert carried >= 1


def test_another_number_behind_a_style_opens_only_the_frame_and_the_page_that_shows_it(nights):
    _, _, _, pages, carried, why = nights[2]
    assert pages - carried == len(why)
    assert sorted(why) == ["its HTML changed", "its style or script changed"]


def test_a_changed_style_or_script_opens_every_page_that_loads_it(nights):
    for _, _, _, _, carried, why in nights[3:]:
        assert carried == 1  # the map
        assert why
    assert "its style or script changed" in nights[3][5]


def test_the_reader_is_told_how_far_a_change_was_followed(nights, folder):
    notes = ask(
        folder / "remembers", "SELECT run_id, message, number FROM run_notes WHERE kind = 'assets'"
    )
    assert [run for run, *_ in notes] == [4, 5, 6]
    assert all("has changed" in message and number == 0 for _, message, number in notes)


def test_the_killed_night_was_gone_on_with(nights, folder):
    assert ask(folder / "remembers", "SELECT id FROM runs WHERE resumed > 0") == [(3,)]


def test_a_night_adds_next_to_nothing(nights, folder):
    """The second night changed nothing: no look, no outcome and no set is of that run."""
    for table, column in (("outcomes", "first_run_id"), ("links", "first_run_id")):
        assert ask(folder / "remembers", f"SELECT count(*) FROM {table} WHERE {column} = 2") == [
            (0,)
        ]
