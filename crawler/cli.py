"""The command line: the one place where crawler, audits and reports meet."""

import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler import VERSION
from crawler.clock_command import clock
from crawler.configuration import command_settings, our_settings
from crawler.exits import DONE, EXIT_CODES, FAILED, FORESEEN, GATE_FAILED, PARTIAL, Stop
from crawler.gate import broken_gate
from crawler.messages_command import messages, telling
from crawler.metrics import measured, metrics_file
from crawler.options import out_option, record_option, run_options, sites_option
from crawler.plan import browser_settings, find_site, make_plan, tls_of
from crawler.record_commands import backup, check, status, vacuum
from crawler.running import run_night, summary
from crawler.schedule_command import schedule
from crawler.stopping import leave_in_time, stop_in_order
from crawler.store.record import read_record
from crawler.store.runs import has_earlier_result
from crawler.triage_command import end_expired_decisions, triage

if TYPE_CHECKING:
    from crawler.sites import Site

MOST_BROWSERS_OF_A_WORKER = 4  # beyond that judging, in one process, holds them up


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
    except FORESEEN as error:
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
@sites_option("The file in which SITE is looked up when it is a name.")
@click.option(
    "--until",
    type=click.DateTime(["%H:%M"]),
    help="Have the run over by this time of day; what is left comes first next time.",
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
    with measured(record, metrics_file(options)), telling(chosen, record, out):
        return _audit(_changed(chosen, options), record, out, options)


def _changed(site: "Site", options: dict[str, Any]) -> "Site":
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

    with CouncilSite() as council, measured(record, metrics_file(options)):
        return _audit(_changed(council.site(), options), record, out, options)


def _audit(site: "Site", record: Path, out: Path, options: dict[str, Any]) -> int:
    """Run the crawl, build the report, say where both are; return the exit code."""
    stop_in_order()
    settings = command_settings(
        record,
        executor=options["executor"],
        is_quiet=options["quiet"],
        is_verbose=options["verbose"],
        log_format=options["log_format"],
    )
    _check_out(out)
    plan = make_plan(settings, site, is_full=options["full"], until=options.get("until"))
    night = run_night(plan, settings)
    if night.record_problem:
        raise Stop(night.record_problem)
    db = read_record(record)
    run = next(db.query("SELECT * FROM runs WHERE id = ?", [night.run.id]))
    if night.is_interrupted:  # whoever stopped us is in a hurry
        leave_in_time(PARTIAL)
    if run["status"] == "running":
        click.echo("Interrupted before the first page; the same command goes on with it.")
        return PARTIAL
    if run["status"] == "failed":
        if has_earlier_result(db, run):  # whose report should say that this night failed
            _build(record, out, None, quiet=options["quiet"])
        raise Stop(f"{site.start_url} could not be audited: {run['reason']}")
    if night.is_interrupted:
        click.echo(summary(run, record, None))
        return PARTIAL
    _build(record, out, None, quiet=options["quiet"])
    click.echo(summary(run, record, out))
    if said := broken_gate(db, night.run.id, options["gates"]):
        click.echo(f"Gate failed: {said}", err=True)
        return GATE_FAILED
    return DONE if run["status"] == "done" else PARTIAL


def _check_out(out: Path) -> None:
    """Refuse an output folder that cannot be written before hours of crawling, not after."""
    from reports.build import ReportError, check_out

    try:
        check_out(out)
    except ReportError as error:
        raise Stop(str(error)) from error


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
    _end_expired(record)
    built = _build(record, out, site, quiet=quiet)
    click.echo(f"Report: {built.index} ({built.pages} pages in {built.seconds:.1f} s)")
    return DONE


def _end_expired(record: Path) -> None:
    """End decisions that have expired; what reads the record says it when there is none."""
    if record.is_file():
        end_expired_decisions(record)


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
    from crawler.findings import FORMS, open_findings, set_aside

    end_expired_decisions(record)
    db = read_record(record)
    FORMS[form](open_findings(db, only))
    if form is None and (left_out := set_aside(db, only["site"])):
        click.echo(f"\n{left_out}")
    return DONE


@cli.command()
@record_option
@click.option("--json", "as_json", is_flag=True, help="As JSON, a list of objects.")
@click.option("--site", help="Only the statement of this site.")
@click.option("--all", "every", is_flag=True, help="Every check, not only what asks for something.")
def statement(record: Path, site: str | None, *, as_json: bool, every: bool) -> int:
    """Judge the accessibility statement: what fails, what it rests on, what to write instead.

    For gates: the exit code is 1 when a statement fails, which one critical check is enough for.
    It is 0 when none does, also when no statement was judged yet. This is not legal advice.

    \b
    Examples:
      dropkerb statement
      dropkerb statement --site example --all
      dropkerb statement --json
    """
    from crawler.statement_command import is_failing, show_json, show_statements, statements

    end_expired_decisions(record)
    rows = statements(read_record(record), site)
    if as_json:
        show_json(rows)
    else:
        show_statements(rows, every=every)
    return GATE_FAILED if is_failing(rows) else DONE


@cli.command()
@record_option
@click.option("--json", "as_json", is_flag=True, help="As JSON, a list of objects.")
@click.option("--site", help="Only tasks on this site.")
@click.option(
    "--list", "only_known", is_flag=True, help="The tasks that are looked for, no record."
)
def tasks(record: Path, site: str | None, *, as_json: bool, only_known: bool) -> int:
    """List what people come to do: the page found, how it ends, an indicative star, worst first.

    \b
    Examples:
      dropkerb tasks
      dropkerb tasks --json --site example
      dropkerb tasks --list
    """
    from crawler.task_listing import (
        found_tasks,
        known_tasks,
        show_json,
        show_known,
        show_tasks,
        site_stars,
    )

    if only_known:
        (show_json if as_json else show_known)(known_tasks())
        return DONE
    end_expired_decisions(record)
    db = read_record(record)
    rows = found_tasks(db, site)
    if as_json:
        show_json(rows)
    else:
        show_tasks(rows, site_stars(db, rows))
    return DONE


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, a list of objects.")
@click.option(
    "--axe", "with_axe", is_flag=True, help="Also each rule of both engines (opens a browser)."
)
@click.option(
    "--criteria",
    "by_criteria",
    is_flag=True,
    help="By criterion of WCAG: what is tested, asked about, or neither (opens a browser).",
)
@click.option(
    "--dead-ends",
    "by_dead_ends",
    is_flag=True,
    help="By kind of dead end: which audits speak to it, or why none does.",
)
def audits(*, as_json: bool, with_axe: bool, by_criteria: bool, by_dead_ends: bool) -> int:
    """List what is judged, and why.

    \b
    Examples:
      dropkerb audits
      dropkerb audits --axe
      dropkerb audits --criteria
      dropkerb audits --dead-ends
      dropkerb audits --json
    """
    from crawler.dead_end_listing import listed_dead_ends, render_dead_ends
    from crawler.listing import by_criterion, listed_audits, render, render_criteria

    if by_dead_ends:
        rules = listed_dead_ends()
        click.echo(json.dumps(rules, indent=1) if as_json else render_dead_ends(rules))
        return DONE
    opens_browser = with_axe or by_criteria
    rows = listed_audits(browser_settings(our_settings()) if opens_browser else None)
    told = by_criterion(rows) if by_criteria else rows
    show = render_criteria if by_criteria else render
    click.echo(json.dumps(told, indent=1) if as_json else show(told))
    return DONE


@cli.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path), default=Path("-"))
@click.option(
    "--jsonl",
    "by_lines",
    is_flag=True,
    help='Answer lines such as {"id": 1, "text": "..."} with one line of JSON each.',
)
def readability(file: Path, *, by_lines: bool) -> int:
    """Say how hard the plain text in FILE is to read, and what makes it so.

    Without FILE the text is read from standard input. Blank lines part its paragraphs. The level
    runs from 1 to 6 (A1 to C2); it is null in JSON where a text is not English or has no prose.

    \b
    Examples:
      dropkerb readability letter.txt
      dropkerb readability < letter.txt
      dropkerb readability --jsonl texts.jsonl > scores.jsonl
    """
    from crawler.readability_command import run

    run(file, by_lines=by_lines)
    return DONE


