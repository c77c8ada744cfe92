import os
import sqlite3
import sys
from pathlib import Path

import pytest

from crawler import doctor
from crawler.doctor import Checkup, examine, render


@pytest.fixture
def no_browser(monkeypatch, tmp_path):
    """Doctors of the parts that need no browser are quick."""
    monkeypatch.setenv("DROPKERB_CHROMIUM", str(tmp_path / "nowhere/chromium"))
    monkeypatch.delitem(sys.modules, "settings", raising=False)
    yield
    sys.modules.pop("settings", None)


def by_name(checkups):
    return {checkup.name: checkup for checkup in checkups}


@pytest.mark.browser
def test_everything_is_there(tmp_path):
    checkups = examine(tmp_path / "dropkerb.db", tmp_path / "out")
    assert [checkup for checkup in checkups if checkup.ok is False] == []
    assert len(checkups) == 16
    text = render(checkups)
    assert "Everything a run needs is there." in text
    assert "axe finds its fault" in text
    assert list(tmp_path.iterdir()) == [], "the doctor leaves nothing behind"


def test_no_chromium(no_browser, tmp_path):
    found = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))
    assert found["Chromium"].ok is False
    assert "nowhere/chromium" in found["Chromium"].said
    assert "apt-get install chromium chromium-driver" in found["Chromium"].mend
    assert found["Same version"].ok is False
    assert found["A page in the browser"].ok is False
    assert found["chromedriver"].ok is True
    assert found["Pronouncing dictionary"].ok is True


def test_driver_of_another_version(no_browser, tmp_path, monkeypatch):
    for name, version in (("chromium", 156), ("chromedriver", 99)):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho 'It is {version}.0.1'\n")
        program.chmod(0o755)
        monkeypatch.setenv(f"DROPKERB_{name.upper()}", str(program))
    found = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))
    assert found["Same version"].ok is False
    assert "156" in found["Same version"].said
    assert "99" in found["Same version"].said
    assert found["A page in the browser"].ok is False


def test_no_axe(no_browser, tmp_path, monkeypatch):
    monkeypatch.setenv("DROPKERB_AXE_PATH", str(tmp_path / "axe.js"))
    found = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))
    assert found["axe-core"].ok is False
    assert "set it to axe.min.js" in found["axe-core"].mend


def test_no_second_engine(no_browser, tmp_path, monkeypatch):
    monkeypatch.setenv("DROPKERB_IBM_PATH", str(tmp_path / "ace.js"))
    found = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))
    assert found["IBM's engine"].ok is False
    assert "set it to ace.js" in found["IBM's engine"].mend


def test_old_axe_is_a_note(no_browser, tmp_path, monkeypatch):
    (tmp_path / "axe.js").write_text("/*! axe v4.3.1 */")
    monkeypatch.setenv("DROPKERB_AXE_PATH", str(tmp_path / "axe.js"))
    found = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))
    assert found["axe-core"].ok is None
    assert "axe-core@4.14" in found["axe-core"].mend


def test_settings_of_a_stranger(no_browser, tmp_path, monkeypatch):
    (tmp_path / "settings.py").write_text("BOT_NAME = 'somebody_else'\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))
    assert found["Settings"].ok is False
    assert "settings.py" in found["Settings"].said


def test_no_dictionary(monkeypatch, tmp_path):
    import nltk

    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    checkup = doctor._checkup("Pronouncing dictionary", doctor._dictionary)
    assert checkup.ok is False
    assert "script/bootstrap" in checkup.mend


def test_no_reader_is_a_note(monkeypatch):
    monkeypatch.setattr(doctor, "why_unread", lambda: "it is not there (install it)")
    checkup = doctor._checkup("Words in pictures", doctor._reader)
    assert (checkup.ok, checkup.said) == (None, "it is not there")
    assert "tesseract-ocr" in checkup.mend


def test_folders(no_browser, tmp_path):
    (tmp_path / "file").write_text("no folder")
    found = by_name(examine(tmp_path / "missing/dropkerb.db", tmp_path / "file/out"))
    assert found["Folder of the record"].ok is False
    assert found["Folder of the record"].mend.startswith("mkdir -p")
    assert found["Folder of the report"].ok is False
    assert "is not a folder" in found["Folder of the report"].said


@pytest.mark.skipif(not Path("/proc/self/attr").is_dir(), reason="no folder that nobody may write")
def test_folder_that_nobody_may_write(no_browser, tmp_path):
    found = by_name(examine(tmp_path / "dropkerb.db", Path("/proc/self/attr/out")))
    assert found["Folder of the report"].ok is False
    assert "right to write" in found["Folder of the report"].mend


def test_record_is_no_database(no_browser, tmp_path):
    record = tmp_path / "dropkerb.db"
    record.write_bytes(b"the minutes of the last meeting\n" * 300)
    checkup = by_name(examine(record, tmp_path / "out"))["Record"]
    assert checkup.ok is False
    assert "dropkerb.db" in checkup.said
    assert checkup.mend


def test_record_of_something_else(no_browser, tmp_path):
    db = sqlite3.connect(tmp_path / "dropkerb.db")
    db.execute("CREATE TABLE cats (name)")
    db.close()
    checkup = by_name(examine(tmp_path / "dropkerb.db", tmp_path / "out"))["Record"]
    assert checkup.ok is False
    assert checkup.mend


def test_little_room_is_a_note(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "LEAST_ROOM", 10**18)
    checkup = doctor._checkup("Disk space", lambda: doctor._room(tmp_path))
    assert checkup.ok is None
    assert "make room" in checkup.mend


def test_old_sqlite(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "OLDEST_SQLITE", (99, 1))
    checkup = doctor._checkup("SQLite", lambda: doctor._sqlite(tmp_path / "a.db"))
    assert checkup.ok is False
    assert "99.1 is needed" in checkup.said


def test_checkup_that_fails_itself():
    def fail():
        return os.fspath(3)

    checkup = doctor._checkup("Anything", fail)
    assert checkup.ok is False
    assert "TypeError" in checkup.said
    assert checkup.mend


def test_render():
    text = render(
        [
            Checkup("Good", ok=True, said="fine", mend="not shown"),
            Checkup("Bad", ok=False, said="gone\x1b[2J", mend="fetch it"),
            Checkup("So so", ok=None, said="old", mend="renew it"),
        ]
    )
    assert text.splitlines() == [
        "ok     Good: fine",
        "WRONG  Bad: gone\ufffd[2J",
        "       To mend it: fetch it",
        "note   So so: old",
        "       To mend it: renew it",
        "",
        "1 thing has to be mended before a run.",
    ]


def test_no_british_dictionary_is_a_note(monkeypatch):
    def missing():
        raise doctor.WordListMissingError("it is not there (dropkerb doctor says how)")

    monkeypatch.setattr(doctor, "load_words", missing)
    checkup = doctor._checkup("Spelling", doctor._speller)
    assert (checkup.ok, checkup.said) == (None, "it is not there")
    assert checkup.mend == "apt-get install hunspell-en-gb"
