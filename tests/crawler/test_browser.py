import contextlib
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from selenium.common.exceptions import TimeoutException

from crawler import browser_page
from crawler.browser import BrowserError, BrowserPool, BrowserSettings, axe_rules, versions_of
from crawler.browser_page import EXPERIMENTAL
from crawler.browser_sitter import processes_of
from crawler.provision import axe_or_complain

ROOT = Path(__file__).parents[2]
BadServer = runpy.run_path(str(Path(__file__).with_name("bad_server.py")))["BadServer"]


@pytest.fixture(scope="module")
def server():
    server = BadServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def settings(server):
    return BrowserSettings(
        axe_path=axe_or_complain(),
        page_load_seconds=2,
        script_seconds=10,
        page_seconds=20,
        private_hosts=(f"127.0.0.1:{server.server_port}",),
        user_agent_suffix="Dropkerb/test (+https://council.example/)",
    )


@pytest.fixture(scope="module")
def pool(settings):
    pool = BrowserPool(settings, 1)
    yield pool
    pool.close()


@pytest.fixture
def impatient(settings, monkeypatch):
    """A pool that waits for nobody, so that tests of pages that hang are short."""
    monkeypatch.setattr(browser_page, "GRACE_SECONDS", 0.5)
    pool = BrowserPool(replace(settings, page_load_seconds=1.5, script_seconds=1.5), 1)
    yield pool
    pool.close()


@pytest.fixture
def look(pool, server):
    """Look at a page, and then at a good one: nothing a page does may harm the next."""

    def look(path):
        seen = pool.look(server.url(path))
        good = pool.look(server.url("/good"))
        assert (good.state, violations(good)) == ("ok", {"image-alt"})
        return seen

    return look


def violations(look):
    assert look.axe is not None, look
    return {rule["id"] for rule in look.axe["violations"]}


def targets(look, rule):
    return [
        node["target"]
        for found in look.axe["violations"]
        if found["id"] == rule
        for node in found["nodes"]
    ]


def driver_of(pool):
    return psutil.Process(pool._seats[0].chromium._service.process.pid)


# --- pages that are what they seem


@pytest.mark.browser
def test_good_page(look, server):
    seen = look("/good")
    assert (seen.state, seen.reason, seen.axe_error) == ("ok", "", "")
    assert seen.final_url == server.url("/good")
    assert seen.html.startswith("<!DOCTYPE html>\n<html lang=")
    assert "<h1>Hello</h1>" in seen.html
    assert targets(seen, "image-alt") == [["#no-alt"]]
    assert seen.axe["testEngine"]["version"] == "4.14.1"
    assert all(rule["nodes"] == [] for rule in seen.axe["passes"])


@pytest.mark.browser
def test_experimental_rules_and_target_size_run(look):
    seen = look("/experimental")
    assert {"table-fake-caption", "td-has-header", "target-size"} <= violations(seen)
    judged = {rule["id"] for rule in seen.axe["passes"]} | violations(seen)
    assert {"p-as-heading", "css-orientation-lock"} <= judged


@pytest.mark.browser
def test_listed_rules_are_those_that_run(look, settings):
    seen = look("/good")
    ran = {
        rule["id"]
        for kind in ("violations", "incomplete", "passes", "inapplicable")
        for rule in seen.axe[kind]
    }
    listed = {rule["ruleId"]: rule for rule in axe_rules(settings)}
    assert listed.keys() == ran
    assert set(EXPERIMENTAL) <= ran
    assert {"help", "helpUrl", "description", "tags"} <= listed["image-alt"].keys()


@pytest.mark.browser
def test_frames_of_the_same_site_are_judged(look):
    assert targets(look("/frames"), "image-alt") == [["iframe", "#in-frame"]]


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/fragment", "/pushed", "/alerts", "/leaving", "/popups", "/submits", "/clobbered"]
)
def test_harmless_tricks(look, pool, path):
    seen = look(path)
    assert (seen.state, seen.reason, seen.axe_error) == ("ok", "", "")
    assert "<h1>Bad</h1>" in seen.html
    assert len(pool._seats[0].chromium.driver.window_handles) == 1


@pytest.mark.browser
def test_nothing_is_ever_submitted(look, server):
    look("/submits")
    assert server.posted == []
    assert not any("submitted" in path for path, _ in server.asked)


@pytest.mark.browser
def test_a_page_leaves_nothing_for_the_next(look):
    look("/cookie")
    assert "seen: undefinedundefined" in look("/cookie").html


