"""Mistakes are one sentence, and a file is written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from reports.exports import FORMATS, export
from reports.source import ReportError


def refusal(*asked, **more):
    with pytest.raises(ReportError) as refused:
        export(*asked, **more)
    said = str(refused.value)
    assert said.endswith(".")
    assert said.count(". ") == 0
    return said


@pytest.mark.parametrize("name", FORMATS)
def test_a_record_without_a_finished_run(record, tmp_path, name):
    out = tmp_path / "out"
    assert refusal(record.path, name, out) == "The record holds no site yet: run a crawl first."
    record.run(record.site(), status="failed")
    assert "No run of mudford has finished yet" in refusal(record.path, name, out)
    assert not out.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_that_found_nothing(record, tmp_path, name):
    site = record.site()
    record.run(site, audited=0)
    assert export(record.path, name, tmp_path / "out").bytes > 0


def test_sites_and_runs_that_are_not_there(council, tmp_path):
    out = tmp_path / "x"
    assert 'no site "q"; it holds: mudford' in refusal(council.path, "csv", out, site="q")
    assert "has no run 7; its last finished runs are: 1, 2" in refusal(
        council.path, "sarif", out, run=7
    )
    assert "leave --run out for csv" in refusal(council.path, "csv", out, run=1)
    council.site("other")
    assert "say which by --site: mudford, other" in refusal(council.path, "csv", out)


def test_places_that_cannot_be_written(council, tmp_path):
    assert "is a folder" in refusal(council.path, "csv", tmp_path)
    assert "there is no folder" in refusal(council.path, "csv", tmp_path / "no" / "x.csv")
    assert "is the record itself" in refusal(council.path, "csv", council.path)
    assert "no plain file" in refusal(council.path, "csv", Path("/dev/null"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_leaves_what_was_there(council, tmp_path, name, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "out"
    out.write_text("before")
    monkeypatch.setattr(os, "fsync", full)
    assert refusal(council.path, name, out) == f"{out} can't be written: No space left on device."
    assert out.read_text() == "before"
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_named_after_site_and_day(council, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    council.db.execute("UPDATE sites SET name = '../Mud ford'")
    council.db.conn.commit()
    assert export(council.path, "sarif").path == Path("mud-ford-2026-03-02.sarif")
