"""Nights that start by themselves: windows, units, crontabs, pauses."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, time

import pytest
from click.testing import CliRunner

from crawler.cli import cli
from crawler.exits import Stop
from crawler.schedule import Beside, Schedule, Window, minutes_until
from crawler.store.record import open_record, read_record

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
SITES = """
[sites.town]
start_url = "https://town.example/"
[sites.parish]
start_url = "https://parish.example/"
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a sites file, in which commands are given, and a folder to install into."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sites.toml").write_text(SITES)
    (tmp_path / "root/srv/drop kerb").mkdir(parents=True)
    return tmp_path


def give(*words, code=0):
    """Give a command as a person would; return what it says."""
    done = CliRunner().invoke(cli, list(map(str, words)), standalone_mode=False)
    if isinstance(done.exception, Stop):
        assert code == 3, done.exception.message
        return done.exception.message
    if done.exception:
        raise done.exception
    assert (done.return_value or 0) == code
    return done.output


def install(*more):
    places = ("--db", "/srv/drop kerb/town.db", "--out", "/srv/drop kerb/re%port", "--root", "root")
    return give("schedule", "install", "town", "parish", *places, *more)


@pytest.mark.parametrize(
    "words", ["", "1:00-5:00", "01:00", "01:00-24:00", "01:00-01:20", "01:00-01:00"]
)
def test_no_windows(words):
    with pytest.raises(ValueError, match=r"is no window|is shorter"):
        Window.read(words)


def test_windows_may_go_over_midnight():
    window = Window.read("22:00-04:00")
    assert (str(window), window.length.total_seconds()) == ("22:00-04:00", 6 * 3600)


@pytest.mark.parametrize(
    ("end", "minutes"), [(time(10, 0), 20), (time(9, 35), 1), (time(5, 0), 19 * 60 + 20)]
)
def test_what_is_left_until_the_window_closes(end, minutes):
    assert minutes_until(end, NOW) == minutes


def test_the_next_start():
    asked = {"sites": ("town",), "jitter_minutes": 0, "kind": "cron", "scope": "user"}
    assert Schedule(window=Window.read("01:00-05:00"), **asked).next_start(NOW).day == 29
    later = Schedule(window=Window.read("22:15-05:00"), **asked)
    assert (later.next_start(NOW).day, later.last_start(NOW).day) == (28, 27)


def test_units_that_systemd_takes(place):
    install("--cores", 2)
    folder = place / "root/etc/systemd/system"
    unit = (folder / "dropkerb-town.service").read_text()
    assert 'crawl parish --db "/srv/drop kerb/town.db" --out "/srv/drop kerb/re%%port"' in unit
    assert "CPUQuota=200%" in unit
    assert "NoNewPrivileges=yes" in unit
    assert "MemoryDenyWriteExecute" not in unit
    assert "Persistent=true" in (folder / "dropkerb-town.timer").read_text()
    assert "u dropkerb -" in (place / "root/etc/sysusers.d/dropkerb-town.conf").read_text()
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd here")
    files = sorted(map(str, folder.iterdir()))
    said = subprocess.run(
        ["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=30", files[0]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout


def test_units_of_one_person_ask_for_no_privilege(place, monkeypatch):
    monkeypatch.setenv("HOME", "/home/reed")
    install("--user")
    folder = place / "root/home/reed/.config/systemd/user"
    unit = (folder / "dropkerb-town.service").read_text()
    assert "User=" not in unit
    assert "ProtectSystem" not in unit
    assert "RestrictNamespaces=user pid net" in unit


def test_a_crontab_where_there_is_no_systemd(place):
    install("--with", "cron", "--window", "23:30-04:00", "--jitter", 40)
    lines = (place / "root/etc/cron.d/dropkerb-town").read_text().splitlines()
    night, start = lines[2:]
    minute, hour, rest = night.split(" ", 2)
    assert 0 <= (int(hour) * 60 + int(minute) - (23 * 60 + 30)) % 1440 <= 40
    assert rest.startswith("* * * dropkerb cd ")
    assert r"re\%port" in night
    assert "--until 04:00" in night
    assert start.startswith("@reboot dropkerb ")
    assert "schedule due --db '/srv/drop kerb/town.db' --if-missed &&" in start
    for line in (night, start):
        command = line.partition(" dropkerb ")[2].replace(r"\%", "%")
        assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0


def test_a_crontab_of_ones_own_keeps_what_else_stands_in_it(place, monkeypatch):
    (place / "bin").mkdir()
    program = place / "bin/crontab"
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = -l ]; then cat {place}/tab; else cat > {place}/new; mv {place}/new {place}/tab; fi\n'
    )
    program.chmod(0o755)
    (place / "tab").write_text("5 4 * * * my-own-job\n")
    monkeypatch.setenv("PATH", f"{place}/bin:/usr/bin:/bin")
    for _ in range(2):
        give("schedule", "install", "town", "--user", "--with", "cron")
        lines = (place / "tab").read_text().splitlines()
        assert lines[0] == "5 4 * * * my-own-job"
        assert len(lines) == 3
    give("schedule", "remove")
    assert (place / "tab").read_text() == "5 4 * * * my-own-job\n"


