"""Whatever is wrong with the input: one clear sentence, exit code 3, no traceback, nothing lost."""

import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
from typing import ClassVar

import pytest

from tests.crawler.loopback import Answering, serving

pytestmark = pytest.mark.browser


def assert_one_sentence(done, *words, code=3):
    """One line for the person, with these words in it, and no traceback."""
    said = [line for line in done.stderr.splitlines() if line.startswith("dropkerb:")]
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert len(said) == 1, done.stderr
    for word in words:
        assert word.lower() in said[0].lower(), said[0]


class OddSite(Answering):
    """A server whose first path segment says how it misbehaves."""

    pages: ClassVar = {
        "/file": (200, "application/pdf", b"%PDF-1.4\n%%EOF\n"),
        "/missing": (404, "text/html", b"<title>Not found</title>"),
        "/broken": (503, "text/html", b"<title>Sorry</title>"),
        "/blank": (200, "text/html", b""),
        "/page": (
            200,
            "text/html",
            b"<!doctype html><html lang=en><title>A page</title><h1>Hello</h1>",
        ),
    }

    def answer(self):
        status, kind, body = self.pages.get(self.path, (404, "text/plain", b"no"))
        if self.path == "/robots.txt" and self.server.forbids_all:
            status, kind, body = 200, "text/plain", b"User-agent: *\nDisallow: /\n"
        return status, {"Content-Type": kind}, body


@pytest.fixture
def odd_site():
    with serving(OddSite, forbids_all=False) as server:
        yield server


def address(server, path="/"):
    return f"{server.url}{path}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_an_ordinary_page_is_audited(dropkerb, odd_site, tmp_path):
    done = dropkerb("crawl", address(odd_site, "/page"), "--rate", "0", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/index.html").exists()
    assert "1 page audited" in done.stdout


def test_nothing_listens(dropkerb, tmp_path):
    done = dropkerb("crawl", f"http://127.0.0.1:{free_port()}/", "--rate", "0", cwd=tmp_path)
    assert_one_sentence(done, "connection refused")


def test_no_such_host(dropkerb, tmp_path):
    done = dropkerb("crawl", "http://no-such-council.invalid/", cwd=tmp_path)
    assert_one_sentence(done, "no-such-council.invalid", "dns")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/file", "application/pdf"),
        ("/missing", "404"),
        ("/broken", "503"),
        ("/blank", "empty page"),
    ],
)
def test_start_address_is_no_page(dropkerb, odd_site, tmp_path, path, word):
    done = dropkerb("crawl", address(odd_site, path), "--rate", "0", cwd=tmp_path)
    assert_one_sentence(done, path, word)


def test_robots_forbids_all(dropkerb, odd_site, tmp_path):
    odd_site.forbids_all = True
    done = dropkerb("crawl", address(odd_site, "/page"), "--rate", "0", cwd=tmp_path)
    assert_one_sentence(done, "robots.txt", "forbids")


def test_certificate_is_not_trusted(dropkerb, tmp_path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    about = {"forbids_all": False, "handle_error": lambda *_: None}
    with serving(OddSite, tls=context, **about) as server:
        done = dropkerb("crawl", f"{server.url}/page", "--rate", "0", cwd=tmp_path)
    assert_one_sentence(done, "certificate")


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ("ftp://council.example/", ["ftp", "http"]),
        ("https://", ["https://"]),
        ("councl", ["councl", "sites.toml"]),
    ],
)
def test_site_is_no_address_and_no_name(dropkerb, tmp_path, site, words):
    assert_one_sentence(dropkerb("crawl", site, cwd=tmp_path), *words)


def test_sites_file_with_a_typo_in_a_key(dropkerb, tmp_path):
    (tmp_path / "sites.toml").write_text(
        '[sites.town]\nstart_url = "https://town.example/"\nmax_pagse = 10\n'
    )
    done = dropkerb("crawl", "town", cwd=tmp_path)
    assert_one_sentence(done, "sites.toml", "line 3", "max_pagse", "max_pages")


def test_sites_file_with_a_wrong_value(dropkerb, tmp_path):
    (tmp_path / "sites.toml").write_text(
        '[sites.town]\nstart_url = "https://town.example/"\nmax_pages = "many"\n'
    )
    done = dropkerb("crawl", "town", cwd=tmp_path)
    assert_one_sentence(done, "sites.toml", "line 3", "max_pages")


