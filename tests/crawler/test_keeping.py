"""Backups and retention: copies are sound and whole, old rows go and trends stay."""

import sqlite3
import subprocess
import sys
import textwrap

import pytest
from sqlite_utils import Database

from crawler.backup import back_up
from crawler.keeping import tidy
from crawler.store import retention
from crawler.store.invariants import complaints
from crawler.store.record import RecordError, open_record, read_record
from reports.source import reading
from tests.reports.synthetic_record import make

TABLES = (
    "findings",
    "outcomes",
    "links",
    "visits",
    "causes",
    "targets",
    "runs",
    "run_totals",
    "tasks",
)


@pytest.fixture
def record(tmp_path):
    """A made-up town of four nights in which much ended; the same findings come back at the end."""
    path = make(tmp_path / "town.db", pages=40, links=20, runs=4)
    db = Database(path)
    db.conn.executescript(
        """DELETE FROM findings; DELETE FROM outcomes WHERE audit_id > 3;
        INSERT INTO findings (page_id, cause_id, status, message, first_run_id, ended_run_id, ending)
            SELECT 1, id, 'failed', 'long gone', 1, 2, 'fixed' FROM causes WHERE id = 1;
        INSERT INTO findings (page_id, cause_id, status, message, first_run_id, ended_run_id, ending)
            SELECT 1, id, 'failed', 'back again', 1, 2, 'fixed' FROM causes WHERE id = 2;
        INSERT INTO findings (page_id, cause_id, status, message, first_run_id)
            SELECT 1, id, 'failed', 'open', 4 FROM causes WHERE id = 2;
        INSERT INTO findings (page_id, cause_id, status, message, first_run_id, ended_run_id, ending)
            SELECT 1, id, 'failed', 'gone of late', 1, 3, 'fixed' FROM causes WHERE id = 3;
        UPDATE causes SET first_run_id = 1;
        INSERT INTO outcomes (page_id, site_id, audit_id, audit_version, status, first_run_id, ended_run_id)
            SELECT 2, 1, id, 1, 'failed', 1, 2 FROM audits WHERE id BETWEEN 50 AND 60;
        INSERT INTO visits (page_id, first_run_id, last_run_id, outcome) VALUES (3, 1, 1, 'error');
        INSERT INTO run_totals VALUES (1, 'site', '', 'pages audited', 40)"""
    )  # fmt: skip
    db.conn.commit()
    db.close()
    return path


def sizes(path):
    db = read_record(path)
    try:
        return {table: db[table].count for table in TABLES}
    finally:
        db.close()


def messages(path):
    db = read_record(path)
    try:
        return {row["message"] for row in db.query("SELECT message FROM findings")}
    finally:
        db.close()


def test_a_young_record_loses_nothing(record):
    before = sizes(record)
    said = list(tidy(record, 31))
    assert said[0] == "Nothing is ended and older than the last 31 nights of its site."
    assert sizes(record) == before


def test_what_is_ended_and_old_goes_and_trends_stay(record, monkeypatch):
    before = sizes(record)
    foreseen = list(tidy(record, 2, dry_run=True))
    assert foreseen[-1].endswith("Nothing was changed.")
    assert sizes(record) == before
    said = list(tidy(record, 2))
    assert [each.replace("would go", "went") for each in foreseen[:-1]] == said[:-1]
    assert "MB before" in said[-1]
    after = sizes(record)
    assert messages(record) == {"back again", "open", "gone of late"}
    assert before["outcomes"] - after["outcomes"] == 11
    assert {"runs", "run_totals", "tasks"} <= {
        name for name in TABLES if before[name] == after[name]
    }
    assert 2 <= after["causes"] < before["causes"]
    with reading(record) as db:
        assert (
            db.execute(
                "SELECT count(*) FROM pages p WHERE NOT EXISTS (SELECT 1 FROM visits v WHERE v.page_id = p.id)"
            ).fetchone()[0]
            == 0
        )
        assert db.execute("SELECT max(candidates) FROM tasks WHERE run_id < 3").fetchone()[0] in (
            None,
            "[]",
        )
    again = list(tidy(record, 2))
    assert again[0].startswith("Nothing is ended")


