"""One look at one page: load it, make sure that it is the right one, read it, run axe, leave."""

import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from axe_selenium_python import Axe  # type: ignore[import-untyped]
from selenium.common.exceptions import (
    InvalidArgumentException,
    JavascriptException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver import Remote

from audits.model import Evidence
from crawler.answers import Asset
from crawler.browser_evidence import take_evidence
from crawler.browser_ibm import engine_script
from crawler.browser_probe import try_out
from crawler.browser_process import DRIVER_FAULTS, VIEWPORT, Chromium, first_line
from crawler.browser_scripts import DISMISS, ORIGIN, OUR_AXE, READ, REST_MILLISECONDS, quiet_page
from crawler.browser_world import WORLD, Parts

log = logging.getLogger("dropkerb")

MOST_ELEMENTS = 12_000  # measured: beyond it axe outlives every time limit
DEEPEST = 1_000  # levels; parsers stop at 512, so only a script can build more
MOST_HTML = 10_000_000  # characters
PROBE_SECONDS = 10.0  # for a question that a living page answers at once
GRACE_SECONDS = 3.0  # after the script limit, which a busy page can overstep
DISMISS_SECONDS = 0.3  # that a banner gets to go away
EVIDENCE_PATIENCE = 10.0  # seconds; what takes longer is a page that hangs
SETTLE_SECONDS = 2.0  # that a loaded page gets to fill itself with what its scripts ask for
RELOADS = 3  # times a page may start over under our eyes
HTML_TYPES = ("text/html", "application/xhtml+xml")
WCAG_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
TAGS = (*WCAG_TAGS, "best-practice")
EXPERIMENTAL = ("css-orientation-lock", "p-as-heading", "table-fake-caption", "td-has-header")
AXE_OPTIONS = json.dumps(  # as text: axe-selenium-python prints a dict as Python, not as JSON
    {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": True} for rule in EXPERIMENTAL},
        "frameWaitTime": 10_000,  # milliseconds that a frame may take
        "preload": {"assets": ["cssom", "media"], "timeout": 5_000},
        "resultTypes": ["violations", "incomplete"],  # of the others, one element is described
    }
)
UNCLEAN = re.compile(r"\\u(?:d[89a-f]|0000)", re.IGNORECASE)  # what _clean mends, as JSON has it
MOVED_LATE = ("no such execution context",)  # the driver calls it a timeout, after no time at all
MOVED = (
    *MOVED_LATE,
    "aborted by navigation",
    "context was destroyed",
    "cannot find context",
    "stale element",
)
NO_PAGE = "The server sent the browser no page, but a download or an empty answer."
RELOADING = "The page keeps on reloading itself."
NET_ERRORS = {
    "ERR_NAME_NOT_RESOLVED": "its host name leads nowhere, or to a private address",
    "ERR_CONNECTION_REFUSED": "the server refused the connection",
    "ERR_CONNECTION_RESET": "the server broke the connection off",
    "ERR_CONNECTION_CLOSED": "the server broke the connection off",
    "ERR_EMPTY_RESPONSE": "the server closed the connection without an answer",
    "ERR_TOO_MANY_REDIRECTS": "it redirects in a circle",
    "ERR_TIMED_OUT": "the server did not answer in time",
    "ERR_CONNECTION_TIMED_OUT": "the server did not answer in time",
    "ERR_INTERNET_DISCONNECTED": "there is no network",
    "ERR_ABORTED": "the server sent no page, but a download or an empty answer",
    "ERR_BLOCKED_BY_RESPONSE": "the server forbids to show it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a browser saw at an address.

    States: ok; partial (judged, though it did not load to its end or axe did not finish); too
    big (text audits only); redirected (by script or meta refresh); error.
    """

    state: str
    final_url: str = ""
    html: str = ""
    axe: dict[str, Any] | None = None
    axe_error: str = ""
    tried: dict[str, Any] | None = None  # what came of trying it out, by step; None: it was not
    evidence: Mapping[str, Evidence] = field(default_factory=dict)  # by the key of a cause
    reason: str = ""
    elements: int = 0
    assets: tuple[Asset, ...] = ()  # same-site styles, scripts and frames that it used, sorted
    requests: int = 0  # that reached the network
    bytes: int = 0  # that came from it
    refused: int = 0  # requests that were not let out


Judge = Callable[[Look], Mapping[str, str]]
"""Judges a page while it is open; returns a selector for each cause that it found, by its key."""


class Trouble(Exception):  # noqa: N818 (it is not the program that erred)
    """The browser is of no use any more; says why, and keeps what was seen until then."""

    def __init__(self, why: str, look: Look | None = None, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.look = look or Look(state="error", reason=f"{why} A fresh browser fared no better.")
        self.is_final = is_final  # nothing is to be gained by a second try


class _Moved(Exception):  # noqa: N818 (an event)
    """The page gave way to another document while we looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a document says about itself; all of it may be a lie, so types are enforced."""

    url: str
    asked: str
    address: str
    type: str
    status: int
    origin: float
    elements: int
    depth: int
    rests: bool  # whether its scripts wait for nothing
    look: str  # whose mark it bears
    html: str  # "" when it is not the page asked for


class _OurAxe:
    """The driver as axe-selenium-python sees it: "axe" is ours, whatever the page calls so."""

    def __init__(self, driver: Remote) -> None:
        self._driver = driver

    def execute_async_script(self, script: str) -> Any:
        return self._driver.execute_async_script(OUR_AXE + script)


def prepare(chromium: Chromium) -> None:
    """Make a new browser ready: viewport, no downloads, no dialogues, axe in every page."""
    axe = chromium.settings.axe_path.read_text(encoding="utf-8")
    chromium.command("Page.addScriptToEvaluateOnNewDocument", source=quiet_page(axe))
    if (ibm := chromium.settings.ibm_path) and chromium.settings.try_out:
        chromium.command(
            "Page.addScriptToEvaluateOnNewDocument", source=engine_script(ibm), worldName=WORLD
        )
    chromium.command("Emulation.setDeviceMetricsOverride", **VIEWPORT)
    chromium.command("Browser.setDownloadBehavior", behavior="deny")
    chromium.driver.set_script_timeout(chromium.settings.script_seconds)
    chromium.driver.get("about:blank")


def look_at(chromium: Chromium, url: str, parts: Parts, judge: Judge | None = None) -> Look:
    """Return what the page at this address is; raises Trouble when the browser must go.

    `parts` is what this run has found out about parts that pages share. Of what `judge` finds,
    evidence is taken.
    """
    seconds = chromium.settings.page_seconds
    look = None
    with chromium.limit(seconds) as limit:
        try:
            look = _look(chromium, url, parts)
            if judge is not None:
                look = _with_evidence(chromium, look, parts, judge)
            _leave(chromium)
        except DRIVER_FAULTS as error:
            if look is not None:
                why = "A page did not let go of the browser."
                raise Trouble(why, look, is_final=True) from error
            if limit.was_passed:
                raise Trouble(f"A page took longer than {seconds:g} seconds.") from error
            raise Trouble(_why_broken(error)) from error
    return look


@contextmanager
def _patience(chromium: Chromium, seconds: float, look: Look | None = None) -> Iterator[None]:
    """Give the page so long; one that does not answer costs the browser."""
    with chromium.limit(seconds) as limit:
        try:
            yield
        except DRIVER_FAULTS as error:
            if limit.was_passed or isinstance(error, TimeoutException):
                why = look.axe_error if look else "A script in a page does not end."
                raise Trouble(why, look) from error
            raise


def _why_broken(error: Exception) -> str:
    said = str(getattr(error, "msg", None) or error)
    log.debug("the browser broke: %s", said)
    is_late = isinstance(error, TimeoutException) or "timed out" in said.lower()
    return "A script in a page does not end." if is_late else "A page made the browser crash."


def _look(chromium: Chromium, url: str, parts: Parts) -> Look:
    try:
        with _patience(chromium, chromium.settings.page_load_seconds + GRACE_SECONDS):
            try:
                chromium.driver.get(url)
                is_loaded = True
            except TimeoutException:
                is_loaded = False
    except InvalidArgumentException:
        return Look(state="error", final_url=url, reason="It is not a web address.")
    except WebDriverException as error:
        return replace(_not_loaded(error), final_url=url)
    mark = uuid4().hex
    for _ in range(RELOADS):
        try:
            look = _read(chromium, url, mark, is_loaded=is_loaded)
        except _Moved:
            continue
        return _tried(chromium, look, parts)
    return Look(state="error", final_url=url, reason=RELOADING)


def _tried(chromium: Chromium, look: Look, parts: Parts) -> Look:
    """Try a page out that axe has judged; raises Trouble when that costs the browser."""
    airlock = chromium.airlock
    if airlock is None or not chromium.settings.try_out:
        return look
    look = replace(look, tried={})
    if look.axe is None or airlock.is_led_away():  # no page, too much for axe, or on its way
        return look
    assert look.tried is not None
    with airlock.held():
        is_alive = try_out(chromium, parts, look.tried, look.axe)
    if not is_alive:
        raise Trouble("A page hung when it was tried out.", look, is_final=True)
    return look


def _with_evidence(chromium: Chromium, look: Look, parts: Parts, judge: Judge) -> Look:
    """Have a page judged while it is open, and take evidence of what is found."""
    wanted = judge(look)
    airlock = chromium.airlock
    if airlock is None or not chromium.settings.takes_evidence or not wanted:
        return look
    if airlock.is_led_away():
        return look
    with airlock.held(), _patience(chromium, EVIDENCE_PATIENCE, look):
        return replace(look, evidence=take_evidence(chromium, parts, wanted))


def _not_loaded(error: WebDriverException) -> Look:
    said = error.msg or ""
    code = said.partition("net::")[2].split()[:1]
    if not code:
        raise error
    why = "its certificate is not trusted" if code[0].startswith("ERR_CERT") else ""
    why = why or NET_ERRORS.get(code[0], "the connection failed")
    return Look(state="error", reason=f"The browser could not load it: {why} ({code[0]}).")


def _read(chromium: Chromium, url: str, mark: str, *, is_loaded: bool) -> Look:
    settings = chromium.settings
    probe_seconds = min(PROBE_SECONDS, settings.script_seconds)
    facts = _facts_at_rest(chromium, url, mark, SETTLE_SECONDS if is_loaded else 0)
    if settings.dismiss and facts.html and url != settings.dismiss_not_on:
        facts = _dismissed(chromium, url, mark, facts)
    load_seconds = settings.page_load_seconds
    if wrong := _wrong_document(facts, mark, load_seconds, is_loaded=is_loaded):
        return wrong
    if not facts.html:  # nothing is there yet
        raise _Moved
    look = Look(state="ok", final_url=facts.url, html=facts.html, elements=facts.elements)
    if not is_loaded:
        reason = f"It was still loading after {load_seconds:g} seconds and was judged as it stood."
        look = replace(look, state="partial", reason=reason)
    if too_big := _too_big(facts):
        error = f"axe was not run: {too_big}."
        look = replace(look, state="too big", reason=f"T{too_big[1:]}.", axe_error=error)
    else:
        look = _with_axe(chromium, look)
    if look.axe is not None:  # its result tells of which document it is
        if look.axe.get("origin") != facts.origin:
            raise _Moved
        return look
    with _patience(chromium, probe_seconds, look):
        if _ask(chromium, ORIGIN) != facts.origin:
            raise _Moved
    return look


def _dismissed(chromium: Chromium, url: str, mark: str, facts: Facts) -> Facts:
    """Send a cookie banner away by the owner's own button, and read the page again.

    Nothing is let out meanwhile: the choice stays in this browser, for this page.
    """
    if chromium.airlock is None:
        return facts
    with chromium.airlock.held(), _patience(chromium, PROBE_SECONDS):
        if _ask(chromium, DISMISS, chromium.settings.dismiss) is not True:
            return facts
        time.sleep(DISMISS_SECONDS)
    return _facts(chromium, url, mark, is_patient=False)


def _facts_at_rest(chromium: Chromium, url: str, mark: str, seconds: float) -> Facts:
    """Read the document once it waits for nothing that may fill it, or after so many seconds."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        facts = _facts(chromium, url, mark, is_patient=True)
        airlock = chromium.airlock
        if facts.rests and not (airlock is not None and airlock.is_filling()):
            return facts
        time.sleep(min(REST_MILLISECONDS / 1000, left))
    return _facts(chromium, url, mark, is_patient=False)


def _facts(chromium: Chromium, url: str, mark: str, *, is_patient: bool) -> Facts:
    with _patience(chromium, min(PROBE_SECONDS, chromium.settings.script_seconds)):
        said = _ask(chromium, READ, url, MOST_ELEMENTS, MOST_HTML + 1, mark, is_patient)
    if not isinstance(said, dict):
        raise _Moved
    html = _clean(said["html"]) if isinstance(said.get("html"), str) else ""
    kinds = {name: kind for name, kind in Facts.__annotations__.items() if name != "html"}
    return Facts(html=html, **{name: _typed(said.get(name), kind) for name, kind in kinds.items()})


def _typed(value: object, kind: type) -> Any:
    if kind is bool:
        return value is True
    if kind is str:
        return _clean(value)[:2_000] if isinstance(value, str) else ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return kind(value) if is_number else kind(0)


def _ask(chromium: Chromium, script: str, *arguments: object) -> Any:
    """Run a script of ours; a navigation under way means that the page has moved."""
    try:
        return chromium.driver.execute_script(script, *arguments)
    except WebDriverException as error:
        _raise_if_moved(error)
        raise


def _raise_if_moved(error: WebDriverException) -> None:
    said = (error.msg or "").lower()
    signs = MOVED_LATE if isinstance(error, TimeoutException) else MOVED
    if any(sign in said for sign in signs):
        raise _Moved from error


def _wrong_document(facts: Facts, mark: str, seconds: float, *, is_loaded: bool) -> Look | None:
    """Return the look of a document that is not the page that was asked for, else None."""
    if facts.look != mark:  # another look's document is still there
        return Look(state="error", final_url=facts.asked, reason=NO_PAGE)
    if reason := _why_no_page(facts.url, seconds, is_loaded=is_loaded):
        return Look(state="error", final_url=facts.url, reason=reason)
    if not _same(facts.address or facts.url, facts.asked):
        reason = "The page sends its readers on to another address, by script or meta refresh."
        return Look(state="redirected", final_url=facts.url, reason=reason)
    if facts.status >= 400:  # noqa: PLR2004
        reason = f"The server answered {facts.status} to the browser."
    elif facts.type not in HTML_TYPES:
        reason = f"The browser got {facts.type or 'something'}, not a page."
    return Look(state="error", final_url=facts.url, reason=reason) if reason else None


def _why_no_page(url: str, seconds: float, *, is_loaded: bool) -> str:
    if url.startswith("chrome-error:"):
        return "The page leads on to an address that cannot be loaded."
    if url != "about:blank":  # where a browser waits between two pages
        return ""
    if not is_loaded:
        return f"The server sent no page within {seconds:g} seconds."
    return NO_PAGE


def _same(one: str, other: str) -> bool:
    """Whether two addresses are of one page: what follows # does not count."""
    return one.partition("#")[0] == other.partition("#")[0]


def _clean(text: str) -> str:
    """Return the text without the half and zero characters that parsers and SQLite choke on."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _too_big(facts: Facts) -> str:
    if facts.elements > MOST_ELEMENTS:
        return f"the page has more than {MOST_ELEMENTS:,} elements"
    if facts.depth > DEEPEST:
        return f"the elements of the page are nested more than {DEEPEST:,} deep"
    if len(facts.html) > MOST_HTML:
        return f"the page is longer than {MOST_HTML:,} characters"
    return ""


def _with_axe(chromium: Chromium, look: Look) -> Look:
    """Run axe; its failure is told in the look, and only a page that hangs costs the browser."""
    seconds = chromium.settings.script_seconds
    said = f"axe did not finish within {seconds:g} seconds."
    late = replace(look, state="partial", axe_error=said, reason=look.reason or said)
    axe = Axe(_OurAxe(chromium.driver), script_url=str(chromium.settings.axe_path))
    try:
        with _patience(chromium, seconds + GRACE_SECONDS, late):
            try:
                result = axe.run(options=AXE_OPTIONS)
            except TimeoutException as error:  # the page may still answer, or be another by now
                _raise_if_moved(error)
                return late
    except JavascriptException as error:
        _raise_if_moved(error)
        return replace(
            look, axe_error=f"axe could not run in this page: {_clean(first_line(error))}"
        )
    except WebDriverException as error:
        _raise_if_moved(error)
        raise
    return _with_result(look, result)


def _with_result(look: Look, said: object) -> Look:
    """Take axe's result, which went through the page and so may be anything."""
    try:
        result = json.loads(said) if isinstance(said, str) else None
        if isinstance(said, str) and UNCLEAN.search(said):
            result = json.loads(_clean(json.dumps(result, ensure_ascii=False)))
    except (ValueError, RecursionError):
        result = None
    if not isinstance(result, dict) or not isinstance(result.get("violations"), list):
        why = isinstance(result, dict) and _first_line(result.get("failed"))
        error = f"axe failed on this page: {why or 'its result is unreadable'}"
        return replace(look, axe_error=error)
    if why := _first_line(result.pop("frames", "")):
        reason = look.reason or "Its frames were left out, for axe failed in one of them."
        error = f"axe failed in a frame: {why}"
        look = replace(look, state="partial", reason=reason, axe_error=error)
    return replace(look, axe=result)


def _first_line(said: object) -> str:
    return str(said or "").strip().partition("\n")[0][:300]


def _leave(chromium: Chromium) -> None:
    """Close what the page opened and forget what it stored, so that no page affects the next."""
    driver = chromium.driver
    opened = [handle for handle in driver.window_handles if handle != chromium.window]
    for handle in opened:
        driver.switch_to.window(handle)
        driver.close()
    if opened:
        driver.switch_to.window(chromium.window)
    driver.get("about:blank")
    chromium.command("Network.clearBrowserCookies")
    chromium.command("Storage.clearDataForOrigin", origin="*", storageTypes="all")