def test_unknown_gate(dropkerb, tmp_path):
    done = dropkerb("crawl", "https://town.example/", "--fail-on", "horrible", cwd=tmp_path)
    assert done.returncode == 3
    assert "horrible" in done.stderr
    assert "critical" in done.stderr


def test_record_is_no_database(dropkerb, odd_site, tmp_path):
    (tmp_path / "dropkerb.db").write_bytes(b"these are the minutes of the last meeting\n" * 300)
    before = (tmp_path / "dropkerb.db").read_bytes()
    done = dropkerb("crawl", address(odd_site, "/page"), "--rate", "0", cwd=tmp_path)
    assert_one_sentence(done, "dropkerb.db", "database")
    assert (tmp_path / "dropkerb.db").read_bytes() == before


def test_record_of_a_newer_dropkerb(dropkerb, odd_site, tmp_path):
    assert (
        dropkerb("crawl", address(odd_site, "/page"), "--rate", "0", cwd=tmp_path).returncode == 0
    )
    with sqlite3.connect(tmp_path / "dropkerb.db") as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('dropkerb', 'm999_from_the_future', '2030-01-01')"
        )
    db.close()
    done = dropkerb("crawl", address(odd_site, "/page"), "--rate", "0", cwd=tmp_path)
    assert_one_sentence(done, "dropkerb.db", "newer")
    assert_one_sentence(dropkerb("report", cwd=tmp_path), "dropkerb.db", "newer")


def test_report_folder_cannot_be_written(dropkerb, odd_site, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    done = dropkerb("crawl", address(odd_site, "/page"), "--out", "taken/report", cwd=tmp_path)
    assert_one_sentence(done, "taken/report")
    assert not (tmp_path / "dropkerb.db").exists(), "it crawled before it looked where to write"


def test_report_folder_is_somebody_elses(dropkerb, odd_site, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.txt").write_text("ten years of work")
    done = dropkerb("crawl", address(odd_site, "/page"), cwd=tmp_path)
    assert_one_sentence(done, "out")
    assert (tmp_path / "out/thesis.txt").exists()


def test_no_record_to_report_on(dropkerb, tmp_path):
    assert_one_sentence(dropkerb("report", cwd=tmp_path), "dropkerb.db")
    assert_one_sentence(dropkerb("findings", "--json", cwd=tmp_path), "dropkerb.db")


def test_no_chromium(dropkerb, odd_site, tmp_path):
    env = {"DROPKERB_CHROMIUM": str(tmp_path / "nowhere/chromium")}
    done = dropkerb("crawl", address(odd_site, "/page"), cwd=tmp_path, env=env)
    assert_one_sentence(done, "chromium", "apt-get install")


def test_chromium_and_driver_of_different_versions(dropkerb, odd_site, tmp_path):
    driver = tmp_path / "chromedriver"
    driver.write_text("#!/bin/sh\necho 'ChromeDriver 99.0.4844.51 (some hash)'\n")
    driver.chmod(0o755)
    env = {"DROPKERB_CHROMEDRIVER": str(driver)}
    done = dropkerb("crawl", address(odd_site, "/page"), cwd=tmp_path, env=env)
    assert_one_sentence(done, "99", "version")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("DROPKERB_LINK_CHECK", "", "1 or 0"),
        ("DROPKERB_BROWSERS", "two", "a whole number"),
        ("DROPKERB_PAGE_SECONDS", "long", "a number"),
    ],
)
def test_setting_of_the_wrong_kind(dropkerb, odd_site, tmp_path, name, value, wanted):
    done = dropkerb("crawl", address(odd_site, "/page"), cwd=tmp_path, env={name: value})
    assert_one_sentence(done, name, repr(value), wanted)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB, where root may mount one."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_disk_full_while_writing(dropkerb, odd_site, small_disk, tmp_path):
    def crawl():
        start, record = address(odd_site, "/page"), small_disk / "town.db"
        return dropkerb("crawl", start, "--rate", "0", "--db", record, cwd=tmp_path)

    first = crawl()
    assert first.returncode == 0, first.stderr
    (small_disk / "ballast").write_bytes(b"x" * _free(small_disk))
    done = crawl()
    assert_one_sentence(done, "full", "town.db")
    (small_disk / "ballast").unlink()
    with sqlite3.connect(small_disk / "town.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM runs WHERE status = 'done'").fetchone() == (1,)
    db.close()


def _free(place):
    room = os.statvfs(place)
    return room.f_bavail * room.f_frsize
