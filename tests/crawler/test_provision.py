import os
import shutil
import subprocess
import sys
from pathlib import Path

import nltk
import pytest

from crawler import provision
from crawler.provision import (
    ProvisionError,
    axe_or_complain,
    install_dictionary,
    is_old_axe,
    node_modules,
    read_dictionary,
)

ROOT = Path(__file__).parents[2]
AXE = "/*! axe v{}\n * Copyright */ window.axe = {{}};"


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A machine with nothing from npm, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    monkeypatch.setattr(
        provision, "node_modules", lambda: [tmp_path / "node_modules", tmp_path / "prefix/share"]
    )
    return tmp_path


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_axe_of_this_checkout():
    assert axe_or_complain().name == "axe.min.js"
    assert axe_or_complain().is_absolute()


def test_places_of_node_modules(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    places = node_modules()
    assert places[0] == tmp_path / "node_modules"
    assert ROOT / "node_modules" in places
    assert Path(sys.prefix) / "share/dropkerb/node_modules" in places


def test_the_nearest_axe_wins(nowhere):
    far = put(nowhere / "prefix/share", "axe-core/axe.min.js", AXE.format("4.14.1"))
    assert axe_or_complain() == far
    near = put(nowhere / "node_modules", "axe-core/axe.min.js", AXE.format("4.14.1"))
    assert axe_or_complain() == near


def test_configured_axe(nowhere):
    path = put(nowhere, "my-axe.js", AXE.format("4.11.0"))
    assert axe_or_complain(str(path)) == path


def test_no_axe(nowhere):
    with pytest.raises(ProvisionError, match=r"npm install axe-core@4\.14"):
        axe_or_complain()


def test_configured_axe_is_missing(nowhere):
    with pytest.raises(ProvisionError, match=r"DROPKERB_AXE_PATH.*nothing\.js"):
        axe_or_complain("nothing.js")


def test_old_axe_is_told_of(nowhere, caplog):
    put(nowhere / "node_modules", "axe-core/axe.min.js", AXE.format("4.9.1"))
    axe_or_complain()
    assert "4.9.1" in caplog.text


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("4.10.0", False),
        ("4.14.1", False),
        ("5.0", False),
        ("10.1.2", False),
        ("4.9.9", True),
        ("3.1.1", True),
    ],
)
def test_is_old_axe(version, expected):
    assert is_old_axe(version) is expected


def test_read_dictionary(tmp_path):
    source = put(
        tmp_path,
        "index.js",
        """/** @type {{ [word: string]: string }} */
export const dictionary = {
  "'bout": "B AW1 T",
  "a": "AH0",
  "a(2)": "EY1",
  "aalborg": "AO1 L B AO0 R G # place, danish",
  "zoo": "Z UW1"
}
""",
    )
    assert list(read_dictionary(source)) == [
        ("'BOUT", 1, "B AW1 T"),
        ("A", 1, "AH0"),
        ("A", 2, "EY1"),
        ("AALBORG", 1, "AO1 L B AO0 R G"),
        ("ZOO", 1, "Z UW1"),
    ]


def copy_of_the_package(folder):
    package = "cmu-pronouncing-dictionary"
    shutil.copytree(ROOT / "node_modules" / package, folder / "node_modules" / package)


def test_dictionary_is_written_once_and_mended(nowhere):
    copy_of_the_package(nowhere)
    path, entries, is_new = install_dictionary()
    assert is_new
    assert entries > 130_000
    assert path == nowhere / "prefix/share/nltk_data/corpora/cmudict/cmudict"
    assert install_dictionary() == (path, entries, False)
    path.write_text("half of i")
    assert install_dictionary() == (path, entries, True)
    assert [each.name for each in path.parent.iterdir()] == ["cmudict"]


def test_nltk_reads_it(nowhere, monkeypatch):
    copy_of_the_package(nowhere)
    path, entries, _ = install_dictionary()
    monkeypatch.setattr(nltk.data, "path", [str(nowhere / "prefix/share/nltk_data")])
    reader = nltk.corpus.reader.CMUDictCorpusReader(str(path.parent), ["cmudict"])
    read = reader.entries()
    assert len(read) == entries
    assert ("council", ["K", "AW1", "N", "S", "AH0", "L"]) in read[20_000:40_000]
    assert all(sounds for _, sounds in read[:2_000])


def test_no_dictionary(nowhere):
    with pytest.raises(ProvisionError, match="npm install cmu-pronouncing-dictionary@3"):
        install_dictionary()


def test_broken_dictionary(nowhere):
    put(nowhere / "node_modules", "cmu-pronouncing-dictionary/index.js", '  "a": "AH0",\n')
    with pytest.raises(ProvisionError, match="only 1 words"):
        install_dictionary()
    assert not (nowhere / "prefix").exists()


def test_place_cannot_be_written(nowhere):
    copy_of_the_package(nowhere)
    put(nowhere, "prefix/share", "a file where a folder should be")
    with pytest.raises(ProvisionError, match="cannot be written"):
        install_dictionary()


def test_command_prints_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "crawler.provision"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert "pronouncing dictionary" in done.stdout
    assert done.stderr == ""


def test_textstat_needs_no_network():
    """With every way out closed, and any attempt to download made an error, textstat works."""
    script = """
import nltk, socket
def refuse(*args, **kwargs): raise SystemExit("it went out to the network")
socket.socket.connect = socket.create_connection = nltk.download = refuse
import textstat
print(textstat.syllable_count("accessibility"), textstat.flesch_reading_ease("The cat sat on the mat."))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "6"
