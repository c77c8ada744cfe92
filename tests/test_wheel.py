"""What we ship: the wheel holds everything, and works in an environment of its own."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def _sources(package):
    """The files of a package as the checkout has them."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_every_file_of_the_packages(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for package in ("audits", "crawler", "reports"):
        assert _sources(package) <= names, _sources(package) - names
    assert "settings.py" in names
    assert any(name.endswith(".html") and name.startswith("reports/") for name in names)
    assert any(name.endswith(".toml") and name.startswith("audits/") for name in names)


def test_wheel_holds_nothing_else(wheel):
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.startswith("dropkerb-")} == {
        "audits",
        "crawler",
        "reports",
        "settings.py",
    }


def test_wheel_runs_from_a_clean_folder(wheel, tmp_path):
    site = tmp_path / "site-packages"
    zipfile.ZipFile(wheel).extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    # -S leaves the editable checkout out; the libraries come by name
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    code = "import sys; from crawler import cli; sys.argv = ['dropkerb', 'audits']; cli.main()"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=work,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *libraries])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "page-title" in done.stdout


def test_a_strangers_settings_are_refused_by_name(tmp_path):
    (tmp_path / "settings.py").write_text("BOT_NAME = 'stranger'\n")
    done = subprocess.run(
        [sys.executable, "-m", "crawler.cli", "doctor"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 3, said
    assert str(tmp_path / "settings.py") in said
    assert "Traceback" not in said
