"""Runs: which are gone on with, which are over, and what each says of itself."""

import pytest

from crawler.store.record import RecordError
from crawler.store.runs import SiteRow, Versions, note, save_law, start_run


def admit(book, run, *paths):
    frontier = book.frontier(run)
    for path in paths:
        frontier.add(f"https://town.example{path}", depth=1, rank=1, source="link")
    return frontier


def run_row(book, run, columns):
    return book.rows(f"SELECT {columns} FROM runs WHERE id = ?", run.id)[0]


def test_a_run_that_is_done_is_followed_by_a_new_one(book):
    first = book.begin()
    admit(book, first, "/bins")
    book.end(first)
    second = book.begin()
    assert (second.id, second.previous_run_id, second.is_resumed) == (2, 1, False)
    assert book.one("SELECT count(*) FROM frontier") == 0


@pytest.mark.parametrize("status", ["partial", "failed"])
def test_a_run_whose_budget_was_spent_is_not_gone_on_with(book, status):
    first = book.begin()
    admit(book, first, "/bins")
    book.end(first, status)
    assert not book.begin().is_resumed


def test_another_site_has_its_own_runs(book):
    town = book.begin()
    other = book.begin(site=SiteRow("parish", "Parish", "https://parish.example/"))
    assert (other.is_resumed, other.previous_run_id) == (False, None)
    assert other.site_id != town.site_id
    assert book.begin().id == town.id


def test_a_killed_run_is_gone_on_with(book):
    first = book.begin()
    admit(book, first, "/bins", "/tax").done("https://town.example/bins")
    book.db.close()
    book.open()
    again = book.begin(versions=Versions("0.2", "4.14.1", "156", "4.0.34"))
    assert (again.id, again.is_resumed) == (first.id, True)
    assert [book.frontier(again).take().url, book.frontier(again).waiting()] == [
        "https://town.example/tax",
        1,
    ]
    assert run_row(book, again, "status, resumed, dropkerb_version, axe_version, ibm_version") == (
        "running",
        1,
        "0.2",
        "4.14.1",
        "4.0.34",
    )


def test_a_run_killed_before_it_found_anything_is_gone_on_with(book):
    assert book.begin().id == book.begin().id


def test_an_interrupted_run_is_gone_on_with(book):
    first = book.begin()
    book.judge(first, book.visit(first), {})
    admit(book, first, "/bins", "/tax").done("https://town.example/bins")
    book.end(first, "partial", is_resumable=True)
    assert run_row(book, first, "status, pages_left, finished_at IS NULL") == ("partial", 1, 0)
    assert book.one("SELECT count(*) FROM run_totals") > 0
    again = book.begin()
    assert (again.id, again.is_resumed) == (first.id, True)
    assert run_row(book, again, "status, reason, finished_at") == ("running", "", None)
    assert book.one("SELECT count(*) FROM run_totals") == 0
    book.end(again)
    assert run_row(book, again, "status, pages_left, pages_found") == ("done", 0, 2)
    assert not book.begin().is_resumed


def test_a_full_run_does_not_go_on_with_half_a_run(book):
    first = book.begin()
    admit(book, first, "/bins")
    second = book.begin(full=True)
    assert (second.id, second.is_resumed) == (2, False)
    status, reason, left = run_row(book, first, "status, reason, pages_left")
    assert (status, left) == ("failed", 1)
    assert "full run" in reason
    assert book.one("SELECT count(*) FROM frontier") == 0
    assert book.begin(full=True).id == second.id
    assert book.begin().id == second.id


def test_what_was_asked_and_made_with(book):
    run = book.begin(versions=Versions("0.1", "4.14.1", "156"))
    title, settings = run_row(book, run, "title, settings")
    assert title.startswith("town, 20")
    assert settings == '{"max_pages": 9}'
    assert run_row(book, run, "started_at")[0].endswith("+00:00")


def test_a_site_keeps_its_number_and_takes_new_words(book):
    first = book.begin()
    second = book.begin(
        site=SiteRow("town", "Town and Vale", "https://town.example/en", "no-such-law")
    )
    assert second.site_id == first.site_id
    assert book.rows("SELECT title, start_url, profile_id FROM sites") == [
        ("Town and Vale", "https://town.example/en", None)
    ]


def test_a_note_said_twice_is_one_row(book):
    run = book.begin()
    note(book.db, run, "robots", "It could not be read.", number=1)
    note(book.db, run, "robots", "It could not be read.", number=2)
    note(book.db, run, "budget", "It could not be read.")
    assert book.rows("SELECT kind, number FROM run_notes") == [("robots", 2), ("budget", None)]


def test_the_law_is_written_and_renewed(book):
    before = book.rows("SELECT * FROM profile_requirements ORDER BY 1, 2")
    assert ("uk-psbar", "wcag:2.5.8") in before
    book.db.execute("DELETE FROM profile_requirements WHERE requirement_id = 'wcag:2.5.8'")
    book.db.execute("UPDATE profiles SET name = 'old words'")
    book.db.close()
    book.open()
    assert book.rows("SELECT * FROM profile_requirements ORDER BY 1, 2") == before
    assert book.one("SELECT count(*) FROM profiles WHERE name = 'old words'") == 0


@pytest.mark.parametrize("write", ["law", "run"])
def test_a_full_disk_is_told_in_a_sentence(book, write):
    pages = book.one("PRAGMA page_count")
    book.db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    site = SiteRow("x" * 9000, "x" * 9000, "x" * 9000)
    law = [_Long(number) for number in range(90)]
    jobs = {
        "run": lambda: start_run(book.db, site, asked={}, full=False, versions=Versions("0.1")),
        "law": lambda: save_law(book.db, [], law),
    }
    with pytest.raises(RecordError, match=r"disk is full.*town\.db"):
        jobs[write]()
    assert book.one("SELECT count(*) FROM runs") == 0


class _Long:
    """A requirement with more words than there is room for."""

    title = level = since = url = "x" * 900

    def __init__(self, number):
        self.id = f"wcag:{number}"


def begun(book, **asked):
    return start_run(book.db, SITE, asked=asked, full=False, versions=Versions("0.1"))


SITE = SiteRow("town", "Town", "https://town.example/")
SCOPE = {"start_url": "https://town.example/", "include": [], "exclude": ["/a*"], "extra_hosts": []}


def test_a_run_is_gone_on_with_when_budgets_were_changed(book):
    first = begun(book, **SCOPE, max_pages=9)
    assert begun(book, **SCOPE, max_pages=5).id == first.id


@pytest.mark.parametrize("change", [{"start_url": "https://town.example/en"}, {"exclude": []}])
@pytest.mark.parametrize(("audited", "status"), [(1, "partial"), (0, "failed")])
def test_a_run_is_given_up_when_its_scope_was_changed(book, change, audited, status):
    first = begun(book, **SCOPE)
    admit(book, first, "/bins")
    book.db.execute("UPDATE runs SET pages_audited = ?", [audited])
    second = begun(book, **{**SCOPE, **change})
    assert (second.id, second.is_resumed) == (2, False)
    assert run_row(book, first, "status, pages_left") == (status, 1)
    assert "was changed since" in run_row(book, first, "reason")[0]
    assert book.one("SELECT count(*) FROM frontier") == 0
