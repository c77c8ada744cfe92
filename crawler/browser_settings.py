"""How browsers are set up, and whether the parts are there and fit together."""

import functools
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from crawler import VERSION

INSTALL = "apt-get install chromium chromium-driver"
CHROMIUM = "/usr/bin/chromium"
SHELL = "/usr/lib/chromium/chromium-headless-shell"  # the same engine without a window: cheaper
IBM_PACKAGE = "accessibility-checker-engine"
PROGRAM_SECONDS = 60.0  # until a program has told its version, on a machine that is busy


class BrowserError(Exception):
    """There is no browser to work with; one sentence says why and what to do."""


def usual_binary() -> str:
    """Return the browser that is used when none is named: the cheaper one, if it is there."""
    return SHELL if os.access(SHELL, os.X_OK) else CHROMIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSettings:
    """How browsers are started, and how long they may take."""

    axe_path: Path
    ibm_path: Path | None = None  # of the second engine; None: pages are judged without it
    page_load_seconds: float = 30
    script_seconds: float = 45
    page_seconds: float = 90
    binary: str = field(default_factory=usual_binary)
    driver: str = "/usr/bin/chromedriver"
    private_hosts: tuple[str, ...] = ()  # host or host:port that may be asked although private
    user_agent_suffix: str = f"Dropkerb/{VERSION}"  # tells a server's operators who we are
    own_hosts: tuple[str, ...] = ()  # the site's, whose assets are never refused
    block: tuple[str, ...] = ()  # hosts that are refused besides crawler/block_list.toml
    allow: tuple[str, ...] = ()  # hosts that are not refused in spite of it
    dismiss: str = ""  # selector of the button that sends a cookie banner away
    dismiss_not_on: str = ""  # the page on which the banner itself is judged
    try_out: bool = True  # whether pages are tried out: keys, narrow windows, larger text
    takes_evidence: bool = True  # role, name and picture of what is found, once for each cause
    shelf: Path | None = None  # where assets are kept from night to night; None: in memory

    @property
    def is_shell(self) -> bool:
        """Whether the browser is one that has no window at all, and not Chromium without one."""
        return "headless-shell" in Path(self.binary).name


def versions_of(settings: BrowserSettings) -> dict[str, str]:
    """Return the versions of axe, the second engine, Chromium and its driver.

    Raises BrowserError when one is missing, or when Chromium and driver do not fit together.
    """
    found = {
        "axe": axe_version(settings.axe_path),
        "ibm": ibm_version(settings.ibm_path) if settings.ibm_path else "",
        "chromium": program_version(settings.binary, "Chromium", "DROPKERB_CHROMIUM"),
        "driver": program_version(settings.driver, "chromedriver", "DROPKERB_CHROMEDRIVER"),
    }
    chromium, driver = (found[name].partition(".")[0] for name in ("chromium", "driver"))
    if chromium != driver:
        raise BrowserError(
            f"Chromium has version {chromium} and chromedriver has version {driver}, but they "
            f"must be of the same major version; install both anew with: {INSTALL}"
        )
    return found


def axe_version(path: Path) -> str:
    """Return the version of axe-core that a script says it has."""
    mend = "install it with: npm install axe-core@4.14 (or run script/bootstrap)"
    try:
        with path.open(encoding="utf-8") as script:
            start = script.read(500)
    except (OSError, UnicodeDecodeError) as error:
        raise BrowserError(f"axe-core cannot be read at {path}; {mend}") from error
    found = re.search(r"axe v(\d+(?:\.\d+)+)", start)
    if found is None:
        raise BrowserError(f"{path} does not look like axe-core; {mend}")
    return found[1]


def ibm_version(path: Path) -> str:
    """Return the version of IBM's engine, which its package tells: its script does not."""
    mend = "install it with: npm install accessibility-checker-engine@4.0 (or run script/bootstrap)"
    try:
        told = json.loads(path.with_name("package.json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8") as script:
            is_script = "ace" in script.read(500)
    except (OSError, ValueError) as error:
        raise BrowserError(f"IBM's engine cannot be read at {path}; {mend}") from error
    is_package = isinstance(told, dict) and told.get("name") == IBM_PACKAGE
    if not is_script or not is_package or not isinstance(told.get("version"), str):
        raise BrowserError(f"{path} does not look like IBM's engine; {mend}")
    return str(told["version"])


def program_version(program: str, title: str, setting: str) -> str:
    """Return the version that a program prints about itself."""
    if shutil.which(program) is None:
        raise BrowserError(
            f"{title} was not found at {program}; install it with: {INSTALL} "
            f"(or set {setting} to where it is)"
        )
    try:
        said = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PROGRAM_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrowserError(
            f"{title} at {program} does not start; install it anew with: {INSTALL}"
        ) from error
    found = re.search(r"\d+(?:\.\d+)+", said)
    if found is None:
        raise BrowserError(
            f"{title} at {program} does not tell its version; install it anew with: {INSTALL}"
        )
    return found[0]


def user_agent(settings: BrowserSettings) -> str:
    """Return what this Chromium says by itself, and who we are."""
    major = _major_version(settings.binary)
    return (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"HeadlessChrome/{major}.0.0.0 Safari/537.36 {settings.user_agent_suffix}"
    ).strip()


@functools.cache
def _major_version(binary: str) -> str:
    return program_version(binary, "Chromium", "DROPKERB_CHROMIUM").partition(".")[0]
