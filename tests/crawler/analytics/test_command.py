"""The command as a person gives it: what it says, its exit codes, and what a mistake leaves alone."""

import pytest

from crawler.analytics import telling
from crawler.store.record import open_record

MATOMO = "label,nb_visits,nb_hits\n/bins/,10,12\n/gone,5,5\n/\x1b[31mred,1,1\n"


@pytest.fixture
def folder(town):
    town.write(MATOMO, "matomo.csv")
    town.db.close()
    return town.folder


def load(dropkerb, folder, *arguments):
    return dropkerb("import-analytics", *arguments, cwd=folder)


def test_what_it_says(dropkerb, folder):
    done = load(dropkerb, folder, "matomo.csv", "--from", "2026-09-01", "--to", "2026-09-28")
    assert done.returncode == 0
    assert "matomo.csv: Matomo, pages, 2026-09-01 to 2026-09-28" in done.stdout
    assert "12 of 18 views (66 %) are on 1 page of the record" in done.stdout
    assert "How many people leave is not known" in done.stdout
    assert "/gone" in done.stdout
    assert "\x1b" not in done.stdout
    again = load(dropkerb, folder, "matomo.csv", "--from", "2026-09-01", "--to", "2026-09-28")
    assert "before was replaced" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("matomo.csv",), "matomo.csv was not imported: it does not say which days"),
        (("matomo.csv", "--from", "2026-09-01"), "give both --from and --to"),
        (("matomo.csv", "--from", "01/09/2026"), "does not match the format"),
        (("none.csv",), "does not exist"),
        ((".",), "is a directory"),
        ((), "Missing argument"),
        (("matomo.csv", "--site", "twon"), "knows no site 'twon'; it has: town"),
        (("matomo.csv", "--db", "other.db"), "There is no record other.db"),
        (("matomo.csv", "matomo.csv"), "matomo.csv and 1 more were not imported: several files"),
        (("empty.csv", "matomo.csv"), "empty.csv was not imported: it is empty"),
    ],
)
def test_a_mistake_is_one_sentence(dropkerb, folder, arguments, words):
    (folder / "empty.csv").touch()
    done = load(dropkerb, folder, *arguments)
    assert done.returncode == 3
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    db = open_record(folder / "dropkerb.db")
    assert db.execute("SELECT count(*) FROM analytics_imports").fetchone()[0] == 0
    db.close()


def test_big_files_say_how_far_they_are(town, monkeypatch, capsys):
    monkeypatch.setattr(telling, "BIG", 10)
    monkeypatch.setattr(telling, "LINE_SECONDS", 0)
    path = town.write("x" * 200)
    with telling.watched([path], quiet=False) as progress:
        progress(100)
    assert capsys.readouterr().err == "Reading: 50 %\n"
    with telling.watched([path], quiet=True) as progress:
        progress(100)
    assert capsys.readouterr().err == ""


def test_sites_toml_tells_costs_and_ends(dropkerb, folder):
    (folder / "sites.toml").write_text(
        '[sites.town]\nstart_url = "https://www.town.example/"\nend_pages = ["/bins/*"]\n'
        "[sites.town.costs]\nphone = 4.5\n"
    )
    assert (
        load(
            dropkerb, folder, "matomo.csv", "--from", "2026-09-01", "--to", "2026-09-28"
        ).returncode
        == 0
    )
    db = open_record(folder / "dropkerb.db")
    costs = "SELECT pounds, is_own FROM channel_costs WHERE channel = 'phone'"
    assert db.execute(costs).fetchall() == [(4.5, 1)]
    assert db.execute("SELECT is_answer FROM page_behaviour").fetchall() == [(1,)]
    db.close()


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        ("fone = 2.83", "'fone' is not known (perhaps phone is meant)"),
        ('phone = "2.83"', "phone must be pounds a contact"),
        ("phone = -1", "from 0 to"),
        ("phone = true", "phone must be pounds"),
        ("web = nan", "from 0 to"),
    ],
)
def test_costs_that_are_none(tmp_path, costs, words):
    from crawler.sites import SitesError, load_sites

    file = tmp_path / "sites.toml"
    file.write_text(
        f'[sites.town]\nstart_url = "https://town.example/"\n[sites.town.costs]\n{costs}\n'
    )
    with pytest.raises(SitesError) as error:
        load_sites(file)
    assert words in str(error.value)
