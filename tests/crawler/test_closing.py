"""The end of a run: links are checked, and nobody is blamed for a night without a network."""

import asyncio
import threading
import time
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from crawler.apart import apart
from tests.crawler.crawls import ask
from tests.crawler.loopback import Answering, serving

pytestmark = pytest.mark.browser
OUTSIDE = [
    *("http://one.invalid/", "http://one.invalid/two", "http://one.invalid/three"),
    *("http://two.invalid/", "http://three.invalid/", "http://four.invalid/"),
]


class OnePage(Answering):
    def answer(self):
        links = "".join(f"<li><a href='{url}'>Service {url}</a></li>" for url in self.server.links)
        body = f"<!doctype html><html lang=en><title>A</title><h1>A</h1><ul>{links}</ul>".encode()
        return 200 if self.path == "/" else 404, {"Content-Type": "text/html"}, body


@pytest.fixture
def serve():
    with ExitStack() as running:

        def start(*links):
            return running.enter_context(serving(OnePage, links=links)).server_port

        yield start


def outside(folder):
    states = dict(ask(folder, "SELECT url, state FROM targets WHERE kind = 'external'"))
    notes = [
        said for (said,) in ask(folder, "SELECT message FROM run_notes WHERE kind = 'link check'")
    ]
    return states, notes


def crawl(dropkerb, folder, port, allowed):
    (folder / "sites.toml").write_text(
        f'[sites.town]\nstart_url = "http://127.0.0.1:{port}/"\nrate = 0\n'
        f"allow_private = [{', '.join(repr(each) for each in allowed)}]\n"
    )
    done = dropkerb("crawl", "town", cwd=folder)
    assert done.returncode == 0, done.stderr
    return outside(folder)


def test_one_answering_host_shows_that_the_others_are_gone(dropkerb, serve, tmp_path):
    other = f"localhost:{serve()}"
    port = serve(f"http://{other}/", *OUTSIDE)
    states, notes = crawl(dropkerb, tmp_path, port, [other])
    assert states == {f"http://{other}/": "ok", **dict.fromkeys(OUTSIDE, "broken")}
    assert notes == []


def test_nothing_answers_so_nothing_is_called_broken(dropkerb, serve, tmp_path):
    states, notes = crawl(dropkerb, tmp_path, serve(*OUTSIDE), [])
    assert states == dict.fromkeys(OUTSIDE, "unsure")
    assert len(notes) == 1
    assert "this machine" in notes[0]


# --- long work on the record


def test_the_event_loop_stays_awake_while_the_record_is_worked_on():
    async def beats():
        told = asyncio.ensure_future(apart(lambda _: time.sleep(0.3) or "sums", resting()))
        beats = 0
        while not told.done():
            await asyncio.sleep(0.02)
            beats += 1
        return beats, told.result()

    number, result = asyncio.run(beats())
    assert result == "sums"
    assert number > 5


def test_who_stops_the_work_waits_until_it_has_ended():
    night, ended = resting(), []

    def work(_):
        assert night.turn.locked()
        time.sleep(0.3)
        ended.append("in order")

    async def stopped():
        working = asyncio.ensure_future(apart(work, night))
        await asyncio.sleep(0.05)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return working.cancelled(), list(ended), night.turn.locked()

    assert asyncio.run(stopped()) == (True, ["in order"], False)


def resting():
    """As much of a night as long work on its record asks for."""
    return SimpleNamespace(turn=threading.Lock())
