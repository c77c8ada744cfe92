"""One Chromium with its driver: how it is found, started, watched over, measured and ended."""

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Remote
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chromium.remote_connection import ChromiumRemoteConnection
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from urllib3.exceptions import HTTPError

from crawler import browser_sitter
from crawler.airlock import Airlock
from crawler.block_list import Rules
from crawler.browser_guard import proxy_rules, resolver_rules
from crawler.browser_settings import INSTALL, BrowserError, BrowserSettings, user_agent
from crawler.browser_sitter import PROFILE, kill_all_of
from crawler.shelf import Shelf

log = logging.getLogger("dropkerb")

START_SECONDS = 60.0  # until a browser has started, on a machine that is busy
QUIT_SECONDS = 5.0  # until a browser has ended by itself; after that it is killed
VIEWPORT = {"width": 1280, "height": 1024, "deviceScaleFactor": 1, "mobile": False}
CACHE_BYTES = 100 * 1024 * 1024
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--no-default-browser-check",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--mute-audio",
    "--deny-permission-prompts",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # it would tell our addresses
    "--window-size=1280,1024",
    f"--disk-cache-size={CACHE_BYTES}",
    "--accept-lang=en-GB,en",  # as the crawler asks: settings.py, DEFAULT_REQUEST_HEADERS
)
OFF = (
    *("Translate", "OptimizationHints", "MediaRouter", "BackForwardCache"),
    *("Reporting", "NetworkErrorLogging"),  # both would send by themselves
)
# A page that is shown from an answer counts as public, and would not get its own private assets.
OFF_WHERE_PRIVATE = ("LocalNetworkAccessChecks", "LocalNetworkAccessChecksWebRTC")
# Pages run once, and so does axe in each: optimising costs more than it saves, but for what runs
# hottest, and what axe makes on its way is thrown away whole when there is room to wait
# (docs/decisions/0008).
SCRIPT_FLAGS = (
    "--no-opt",
    "--invocation-count-for-maglev=6000",
    *("--min-semi-space-size=32", "--max-semi-space-size=64"),
)
HEADLESS_FLAGS = ("--headless=new",)  # of Chromium
SHELL_FLAGS = ("--font-render-hinting=none",)  # of the shell: it lays text out otherwise else
ASKS = (  # what a page may ask its reader for, and never gets from us
    *("notifications", "geolocation", "media_stream", "media_stream_camera", "media_stream_mic"),
    *(
        "clipboard",
        "midi_sysex",
        "protocol_handlers",
        "automatic_downloads",
        "local_network_access",
    ),
)
PREFERENCES = {
    "download_restrictions": 3,  # none at all
    "credentials_enable_service": False,
    "profile.password_manager_enabled": False,
    "net.network_prediction_options": 2,  # nothing is loaded for a click that never comes
    **{f"profile.default_content_setting_values.{name}": 2 for name in ASKS},
}
DRIVER_FAULTS = (
    WebDriverException,
    HTTPError,
    OSError,
)  # what a dying browser makes Selenium raise


