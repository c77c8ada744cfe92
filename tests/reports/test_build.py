"""Where the report goes, and what it is made from: refused clearly, swapped in whole."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.store.migrations import known_names
from reports import folder
from reports.build import ReportError, build, check_out
from reports.source import SCHEMA

ROOT = Path(__file__).parents[2]


@pytest.fixture
def small(record):
    site = record.site()
    record.page(site, record.run(site))
    return record.path


def refused(*arguments, **asked):
    with pytest.raises(ReportError) as error:
        build(*arguments, **asked)
    assert str(error.value).count("\n") == 0
    return str(error.value)


def test_reports_know_the_schema():
    assert max(known_names()) == SCHEMA, (
        "look at what changed, then raise SCHEMA in reports/source.py"
    )


def test_says_where_and_how_many(small, tmp_path):
    said = []
    built = build(small, tmp_path / "out", progress=lambda done, total: said.append((done, total)))
    assert built.index == tmp_path / "out/index.html"
    written = [file for file in (tmp_path / "out").rglob("*.html") if file.parent.name != "drafts"]
    assert built.pages == len(written)
    assert built.seconds > 0


def test_progress_never_passes_its_end(town, tmp_path):
    said = []
    build(
        town.folder.parent / "town.db",
        tmp_path / "out",
        progress=lambda done, total: said.append((done, total)),
    )
    assert said
    assert all(0 < done <= total for done, total in said)
    assert said == sorted(said)


def test_record_is_not_touched(small, tmp_path):
    before = small.read_bytes()
    build(small, tmp_path / "out")
    assert small.read_bytes() == before


def test_record_that_is_being_written_to(record, small, tmp_path):
    record.db.enable_wal()
    record.db.execute("BEGIN IMMEDIATE")
    record.db.execute("UPDATE pages SET title = 'Half a sentence'")
    build(small, tmp_path / "out")
    record.db.conn.rollback()
    assert "Half a sentence" not in (tmp_path / "out/pages.html").read_text()


def test_record_in_a_folder_that_cannot_be_written(record, small, tmp_path):
    record.db.enable_wal()
    record.db.close()
    place = tmp_path / "shelf"
    place.mkdir()
    shutil.copy(small, place / "town.db")
    place.chmod(0o555)
    try:
        assert build(place / "town.db", tmp_path / "out").pages > 10
    finally:
        place.chmod(0o755)


def test_no_record(tmp_path):
    assert "no record" in refused(tmp_path / "none.db", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_database(tmp_path):
    (tmp_path / "town.db").write_text("Dear diary, " * 200)
    assert "not a database" in refused(tmp_path / "town.db", tmp_path / "out")


def test_somebody_elses_database(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE runs (id)")
    db.close()
    assert "not a record made by Dropkerb" in refused(tmp_path / "other.db", tmp_path / "out")
    (tmp_path / "empty.db").touch()
    assert "not a record made by Dropkerb" in refused(tmp_path / "empty.db", tmp_path / "out")


@pytest.mark.parametrize(("change", "word"), [
    ("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('dropkerb', 'm999_later', '2030')", "newer"),
    (f"DELETE FROM _sqlite_migrations WHERE name = '{SCHEMA}'", "older"),
])  # fmt: skip
def test_record_of_another_time(record, small, tmp_path, change, word):
    record.db.execute(change)
    record.db.conn.commit()
    assert word in refused(small, tmp_path / "out")


def test_no_finished_run(record, tmp_path):
    site = record.site()
    assert "no finished run" in refused(record.path, tmp_path / "out")
    record.run(site, status="running")
    record.run(site, status="failed")
    assert "no finished run" in refused(record.path, tmp_path / "out")


def test_later_run_without_result_is_mentioned(record, small, report_on):
    record.run(1, status="running", finished_at=None)
    assert "A later run started on 2 March 2026" in report_on(record).text("index.html")


def test_unknown_site(small, tmp_path):
    assert '"elsewhere"; it holds: mudford' in refused(small, tmp_path / "out", site="elsewhere")


def test_several_sites_get_a_folder_each(record, small, report_on):
    other = record.site("seaford")
    record.page(other, record.run(other), "https://seaford.example/", "Sea")
    record.site("new.town")
    report = report_on(record)
    assert [row[0].split()[0] for row in report.rows("index.html", "sites-table")] == [
        "Mudford",
        "New.Town",
        "Seaford",
    ]
    assert report.page("index.html").xpath("//main//a/@href") == [
        "mudford/index.html",
        "seaford/index.html",
    ]
    assert "Sea" in report.text("seaford/pages.html")
    assert "Bins" not in report.text("seaford/pages.html")
    assert report.page("seaford/pages/2.html").xpath(
        '//a[text()="Reports on other sites"]/@href'
    ) == ["../../index.html"]


def test_one_of_several_sites(record, small, report_on):
    other = record.site("seaford")
    record.page(other, record.run(other), "https://seaford.example/", "Sea")
    report = report_on(record, site="seaford")
    assert "Sea" in report.text("pages.html")


def test_old_report_is_replaced_whole(small, tmp_path):
    out = tmp_path / "out"
    build(small, out)
    (out / "pages/99.html").write_text("of a page that is gone")
    build(small, out)
    assert not (out / "pages/99.html").exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".out")] == []


def test_failed_build_leaves_the_old_report(record, small, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build(small, out)
    before = (out / "index.html").read_bytes()
    monkeypatch.setattr(
        "reports.downloads.write",
        lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")),
    )
    assert "No space left on device" in refused(small, out)
    assert (out / "index.html").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".out")] == []


DIE = """
import os, sys
from pathlib import Path
from reports import build, folder
if sys.argv[3] == "swapping":
    real = Path.rename
    def rename(self, target):
        if ".draft-" in self.name: os._exit(9)
        return real(self, target)
    Path.rename = rename
