"""The command line: the one place where crawler, audits and reports meet."""

import csv
import difflib
import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from scrapy.settings import Settings

from crawler import VERSION
from crawler.browser import BrowserError
from crawler.configuration import ConfigurationError
from crawler.executor import ExecutorError
from crawler.gate import Gate, broken_gate
from crawler.plain import printable, spreadsheet_safe
from crawler.plan import browser_settings, find_site, make_plan, tls_of
from crawler.sites import Site, SitesError
from crawler.stopping import stop_in_order
from crawler.store.record import RecordError, read_record

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.night import Night, Plan

MOST_BROWSERS_OF_A_WORKER = 4  # beyond that judging, in one process, holds them up
DONE, GATE_FAILED, PARTIAL, FAILED = 0, 1, 2, 3
KNOWN_ERRORS = (BrowserError, ConfigurationError, ExecutorError, RecordError, SitesError)
F = TypeVar("F", bound=Callable[..., Any])

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


def main() -> None:
    """Run the command; every foreseen mistake ends in one sentence and a documented exit code."""
    try:
        code = cli.main(standalone_mode=False, prog_name="dropkerb")
    except Stop as stop:
        stop.show()
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = FAILED
    except click.exceptions.Abort:
        click.echo("dropkerb: stopped.", err=True)
        code = PARTIAL
    except KNOWN_ERRORS as error:
        Stop(str(error)).show()
        code = FAILED
    except KeyboardInterrupt:
        click.echo("dropkerb: stopped.", err=True)
        code = PARTIAL
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except Exception as error:
        if "--verbose" in sys.argv:
            raise
        Stop(
            f"Dropkerb itself failed ({type(error).__name__}: {error}); what was recorded is safe. "
            "The same command with --verbose shows where."
        ).show()
        code = FAILED
    sys.exit(code or DONE)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(VERSION, prog_name="dropkerb")
def cli() -> None:
    """Dropkerb walks a council website, judges every page, keeps the history and reports.

    \b
    Examples:
      dropkerb demo                                  audit the made-up council site
      dropkerb crawl https://www.example.gov.uk/     audit a real one
      dropkerb crawl example --fail-on new-serious   audit a site of sites.toml, with a gate
      dropkerb findings --csv > findings.csv         everything that is open, as a table
    """


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


@cli.command(epilog=EXIT_CODES)
@click.argument("site")
@record_option
@out_option
@run_options
@click.option(
    "--rate",
    type=click.FloatRange(0, 50),
    help="Requests a second to the site (default 1; 0, no limit, only on this machine).",
)
@click.option(
    "--sites",
    type=click.Path(path_type=Path),
    default=Path("sites.toml"),
    show_default=True,
    help="The file in which SITE is looked up when it is a name.",
)
def crawl(site: str, record: Path, out: Path, sites: Path, **options: Any) -> int:
    """Audit SITE, an address or a name from sites.toml, and write the report.

    The same command resumes a run that was killed or interrupted, and otherwise starts the
    next one, which compares itself with the last.

    \b
    Examples:
      dropkerb crawl https://www.example.gov.uk/
      dropkerb crawl example --db /srv/dropkerb/example.db --out /srv/www/report
      dropkerb crawl example --max-pages 200 --rate 0.5
      dropkerb crawl example --full --fail-on critical
    """
    chosen = find_site(site, sites)
    return _audit(_changed(chosen, options), record, out, options)


def _changed(site: Site, options: dict[str, Any]) -> Site:
    """Return the site with what the command line asks for instead."""
    changes = {key: options[key] for key in ("max_pages", "rate") if options.get(key) is not None}
    return site.changed(**changes) if changes else site


@cli.command(epilog=EXIT_CODES)
@record_option
@out_option
@run_options
def demo(record: Path, out: Path, **options: Any) -> int:
    """Audit the made-up council site that ships with Dropkerb, served on this machine.

    \b
    Examples:
      dropkerb demo
      dropkerb demo --db demo.db --out demo-report
    """
    from crawler.demo.server import CouncilSite

    with CouncilSite() as council:
        return _audit(_changed(council.site(), options), record, out, options)


def _audit(site: Site, record: Path, out: Path, options: dict[str, Any]) -> int:
    """Run the crawl, build the report, say where both are; return the exit code."""
    stop_in_order()
    settings = _settings(options, record)
    _check_out(out)
    plan = make_plan(settings, site, is_full=options["full"])
    night = _crawl(plan, settings)
    if night.record_problem:
        raise Stop(night.record_problem)
    db = read_record(record)
    run = next(db.query("SELECT * FROM runs WHERE id = ?", [night.run.id]))
    if run["status"] == "running":
        click.echo("Interrupted before the first page; the same command goes on with it.")
        return PARTIAL
    if run["status"] == "failed":
        if _has_earlier_result(db, run):  # whose report should say that this night failed
            _build(record, out, None, quiet=options["quiet"])
        raise Stop(f"{site.start_url} could not be audited: {run['reason']}")
    if night.is_interrupted:  # whoever stopped us is in a hurry
        click.echo(_summary(run, record, None))
        return PARTIAL
    _build(record, out, None, quiet=options["quiet"])
    click.echo(_summary(run, record, out))
    if said := broken_gate(db, night.run.id, options["gates"]):
        click.echo(f"Gate failed: {said}", err=True)
        return GATE_FAILED
    return DONE if run["status"] == "done" else PARTIAL


