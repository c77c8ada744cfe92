"""docs/register.md recomputes the register by hand; here it does so on another record."""

import re
import sqlite3
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/reports"))
from synthetic_record import make  # noqa: E402 (shared with the tests of the report)

CRITERIA = ("1.3.5", "1.4.3", "2.4.2")


@pytest.fixture(scope="module")
def statements():
    text = (ROOT / "docs/register.md").read_text("utf-8")
    return re.findall(r"```sql\n(.+?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """A made-up record in which the three criteria of the page fail in many ways."""
    path = make(tmp_path_factory.mktemp("town") / "town.db", pages=60, links=4)
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    db.execute("INSERT INTO requirements (id, title, level, since, url) VALUES ('wcag:1.3.5', 'Identify Input Purpose', 'AA', '2.1', '')")  # fmt: skip
    db.execute("INSERT INTO profile_requirements VALUES ('uk', 'wcag:1.3.5')")
    db.execute("UPDATE audit_requirements SET requirement_id = 'wcag:1.3.5' WHERE requirement_id = 'wcag:1.1.1'")  # fmt: skip
    db.execute("INSERT INTO page_actions (page_id, place, kind) VALUES (5, 0, 'form')")
    yield db
    db.close()


def test_by_hand_and_by_the_view_it_is_the_same(statements, record):
    *by_hand, view = statements
    assert all("risk_register" not in statement for statement in by_hand)
    told = {}
    for statement in by_hand:
        for row in record.execute(statement):
            told.setdefault((row["criterion"], row["cause"]), {}).update(dict(row))
    rows = [dict(row) for row in record.execute(view)]
    assert {row["criterion"] for row in rows} == set(CRITERIA)
    assert len({(row["likelihood"], row["impact"]) for row in rows}) > 3
    assert [{**told[row["criterion"], row["cause"]], "risk": row["risk"]} for row in rows] == rows
    assert all(row["risk"] == row["likelihood"] * row["impact"] for row in rows)
    assert len(told) == len(rows)
