"""`dropkerb schedule`: have a night start by itself, pause it, and take it away again."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from crawler.exits import DONE, GATE_FAILED, Stop
from crawler.options import out_option, record_option, sites_option
from crawler.plain import printable
from crawler.schedule import Beside, Pause, Schedule, Window
from crawler.schedule_text import CONTAINER, OURS, Job, crontab, service, sysusers, timer
from crawler.store.record import RecordError, read_record

MEMORY = re.compile(r"\d{1,6}[MGT]")
USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
RUNNING_SYSTEMD = Path("/run/systemd/system")  # there when systemd runs the machine
root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="Install into this folder instead of the machine, and start nothing.",
)


@click.group()
def schedule() -> None:
    """Have a night start by itself, pause it, take it away again.

    \b
    Examples:
      dropkerb schedule install example --db /srv/dropkerb/example.db --out /srv/www/report
      dropkerb schedule show --db /srv/dropkerb/example.db
      dropkerb schedule pause --until 2026-12-04 --reason "The site moves"
      dropkerb schedule resume
      dropkerb schedule remove
    """


def _window(_: Any, __: Any, words: str) -> Window:
    try:
        return Window.read(words)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


@schedule.command()
@click.argument("sites", metavar="SITE...", nargs=-1, required=True)
@record_option
@out_option
@sites_option("The file in which SITE is looked up.", "sites_file")
@click.option(
    "--window",
    default="01:00-05:00",
    show_default=True,
    callback=_window,
    help="From when to when sites are asked, by the clock of this machine.",
)
@click.option(
    "--jitter",
    type=click.IntRange(0, 120),
    default=10,
    show_default=True,
    metavar="MINUTES",
    help="Put the start off by a random time of at most so many minutes.",
)
@click.option(
    "--user",
    "is_own",
    is_flag=True,
    help="For the person who gives the command, instead of the whole machine.",
)
@click.option("--run-as", default="dropkerb", show_default=True, help="The user of the service.")
@click.option("--memory", default="4G", show_default=True, help="Most memory of a night.")
@click.option("--cores", type=click.IntRange(1), help="Cores and browsers (default: half of all).")
@click.option(
    "--with",
    "kind",
    type=click.Choice(["auto", "systemd", "cron"]),
    default="auto",
    show_default=True,
    help="What starts it.",
)
@root_option
def install(
    sites: tuple[str, ...], record: Path, kind: str, root: Path | None, **asked: Any
) -> int:
    """Have the sites audited every night, one after another, into one record.

    With systemd a timer and a service are written; the service runs as a user of its own, with
    most of the machine out of its reach. Without systemd it is a crontab. A night that was missed
    while the machine was off is caught up with. Given again, it replaces what it wrote.

    \b
    Examples:
      sudo dropkerb schedule install example --db /srv/dropkerb/example.db --out /srv/www/report
      dropkerb schedule install example --user --window 22:00-04:00
      dropkerb schedule install example --root /tmp/look
    """
    job = _job(sites, record, asked)
    if kind == "auto":
        kind = "systemd" if root or RUNNING_SYSTEMD.is_dir() else "cron"
    beside = Beside(_under(root, job.record))
    if not beside.record.parent.is_dir():
        raise Stop(f"The folder {beside.record.parent} for the record does not exist; make it.")
    texts = _texts(job, kind, is_rooted=root is not None)
    _refuse_others(job, [_under(root, file) for file in texts])
    for file, text in texts.items():
        _write(_under(root, file), text)
    if kind == "cron" and not texts:
        _change_crontab(job.name, crontab(job, with_user=False))
    beside.save_schedule(
        Schedule(
            sites=sites,
            window=job.window,
            jitter_minutes=job.jitter_minutes,
            kind=kind,
            scope="system" if job.is_system else "user",
            files=tuple(map(str, texts)),
        )
    )
    for file in texts:
        click.echo(f"Written: {_under(root, file)}")
    if kind == "systemd" and root is None:
        _start_timer(job)
    click.echo(f"{', '.join(sites)}: every night, {job.window} by this machine's clock.")
    return DONE


def _job(sites: tuple[str, ...], record: Path, asked: dict[str, Any]) -> Job:
    from crawler.plan import find_site

    sites_file = asked["sites_file"]
    for site in sites:
        find_site(site, sites_file)
    if not MEMORY.fullmatch(asked["memory"]):
        raise Stop(f"--memory is {asked['memory']!r}, but must be a size such as 4G or 800M.")
    if not USER.fullmatch(asked["run_as"]):
        raise Stop(f"--run-as is {asked['run_as']!r}, but must be the name of a user.")
    paths = [each.absolute() for each in (record, asked["out"], sites_file)]
    if odd := [each for each in (*map(str, paths), *sites) if not each.isprintable()]:
        raise Stop(f"{odd[0]!r} has a character that no schedule can hold; name another.")
    return Job(
        name=f"dropkerb-{re.sub(r'[^A-Za-z0-9_.-]+', '-', record.stem) or 'record'}",
        program=_program(),
        sites=sites,
        record=paths[0],
        out=paths[1],
        sites_file=paths[2],
        window=asked["window"],
        jitter_minutes=asked["jitter"],
        user="" if asked["is_own"] else asked["run_as"],
        memory=asked["memory"],
        cores=asked["cores"] or max((os.cpu_count() or 1) // 2, 1),
    )


def _program() -> tuple[str, ...]:
    """Return how this very Dropkerb is called."""
    command = Path(sys.executable).with_name("dropkerb")
    return (str(command),) if command.exists() else (sys.executable, "-m", "crawler.cli")


def _texts(job: Job, kind: str, *, is_rooted: bool) -> dict[Path, str]:
    """Return what is to be written, by its place; nothing where a program writes the crontab."""
    if kind == "cron":
        if not job.is_system and not is_rooted:
            return {}
        lines = "SHELL=/bin/sh\nPATH=/usr/local/bin:/usr/bin:/bin\n"
        text = lines + crontab(job, with_user=job.is_system)
        return {Path("/etc/cron.d") / job.name.replace(".", "-"): text}
    folder = Path("/etc/systemd/system")
    if not job.is_system:
        folder = Path("~/.config/systemd/user").expanduser()
    units = {folder / f"{job.name}.timer": timer(job), folder / f"{job.name}.service": service(job)}
    if job.is_system:
        units[Path("/etc/sysusers.d") / f"{job.name}.conf"] = sysusers(job)
    return units


def _refuse_others(job: Job, files: list[Path]) -> None:
    """Refuse to take the place of the schedule of another record whose file has the same name."""
    for file in files:
        known = file.read_text("utf-8") if file.suffix in (".service", "") and file.exists() else ""
        if known and str(job.record) not in known.replace("%%", "%").replace("\\%", "%"):
            raise Stop(
                f"{file} starts the nights of another record; give this record another name."
            )


def _under(root: Path | None, path: Path) -> Path:
    return root.absolute() / path.relative_to("/") if root else path


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.part")
        draft.write_text(text, "utf-8")
        draft.chmod(0o644)
        draft.replace(file)
    except OSError as error:
        raise Stop(
            f"{file} cannot be written ({error.strerror}); give the command with sudo, or with "
            "--user for yourself alone."
        ) from error


def _start_timer(job: Job) -> None:
    scope = [] if job.is_system else ["--user"]
    steps = [["systemctl", *scope, "daemon-reload"]]
    steps += [["systemctl", *scope, "enable", "--now", f"{job.name}.timer"]]
    if job.is_system:
        steps.insert(0, ["systemd-sysusers", f"/etc/sysusers.d/{job.name}.conf"])
    for step in steps:
        _do(step)
    if job.is_system:
        click.echo(f"{job.user} must be able to write {job.record.parent} and {job.out.parent}.")


def _do(step: list[str], said: str | None = None) -> str:
    """Run a program of the machine and return what it says."""
    try:
        done = subprocess.run(step, input=said, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Stop(f"{step[0]} could not be started: {error.strerror}.") from error
    if done.returncode:
        why = printable(done.stderr.strip().partition("\n")[0]) or f"exit code {done.returncode}"
        raise Stop(f"`{' '.join(step)}` failed: {why}")
    return done.stdout


def _change_crontab(name: str, lines: str) -> None:
    """Put the lines in the person's own crontab, in place of those that we put there before."""
    program = shutil.which("crontab")
    if program is None:
        raise Stop("There is neither systemd nor cron on this machine; see schedule show.")
    had = subprocess.run([program, "-l"], capture_output=True, text=True, check=False).stdout
    kept = [line for line in had.splitlines() if not line.endswith(f" {OURS}{name}")]
    _do([program, "-"], "".join(f"{line}\n" for line in kept) + lines)


