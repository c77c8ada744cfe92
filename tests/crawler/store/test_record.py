"""Opening the record: one writer, no stranger's file, and a sentence for each mishap."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from crawler.store.record import RecordError, explain, open_record, read_record

ROOT = Path(__file__).parents[3]
READ = """
import sys, pathlib
from crawler.store.record import read_record
print(read_record(pathlib.Path(sys.argv[1])).execute("SELECT name FROM sites").fetchall())
"""


def in_another_process(code, *arguments):
    """Start Python on this code; it says a line when it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_made_and_opened_again(tmp_path):
    path = tmp_path / "town.db"
    open_record(path).close()
    before = path.read_bytes()
    open_record(path).close()
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["town.db"]


def test_an_empty_file_becomes_a_record(tmp_path):
    path = tmp_path / "town.db"
    path.touch()
    open_record(path).close()
    read_record(path).close()


def test_settings_of_the_connection(book):
    assert book.one("PRAGMA journal_mode") == "wal"
    assert book.one("PRAGMA foreign_keys") == 1
    assert book.one("PRAGMA synchronous") == 1
    with pytest.raises(sqlite3.IntegrityError):
        book.db.execute(
            "INSERT INTO visits (page_id, first_run_id, last_run_id, outcome) VALUES (7, 7, 7, '')"
        )


def test_readers_read_while_a_run_writes(book):
    run = book.begin()
    with book.db.atomic():
        book.db.execute("UPDATE runs SET reason = 'half written' WHERE id = ?", [run.id])
        reader = read_record(book.path)
        assert reader.execute("SELECT reason FROM runs").fetchall() == [("",)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("DELETE FROM runs")
        reader.close()


def test_closing_twice(tmp_path):
    record = open_record(tmp_path / "town.db")
    record.close()
    record.close()
    open_record(tmp_path / "town.db").close()


def test_no_record(tmp_path):
    with pytest.raises(RecordError, match=r"no record .*town\.db"):
        read_record(tmp_path / "town.db")


def test_no_folder(tmp_path):
    with pytest.raises(RecordError, match=r"nowhere.*does not exist"):
        open_record(tmp_path / "nowhere/town.db")


def test_a_folder_instead_of_a_file(tmp_path):
    with pytest.raises(RecordError, match="is a folder"):
        open_record(tmp_path)


def test_a_folder_that_takes_no_file(tmp_path):
    if os.geteuid() == 0:
        folder = Path("/proc/self")
    else:
        folder = tmp_path
        folder.chmod(0o500)
    with pytest.raises(RecordError, match=r"town\.db cannot be written: its folder"):
        open_record(folder / "town.db")


@pytest.mark.skipif(not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_record_in_a_folder_that_may_not_be_written_is_read(tmp_path):
    path = tmp_path / "folder" / "town.db"
    path.parent.mkdir()
    record = open_record(path)
    record["sites"].insert({"name": "town", "title": "T", "start_url": "https://town.example/"})
    record.close()
    path.parent.chmod(0o500)
    as_anybody = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    told = subprocess.run(
        [*as_anybody, sys.executable, "-c", READ, str(path)], capture_output=True, text=True, cwd=ROOT, check=False
    )  # fmt: skip
    path.parent.chmod(0o700)
    assert told.stdout.strip() == "[('town',)]", told.stderr


@pytest.mark.parametrize("opened", [open_record, read_record])
def test_not_a_database(tmp_path, opened):
    path = tmp_path / "town.db"
    path.write_bytes(b"these are the minutes of the last meeting\n" * 300)
    before = path.read_bytes()
    with pytest.raises(RecordError, match=r"town\.db is not a database"):
        opened(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["town.db"]


@pytest.mark.parametrize("opened", [open_record, read_record])
def test_a_database_of_something_else(tmp_path, opened):
    path = tmp_path / "town.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bins (day TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="something else"):
        opened(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("opened", [open_record, read_record])
def test_a_newer_schema(tmp_path, opened):
    path = tmp_path / "town.db"
    with open_record(path) as record:
        record.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            ["dropkerb", "m999_from_the_future", "2030-01-01"],
        )
    record.close()
    with pytest.raises(RecordError, match=r"town\.db was made by a newer Dropkerb"):
        opened(path)


def test_an_older_schema_is_migrated_by_writers_only(tmp_path):
    path = tmp_path / "town.db"
    with open_record(path) as record:
        record.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_views'")
        for (view,) in record.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view'"
        ).fetchall():
            record.execute(f"DROP VIEW {view}")
    record.close()
    with pytest.raises(RecordError, match="older Dropkerb"):
        read_record(path)
    open_record(path).close()
    read_record(path).close()


HOLD = """
    import sys, time
    from pathlib import Path
    from crawler.store.record import open_record
    record = open_record(Path(sys.argv[1]))
    print("ready", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_refused_until_the_first_is_gone(tmp_path):
    path = tmp_path / "town.db"
    first = in_another_process(HOLD, path)
    try:
        with pytest.raises(
            RecordError, match=rf"Another run is writing .*town\.db \(pid {first.pid}\)"
        ):
            open_record(path)
        read_record(path).close()
    finally:
        first.kill()
        first.communicate()
    open_record(path).close()  # the lock died with its process, though its file is still there


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
        if number == 200:
            print("ready", flush=True)
"""


def test_kill_9_loses_at_most_the_open_transaction(tmp_path):
    path = tmp_path / "town.db"
    writer = in_another_process(WRITE, path)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with open_record(path) as record:
        assert record.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = {name for (name,) in record.execute("SELECT name FROM sites")}
    record.close()
    assert len(names) >= 400
    whole = range(1, len(names) // 2 + 1)
    assert names == {f"{letter}{number}" for letter in "ab" for number in whole}


def test_locked_by_another_program(tmp_path):
    path = tmp_path / "town.db"
    open_record(path).close()
    stranger = sqlite3.connect(path, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    record = open_record(path)
    record.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(sqlite3.OperationalError) as caught:
        record.execute("DELETE FROM sites")
    record.close()
    stranger.close()
    assert "town.db is locked by another program" in explain(caught.value, path)


def test_disk_full(tmp_path):
    record = open_record(tmp_path / "town.db")
    pages = record.execute("PRAGMA page_count").fetchone()[0]
    record.execute(f"PRAGMA max_page_count = {pages + 1}").fetchone()
    with pytest.raises(sqlite3.OperationalError) as caught:
        _fill(record)
    assert record.execute("SELECT count(*) FROM sites").fetchone() == (0,)
    record.close()
    assert "The disk is full, so" in explain(caught.value, tmp_path / "town.db")
    assert "town.db" in explain(caught.value, tmp_path / "town.db")


def _fill(record):
    with record.atomic():
        for number in range(100):
            record.execute(
                "INSERT INTO sites (name, title, start_url) VALUES (?, ?, '')", [number, "x" * 5000]
            )


def test_a_mistake_of_ours_is_not_explained_away():
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")
    assert explain(caught.value) == ""


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_is_full_already(small_disk):
    path = small_disk / "town.db"
    open_record(path).close()
    room = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * (room.f_bavail * room.f_frsize))
    with pytest.raises(RecordError, match=r"disk is full.*town\.db"):
        open_record(path)
    (small_disk / "ballast").unlink()
    open_record(path).close()
