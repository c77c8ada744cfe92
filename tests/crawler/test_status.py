"""The state of the nights: what monitors are told, with which exit code."""

import json
from datetime import UTC, datetime

import pytest

from crawler.status import as_text, read_status
from crawler.store.record import open_record, writer_of

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture
def record(tmp_path):
    """A record with one site and a way to add nights to it."""
    path = tmp_path / "town.db"
    db = open_record(path)
    db["sites"].insert(
        {"id": 1, "name": "town", "title": "Town\x1b[31m", "start_url": "https://town.example/"}
    )
    yield path, db
    db.close()


def night(db, number, pages=100, status="done", **more):
    day = f"2026-11-{20 + number}"
    before = db.execute("SELECT max(id) FROM runs").fetchone()[0]
    db["runs"].insert(
        {"id": number, "site_id": 1, "previous_run_id": before, "title": "", "status": status,
         "started_at": f"{day}T01:00:00+00:00", "finished_at": f"{day}T02:00:00+00:00",
         "dropkerb_version": "0.1", "pages_audited": pages, "seconds": 3600.0, **more}
    )  # fmt: skip


def status_of(record, **asked):
    path, db = record
    return read_status(db, path, now=NOW, **asked)


def test_no_run_yet(record):
    found = status_of(record)
    assert found.exit_code == 3
    assert found.troubles() == [(3, "town has had no run yet.")]
    assert "none yet" in as_text(found, [])


def test_a_good_night(record):
    night(record[1], 7)
    night(record[1], 8, pages=95)
    found = status_of(record, stale_hours=36)
    assert (found.exit_code, found.sites[0].coverage) == (0, 0.95)
    text = as_text(found, [("Schedule", "none")])
    assert "95 % of the 100 pages of the run before" in text
    assert "All is well." in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ({"status": "failed", "reason": "It was away."}, 3, "town failed: It was away."),
        ({"status": "partial", "reason": "time was up"}, 2, "done in part: time was up."),
        ({"pages": 70}, 2, "saw 70 pages, the run before 100."),
        ({"status": "running", "finished_at": None}, 2, "was interrupted"),
    ],
)
def test_a_bad_night(record, told, code, words):
    night(record[1], 7)
    night(record[1], 8, **told)
    record[1].close()  # nobody writes any more
    db = open_record(record[0])
    path = record[0]
    db.close()
    from crawler.store.record import read_record

    found = read_status(read_record(path), path, now=NOW)
    assert found.exit_code == code
    assert words in found.troubles()[0][1]


def test_a_run_that_waits_to_be_gone_on_with(record):
    night(record[1], 8, status="partial")
    record[1]["frontier"].insert(
        {"run_id": 8, "url": "https://town.example/", "depth": 0, "rank": 0, "source": "start"}
    )
    assert status_of(record).sites[0].status == "interrupted"


def test_overdue(record):
    night(record[1], 5)
    assert status_of(record).exit_code == 0
    assert status_of(record, stale_hours=36).troubles() == [
        (3, "town has had no run for 79 hours.")
    ]


def test_the_page_that_was_not_seen_for_longest(record):
    db = record[1]
    for number in (6, 7, 8):
        night(db, number)
    for number, (run, kind) in enumerate([(7, "page"), (6, "missing"), (6, "page"), (8, "page")]):
        db["pages"].insert(
            {"site_id": 1, "url": f"https://town.example/{number}", "kind": kind, "first_run_id": 6,
             "last_run_id": run, "audited_run_id": run}
        )  # fmt: skip
    site = status_of(record).sites[0]
    assert (site.oldest_unseen, site.oldest_unseen_at[:10]) == (
        "https://town.example/2",
        "2026-11-26",
    )


def test_who_writes_is_told_and_left_alone(record, dropkerb, tmp_path):
    import os

    path, db = record
    night(db, 8)
    assert writer_of(path) == os.getpid()
    done = dropkerb("status", "--db", path, "--json", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert (done.returncode, told["writing_pid"], told["state"]) == (0, os.getpid(), "well")
    db.close()
    assert writer_of(path) is None
    (tmp_path / "town.db-lock").write_text("1")  # left behind by a kill
    assert writer_of(path) is None