def test_what_another_table_names_stays(record):
    db = open_record(record)
    db.execute("CREATE TABLE decisions (cause_id INTEGER REFERENCES causes(id))")
    db.execute("INSERT INTO decisions VALUES (1)")
    db.conn.commit()
    db.close()
    list(tidy(record, 2))
    db = read_record(record)
    assert db.execute("SELECT count(*) FROM causes WHERE id = 1").fetchone()[0] == 1
    db.close()


def test_a_run_that_writes_is_left_alone(record):
    writer = open_record(record)
    with pytest.raises(RecordError, match="Another run is writing"):
        list(tidy(record, 31))
    writer.close()


def test_too_little_room(record, monkeypatch):
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("crawler.keeping.shutil.disk_usage", lambda _: usage)
    monkeypatch.setattr("crawler.backup.shutil.disk_usage", lambda _: usage)
    with pytest.raises(RecordError, match="too little room"):
        list(tidy(record, 31))
    with pytest.raises(RecordError, match="too little room"):
        back_up(record, record.with_name("copy.db"))


WRITE = """
    import sys
    from pathlib import Path
    from crawler.store.record import open_record
    record = open_record(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        with record.atomic():
            record.execute("INSERT INTO sites (name, title, start_url) VALUES (?, '', '')", [f"a{number}"])
            record.execute("INSERT INTO sites (name, title, start_url) VALUES (?, '', '')", [f"b{number}"])
        if number == 20:
            print("ready", flush=True)
"""


def test_a_backup_beside_a_writer_is_whole(tmp_path):
    path = tmp_path / "town.db"
    open_record(path).close()
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITE), str(path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "ready\n"
        copies = [back_up(path, tmp_path / f"copy{n}.db") for n in range(2)]
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    counts = []
    for copy in copies:
        db = Database(sqlite3.connect(copy))
        assert list(complaints(db)) == []
        counts.append(db["sites"].count)
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        db.close()
    assert counts[1] > counts[0] >= 40
    assert not any(count % 2 for count in counts)
    assert sorted(each.name for each in tmp_path.iterdir() if "copy" in each.name) == [
        "copy0.db", "copy1.db",
    ]  # fmt: skip


def test_a_folder_gets_a_name_with_the_time(tmp_path):
    path = tmp_path / "town.db"
    open_record(path).close()
    (tmp_path / "kept").mkdir()
    made = back_up(path, tmp_path / "kept")
    assert made.parent.name == "kept"
    assert made.name.startswith("town-20")
    assert made.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("town.db", "is the record itself"),
        ("notes.txt", "no record of Dropkerb"),
        ("no/copy.db", "There is no folder"),
    ],
)
def test_places_that_are_refused(tmp_path, name, words):
    path = tmp_path / "town.db"
    open_record(path).close()
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RecordError, match=words):
        back_up(path, tmp_path / name)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_copy_that_is_not_sound_takes_no_good_one_away(tmp_path):
    path = tmp_path / "town.db"
    db = open_record(path)
    good = back_up(path, tmp_path / "copy.db").read_bytes()
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.execute(
        "INSERT INTO runs (site_id, title, started_at, status, dropkerb_version) VALUES (7, '', '', 'done', '')"
    )
    db.conn.commit()
    db.close()
    with pytest.raises(RecordError, match="the copy is not sound: 1 rows of runs name"):
        back_up(path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == good
    assert not list(tmp_path.glob(".copy*"))


def test_fewest_nights_are_what_charts_need():
    from reports.trend import MOST_RUNS

    assert retention.FEWEST_NIGHTS > MOST_RUNS
