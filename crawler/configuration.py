"""Scrapy's settings from our settings.py, and from nobody else's; a command changes some."""

import importlib
import os
import sys
from pathlib import Path

from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

LOG_FORMATS = ("plain", "json")


class ConfigurationError(Exception):
    """The settings that Python finds are not ours."""


def our_settings() -> Settings:
    """Return Dropkerb's settings.

    Raises ConfigurationError, naming the stranger's file, when another `settings` module comes
    first on the path: it would win without a word.
    """
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "settings")
    module = os.environ["SCRAPY_SETTINGS_MODULE"]
    try:
        importlib.import_module(module)
    except ImportError as error:
        raise ConfigurationError(
            f"The settings module {module!r} cannot be imported; install Dropkerb again, in a "
            "virtual environment of its own."
        ) from error
    settings = get_project_settings()
    if settings["BOT_NAME"] != "dropkerb":
        intruder = Path(getattr(sys.modules[module], "__file__", None) or module)
        raise ConfigurationError(
            f"{intruder} is not Dropkerb's settings.py but comes first on Python's path; run "
            "dropkerb from another folder, or give it a virtual environment of its own."
        )
    return settings


def command_settings(
    record: Path,
    *,
    executor: str | None,
    is_quiet: bool,
    is_verbose: bool,
    log_format: str | None = None,
) -> Settings:
    """Return Dropkerb's settings with what a command was told instead."""
    settings = our_settings()
    settings.set("DROPKERB_DB", str(record), priority="cmdline")
    if executor:
        settings.set("DROPKERB_EXECUTOR", executor, priority="cmdline")
    if log_format:
        settings.set("DROPKERB_LOG_FORMAT", log_format, priority="cmdline")
    if settings["DROPKERB_LOG_FORMAT"] not in LOG_FORMATS:
        raise ConfigurationError(
            f"The setting DROPKERB_LOG_FORMAT is {settings['DROPKERB_LOG_FORMAT']!r} but must be "
            "plain or json; mend it in the environment, or wherever it was set."
        )
    if is_quiet:
        settings.set("DROPKERB_PROGRESS", "quiet", priority="cmdline")
    if is_verbose:
        settings.set("LOG_LEVEL", "INFO", priority="cmdline")
        settings.set("DROPKERB_PROGRESS", "lines", priority="cmdline")
    return settings
