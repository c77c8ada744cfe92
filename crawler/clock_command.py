"""`dropkerb clock`: the deadlines of a regulator's report, and what became of what it lists."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.addresses import AddressError, canonical
from crawler.exits import DONE, Stop
from crawler.options import record_option
from crawler.plain import printable
from crawler.store.record import read_record
from crawler.store.runs import moment
from crawler.triage_command import EXIT_CODES, site_option, writing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.clock import ReportedIssue


@click.group(epilog=EXIT_CODES)
def clock() -> None:
    """Keep the deadlines of a report that GDS sent, and see what became of each issue in it.

    The days are those of the site's law. Bank holidays are not considered. This is no legal advice.

    \b
    Examples:
      dropkerb clock add --received 2026-11-16 --reference "Case 1234" --issues issues.csv
      dropkerb clock list
      dropkerb clock close 1 --on 2027-02-19
      dropkerb clock remove 1
    """


@clock.command(epilog=EXIT_CODES)
@click.option("--received", required=True, metavar="DATE", help="When it came: 2026-11-16.")
@click.option("--reference", default="", help="The regulator's case number.")
@click.option(
    "--issues",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    help="What it lists, as CSV with the columns issue, criterion, page and words.",
)
@site_option
@record_option
def add(received: str, reference: str, file: Path | None, site: str | None, record: Path) -> int:
    """Enter a report that was received.

    In the table of its issues, "issue" is the number in the regulator's own list (1 to 76),
    "criterion" one of WCAG, "page" an address, and "words" what the report says. A row needs an
    issue or a criterion; without a page it is about the whole site.

    \b
    Examples:
      dropkerb clock add --received 2026-11-16
      dropkerb clock add --received 2026-11-16 --reference "Case 1234" --issues issues.csv
    """
    from audits.regulator import load_regulator
    from crawler.sheets import day, opened
    from crawler.store.clock import add_report, clock_of
    from crawler.store.regulator import save_regulator

    now = moment()
    try:
        came = day(received)
    except ValueError as error:
        raise Stop(str(error)) from error
    if came > now.date():
        raise Stop(f"{came} has not come yet; --received is the day on which the report came.")
    regulator = load_regulator()
    with writing(record, site) as (db, site_id):
        issues: list[ReportedIssue] = []
        if file is not None:
            with opened(file) as lines:
                issues = read_issues(lines, _known(db))
        save_regulator(db, regulator.issues)
        report = add_report(
            db,
            site_id,
            received=came,
            reference=reference,
            issues=issues,
            clock=clock_of(db, site_id, regulator.clock),
            now=now,
        )
        click.echo(_told(_report(db, report), now.date()))
    return DONE


def read_issues(lines: Iterable[str], known: frozenset[str]) -> list["ReportedIssue"]:
    """Return the issues of a table. Raises Stop, with one sentence about what is wrong first."""
    from crawler.sheets import NOTHING, Columns, rows_of

    columns = Columns(all=("issue", "criterion", "page", "words"), one_of=("issue", "criterion"))
    found = []
    for line, row in rows_of(lines, columns):
        try:
            found.append(_issue(row, known))
        except (ValueError, AddressError) as error:
            raise Stop(f"Line {line}: {error} {NOTHING}") from error
    return found


def _issue(row: dict[str, str], known: frozenset[str]) -> "ReportedIssue":
    from audits.regulator import load_regulator
    from crawler.sheets import criterion
    from crawler.store.clock import ReportedIssue

    issues = {str(each.id): each for each in load_regulator().issues}
    said = row["issue"]
    if said and said not in issues:
        raise ValueError(f"{said!r} is no number of the regulator's list, 1 to {len(issues)}.")
    if not said and not row["criterion"]:
        raise ValueError("A row needs an issue or a criterion.")
    issue = issues[said] if said else None
    requirement = criterion(row["criterion"], known) if row["criterion"] else ""
    if issue and not requirement:
        requirement = next((each for each in issue.requirements if each in known), "")
    url = canonical(row["page"]) if row["page"] else ""
    return ReportedIssue(issue.id if issue else None, requirement, url, row["words"])


def _known(db: "Database") -> frozenset[str]:
    return frozenset(id_ for (id_,) in db.execute("SELECT id FROM requirements"))


@clock.command(name="list", epilog=EXIT_CODES)
@record_option
@click.option("--site", help="Only reports about this site.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, a list of objects.")
def list_(record: Path, site: str | None, *, as_json: bool) -> int:
    """List the reports, their deadlines, and what became of each issue.

    \b
    Examples:
      dropkerb clock list
      dropkerb clock list --json
    """
    from crawler.findings import check_known

    db = read_record(record)
    check_known(db, "sites", site)
    reports = _reports(db, site)
    if as_json:
        click.echo(json.dumps(reports, indent=1, ensure_ascii=False))
    elif not reports:
        click.echo("No report of the regulator is on record; dropkerb clock add enters one.")
    else:
        today = moment().date()
        click.echo("\n\n".join(_told(each, today) for each in reports))
    return DONE


@clock.command(epilog=EXIT_CODES)
@click.argument("report", type=int)
@click.option("--on", required=True, metavar="DATE", help="When the case was closed: 2027-02-19.")
@click.option("--note", default="", help="What was said.")
@record_option
def close(report: int, on: str, note: str, record: Path) -> int:
    """Close the case of a report, by its number.

    \b
    Example:
      dropkerb clock close 1 --on 2027-02-19 --note "GDS wrote that it has no more questions"
    """
    from crawler.sheets import day
    from crawler.store.clock import close_report

    try:
        closed = day(on)
    except ValueError as error:
        raise Stop(str(error)) from error
    if closed > moment().date():
        raise Stop(f"{closed} has not come yet; --on is the day on which the case was closed.")
    with writing(record, None, any_site=True) as (db, _):
        came = db.execute("SELECT received_on FROM gds_reports WHERE id = ?", [report]).fetchone()
        if came is not None and closed.isoformat() < came[0]:
            raise Stop(f"Report {report} came on {came[0]}, so it was not closed on {closed}.")
        if not close_report(db, report, on=closed, note=note):
            raise Stop(f"No open report has the number {report}; dropkerb clock list shows them.")
    click.echo(f"Report {report} is closed.")
    return DONE


@clock.command(epilog=EXIT_CODES)
@click.argument("report", type=int)
@record_option
def remove(report: int, record: Path) -> int:
    """Take out a report that was entered by mistake, with its days and issues.

    A report that came stays, whatever became of it: close it instead.

    \b
    Example:
      dropkerb clock remove 1
    """
    from crawler.store.clock import remove_report

    with writing(record, None, any_site=True) as (db, _):
        if not remove_report(db, report):
            raise Stop(f"No report has the number {report}; dropkerb clock list shows them.")
    click.echo(f"Report {report} is taken out.")
    return DONE


def _reports(db: "Database", site: str | None) -> list[dict[str, Any]]:
    rows = db.query(
        """SELECT r.id FROM gds_reports r JOIN sites s ON s.id = r.site_id
           WHERE :site IS NULL OR s.name = :site ORDER BY r.closed_on IS NOT NULL, r.id""",
        {"site": site},
    )
    return [_report(db, row["id"]) for row in rows]


def _report(db: "Database", report: int) -> dict[str, Any]:
    """Return a report with its deadlines and issues."""
    row = next(
        db.query(
            """SELECT r.*, s.name AS site FROM gds_reports r JOIN sites s ON s.id = r.site_id
               WHERE r.id = ?""",
            [report],
        )
    )
    asked = (
        ("deadlines", "SELECT step, days, due_on, by_whom FROM gds_deadlines WHERE report_id = ?"),
        (
            "issues",
            """SELECT regulator_issue_id AS issue, requirement_id AS criterion, url AS page, words,
                   state, since_run_id AS since_run, findings, told
               FROM gds_issue_states WHERE report_id = ?""",
        ),
    )
    return {
        **row,
        **{
            name: [dict(each) for each in db.query(f"{sql} ORDER BY place", [report])]
            for name, sql in asked
        },
    }


def _told(report: dict[str, Any], today: date) -> str:
    reference = f" ({report['reference']})" if report["reference"] else ""
    state = f"closed on {report['closed_on']}" if report["closed_on"] else "open"
    head = f"Report {report['id']} on {report['site']}{reference}"
    lines = [f"{head}, received {report['received_on']}, {state}"]
    lines += [
        f"  {each['due_on']}  {_when(each['due_on'], today):>12}  {each['by_whom']}: {each['step']}"
        for each in report["deadlines"]
    ]
    lines.append("  Bank holidays are not considered. This is no legal advice.")
    for each in report["issues"]:
        since = f" since run {each['since_run']}" if each["since_run"] else ""
        about = " ".join(
            filter(
                None,
                (
                    each["criterion"].removeprefix("wcag:"),
                    f"issue {each['issue']}" if each["issue"] else "",
                    each["page"] or "whole site",
                ),
            )
        )
        lines.append(f"  {about}: {each['state']}{since}. {each['told']}")
    return printable("\n".join(lines))


def _when(due: str, today: date) -> str:
    days = (date.fromisoformat(due) - today).days
    if days == 0:
        return "today"
    told = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"in {told}" if days > 0 else f"{told} ago"