else:
    import reports.downloads
    reports.downloads.write = lambda *_: os._exit(9)
build.build(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("moment", ["writing", "swapping"])
def test_killed_build_never_leaves_half_a_report(small, tmp_path, moment):
    out = tmp_path / "out"
    build(small, out)
    killed = subprocess.run([sys.executable, "-c", DIE, small, out, moment], cwd=ROOT, check=False)
    assert killed.returncode == 9
    if moment == "writing":
        assert (out / "index.html").is_file()
    build(small, out)
    assert (out / "index.html").is_file()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".out")] == []


def test_report_moved_away_by_a_killed_swap_comes_back(small, tmp_path):
    out = tmp_path / "out"
    build(small, out)
    out.rename(tmp_path / ".out.old-999999")
    with pytest.raises(RuntimeError), folder.swapped_in(out):
        raise RuntimeError
    assert (out / "index.html").is_file()


def test_empty_folder_is_taken(small, tmp_path):
    (tmp_path / "out").mkdir()
    build(small, tmp_path / "out")
    assert (tmp_path / "out/index.html").is_file()


def test_folder_of_somebody_else_is_refused(small, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("ten years of work")
    assert "thesis.txt" in refused(small, out)
    assert (out / "thesis.txt").is_file()


def test_own_file_in_the_report_is_not_thrown_away(small, tmp_path):
    out = tmp_path / "out"
    build(small, out)
    (out / "notes.txt").write_text("ring the contractor")
    assert "notes.txt" in refused(small, out)
    assert (out / "notes.txt").is_file()


def test_out_under_a_file_is_refused_before_anything_is_done(tmp_path):
    (tmp_path / "taken").write_text("a file")
    for out in (tmp_path / "taken", tmp_path / "taken/report"):
        with pytest.raises(ReportError, match="taken"):
            check_out(out)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_out_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(ReportError, match="can't be written"):
            check_out(tmp_path / "out")
    finally:
        tmp_path.chmod(0o755)


def test_module_as_a_command(small, tmp_path):
    command = [sys.executable, "-m", "reports", small, tmp_path / "out"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "out/index.html" in done.stdout
    command[3] = tmp_path / "none.db"
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
