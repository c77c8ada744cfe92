"""What `dropkerb tasks` says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from audits.derive.actions import Action, PageActions
from audits.tasks import TaskPlan
from crawler.cli import cli
from crawler.store.actions import save_actions
from crawler.store.graph import site_artefacts
from crawler.store.pages import Visit, save_facts, save_visit
from crawler.store.record import open_record
from crawler.store.runs import SiteRow, Versions, finish_run, start_run


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "town.db"
    db = open_record(path)
    site = SiteRow("town", "Town", "https://town.example/", None, "district")
    run = start_run(db, site, asked={}, full=False, versions=Versions("0.1"))
    with db.atomic():
        page = save_visit(db, run, Visit("https://town.example/missed-bin", "audited", status=200))
        save_facts(db, run, page, title="Report a missed bin", language="en", template="t")
        told = PageActions(headings=("Report a missed bin",), actions=(Action("form"),))
        save_actions(db, run, page, told)
        site_artefacts(db, run, asked=TaskPlan(tier="district"))
        finish_run(db, run, "done", "", {})
    db.close()
    return str(path)


def said(*arguments):
    done = CliRunner().invoke(cli, ["tasks", *arguments], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.output


def test_an_empty_record_says_so(tmp_path):
    path = tmp_path / "empty.db"
    open_record(path).close()
    assert "No tasks are on record" in said("--db", str(path))


def test_each_task_is_told_with_its_page(record):
    told = said("--db", record)
    assert "https://town.example/missed-bin (sure); no way from the home page" in told
    assert "ends in: form" in told
    assert "indicative, not an award" in told
    assert "no page was found" in told
    assert "on a narrow screen: not looked at" in told
    assert "town: 1 of " in told
    assert "Star of the site: " in told


def test_as_json_it_is_all_there(record):
    rows = json.loads(said("--db", record, "--json", "--site", "town"))
    assert len(rows) == 56
    (bin_,) = [row for row in rows if row["task_id"] == "missed-bin"]
    assert bin_["ends"][0]["kind"] == "form"
    assert bin_["way"] == []
    assert {each["id"] for each in bin_["questions"]} >= {"home", "completion"}


def test_a_site_that_is_not_there_is_no_clean_site(record):
    done = CliRunner().invoke(cli, ["tasks", "--db", record, "--site", "twon"])
    assert done.exit_code != 0
    assert "perhaps you mean town" in done.output


def test_the_list_needs_no_record():
    told = said("--list")
    assert "missed-bin" in told
    assert "LGSL 524, LGIL 17" in told
    assert len(json.loads(said("--list", "--json"))) == 56


def test_what_was_too_long_to_keep_whole_is_left_out(record):
    db = open_record(Path(record))
    with db.atomic():
        db.execute("""UPDATE tasks SET ends = '[{"kind": "fo…', candidates = '[…'""")
    db.close()
    assert "https://town.example/missed-bin" in said("--db", record)
    rows = json.loads(said("--db", record, "--json"))
    assert {str(row["ends"]) for row in rows} == {"[]"}