@schedule.command()
@record_option
@root_option
def remove(record: Path, root: Path | None) -> int:
    """Take the schedule away again; the record and the report stay."""
    beside = Beside(_under(root, record.absolute()))
    found = beside.schedule()
    if found is None:
        raise Stop(f"No schedule is installed for {record}.")
    name = next((Path(file).stem for file in found.files), f"dropkerb-{record.stem}")
    if found.kind == "systemd" and root is None:
        scope = [] if found.scope == "system" else ["--user"]
        _do(["systemctl", *scope, "disable", "--now", f"{name}.timer"])
    if found.kind == "cron" and not found.files:
        _change_crontab(name, "")
    for file in found.files:
        place = _under(root, Path(file))
        place.unlink(missing_ok=True)
        click.echo(f"Removed: {place}")
    beside.save_schedule(None)
    if found.kind == "systemd" and root is None:
        _do(["systemctl", *scope, "daemon-reload"])
    click.echo(f"{', '.join(found.sites)}: no longer audited every night.")
    return DONE


@schedule.command()
@record_option
@root_option
@click.option("--container", is_flag=True, help="Print a recipe for a container instead.")
def show(record: Path, root: Path | None, *, container: bool) -> int:
    """Show what is installed, when the next night starts, and whether it is paused."""
    if container:
        click.echo(CONTAINER, nl=False)
        return DONE
    beside = Beside(_under(root, record.absolute()))
    click.echo(printable(told(beside, datetime.now().astimezone())))
    found = beside.schedule()
    for file in found.files if found else ():
        place = _under(root, Path(file))
        text = place.read_text("utf-8") if place.is_file() else "It is not there any more.\n"
        click.echo(f"\n# {place}\n{text}", nl=False)
    return DONE


