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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "No site was named: add -a url=https://www.example.gov.uk/"),
        (("-a", "url=town.example"), "'town.example' is not a web address"),
        (("-a", "url=https://town.example/", "-a", "max_pages=1"), "knows no -a max_pages"),
        (("-a", "url=https://town.example/", "-a", "plan=1"), "knows no -a plan"),
        (("-a", "url=https://town.example/", "-s", "DROPKERB_DB=no/town.db"), "The folder no"),
    ],
)
def test_scrapy_crawl_tells_a_mistake_in_a_sentence(scrapy_crawl, arguments, words):
    done = scrapy_crawl(*arguments)
    assert done.returncode == 3
    (said,) = done.stderr.splitlines()
    assert said.startswith("dropkerb: ")
    assert words in said


def test_a_sites_file_from_a_windows_editor(tmp_path):
    from crawler.sites import load_sites

    file = tmp_path / "sites.toml"
    file.write_text('[sites.town]\nstart_url = "https://town.example/"\n', encoding="utf-8-sig")
    assert load_sites(file)["town"].start_url == "https://town.example/"