def _has_earlier_result(db: "Database", run: dict[str, Any]) -> bool:
    earlier = "site_id = :site_id AND id < :id AND status IN ('done', 'partial')"
    return bool(db.execute(f"SELECT count(*) FROM runs WHERE {earlier}", run).fetchone()[0])  # noqa: S608


def _summary(run: dict[str, Any], record: Path, out: Path | None) -> str:
    state = "Done" if run["status"] == "done" else f"Done in part ({run['reason']})"
    pages = "page" if run["pages_audited"] == 1 else "pages"
    carried = f" ({run['pages_carried']} carried over unchanged)" if run["pages_carried"] else ""
    return (
        f"{state}: {run['pages_audited']} {pages} audited{carried} in {run['seconds']:.0f} s, "
        f"{run['pages_error']} with errors.\nRecord: {record.resolve()}\nReport: "
        + (f"{(out / 'index.html').resolve()}" if out else "not built; dropkerb report does it")
    )


def _check_out(out: Path) -> None:
    """Refuse an output folder that cannot be written before hours of crawling, not after."""
    from reports.build import ReportError, check_out

    try:
        check_out(out)
    except ReportError as error:
        raise Stop(str(error)) from error


def _settings(options: dict[str, Any], record: Path) -> Settings:
    """Return Scrapy's settings from our settings.py, and refuse a stranger's."""
    from crawler.configuration import our_settings

    settings = our_settings()
    settings.set("DROPKERB_DB", str(record), priority="cmdline")
    if options["executor"]:
        settings.set("DROPKERB_EXECUTOR", options["executor"], priority="cmdline")
    if options["quiet"]:
        settings.set("DROPKERB_PROGRESS", "quiet", priority="cmdline")
    if options["verbose"]:
        settings.set("LOG_LEVEL", "INFO", priority="cmdline")
        settings.set("DROPKERB_PROGRESS", "lines", priority="cmdline")
    return settings


def _crawl(plan: "Plan", settings: Settings) -> "Night":
    """Run Scrapy to the end of the run and return what it leaves."""
    from scrapy.crawler import AsyncCrawlerProcess
    from twisted.logger import globalLogBeginner

    from crawler.spiders.site import SiteSpider

    warnings.simplefilter("ignore")  # of libraries, to people who can't mend them
    process = AsyncCrawlerProcess(settings)
    # Twisted prints every certificate that it refuses, with a traceback; we record the reason
    globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)
    logging.getLogger("twisted").setLevel(logging.CRITICAL + 1)
    logging.getLogger("scrapy.downloadermiddlewares.httpcompression").setLevel(logging.ERROR)
    scrapy_crawler = process.create_crawler(SiteSpider)
    task = process.crawl(scrapy_crawler, plan=plan)
    process.start()
    stop_in_order()  # Scrapy's own handlers hear nothing any more
    if task.done() and not task.cancelled() and (error := task.exception()) is not None:
        raise error
    spider = scrapy_crawler.spider
    assert isinstance(spider, SiteSpider)
    return spider.night


@cli.command()
@record_option
@out_option
@click.option("--site", help="Only this site, when the record holds several.")
@click.option("--quiet", is_flag=True, help="Say nothing but the result.")
def report(record: Path, out: Path, site: str | None, *, quiet: bool) -> int:
    """Build the report again from the record.

    \b
    Examples:
      dropkerb report
      dropkerb report --db /srv/dropkerb/example.db --out /srv/www/report
    """
    built = _build(record, out, site, quiet=quiet)
    click.echo(f"Report: {built.index} ({built.pages} pages in {built.seconds:.1f} s)")
    return DONE


def _build(record: Path, out: Path, site: str | None, *, quiet: bool) -> Any:
    from reports.build import ReportError, build

    try:
        if quiet or not sys.stderr.isatty():
            return build(record, out, site=site)
        with click.progressbar(length=100, label="Writing the report", file=sys.stderr) as bar:

            def progress(done: int, total: int) -> None:
                bar.update(max(0, round(100 * done / max(total, 1)) - bar.pos))

            return build(record, out, site=site, progress=progress)
    except ReportError as error:
        raise Stop(str(error)) from error


