"""Which files of the record may lie outside the law, and the words of the regulator in it."""

import json

import pytest

from audits.manual_checks import load_manual_checks
from audits.regulator import load_regulator
from crawler.store.exemptions import save_exemption_candidates
from crawler.store.regulator import save_manual_checks, save_regulator

OLD = "/files/minutes-2016.pdf"
SERVER_OLD = "Tue, 05 Jan 2016 10:00:00 GMT"


@pytest.fixture
def looked(book, to):
    """Write a home page with links, files, and what may be exempt; return the candidates."""

    def do(*links, files=(OLD,), later=(), task=False, printed=""):
        run = book.begin()
        home = book.visit(run, "/")
        for file in files:
            book.visit(run, file, "document", last_modified=SERVER_OLD)
        book.link(run, home, *links)
        book.end(run)
        run = book.begin()
        for file in later:
            book.visit(run, file, "document", last_modified=SERVER_OLD)
        if task:
            book.db["tasks"].insert({"run_id": run.id, "task_id": "bin", "name": "Bin", "state": "found", "page_id": home})  # fmt: skip
        if printed:
            book.db["page_actions"].insert({"page_id": home, "place": 0, "kind": "print form", "url": f"https://town.example{printed}"})  # fmt: skip
        with book.db.atomic():
            save_exemption_candidates(book.db, run)
        return book.rows("SELECT exemption_id, url, dates FROM exemption_candidates ORDER BY 1, 2")

    return do


def test_what_is_in_doubt_is_no_candidate(looked, to):
    assert looked(files=["/files/minutes.zip"], later=[OLD]) == []


def test_a_page_of_a_task_links_to_it(looked, to):
    assert looked(to(OLD, "Minutes", kind="document"), task=True) == []


def test_a_link_or_an_action_calls_it_a_form(looked, to):
    assert looked(to(OLD, "Apply by post", kind="document")) == []
    assert looked(printed=OLD) == []


def test_a_candidate_tells_its_dates(looked, to):
    ((exemption, url, dates),) = looked(to(OLD, "Minutes", kind="document"))
    assert (exemption, url) == ("office-files", f"https://town.example{OLD}")
    assert json.loads(dates) == [
        *(["the address", "2016-12-31"], ["the server (Last-Modified)", "2016-01-05"])
    ]


def test_frames_from_elsewhere(looked, to):
    frames = ("https://www.google.com/maps/embed?pb=1", "https://weather.example.org/box")
    found = looked(*(to(url, kind="external", rel="frame") for url in frames), files=[])
    assert [row[:2] for row in found] == [("maps", frames[0]), ("third-party", frames[1])]


def test_a_law_without_exemptions_has_no_candidates(book, looked, to):
    book.db.execute("DELETE FROM profile_exemptions")
    book.db.conn.commit()
    assert looked() == []


def test_words_of_the_regulator_are_written_once(book):
    for _ in range(2):
        save_regulator(book.db, load_regulator().issues)
        save_manual_checks(book.db, load_manual_checks().values())
    assert book.one("SELECT count(*) FROM regulator_issues") == 76
    assert book.one("SELECT count(*) FROM manual_checks") == 55
    asked = "SELECT audit FROM regulator_audits WHERE issue_id = 52 ORDER BY 1"
    assert book.rows(asked) == [("axe:document-title",), ("ibm:page_title_exists",), ("page-title",)]  # fmt: skip
