"""What `dropkerb statement` says, and with which exit code."""

import json

import pytest
from click.testing import CliRunner

from audits.profiles import load_profiles
from audits.requirements import REQUIREMENTS
from crawler.cli import cli
from crawler.store.pages import Visit, save_facts, save_visit
from crawler.store.record import open_record
from crawler.store.runs import SiteRow, Versions, finish_run, save_law, start_run
from crawler.store.statements import judge_statement


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "town.db"
    db = open_record(path)
    save_law(db, load_profiles().values(), REQUIREMENTS.values())
    site = SiteRow("town", "Town", "https://town.example/", "uk-psbar", "district")
    run = start_run(db, site, asked={}, full=False, versions=Versions("0.1"))
    with db.atomic():
        page = save_visit(db, run, Visit("https://town.example/", "audited", status=200))
        save_facts(db, run, page, title="Town", language="en", template="t")
        finish_run(db, run, "done", "", {})
        judge_statement(db, run, home="https://town.example/", is_whole=True)
    db.close()
    return str(path)


def said(*arguments):
    done = CliRunner().invoke(cli, ["statement", *arguments], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, done.output


def test_an_empty_record_is_no_failure(tmp_path):
    path = tmp_path / "empty.db"
    open_record(path).close()
    code, told = said("--db", str(path))
    assert code == 0
    assert "No site is on record" in told


def test_a_failing_statement_ends_in_one(record):
    code, told = said("--db", record)
    assert code == 1
    assert "town: the statement fails" in told
    assert "The regulator would likely refuse it, for S01." in told
    assert "Instead: Publish a page called" in told
    assert "not legal advice" in told


def test_all_checks_as_json(record):
    code, told = said("--db", record, "--json", "--site", "town")
    (row,) = json.loads(told)
    assert code == 1
    assert len(row["verdicts"]) == 51
    assert row["decisive"] == ["S01"]