class Sitter:
    """A small process that ends our browsers if we die before we can."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", browser_sitter.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            text=True,
        )

    def mind(self, folder: Path) -> None:
        self._say(f"+{folder}\n")

    def forget(self, folder: Path) -> None:
        self._say(f"-{folder}\n")

    def _say(self, line: str) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.write(line)
                self._process.stdin.flush()

    def close(self) -> None:
        """Let it go; whatever it still minds, it ends first."""
        with self._lock, contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(QUIT_SECONDS)


class Chromium:
    """A running Chromium in a session and a temporary folder of its own."""

    def __init__(
        self, settings: BrowserSettings, sitter: Sitter, shelf: Shelf | None = None
    ) -> None:
        """Start it, behind an airlock when it is to open pages. Raises BrowserError."""
        self.settings = settings
        self.airlock: Airlock | None = None
        self.is_pointing = False  # whether the mouse is elsewhere than in the upper left corner
        self._sitter = sitter
        self.folder = Path(tempfile.mkdtemp(prefix="dropkerb-"))
        sitter.mind(self.folder)
        self._service = Service(
            settings.driver,
            env={**os.environ, "TMPDIR": str(self.folder)},
            popen_kw={"start_new_session": True},  # Ctrl-C is for us, not for the browser
        )
        with self.limit(START_SECONDS) as limit:
            try:
                self.driver = self._start()
                self.window = self.driver.current_window_handle
                if shelf is not None:
                    self.airlock = self._open_airlock(shelf)
            except DRIVER_FAULTS as error:
                self._remove()
                raise BrowserError(_start_sentence(error, is_late=limit.was_passed)) from error
            except BaseException:
                self._remove()
                raise

    def _start(self) -> Remote:
        settings = self.settings
        self._service.start()
        client = ClientConfig(
            remote_server_addr=self._service.service_url,
            proxy=Proxy(raw={"proxyType": ProxyType.DIRECT}),
            # the limit of a page ends every wait; this one is for the day it fails
            timeout=int(max(settings.page_seconds, START_SECONDS)) + 10,
            init_args_for_pool_manager={"init_args_for_pool_manager": {"retries": False}},
        )
        connection = ChromiumRemoteConnection(
            remote_server_addr=self._service.service_url,
            vendor_prefix="goog",
            browser_name="chrome",
            client_config=client,
        )
        driver = Remote(command_executor=connection, options=_options(settings, self.folder))
        driver.set_page_load_timeout(settings.page_load_seconds)
        return driver

    def _open_airlock(self, shelf: Shelf) -> Airlock:
        settings = self.settings
        rules = Rules(
            own_hosts=settings.own_hosts,
            private_hosts=settings.private_hosts,
            block=settings.block,
            allow=settings.allow,
        )
        address = str(self.driver.capabilities["goog:chromeOptions"]["debuggerAddress"])
        return Airlock(address, self.window, rules, shelf, on_break=self.kill)

    def command(self, name: str, **parameters: Any) -> Any:
        """Send one command of the DevTools protocol."""
        sent = {"cmd": name, "params": parameters}
        return self.driver.execute("executeCdpCommand", sent)["value"]

    @contextlib.contextmanager
    def limit(self, seconds: float) -> Iterator["Limit"]:
        """Kill this browser if the block takes longer; every call in it then raises."""
        limit = Limit()

        def strike() -> None:
            limit.was_passed = True
            self.kill()

        timer = threading.Timer(seconds, strike)
        timer.daemon = True
        timer.start()
        try:
            yield limit
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End all its processes, now."""
        if self.airlock is not None:
            self.airlock.leave()
        kill_all_of(str(self.folder))

    def close(self) -> None:
        """Let it end by itself if it still can, and leave neither process nor folder behind."""
        if self.airlock is not None:
            self.airlock.leave()
        with self.limit(QUIT_SECONDS), contextlib.suppress(*DRIVER_FAULTS):
            self.driver.quit()
        self._remove()

    def _remove(self) -> None:
        self.kill()
        if self.airlock is not None:
            self.airlock.close()
        process = getattr(self._service, "process", None)
        if process is not None:
            process.wait()
            self._service.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._sitter.forget(self.folder)

    def memory_bytes(self) -> int:
        """Return the memory of the driver and all browser processes, shared parts split."""
        try:
            driver = psutil.Process(self._service.process.pid)
            return memory_of([driver, *driver.children(recursive=True)])
        except psutil.Error:
            return 0


@dataclass(slots=True)
class Limit:
    """Whether a time limit was passed."""

    was_passed: bool = False


def memory_of(processes: Iterable[psutil.Process]) -> int:
    """Return the memory of processes: shared parts split, or left out where that is secret."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.AccessDenied:
            with contextlib.suppress(psutil.Error):
                memory = process.memory_info()
                total += memory.rss - memory.shared
        except psutil.Error:
            continue
    return total


def _options(settings: BrowserSettings, folder: Path) -> Options:
    options = Options()
    options.binary_location = settings.binary
    options.unhandled_prompt_behavior = "dismiss"
    options.add_experimental_option("prefs", PREFERENCES)
    # the driver switches the pop-up blocker off, and we want it
    options.add_experimental_option("excludeSwitches", ["disable-popup-blocking"])
    for flag in (*FLAGS, *(SHELL_FLAGS if settings.is_shell else HEADLESS_FLAGS)):
        options.add_argument(flag)
    if not settings.is_shell:  # which opens no page with a profile that it is told of
        options.add_argument(f"--user-data-dir={folder / PROFILE}")
    off = (*OFF, *(OFF_WHERE_PRIVATE if settings.private_hosts else ()))
    options.add_argument(f"--disable-features={','.join(off)}")
    options.add_argument(f"--js-flags={','.join(SCRIPT_FLAGS)}")
    options.add_argument(f"--user-agent={user_agent(settings)}")
    options.add_argument(f"--host-resolver-rules={resolver_rules(settings.private_hosts)}")
    for flag in proxy_rules():
        options.add_argument(flag)
    if os.geteuid() == 0:  # Chromium refuses its sandbox to root
        options.add_argument("--no-sandbox")
    return options


def _start_sentence(error: Exception, *, is_late: bool) -> str:
    if is_late:
        return f"Chromium did not start within {START_SECONDS:.0f} seconds; try again"
    hint = f"; if it keeps happening, install it anew with: {INSTALL}"
    return f"Chromium did not start: {first_line(error)}{hint}"


def first_line(error: Exception) -> str:
    """Return what an error says, without the driver's stack."""
    said = str(getattr(error, "msg", None) or error).strip().partition("\n")[0][:300]
    return said.rstrip(".") or type(error).__name__
