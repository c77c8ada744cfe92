"""The list of findings in its three forms; pages and messages are words of strangers."""

import csv
import json

import pytest

from crawler.findings import FORMS, open_findings
from crawler.store.record import open_record

ROW = {
    "page": "https://town.example/a",
    "audit": "axe:image-alt",
    "status": "failed",
    "impact": "critical",
    "criteria": "wcag:1.1.1 wcag:4.1.2",
    "selector": "img",
    "message": '=HYPERLINK("x")\x1b[2J',
    "state": "after pressing Tab 7 times",
    "elements": 2,
    "witnesses": "ibm:img_alt_valid",
    "cause": 7,
    "since_run": 1,
    "site": "town",
}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (None, "No such finding is open. What automation cannot tell stands in the report.\n"),
        ("json", "[\n]\n"),
    ],
)
def test_nothing_is_open(capsys, form, said):
    FORMS[form]([])
    assert capsys.readouterr().out == said


def test_json(capsys):
    FORMS["json"]([dict(ROW), dict(ROW)])
    found = json.loads(capsys.readouterr().out)
    lists = {"criteria": ["wcag:1.1.1", "wcag:4.1.2"], "witnesses": ["ibm:img_alt_valid"]}
    assert found == [{**ROW, **lists}] * 2


def test_a_cell_is_no_formula(capsys):
    FORMS["csv"]([dict(ROW)])
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert list(row) == list(ROW)
    assert row["message"].startswith("'=HYPERLINK")


def test_lines_stand_under_their_page_without_control_characters(capsys):
    FORMS[None]([dict(ROW), dict(ROW, audit="page-title")])
    page, *lines = capsys.readouterr().out.strip().splitlines()
    assert page == ROW["page"]
    assert [line.partition("[axe")[1] for line in lines] == ["[axe", ""]
    assert "[axe:image-alt, also found by ibm:img_alt_valid, cause 7]" in lines[0]
    assert not any("\x1b" in line for line in lines)


def test_lines_say_how_the_page_was(capsys):
    FORMS[None]([dict(ROW, message="Gone."), dict(ROW, message="Here.", state="")])
    said = capsys.readouterr().out
    assert "failed: Gone. Found after pressing Tab 7 times. [axe" in said
    assert "failed: Here. [axe" in said


def test_a_fresh_record_has_none(tmp_path):
    db = open_record(tmp_path / "dropkerb.db")
    assert list(open_findings(db, {"site": None, "audit": None, "status": None})) == []
    db.close()
