"""Commands about the record itself: is it sound, how do its nights go."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from crawler.exits import DONE, FAILED
from crawler.options import record_option
from crawler.plain import printable
from crawler.store.record import read_record, told
from crawler.store.retention import FEWEST_NIGHTS, USUAL_NIGHTS

USUAL_STALE = 36  # hours without a run after which a scheduled site is overdue
CHECK_CODES = """
\b
Exit codes:
  0  the record is sound
  3  something is wrong with it, or it could not be read
"""
STATUS_CODES = """
\b
Exit codes, for monitoring:
  0  the last run of every site went well
  2  a run was done in part or interrupted, or saw far fewer pages than the run before
  3  a run failed or is overdue, or there is no record
"""


@click.command(epilog=CHECK_CODES)
@click.argument("record", type=click.Path(path_type=Path), default=Path("dropkerb.db"))
def check(record: Path) -> int:
    """Check that the record is sound: the file, and what must hold between its rows.

    A run that goes on is not disturbed. Nothing is changed.

    \b
    Examples:
      dropkerb check
      dropkerb check /srv/backup/example.db
    """
    from crawler.store.invariants import complaints

    with told(record):
        db = read_record(record, may_be_older=True)
        try:
            with db.atomic():  # as it is at this moment
                found = list(complaints(db))
        finally:
            db.close()
    for sentence in found:
        click.echo(printable(sentence))
    if found:
        return FAILED
    click.echo(f"{record} is sound.")
    return DONE


@click.command(epilog=STATUS_CODES)
@record_option
@click.option("--json", "is_json", is_flag=True, help="As JSON, an object.")
@click.option(
    "--stale-after",
    type=click.FloatRange(0),
    metavar="HOURS",
    help="A site without a run for longer has failed; 0: none has. Usually 36 where runs are "
    "scheduled, otherwise 0.",
)
@click.option(
    "--metrics",
    type=click.Path(path_type=Path),
    help="Also write figures for Prometheus to this text file.",
)
def status(record: Path, metrics: Path | None, *, is_json: bool, stale_after: float | None) -> int:
    """Say how the nights go: last runs, coverage, what is next, who writes the record now.

    \b
    Examples:
      dropkerb status
      dropkerb status --json --stale-after 30
    """
    from crawler.metrics import write_metrics
    from crawler.schedule import Beside
    from crawler.schedule_command import told as when_next
    from crawler.status import as_json, as_text, read_status

    now = datetime.now().astimezone()
    beside = Beside(record)
    scheduled, pause = beside.schedule(), beside.pause(now.date())
    if stale_after is None:
        stale_after = USUAL_STALE if scheduled and not pause else 0
    if metrics is not None:
        write_metrics(record, metrics)
    db = read_record(record)
    try:
        found = read_status(db, record, now=now, stale_hours=stale_after)
    finally:
        db.close()
    if is_json:
        start = scheduled.next_start(now).isoformat() if scheduled and not pause else None
        more = {"next_start": start, "paused": asdict(pause) if pause else None}
        click.echo(as_json(found, more))
    else:
        click.echo(as_text(found, [("Schedule", when_next(beside, now))]))
    return found.exit_code


@click.command()
@click.argument("to", type=click.Path(path_type=Path))
@record_option
def backup(to: Path, record: Path) -> int:
    """Copy the record to TO, a file or a folder, and check the copy; a run that goes on may.

    The file beside it that ends in -shelf holds only what can be had again, and is not copied.

    \b
    Examples:
      dropkerb backup /srv/backup/
      dropkerb backup /srv/backup/example.db --db /srv/dropkerb/example.db
    """
    from crawler.backup import back_up

    made = back_up(record, to)
    click.echo(f"Backup: {made.resolve()}, {made.stat().st_size / 1e6:,.1f} MB, sound.")
    return DONE


@click.command()
@record_option
@click.option(
    "--keep-nights",
    type=click.IntRange(FEWEST_NIGHTS),
    default=USUAL_NIGHTS,
    show_default=True,
    help="Runs of each site whose findings, verdicts and links are kept whole.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=0,
    metavar="MINUTES",
    help="How long to wait for a run that is writing the record.",
)
def vacuum(record: Path, keep_nights: int, wait: float, *, dry_run: bool) -> int:
    """Remove what is ended and older than the nights that are kept, and give its room back.

    What holds now stays, and so do all runs with their sums, what each task came to, what people
    decided and what was imported: trends go back to the first night.

    \b
    Examples:
      dropkerb vacuum --dry-run
      dropkerb vacuum --keep-nights 90 --wait 300
    """
    from crawler.keeping import tidy

    for line in tidy(record, keep_nights, wait=60 * wait, dry_run=dry_run):
        click.echo(line)
    return DONE