def told(beside: Beside, now: datetime) -> str:
    """Return in words when the next night starts."""
    found, pause = beside.schedule(), beside.pause(now.date())
    if pause is not None:
        return f"{pause}."
    if found is None:
        return "No schedule is installed."
    late = f", or up to {found.jitter_minutes} minutes later" if found.jitter_minutes else ""
    start = found.next_start(now)
    return f"Next night on {start:%d %B %Y} at {start:%H:%M}{late} ({found.kind})."


@schedule.command()
@record_option
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the pause (default: no end)."
)
@click.option("--reason", default="", help="Why; shown by status.")
def pause(record: Path, until: datetime | None, reason: str) -> int:
    """Let no scheduled night start until it is resumed. A run by hand always may."""
    kept = Pause(
        since=datetime.now(UTC).isoformat(timespec="seconds"),
        until=until.date().isoformat() if until else "",
        reason=printable(reason)[:300],
    )
    Beside(record).save_pause(kept)
    click.echo(f"Scheduled nights are {kept}.")
    return DONE


@schedule.command()
@record_option
def resume(record: Path) -> int:
    """End the pause."""
    beside = Beside(record)
    beside.save_pause(None)
    click.echo(told(beside, datetime.now().astimezone()))
    return DONE


@schedule.command()
@record_option
@click.option("--if-missed", is_flag=True, help="Only when the last night did not take place.")
def due(record: Path, *, if_missed: bool) -> int:
    """Say whether a scheduled night may start: exit code 0 when it may, 1 when not."""
    now = datetime.now().astimezone()
    beside = Beside(record)
    if held := beside.pause(now.date()):
        click.echo(f"No night: {printable(str(held))}.")
        return GATE_FAILED
    found = beside.schedule()
    if if_missed and found and _began_since(record, found.last_start(now)):
        click.echo("No night: the last one took place.")
        return GATE_FAILED
    return DONE


def _began_since(record: Path, when: datetime) -> bool:
    """Whether a run of the record began since then."""
    try:
        db = read_record(record, may_be_older=True)
    except RecordError:
        return False
    try:
        started = db.execute("SELECT max(started_at) FROM runs").fetchone()[0]
    finally:
        db.close()
    return bool(started) and datetime.fromisoformat(started) >= when