@pytest.mark.browser
def test_operators_can_tell_who_asks(look, server):
    look("/agent")
    agent = next(agent for path, agent in server.asked if path == "/agent")
    assert "HeadlessChrome/" in agent
    assert agent.endswith(" Dropkerb/test (+https://council.example/)")


@pytest.mark.browser
def test_half_characters_do_not_reach_the_record(look):
    seen = look("/half-characters")
    assert seen.state == "ok"
    assert "\0" not in seen.html
    (seen.html + json.dumps(seen.axe, ensure_ascii=False)).encode()


# --- pages that are not what was asked for


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "state", "said"),
    [
        ("/download", "error", "download or an empty answer"),
        ("/empty", "error", "download or an empty answer"),
        ("/plain", "error", "text/plain"),
        ("/error", "error", "503"),
        ("/never", "error", "no page within 2 seconds"),
        ("/refresh", "redirected", "another address"),
        ("/script-redirect", "redirected", "another address"),
        ("/moved", "redirected", "another address"),
    ],
)
def test_never_the_wrong_page(look, path, state, said):
    seen = look(path)
    assert seen.state == state
    assert said in seen.reason
    assert (seen.html, seen.axe) == ("", None)
    if state == "redirected":
        assert "/good" in seen.final_url


@pytest.mark.browser
def test_page_that_keeps_on_reloading(look, server):
    """Whether it is caught at rest is chance; another page's content it never gets."""
    seen = look("/reload")
    assert seen.state in ("error", "partial")
    assert seen.reason
    assert seen.final_url == server.url("/reload")


@pytest.mark.browser
def test_nothing_listens(look, pool, settings):
    seen = pool.look(f"http://{settings.private_hosts[0].partition(':')[0]}.invalid/")
    assert seen.state == "error"
    assert "leads nowhere" in seen.reason


@pytest.mark.browser
@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:1", "chrome://version", "ftp://a.example/", ""]
)
def test_only_web_addresses_are_opened(pool, url):
    assert pool.look(url).state == "error"


# --- pages that cannot be judged whole


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/endless-image", "/endless-script", "/endless-body"])
def test_endless_load_is_judged_as_it_stands(look, path):
    seen = look(path)
    assert seen.state == "partial"
    assert "still loading after 2 seconds" in seen.reason
    assert "<h1>Bad</h1>" in seen.html
    assert "bypass" in {rule["id"] for rule in (*seen.axe["passes"], *seen.axe["inapplicable"])}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "said"), [("/huge", "more than 12,000 elements"), ("/deep-but-few", "1,000 deep")]
)
def test_too_big_for_axe_but_not_for_the_other_audits(look, path, said):
    seen = look(path)
    assert seen.state == "too big"
    assert said in seen.reason
    assert said in seen.axe_error
    assert seen.axe is None
    assert "<h1>Bad</h1>" in seen.html


@pytest.mark.browser
def test_too_long(pool, server, monkeypatch):
    monkeypatch.setattr(browser_page, "MOST_HTML", 100)
    seen = pool.look(server.url("/good"))
    assert seen.state == "too big"
    assert "longer than 100 characters" in seen.axe_error


@pytest.mark.browser
def test_page_that_breaks_axe_only_loses_axe(look):
    seen = look("/axe-unusable")
    assert (seen.state, seen.axe) == ("ok", None)
    assert seen.axe_error.startswith("axe failed on this page")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/axe-broken", "/axe-const", "/axe-var"])
def test_what_a_page_calls_axe_is_its_own_business(look, path):
    seen = look(path)
    assert (seen.state, seen.axe_error) == ("ok", "")
    assert {"document-title", "html-has-lang"} <= {rule["id"] for rule in seen.axe["passes"]}


@pytest.mark.browser
def test_rules_that_a_page_makes_fail_are_for_a_person_to_look_at(look):
    seen = look("/axe-throws")
    assert (seen.state, seen.axe_error) == ("ok", "")
    assert {"document-title", "html-has-lang"} <= {rule["id"] for rule in seen.axe["incomplete"]}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "frame"), [("/axe-opened", "iframe"), ("/frame-written", "#f"), ("/frames", "iframe")]
)
def test_documents_written_anew_are_judged_with_their_frames(look, path, frame):
    # what is written after the load may not be there yet when we look; it is at the next look
    assert any(targets(look(path), "image-alt") == [[frame, "#in-frame"]] for _ in range(5))


