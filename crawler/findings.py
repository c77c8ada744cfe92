"""What `dropkerb findings` shows: every open finding, as lines, as JSON or as CSV."""

import csv
import difflib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from crawler.exits import Stop
from crawler.plain import cells_for, printable

if TYPE_CHECKING:
    from sqlite_utils import Database

Rows = Iterable[dict[str, Any]]

OPEN = """
SELECT url AS page, audit, status, impact, coalesce(requirements, '') AS criteria, selector,
    message, state, elements, witnesses, cause_id AS cause, first_run_id AS since_run, site
FROM open_findings
WHERE (:site IS NULL OR site = :site) AND (:audit IS NULL OR audit = :audit)
    AND (:status IS NULL OR status = :status)
ORDER BY site, url, audit, cause_id
"""


def open_findings(db: "Database", only: Mapping[str, str | None]) -> Iterator[dict[str, Any]]:
    """Return the open findings of a site, an audit and a status, or of all where that is None."""
    for table, name in (("sites", only["site"]), ("audits", only["audit"])):
        check_known(db, table, name)
    return db.query(OPEN, dict(only))


def set_aside(db: "Database", site: str | None) -> str:
    """Return a sentence about the open findings that people set aside, or ""."""
    rows = db.execute(
        """SELECT set_aside, count(*) FROM set_aside_findings
           WHERE :site IS NULL OR site = :site GROUP BY set_aside ORDER BY set_aside""",
        {"site": site},
    ).fetchall()
    if not rows:
        return ""
    told = ", ".join(f"{number} {kind}" for kind, number in rows)
    return f"Not in this list, since somebody decided so: {told}. See dropkerb triage list."


def check_known(db: "Database", table: str, name: str | None) -> None:
    """Refuse a name that is not in the record: a mistyped one must not look like a clean site."""
    if name is None:
        return
    known = [known for (known,) in db.execute(f"SELECT name FROM {table} ORDER BY name")]  # noqa: S608
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.3) or known[:5]
        kind = table.removesuffix("s")
        raise Stop(f"The record knows no {kind} {name!r}; perhaps you mean {', '.join(near)}.")


def _as_json(rows: Rows) -> None:
    click.echo("[", nl=False)
    for number, row in enumerate(rows):
        row["criteria"] = row["criteria"].split()
        row["witnesses"] = row["witnesses"].split()
        click.echo((",\n " if number else "\n ") + json.dumps(row), nl=False)
    click.echo("\n]")


def _as_csv(rows: Rows) -> None:
    writer = csv.writer(sys.stdout)
    columns = (
        "page audit status impact criteria selector message state elements witnesses cause "
        "since_run site"
    )
    writer.writerow(columns.split())
    writer.writerows(cells_for(sys.stdout, row.values()) for row in rows)


def _as_lines(rows: Rows) -> None:
    page = None
    for row in rows:
        if row["page"] != page:
            page = row["page"]
            click.echo(f"\n{printable(page)}")
        also = f", also found by {row['witnesses'].replace(' ', ', ')}" if row["witnesses"] else ""
        state = f" Found {printable(row['state'])}." if row["state"] else ""
        click.echo(
            f"  {row['status']}: {printable(row['message'])}{state} "
            f"[{row['audit']}{also}, cause {row['cause']}]"
        )
    if page is None:
        click.echo("No such finding is open. What automation cannot tell stands in the report.")


FORMS: Mapping[str | None, Callable[[Rows], None]] = {
    None: _as_lines,
    "json": _as_json,
    "csv": _as_csv,
}
