"""`dropkerb triage`: what people decide of findings, kept in the record with its history."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crawler.exits import DONE, Stop
from crawler.options import record_option
from crawler.plain import printable
from crawler.store.record import open_record, read_record
from crawler.store.runs import moment

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.triage import Decided

F = TypeVar("F", bound=Callable[..., Any])
EXIT_CODES = """
\b
Exit codes:
  0  done
  3  failed: wrong input, or the record can't be written now (a run is writing it)
"""
WORDS = {
    "accepted": "accepted",
    "false positive": "false positive",
    "exempt": "exempt",
    "burden": "disproportionate burden claimed",
    "assign": "assigned",
    "due": "due",
}
site_option = click.option("--site", help="The site it is about, when the record holds several.")
person_option = click.option("--person", required=True, help="Who decides; kept in the history.")
reason_option = click.option("--reason", required=True, help="Why; kept in the history.")


@click.group(epilog=EXIT_CODES)
def triage() -> None:
    """Decide what becomes of findings: accept, set aside, assign, date. Nothing is forgotten.

    What is accepted, a false positive or exempt leaves every list of what is to be done and every
    gate. It stays counted apart and visible in the report. A claim of disproportionate burden, a
    name and a date change no list; the risk register shows them.

    A decision is about a cause (--cause, its number), about pages (--pages, a pattern as in
    sites.toml, also of pages that come later), or about a criterion (--criterion). Given together,
    all of them must fit. A finding is one, whichever criteria it fails. Of two decisions that fit,
    the narrower holds, then the newer. After --expires a decision counts no more.

    \b
    Examples:
      dropkerb triage accept --cause 12 --person "A. Reed" --reason "Gone with the new template"
      dropkerb triage false-positive --cause 7 --cause 9 --person "A. Reed" --reason "Looked at"
      dropkerb triage exempt --pages '/archive/*' --person "A. Reed" --reason "Regulation 4(2)(h)"
      dropkerb triage assign --to "Waste team" --pages '/bins/*' --person Reed --reason Theirs
      dropkerb triage due --by 2026-12-24 --criterion 1.4.3 --person "A. Reed" --reason "Promised"
      dropkerb triage list
      dropkerb triage undo 3 --person "A. Reed" --reason "It was real"
    """


def _scoped(function: F) -> F:
    """Add what every decision takes."""
    for option in (
        record_option,
        site_option,
        click.option(
            "--expires", metavar="DATE", default="", help="Last day on which it holds: 2027-01-31."
        ),
        person_option,
        reason_option,
        click.option("--criterion", default="", help="A criterion of WCAG, such as 1.4.3."),
        click.option("--pages", default="", metavar="PATTERN", help="Pages, such as '/news/*'."),
        click.option(
            "--cause", "causes", multiple=True, metavar="NUMBER", help="A cause; may be repeated."
        ),
    ):
        function = option(function)
    return function


@triage.command(epilog=EXIT_CODES)
@_scoped
def accept(**asked: Any) -> int:
    """Live with it: it is true, and it is not to be mended now.

    It still counts as a failure of its criterion, and the statement still has to name it.

    \b
    Example:
      dropkerb triage accept --cause 12 --expires 2027-03-31 --person "A. Reed" \\
          --reason "The supplier mends it with the release in March"
    """
    return _decide("accepted", **asked)


@triage.command(name="false-positive", epilog=EXIT_CODES)
@_scoped
def false_positive(**asked: Any) -> int:
    """A person looked, and nothing is wrong.

    \b
    Example:
      dropkerb triage false-positive --cause 7 --person "A. Reed" \\
          --reason "The text behind the picture has enough contrast"
    """
    return _decide("false positive", **asked)


@triage.command(epilog=EXIT_CODES)
@_scoped
def exempt(**asked: Any) -> int:
    """The law does not ask for it: a lower risk, never none.

    \b
    Example:
      dropkerb triage exempt --pages '/archive/*' --person "A. Reed" \\
          --reason "Archive, regulation 4(2)(h): not updated since 2019"
    """
    return _decide("exempt", **asked)


@triage.command(epilog=EXIT_CODES)
@_scoped
def burden(**asked: Any) -> int:
    """Claim a disproportionate burden. It stays in every list: the law asks for an assessment.

    \b
    Example:
      dropkerb triage burden --cause 31 --expires 2027-11-30 --person "A. Reed" \\
          --reason "Assessment of 12 November 2026, no. 4"
    """
    return _decide("burden", **asked)


@triage.command(epilog=EXIT_CODES)
@click.option("--to", "value", required=True, metavar="NAME", help="Who is to do it.")
@_scoped
def assign(**asked: Any) -> int:
    """Say who is to mend it.

    \b
    Example:
      dropkerb triage assign --to "Waste team" --pages '/bins/*' --person "A. Reed" \\
          --reason "They look after these pages"
    """
    return _decide("assign", **asked)


@triage.command(epilog=EXIT_CODES)
@click.option("--by", "value", required=True, metavar="DATE", help="By when: 2026-12-24.")
@_scoped
def due(**asked: Any) -> int:
    """Say by when it is to be mended.

    \b
    Example:
      dropkerb triage due --by 2026-12-24 --criterion 1.4.3 --person "A. Reed" \\
          --reason "Promised in the statement"
    """
    return _decide("due", **asked)


def _decide(
    kind: str,
    *,
    record: Path,
    site: str | None,
    causes: tuple[str, ...],
    pages: str,
    criterion: str,
    reason: str,
    person: str,
    expires: str,
    value: str = "",
) -> int:
    from crawler.store.triage import decide
    from crawler.triage_sheet import Known, cause_key, checked

    now = moment()
    with writing(record, site) as (db, site_id):
        known = Known.of(db, site_id)
        try:
            decisions = [
                checked(
                    kind=kind,
                    cause_key=cause_key(number, known) if number else "",
                    pages=pages,
                    criterion=criterion,
                    value=value,
                    reason=reason,
                    person=person,
                    expires=expires,
                    known=known,
                )
                for number in causes or ("",)
            ]
        except ValueError as error:
            raise Stop(str(error)) from error
        if any(each.expires_on and each.expires_on < now.date() for each in decisions):
            raise Stop(f"{expires} lies in the past, so the decision would never hold.")
        for decided in decide(db, site_id, decisions, now=now):
            click.echo(_told(kind, decided, value=value, expires=expires))
    return DONE


def _told(kind: str, decided: "Decided", *, value: str, expires: str) -> str:
    until = f", until {expires}" if expires else ""
    to = f" to {value}" if kind == "assign" else f" by {value}" if kind == "due" else ""
    same = "" if decided.is_new else " It held already."
    findings = _findings(decided.findings)
    causes = "cause" if decided.causes == 1 else "causes"
    about = (
        f"It is about {decided.findings} open {findings} of {decided.causes} {causes}."
        if decided.causes
        else "It is about no finding yet; it holds for those that come."
    )
    return printable(f"Decision {decided.id}: {WORDS[kind]}{to}{until}.{same} {about}")


def _findings(number: int) -> str:
    return "finding" if number == 1 else "findings"


@triage.command(name="list", epilog=EXIT_CODES)
@record_option
@click.option("--site", help="Only decisions about this site.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, a list of objects.")
@click.option("--history", is_flag=True, help="Everything that was ever decided and undone.")
def list_(record: Path, site: str | None, *, as_json: bool, history: bool) -> int:
    """List the decisions that hold, with how much each is about.

    \b
    Examples:
      dropkerb triage list
      dropkerb triage list --history --json
    """
    from crawler.findings import check_known

    end_expired_decisions(record)
    db = read_record(record)
    check_known(db, "sites", site)
    rows = [
        dict(row)
        for row in db.query(
            f"SELECT * FROM ({HISTORY if history else NOW}) WHERE :site IS NULL OR site = :site",  # noqa: S608
            {"site": site},
        )
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    elif not rows:
        click.echo("Nobody has decided anything yet." if history else "No decision holds.")
    else:
        show = _event if history else _line
        click.echo("\n".join(printable(show(row)) for row in rows))
    return DONE


NOW = "SELECT * FROM triage_now ORDER BY site, id"
HISTORY = """
SELECT s.name AS site, e.happened_at, e.event, e.triage_id AS decision, t.kind, e.person, e.reason
FROM triage_events e JOIN triage t ON t.id = e.triage_id JOIN sites s ON s.id = t.site_id
ORDER BY e.id
"""


def _line(row: dict[str, Any]) -> str:
    about = [
        *([f"cause {row['cause_id'] or row['cause_key']}"] if row["cause_key"] else []),
        *([f"pages {row['pages']}"] if row["pages"] else []),
        *([row["criterion"].removeprefix("wcag:")] if row["criterion"] else []),
    ]
    value = f" {row['value']}" if row["value"] else ""
    until = f", until {row['expires_on']}" if row["expires_on"] else ""
    return (
        f"{row['id']:>5}  {row['site']}: {WORDS[row['kind']]}{value}{until}: {', '.join(about)} "
        f"({row['findings']} open {_findings(row['findings'])})\n"
        f"       {row['person']}, {row['decided_at'][:10]}: {row['reason']}"
    )


def _event(row: dict[str, Any]) -> str:
    who = f" by {row['person']}" if row["person"] else ""
    why = f": {row['reason']}" if row["reason"] else ""
    return (
        f"{row['happened_at']}  {row['site']}: decision {row['decision']} ({WORDS[row['kind']]}) "
        f"{row['event']}{who}{why}"
    )


@triage.command(epilog=EXIT_CODES)
@click.argument("decision", type=int)
@record_option
@person_option
@reason_option
def undo(decision: int, record: Path, person: str, reason: str) -> int:
    """End a decision, by its number.

    What it was about is to be done again, unless another decision fits it.

    \b
    Example:
      dropkerb triage undo 3 --person "A. Reed" --reason "It was real after all"
    """
    from crawler.store.triage import undo as end

    if not (person.strip() and reason.strip()):
        raise Stop("An undo needs a reason and the person who decides.")
    with writing(record, None, any_site=True) as (db, _):
        if not end(db, decision, person=person, reason=reason, now=moment()):
            raise Stop(f"No decision {decision} holds; dropkerb triage list shows those that do.")
    click.echo(f"Decision {decision} holds no more.")
    return DONE


@triage.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default=Path("-"))
@record_option
@site_option
@click.option(
    "--open", "with_open", is_flag=True, help="Also a row for each open cause, to be filled in."
)
def export(file: Path, record: Path, site: str | None, *, with_open: bool) -> int:
    """Write the decisions that hold as CSV.

    They go to FILE, or to standard output.

    \b
    Examples:
      dropkerb triage export > decisions.csv
      dropkerb triage export to-do.csv --open
    """
    from crawler.analytics.telling import chosen_site
    from crawler.sheets import written
    from crawler.triage_sheet import write_sheet

    end_expired_decisions(record)
    db = read_record(record)
    site_id, _ = chosen_site(db, site)
    if str(file) == "-":
        write_sheet(db, site_id, sys.stdout, with_open=with_open)
        return DONE
    with written(file, record) as stream:
        number = write_sheet(db, site_id, stream, with_open=with_open)
    click.echo(f"{number} {'row' if number == 1 else 'rows'}: {printable(str(file))}")
    return DONE


@triage.command(name="import", epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@record_option
@site_option
def import_(file: Path, record: Path, site: str | None) -> int:
    """Take decisions from a table: all, or none.

    FILE is a table in CSV like the one that export writes.

    Rows without a decision are passed over. A row that says what holds already changes nothing;
    one about the same thing replaces what held. Decisions that are not in the table stay.

    \b
    Examples:
      dropkerb triage import decisions.csv
      dropkerb triage import - < decisions.csv
    """
    from crawler.sheets import opened
    from crawler.store.triage import decide
    from crawler.triage_sheet import Known, read_sheet

    now = moment()
    with writing(record, site) as (db, site_id):
        known = Known.of(db, site_id)
        with opened(file) as lines:
            decisions = read_sheet(lines, known)
        late = [each for each in decisions if each.expires_on and each.expires_on < now.date()]
        kept = [each for each in decisions if each not in late]
        decided = decide(db, site_id, kept, now=now, event="imported")
    new = sum(each.is_new for each in decided)
    past = f" {len(late)} had expired and were left out." if late else ""
    told = "1 decision" if new == 1 else f"{new} decisions"
    click.echo(f"{told} imported; {len(decided) - new} held already.{past}")
    return DONE


@contextmanager
def writing(
    record: Path, site: str | None, *, any_site: bool = False
) -> Iterator[tuple["Database", int]]:
    """Give the record for writing, and the site that is meant; it is there already, or refused."""
    from crawler.analytics.telling import chosen_site

    if not record.is_file():
        raise Stop(f"There is no record {record}; run a crawl first, or name another file.")
    db = open_record(record)
    try:
        yield db, 0 if any_site else chosen_site(db, site)[0]
    finally:
        db.close()


def end_expired_decisions(record: Path) -> None:
    """End decisions that have expired before the record is read; say so when that can't be."""
    from crawler.store.triage import end_expired

    if sentence := end_expired(record, moment()):
        click.echo(f"dropkerb: {printable(sentence)}", err=True)