@pytest.mark.browser
def test_json_that_a_page_spoils_is_mended_for_axe_and_its_frames(look):
    seen = look("/spoilt")
    assert (seen.state, seen.axe_error) == ("ok", "")
    assert targets(seen, "image-alt") == [["iframe", "#in-frame"]]


@pytest.mark.browser
def test_a_lazy_frame_is_waited_for_unless_it_does_not_load(look, server):
    assert targets(look("/lazy-frame"), "image-alt") == [["iframe", "#in-frame"]]
    asked, seconds = len(server.asked), []
    for _ in range(3):  # on a busy machine one may be slow for other reasons
        started = time.monotonic()
        assert targets(look("/lazy-frame-far-down"), "image-alt") == []
        seconds.append(time.monotonic() - started)
    assert min(seconds) < 1.9  # the wait ends after two seconds
    assert "/framed" not in [path for path, _ in server.asked[asked:]]


def test_what_the_driver_calls_a_timeout_can_be_a_page_that_moved():
    with pytest.raises(browser_page._Moved):
        browser_page._raise_if_moved(
            TimeoutException("timeout\nfrom no such execution context\n  (Session info: chrome)")
        )
    browser_page._raise_if_moved(TimeoutException("script timeout\n  (Session info: chrome)"))


@pytest.mark.browser
def test_a_frame_in_which_axe_fails_costs_only_the_frames(look):
    seen = look("/frame-emptied")
    assert seen.state == "partial"
    assert seen.reason == "Its frames were left out, for axe failed in one of them."
    assert seen.axe_error.startswith("axe failed in a frame: ")
    assert targets(seen, "image-alt") == [["#outer"]]


@pytest.mark.browser
def test_page_that_refreshes_itself_without_end(look):
    seen = look("/refreshing")  # now and then axe is faster than the page
    assert (seen.state, seen.reason) in (
        ("error", "The page keeps on reloading itself."),
        ("ok", ""),
    )
    assert seen.axe_error == ""


# --- pages that break the browser


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", ["/loop", "/loop-later"])
def test_endless_script_is_tried_twice(impatient, server, path):
    seen = impatient.look(server.url(path))
    assert seen.state == "error"
    assert "does not end" in seen.reason
    assert impatient.replaced == 2
    assert impatient.look(server.url("/good")).state == "ok"


@pytest.mark.browser
@pytest.mark.slow
def test_page_in_which_axe_hangs_keeps_its_html(impatient, server):
    seen = impatient.look(server.url("/slow-axe"))
    assert (seen.state, seen.axe) == ("partial", None)
    assert "did not finish" in seen.axe_error
    assert "<h1>Bad</h1>" in seen.html
    assert impatient.look(server.url("/good")).state == "ok"


@pytest.mark.browser
def test_page_that_does_not_let_go_is_judged_once(impatient, server):
    seen = impatient.look(server.url("/leaving-for-ever"))
    assert seen.state == "ok"
    assert impatient.replacements == ["A page did not let go of the browser."]


@pytest.mark.browser
def test_crash_is_tried_twice(pool, look):
    before = pool.replaced
    seen = look("/deep")
    assert seen.state == "error"
    assert "crash" in seen.reason
    assert pool.replaced == before + 2


@pytest.mark.browser
@pytest.mark.parametrize("victim", ["--type=renderer", "--port"])
def test_page_is_tried_again_when_its_browser_dies(pool, server, look, victim):
    pool.look(server.url("/good"))
    before, driver = pool.replaced, driver_of(pool)
    threading.Timer(0.7, kill, [driver, victim]).start()
    seen = look("/endless-image")
    assert seen.state == "partial"
    assert pool.replaced == before + 1


