"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler.configuration import LOG_FORMATS
from crawler.gate import Gate

F = TypeVar("F", bound=Callable[..., Any])


def record_option(function: F) -> F:
    return click.option(
        "--db",
        "record",
        type=click.Path(path_type=Path),
        default=Path("dropkerb.db"),
        show_default=True,
        help="The record: one SQLite file.",
    )(function)


def out_option(function: F) -> F:
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path("out"),
        show_default=True,
        help="Folder for the report.",
    )(function)


def sites_option(words: str, parameter: str = "sites") -> Callable[[F], F]:
    """Return the option --sites, with what the command looks up in that file."""
    return click.option(
        "--sites",
        parameter,
        type=click.Path(path_type=Path),
        default=Path("sites.toml"),
        show_default=True,
        help=words,
    )


def run_options(function: F) -> F:
    """Add what crawl and demo share."""
    for option in reversed(
        [
            click.option(
                "--max-pages", type=click.IntRange(1), help="Audit at most so many pages."
            ),
            click.option(
                "--full", is_flag=True, help="Open every page, whatever earlier runs remember."
            ),
            click.option(
                "--fail-on",
                "gates",
                multiple=True,
                metavar="GATE",
                callback=lambda _, __, value: _gates(value),
                help="Exit with 1 when a finding is open: minor, moderate, serious or critical "
                "(that impact or worse), new (first seen in this run), or new-serious and the "
                "like. May be given more than once.",
            ),
            click.option(
                "--executor",
                metavar="ADDRESS",
                help="Have pages looked at by the workers of this Dask scheduler, such as "
                "tls://scheduler.example:8786, instead of on this machine.",
            ),
            click.option(
                "--metrics",
                type=click.Path(path_type=Path),
                help="Write figures for Prometheus to this text file when the run ends.",
            ),
            click.option(
                "--log-format",
                type=click.Choice(LOG_FORMATS),
                help="Lines on standard error: plain, or JSON objects.",
            ),
            click.option("--quiet", is_flag=True, help="Say nothing but the result."),
            click.option("--verbose", is_flag=True, help="Say what is being done."),
        ]
    ):
        function = option(function)
    return function


def _gates(words: tuple[str, ...]) -> tuple[Gate, ...]:
    try:
        return tuple(Gate.read(word) for word in words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
