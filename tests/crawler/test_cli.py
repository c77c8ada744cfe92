"""The command line: gates, filters and exit codes over a real record."""

import pytest

from crawler.gate import Gate
from crawler.store.record import open_record


@pytest.fixture
def record(tmp_path):
    """A record with one site and nothing in it."""
    db = open_record(tmp_path / "dropkerb.db")
    db["sites"].insert({"name": "town", "title": "Town", "start_url": "https://town.example/"})
    db.close()
    return tmp_path


@pytest.mark.parametrize(
    ("word", "gate"),
    [
        ("serious", Gate("serious")),
        ("new", Gate("minor", is_new=True)),
        ("new-critical", Gate("critical", is_new=True)),
    ],
)
def test_gates(word, gate):
    assert Gate.read(word) == gate
    assert Gate.read(str(gate)) == gate


@pytest.mark.parametrize("word", ["", "new-", "newserious", "worst", "new-new"])
def test_no_gates(word):
    with pytest.raises(ValueError, match="allowed are minor"):
        Gate.read(word)


def test_a_site_that_is_known_has_no_findings_yet(dropkerb, record):
    done = dropkerb("findings", "--site", "town", cwd=record)
    assert done.returncode == 0
    assert "No such finding is open" in done.stdout


def test_a_mistyped_site_is_no_clean_site(dropkerb, record):
    done = dropkerb("findings", "--site", "twon", cwd=record)
    assert done.returncode == 3
    assert "'twon'" in done.stderr
    assert "town" in done.stderr


def test_scrapy_crawl_refuses_unknown_arguments(dropkerb, tmp_path):
    from scrapy.settings import Settings

    from crawler.plan import plan_from_settings
    from crawler.sites import SitesError

    with pytest.raises(SitesError, match="max_pages"):
        plan_from_settings(Settings(), {"url": "https://town.example/", "max_pages": "1"})


def test_a_sites_file_from_a_windows_editor(tmp_path):
    from crawler.sites import load_sites

    file = tmp_path / "sites.toml"
    file.write_text('[sites.town]\nstart_url = "https://town.example/"\n', encoding="utf-8-sig")
    assert load_sites(file)["town"].start_url == "https://town.example/"
