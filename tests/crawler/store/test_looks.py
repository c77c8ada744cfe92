"""The record of the last good look at each page."""

import pytest

from crawler.store.looks import (
    Member,
    carry,
    drop_unused,
    forget_look,
    keep_audits_current,
    known_assets,
    known_look,
    save_look,
)

MEMBERS = (Member("https://town.example/a.css", "style", "1"),)


def looked(book, run, page, members=MEMBERS, **changes):
    told = {"html_hash": "h", "versions": "v", "why": "new", **changes}
    with book.db.atomic():
        save_look(book.db, run, page, members=members, **told)


def test_a_page_never_looked_at_has_no_look(book):
    run = book.begin()
    book.visit(run)
    assert known_look(book.db, run.site_id, "https://town.example/") is None


def test_only_the_last_look_is_kept_and_sets_are_shared(book):
    run = book.begin()
    pages = [book.visit(run, path) for path in ("/", "/a", "/b")]
    for page in pages:
        looked(book, run, page)
    looked(book, run, pages[0], html_hash="other")
    assert book.one("SELECT count(*) FROM looks") == 3
    assert book.one("SELECT count(*) FROM asset_sets") == 1
    assert known_look(book.db, run.site_id, "https://town.example/").html_hash == "other"


def test_carrying_over_writes_one_number(book, fails):
    run, page = book.night({"page-title": fails("h1"), "axe:image-alt": fails("img")})
    looked(book, run, page)
    before = {
        name: book.rows(f"SELECT * FROM {name}") for name in ("outcomes", "findings", "looks")
    }
    following = book.begin()
    with book.db.atomic():
        carry(book.db, following, page)
        keep_audits_current(book.db, following)
    book.end(following)
    assert before == {name: book.rows(f"SELECT * FROM {name}") for name in before}
    assert book.one("SELECT audited_run_id FROM pages") == following.id
    assert book.rows("SELECT DISTINCT last_run_id FROM audits") == [(following.id,)]
    assert book.rows(
        "SELECT last_opened_at IS NULL, opened_run_id, is_carried FROM last_opened"
    ) == [(0, run.id, 1)]
    totals = "SELECT value FROM run_totals WHERE run_id = ? AND dimension = 'site' AND measure = ?"
    assert book.one(totals, following.id, "failed findings") == 2
    assert book.one(totals, following.id, "pages audited") == 1


def test_an_audit_that_nobody_was_judged_by_stays_of_its_run(book, fails):
    run, _ = book.night({"page-title": fails("h1")})
    following = book.begin()
    with book.db.atomic():
        keep_audits_current(book.db, following)
    assert book.rows("SELECT last_run_id FROM audits") == [(run.id,)]


def test_a_forgotten_look_leaves_nothing_behind(book):
    run = book.begin()
    page = book.visit(run)
    looked(book, run, page)
    with book.db.atomic():
        forget_look(book.db, page)
        drop_unused(book.db, run.site_id)
    for table in ("looks", "asset_sets", "assets"):
        assert book.one(f"SELECT count(*) FROM {table}") == 0


@pytest.mark.parametrize(("seen", "etag"), [("1", '"x"'), ("2", "")])
def test_what_a_look_sees_of_an_asset_is_what_is_known_of_it(book, seen, etag):
    run = book.begin()
    page = book.visit(run)
    looked(book, run, page)
    book.db.execute("""UPDATE assets SET etag = '"x"'""")
    looked(book, run, page, members=(Member(MEMBERS[0].url, "style", seen),))
    (asset,) = known_assets(book.db, run.site_id)
    assert (asset.hash, asset.etag) == (seen, etag)
