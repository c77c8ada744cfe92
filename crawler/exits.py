"""How a command ends: its exit code, and one sentence about every mistake that was foreseen."""

import sys
from typing import Any

import click

from audits.profiles import ProfileError
from crawler.browser import BrowserError
from crawler.configuration import ConfigurationError
from crawler.executor import ExecutorError
from crawler.plain import printable
from crawler.sites import SitesError
from crawler.store.record import RecordError

DONE, GATE_FAILED, PARTIAL, FAILED = 0, 1, 2, 3
FORESEEN = (
    *(BrowserError, ConfigurationError, ExecutorError, ProfileError, RecordError, SitesError),
)

EXIT_CODES = """
\b
Exit codes:
  0  done
  1  the gate you set with --fail-on failed (also in a run that was done in part)
  2  done in part: a budget was used up, or the run was interrupted
  3  failed: wrong input, or nothing could be audited
"""


class Stop(click.ClickException):
    """One sentence for the person at the terminal, and exit code 3."""

    exit_code = FAILED

    def show(self, file: Any = None) -> None:
        click.echo(f"dropkerb: {printable(self.message)}", file=file or sys.stderr)
