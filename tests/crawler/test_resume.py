"""kill -9 at any moment, then the same command: the same run goes on and ends as if undisturbed."""

import signal

import pytest

from tests.crawler.crawls import ask, audited, crawl, kill_when, state, to_its_end, until
from tests.crawler.loopback import Answering, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = 14
PLAIN = {"DROPKERB_TRY_OUT": "0"}  # test_stop.py stops pages that are tried out

STATE = {
    "pages": "SELECT url, kind, title, language, template, click_depth, in_links, in_sitemap FROM pages",
    "visits": """SELECT p.url, v.outcome, v.status, v.redirect_to, v.reason
        FROM visits v JOIN pages p ON p.id = v.page_id""",
    "outcomes": """SELECT p.url, a.name, o.status, o.value, o.note, o.ended_run_id
        FROM outcomes o JOIN audits a ON a.id = o.audit_id LEFT JOIN pages p ON p.id = o.page_id""",
    "findings": """SELECT p.url, c.key, f.status, f.message, f.elements, f.ending
        FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id""",
    "links": """SELECT p.url, t.url, l.text, l.region, l.rel, l.times, l.is_rendered, l.ended_run_id
        FROM links l JOIN pages p ON p.id = l.page_id JOIN targets t ON t.id = l.target_id""",
    "targets": "SELECT url, kind, state, status, hops, redirect_to FROM targets",
    "totals": "SELECT dimension, name, measure, round(value, 6) FROM run_totals",
    "run": "SELECT status, reason, pages_found, pages_audited, pages_error, pages_left FROM runs",
    "frontier": "SELECT url, state FROM frontier",
}
FAILURES = """SELECT count(*) FROM findings f JOIN causes c ON c.id = f.cause_id
    JOIN audits a ON a.id = c.audit_id WHERE f.status = 'failed' AND a.scope = 'page'"""


class LinkedPages(Answering):
    """A small site: each page links to the next two, some have faults, one is gone."""

    def answer(self):
        number = self.path.strip("/") or "0"
        if not number.isdigit() or int(number) > PAGES or number == "7":
            return 404, {"Content-Type": "text/plain"}, b"no"
        if number == "5":
            return 301, {"Location": "/6"}, b""
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page(int(number)).encode()


def page(number):
    links = "".join(f"<li><a href='/{n}'>Page {n}</a></li>" for n in (number + 1, number + 2))
    fault = "<img src='/0.png'>" if number % 3 == 0 else ""
    lang = "" if number == 4 else " lang='en'"
    return (
        f"<!doctype html><html{lang}><head><title>Page {number}</title></head>"
        f"<body><main><h1>Page {number}</h1>{fault}<ul>{links}</ul></main></body></html>"
    )


@pytest.fixture(scope="module")
def address():
    with serving(LinkedPages) as server:
        yield f"{server.url}/"


@pytest.fixture(scope="module")
def undisturbed(address, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    to_its_end(crawl(address, folder, **PLAIN))
    return state(folder, STATE)


def test_killed_twice_and_resumed(address, undisturbed, tmp_path):
    for pages in (1, 7):
        process = crawl(address, tmp_path, **PLAIN)
        kill_when(lambda pages=pages: audited(tmp_path) >= pages, process)
    said = to_its_end(crawl(address, tmp_path, **PLAIN))
    resumed = state(tmp_path, STATE)
    ((failures,),) = ask(tmp_path, FAILURES)
    assert f" {failures} failures, " in said.splitlines()[-1], "those before the kills count too"
    for name, rows in undisturbed.items():
        assert resumed[name] == rows, name
    assert ask(tmp_path, "SELECT count(*), max(resumed) FROM runs") == [(1, 2)]


def test_interrupted_by_the_keyboard_and_resumed(address, undisturbed, tmp_path):
    process = crawl(address, tmp_path, **PLAIN)
    until(lambda: audited(tmp_path) >= 3, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2, said
    assert "Traceback" not in said
    to_its_end(crawl(address, tmp_path, **PLAIN))
    assert state(tmp_path, STATE) == undisturbed


def test_an_equal_second_night_adds_no_finding_and_fixes_none(address, tmp_path):
    to_its_end(crawl(address, tmp_path, **PLAIN))
    first = state(tmp_path, STATE)
    to_its_end(crawl(address, tmp_path, **PLAIN))
    second = state(tmp_path, STATE)
    for name in ("pages", "visits", "outcomes", "findings", "links", "targets"):
        assert second[name] == first[name], name