def kill(driver, sign):
    for process in (driver, *driver.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            if any(word.startswith(sign) for word in process.cmdline()):
                process.kill()


@pytest.mark.browser
def test_page_that_takes_too_long_altogether(settings, server):
    pool = BrowserPool(replace(settings, page_load_seconds=30, page_seconds=1.5), 1)
    try:
        seen = pool.look(server.url("/endless-image"))
    finally:
        pool.close()
    assert seen.state == "error"
    assert "longer than 1.5 seconds" in seen.reason


# --- pages that attack


@pytest.mark.browser
def test_private_addresses_are_out_of_reach(look, server):
    inner = BadServer()
    try:
        seen = look(f"/fetches?{inner.server_port}")
        assert seen.state == "ok"
        assert '<p id="said">refused refused refused refused refused</p>' in seen.html
        led = look(f"/to/http://127.0.0.1:{inner.server_port}/good")
        assert (led.state, led.html) == ("redirected", "")
        assert look("/to/file:///etc/passwd").final_url.startswith("http://127.0.0.1")
        assert inner.asked == []
        reached = look(
            f"/fetches?{server.server_port}"
        )  # its own address it may ask, however written
        assert '<p id="said">reached refused refused reached refused</p>' in reached.html
    finally:
        inner.close()


# --- the pool


@pytest.mark.browser
def test_browsers_work_side_by_side(settings, server):
    pool = BrowserPool(settings, 2)
    try:
        seen = list(pool.executor.map(pool.look, [server.url(f"/good?{n}") for n in range(6)]))
        folders = [seat.chromium.folder for seat in pool._seats]
        assert [look.state for look in seen] == ["ok"] * 6
        assert [look.final_url[-1] for look in seen] == list("012345")
        assert pool.replaced == 0
        assert pool.memory_bytes() > pool._seats[0].chromium.memory_bytes() > 50_000_000
        assert pool.peak_memory_bytes > 100_000_000
        assert os.getsid(driver_of(pool).pid) != os.getsid(0), "Ctrl-C would kill the driver"
    finally:
        pool.close()
        pool.close()
    assert pool.look(server.url("/good")).reason == "The run was stopped."
    for folder in folders:
        assert not list(processes_of(str(folder)))
        assert not folder.exists()


@pytest.mark.browser
def test_closing_ends_a_look_under_way(settings, server):
    pool = BrowserPool(replace(settings, page_load_seconds=15), 1)
    under_way = pool.executor.submit(pool.look, server.url("/endless-image"))
    time.sleep(1)
    started = time.monotonic()
    pool.close()
    assert under_way.result(timeout=5).state == "error"
    assert time.monotonic() - started < 7


@pytest.mark.browser
def test_no_browser_outlives_a_killed_dropkerb(settings, tmp_path):
    script = """
import sys
from pathlib import Path
from crawler.browser import BrowserPool, BrowserSettings
pool = BrowserPool(BrowserSettings(axe_path=Path(sys.argv[1])), 1)
print(pool._seats[0].chromium.folder, flush=True)
pool.look("data:text/html,<script>for(;;);</script>")
"""
    child = subprocess.Popen(
        [sys.executable, "-c", script, settings.axe_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    folder = Path(child.stdout.readline().strip())
    time.sleep(0.5)
    assert len(list(processes_of(str(folder)))) > 3
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    until = time.monotonic() + 10
    while time.monotonic() < until and (list(processes_of(str(folder))) or folder.exists()):
        time.sleep(0.1)
    assert not list(processes_of(str(folder)))
    assert not folder.exists()


# --- what is needed


@pytest.mark.browser
def test_versions(settings):
    found = versions_of(settings)
    assert found["axe"] == "4.14.1"
    assert found["chromium"].partition(".")[0] == found["driver"].partition(".")[0]


def program(path, said):
    path.write_text(f"#!/bin/sh\necho '{said}'\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"binary": "/nowhere/chromium"}, ["Chromium", "apt-get install chromium chromium-driver"]),
        ({"driver": "/nowhere/chromedriver"}, ["chromedriver", "apt-get install"]),
        (
            {"driver": "ChromeDriver 99.0.1 (x)"},
            ["version 156", "version 99", "same major version"],
        ),
        ({"binary": "no number"}, ["does not tell its version"]),
        ({"axe_path": Path("/nowhere/axe.min.js")}, ["axe-core", "npm install axe-core@4.14"]),
        ({"axe_path": Path(__file__)}, ["does not look like axe-core"]),
    ],
)
def test_versions_that_do_not_fit(settings, tmp_path, changes, words):
    programs = {
        "binary": program(tmp_path / "chromium", "Chromium 156.0.1 built on Debian"),
        "driver": program(tmp_path / "chromedriver", "ChromeDriver 156.0.2 (x)"),
    }
    for name, value in changes.items():
        if isinstance(value, str) and not value.startswith("/"):
            changes = {name: program(tmp_path / "other", value)}
    with pytest.raises(BrowserError) as raised:
        versions_of(replace(settings, **{**programs, **changes}))
    for word in words:
        assert word in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.browser
def test_browser_that_does_not_start(settings, tmp_path):
    before = set(Path("/tmp").glob("dropkerb-*"))
    binary = program(tmp_path / "chromium", "Chromium 156.0.1 built on Debian")
    with pytest.raises(BrowserError, match="did not start"):
        BrowserPool(replace(settings, binary=binary), 1)
    assert set(Path("/tmp").glob("dropkerb-*")) <= before