FINDINGS = """
SELECT url AS page, audit, status, impact, coalesce(requirements, '') AS criteria, selector,
    message, elements, cause_id AS cause, first_run_id AS since_run, site
FROM open_findings
WHERE (:site IS NULL OR site = :site) AND (:audit IS NULL OR audit = :audit)
    AND (:status IS NULL OR status = :status)
ORDER BY site, url, audit, cause_id
"""


@cli.command()
@record_option
@click.option("--json", "form", flag_value="json", help="As JSON, a list of objects.")
@click.option("--csv", "form", flag_value="csv", help="As CSV with a header line.")
@click.option("--site", help="Only findings of this site.")
@click.option("--audit", help="Only findings of this audit, e.g. page-title or axe:image-alt.")
@click.option("--status", type=click.Choice(["failed", "needs review"]), help="Only these.")
def findings(record: Path, form: str | None, **only: str | None) -> int:
    """List every open finding: page, audit, status, criteria, selector, cause.

    \b
    Examples:
      dropkerb findings
      dropkerb findings --csv > findings.csv
      dropkerb findings --json --audit axe:color-contrast
    """
    db = read_record(record)
    for table, name in (("sites", only["site"]), ("audits", only["audit"])):
        _check_known(db, table, name)
    rows = db.query(FINDINGS, only)
    {"json": _as_json, "csv": _as_csv, None: _as_lines}[form](rows)
    return DONE


def _check_known(db: "Database", table: str, name: str | None) -> None:
    """Refuse a name that is not in the record: a mistyped one must not look like a clean site."""
    if name is None:
        return
    known = [known for (known,) in db.execute(f"SELECT name FROM {table} ORDER BY name")]  # noqa: S608
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.3) or known[:5]
        kind = table.removesuffix("s")
        raise Stop(f"The record knows no {kind} {name!r}; perhaps you mean {', '.join(near)}.")


def _as_json(rows: Iterator[dict[str, Any]]) -> None:
    click.echo("[", nl=False)
    for number, row in enumerate(rows):
        row["criteria"] = row["criteria"].split()
        click.echo((",\n " if number else "\n ") + json.dumps(row), nl=False)
    click.echo("\n]")


def _as_csv(rows: Iterator[dict[str, Any]]) -> None:
    writer = csv.writer(sys.stdout)
    columns = "page audit status impact criteria selector message elements cause since_run site"
    writer.writerow(columns.split())
    writer.writerows([spreadsheet_safe(value) for value in row.values()] for row in rows)


def _as_lines(rows: Iterator[dict[str, Any]]) -> None:
    page = None
    for row in rows:
        if row["page"] != page:
            page = row["page"]
            click.echo(f"\n{printable(page)}")
        click.echo(
            f"  {row['status']}: {printable(row['message'])} [{row['audit']}, cause {row['cause']}]"
        )
    if page is None:
        click.echo("No such finding is open. What automation cannot tell stands in the report.")


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, a list of objects.")
@click.option(
    "--axe", "with_axe", is_flag=True, help="Also each rule of axe-core (opens a browser)."
)
def audits(*, as_json: bool, with_axe: bool) -> int:
    """List what is judged, and why.

    \b
    Examples:
      dropkerb audits
      dropkerb audits --axe
      dropkerb audits --json
    """
    from crawler.listing import listed_audits, render

    rows = listed_audits(browser_settings(_settings_plain()) if with_axe else None)
    click.echo(json.dumps(rows, indent=1) if as_json else render(rows))
    return DONE


def _settings_plain() -> Settings:
    from crawler.configuration import our_settings

    return our_settings()


@cli.command()
@click.argument("address")
@click.option(
    "--browsers",
    type=click.IntRange(1),
    help="Browsers at work here (default: one a core, at most 4; start more workers beyond that).",
)
def worker(address: str, browsers: int | None) -> int:
    """Look at pages for crawls that other machines run, over the Dask scheduler at ADDRESS.

    \b
    Examples:
      dropkerb worker tcp://127.0.0.1:8786
      dropkerb worker tls://scheduler.example:8786 --browsers 4
    """
    from crawler.cluster import security_for

    security = security_for(address, tls_of(_settings_plain()))
    from crawler.cluster_worker import run_worker

    places = browsers or min(os.cpu_count() or 1, MOST_BROWSERS_OF_A_WORKER)
    click.echo(f"Worker with {places} browsers for {address}; Ctrl-C ends it.", err=True)
    run_worker(address, places, security)
    return DONE


@cli.command()
@record_option
@out_option
def doctor(record: Path, out: Path) -> int:
    """Check that everything a run needs is there, and say how to mend what is not.

    \b
    Examples:
      dropkerb doctor
      dropkerb doctor --db /srv/dropkerb/example.db --out /srv/www/report
    """
    from crawler.doctor import examine, render

    checkups = examine(record, out)
    click.echo(render(checkups))
    return FAILED if any(checkup.ok is False for checkup in checkups) else DONE


logging.getLogger("dropkerb").addHandler(logging.NullHandler())
if __name__ == "__main__":
    main()
