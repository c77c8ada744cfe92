"""Pages that break the browser cost themselves, and nobody else."""

import contextlib
import threading
from dataclasses import replace

import psutil
import pytest

from crawler.browser import BrowserPool
from tests.crawler.looks import driver_of

pytestmark = pytest.mark.browser


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/loop", "/loop-later"])
def test_endless_script_is_tried_twice(impatient, server, path):
    seen = impatient.look(server.url(path))
    assert seen.state == "error"
    assert "does not end" in seen.reason
    assert impatient.replaced == 2
    assert impatient.look(server.url("/good")).state == "ok"


@pytest.mark.slow
def test_page_in_which_axe_hangs_keeps_its_html(impatient, server):
    seen = impatient.look(server.url("/slow-axe"))
    assert (seen.state, seen.axe) == ("partial", None)
    assert "did not finish" in seen.axe_error
    assert "<h1>Bad</h1>" in seen.html
    assert impatient.look(server.url("/good")).state == "ok"


def test_page_that_does_not_let_go_is_judged_once(impatient, server):
    seen = impatient.look(server.url("/leaving-for-ever"))
    assert seen.state == "ok"
    assert impatient.replacements == ["A page did not let go of the browser."]


def test_crash_is_tried_twice(pool, look):
    before = pool.replaced
    seen = look("/deep")
    assert seen.state == "error"
    assert "crash" in seen.reason
    assert pool.replaced == before + 2


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


def test_page_that_takes_too_long_altogether(settings, server):
    pool = BrowserPool(replace(settings, page_load_seconds=30, page_seconds=1.5), 1)
    try:
        seen = pool.look(server.url("/endless-image"))
    finally:
        pool.close()
    assert seen.state == "error"
    assert "longer than 1.5 seconds" in seen.reason