@cli.command(name="import-analytics", epilog=EXIT_CODES)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@record_option
@click.option("--site", help="The site it is about, when the record holds several.")
@click.option(
    "--from",
    "start",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day that the file is about, where it does not say so itself; of a log, the first "
    "day that is read.",
)
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="Last day, which is included.")
@click.option(
    "--replace", is_flag=True, help="Put this file in the place of others about the same days."
)
@sites_option("The file with costs and end_pages of the site, if there is one.")
@click.option("--quiet", is_flag=True, help="Say nothing but the result.")
def import_analytics(
    files: tuple[Path, ...], record: Path, site: str | None, sites: Path, **options: Any
) -> int:
    """Import what people did on the site, from analytics or from access logs.

    FILE is recognised by what stands in it: GA4 (CSV of reports and explorations, JSON of the
    Data API), Matomo (CSV, JSON), Plausible (CSV, or the zip of its dashboard), or access logs in
    combined format, plain or packed by gzip; several logs are read as one. Of people
    nothing is kept: no IP address, no browser, no value of a query. An exploration of GA4 with
    Page path, Event name and Event count tells which forms people begin and do not send.

    The same days of the same source are replaced, never counted twice. A file that cannot be
    imported changes nothing.

    \b
    Examples:
      dropkerb import-analytics pages-and-screens.csv
      dropkerb import-analytics matomo.csv --from 2026-09-01 --to 2026-09-30
      dropkerb import-analytics plausible.zip --from 2026-09-01 --to 2026-09-28 --replace
      dropkerb import-analytics /var/log/apache2/access.log* --site example
    """
    from datetime import datetime

    from crawler.analytics.importing import import_files
    from crawler.analytics.rows import AnalyticsError
    from crawler.analytics.telling import (
        asked_for,
        chosen_site,
        sentence,
        site_in_file,
        told,
        told_points,
        watched,
    )
    from crawler.store.record import open_record

    if not record.is_file():
        raise Stop(f"There is no record {record}; run a crawl first, or name another file.")
    db = open_record(record)
    try:
        site_id, name = chosen_site(db, site)
        start, end = (
            options[each].date() if options[each] is not None else None for each in ("start", "end")
        )
        asked = asked_for(site_in_file(name, sites), start, end, replace=options["replace"])
        today = datetime.now().astimezone().date()
        with watched(files, quiet=options["quiet"]) as progress:
            results = import_files(db, site_id, files, asked, today=today, progress=progress)
        points = told_points(db, site_id)
    except AnalyticsError as error:
        raise Stop(sentence(error, files)) from error
    finally:
        db.close()
    for result in results:
        click.echo(told(result))
    click.echo(points)
    return DONE


