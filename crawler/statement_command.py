"""What `dropkerb statement` shows: the statement of each site, and what each check says of it."""

import json
from typing import TYPE_CHECKING, Any

import click

from crawler.findings import check_known
from crawler.plain import printable
from crawler.store.texts import json_list

if TYPE_CHECKING:
    from sqlite_utils import Database

NOT_ADVICE = (
    "This is not legal advice. “The regulator would likely refuse it” is our reading of the list "
    "that the Government Digital Service works through in the United Kingdom, not a decision."
)
GRADES = {
    "fail": "fails: something critical is wrong",
    "mend": "has faults to mend",
    "no fault found": "shows no fault to these checks",
    "not judged": "was not judged yet",
}
ALWAYS = ("not met", "missing", "ask")


def statements(db: "Database", site: str | None) -> list[dict[str, Any]]:
    """Return the statement of each site with its verdicts, criteria, drift and hosts."""
    check_known(db, "sites", site)
    rows = db.query(
        "SELECT * FROM statement_now WHERE :site IS NULL OR site = :site ORDER BY site",
        {"site": site},
    )
    return [{**row, **_more(db, row)} for row in list(rows)]


def _more(db: "Database", row: dict[str, Any]) -> dict[str, Any]:
    about = [row["site_id"]]
    promises = db.execute(
        "SELECT promises FROM statements WHERE id = ?", [row["statement_id"]]
    ).fetchone()
    return {
        "decisive": row["decisive"].split(),
        "promises": json_list(promises[0]) if promises else [],
        "verdicts": _rows(
            db,
            """SELECT c.id AS check_id, c.how, c.severity, c.decides, c.part, c.title, v.verdict,
                   v.is_fault, v.quote, v.message, v.write_instead, c.by_hand, r.started_at AS since
               FROM statement_verdicts v JOIN statement_checks c ON c.id = v.check_id
               JOIN runs r ON r.id = v.first_run_id
               WHERE v.site_id = ? AND v.ended_run_id IS NULL ORDER BY c.place""",
            about,
        ),
        "criteria": _rows(
            db,
            """SELECT requirement_id, quote FROM statement_criteria
               WHERE site_id = ? AND ended_run_id IS NULL ORDER BY requirement_id""",
            about,
        ),
        "drift": _rows(
            db,
            """SELECT drift, criterion, title, level, pages, causes, quote FROM statement_drift
               WHERE site_id = ? ORDER BY drift DESC, pages DESC, criterion""",
            about,
        ),
        "hosts": _rows(
            db,
            """SELECT host, kind, supplier, pages, example_url, is_named FROM statement_hosts
               WHERE site_id = ? ORDER BY is_named, kind, host""",
            about,
        ),
        "versions": _rows(
            db,
            """SELECT s.url, s.role, s.claim, s.reviewed_on, r.started_at AS since, s.ended_run_id
               FROM statements s JOIN runs r ON r.id = s.first_run_id
               WHERE s.site_id = ? ORDER BY s.id DESC""",
            about,
        ),
    }


def _rows(db: "Database", sql: str, values: list[Any]) -> list[dict[str, Any]]:
    return [dict(each) for each in db.query(sql, values)]


def is_failing(rows: list[dict[str, Any]]) -> bool:
    """Whether a statement fails: the exit code is 1 then, for gates."""
    return any(row["grade"] == "fail" for row in rows)


def show_json(rows: list[dict[str, Any]]) -> None:
    """Write the statements as JSON."""
    click.echo(json.dumps(rows, indent=1, ensure_ascii=False))


def show_statements(rows: list[dict[str, Any]], *, every: bool) -> None:
    """Write each statement in a few lines, with the checks that ask for something."""
    if not rows:
        click.echo("No site is on record: a crawl judges its statement.")
        return
    for row in rows:
        _show(row, every=every)
    click.echo(NOT_ADVICE)


def _show(row: dict[str, Any], *, every: bool) -> None:
    click.echo(printable(f"{row['site']}: the statement {GRADES[row['grade']]}."))
    if row["url"]:
        dates = f"reviewed {row['reviewed_on'] or 'on no date'}, due {row['review_due_on'] or '-'}"
        claim = f"claims “{row['claim']} compliant”" if row["claim"] else "makes no claim"
        click.echo(f"  {printable(row['url'])} ({row['found_by']}); {claim}; {dates}")
    if row["decisive"]:
        click.echo(f"  The regulator would likely refuse it, for {', '.join(row['decisive'])}.")
    for each in row["verdicts"]:
        if every or each["is_fault"] or each["verdict"] in ALWAYS:
            told = f"{each['check_id']:5}{each['severity']:9}{each['verdict']:15}"
            click.echo(printable(f"  {told}{each['message']}"))
            if each["quote"] and each["is_fault"]:
                click.echo(printable(f"       It says: {each['quote']}"))
            if each["write_instead"] and each["is_fault"]:
                click.echo(printable(f"       Instead: {each['write_instead']}"))