def test_installed_twice_and_taken_away(place):
    install()
    install()
    said = give("schedule", "show", "--db", "/srv/drop kerb/town.db", "--root", "root")
    assert "Next night on" in said
    assert "OnCalendar=*-*-* 01:00:00" in said
    give("schedule", "remove", "--db", "/srv/drop kerb/town.db", "--root", "root")
    left = [each for each in (place / "root").rglob("*") if each.is_file()]
    assert left == []


def test_another_record_of_the_same_name_keeps_its_nights(place):
    install()
    (place / "root/srv/other").mkdir()
    said = give(
        "schedule", "install", "town", "--db", "/srv/other/town.db", "--root", "root", code=3
    )
    assert "another record" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("install", "twon"), "has no site called 'twon'"),
        (("install", "town", "--memory", "lots"), "must be a size such as 4G"),
        (("install", "town", "--run-as", "a b"), "must be the name of a user"),
        (("install", "town", "--db", "/srv/a\nb.db"), "no schedule can hold"),
        (("install", "town", "--db", "no/such/town.db", "--root", "root"), "does not exist"),
        (("remove",), "No schedule is installed"),
    ],
)  # fmt: skip
def test_mistakes(place, words, told):
    from crawler.sites import SitesError

    try:
        said = give("schedule", *words, code=3)
    except SitesError as error:
        said = str(error)
    assert told in said


def test_a_pause_is_obeyed_until_it_ends(place):
    open_record(place / "dropkerb.db").close()
    give("schedule", "due")
    said = give("schedule", "pause", "--reason", "The site moves\x1b[31m", "--until", "2999-01-01")
    assert "until 2999-01-01: The site moves" in said
    assert "No night: paused" in give("schedule", "due", code=1)
    told = json.loads(give("status", "--json", code=3))
    assert told["paused"]["until"] == "2999-01-01"
    assert "\x1b" not in give("status", code=3)
    give("schedule", "pause", "--until", "2020-01-01")
    give("schedule", "due")
    give("schedule", "pause")
    give("schedule", "resume")
    give("schedule", "due")
    (place / "dropkerb.db-paused").write_text("{half")
    assert "damaged" in give("schedule", "due", code=1)


def test_a_night_that_took_place_is_not_caught_up_with(place):
    path = place / "dropkerb.db"
    db = open_record(path)
    db["sites"].insert(
        {"id": 1, "name": "town", "title": "Town", "start_url": "https://town.example/"}
    )
    db["runs"].insert(
        {"id": 1, "site_id": 1, "title": "", "status": "done", "dropkerb_version": "0.1",
         "started_at": "2020-11-28T01:00:00+00:00"}
    )  # fmt: skip
    Beside(path).save_schedule(
        Schedule(
            sites=("town",),
            window=Window.read("01:00-05:00"),
            jitter_minutes=0,
            kind="cron",
            scope="user",
        )
    )
    give("schedule", "due", "--if-missed")
    db.execute("UPDATE runs SET started_at = ?", [datetime.now(UTC).isoformat()])
    db.conn.commit()
    db.close()
    give("schedule", "due", "--if-missed", code=1)
    give("schedule", "due")
    read_record(path).close()


def test_a_recipe_for_a_container(place):
    said = give("schedule", "show", "--container")
    assert "FROM debian" in said
    assert "USER dropkerb" in said