@cli.command(epilog=EXIT_CODES)
@record_option
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(["earl", "openacr", "csv", "xlsx", "sarif", "evidence"]),
    help="What to make.",
)
@click.option("--site", help="The site, when the record holds several.")
@click.option("--run", type=int, help="As of this run; without it, as of the last finished one.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file; without it, one named after site and day in this folder.",
)
def export(record: Path, form: str, site: str | None, run: int | None, out: Path | None) -> int:
    """Hand the record over in a form that other programs and people read.

    \b
    earl      EARL 1.0 as JSON-LD, with scope and sample as WCAG-EM asks
    openacr   the beginning of an accessibility conformance report, YAML
    csv       the risk register, a row for each criterion and cause
    xlsx      the same as a workbook, with pages, criteria and statement checks
    sarif     SARIF 2.1.0, for code hosts
    evidence  a zip: pictures, HTML, selectors, versions, checksums

    \b
    Examples:
      dropkerb export --format xlsx
      dropkerb export --format evidence --site example --out evidence.zip
      dropkerb export --format earl --run 12 --out run-12.jsonld
    """
    from reports.build import ReportError
    from reports.exports import export as write

    _end_expired(record)
    try:
        made = write(record, form, out, site=site, run=run)
    except ReportError as error:
        raise Stop(str(error)) from error
    click.echo(f"{made.path}: {made.number:,} {made.counted}, {made.bytes:,} bytes")
    return DONE


@cli.command(epilog=EXIT_CODES)
@click.argument("paper", type=click.Choice(["statement", "burden", "councillors", "letter"]))
@record_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "odt"]),
    default="html",
    show_default=True,
    help="HTML that prints to A4, or a text for a word processor.",
)
@click.option("--site", help="The site, when the record holds several.")
@click.option(
    "--criterion",
    "criteria",
    multiple=True,
    help="Of burden: a sheet for this criterion only, e.g. 1.4.3. May be given more than once.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file; without it, one named after site and paper in this folder.",
)
def draft(
    paper: str,
    record: Path,
    form: str,
    site: str | None,
    criteria: tuple[str, ...],
    out: Path | None,
) -> int:
    """Draft a paper from the record, with blanks for what only a person can decide.

    \b
    statement    the section "Non-accessible content" of the accessibility statement
    burden       a worksheet for an assessment of disproportionate burden
    councillors  one page for councillors, this quarter against the last
    letter       what the regulator's first report could say

    \b
    Examples:
      dropkerb draft statement
      dropkerb draft burden --criterion 1.2.5 --format odt
      dropkerb draft councillors --site example --out quarter.html
    """
    from reports.build import ReportError
    from reports.drafts import draft as write

    _end_expired(record)
    try:
        made = write(record, paper, form, out, site=site, criteria=criteria)
    except ReportError as error:
        raise Stop(str(error)) from error
    click.echo(f"{made.path}: {made.title}")
    return DONE


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

    security = security_for(address, tls_of(our_settings()))
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


cli.add_command(triage)
cli.add_command(clock)
for _each in (backup, check, messages, schedule, status, vacuum):
    cli.add_command(_each)
logging.getLogger("dropkerb").addHandler(logging.NullHandler())
if __name__ == "__main__":
    main()
