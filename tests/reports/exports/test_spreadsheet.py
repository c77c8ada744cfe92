"""CSV and workbook: openpyxl, which did not write it, reads the workbook back."""

import csv

import openpyxl
import pytest
from made_council import FORMULA


@pytest.fixture
def book(exported):
    found = openpyxl.load_workbook(exported("xlsx"))
    yield found
    found.close()


def rows(sheet):
    heading, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, each, strict=True)) for each in others]


def test_sheets_in_their_order(book):
    assert book.sheetnames == [
        "Read me",
        "Register",
        "Pages",
        "Criteria",
        "Statement checks",
        "Regulator's cases",
    ]


def test_the_register_has_a_row_for_each_criterion_and_cause(book):
    told = rows(book["Register"])
    assert [(row["Criterion"], row["Status"], row["Pages"]) for row in told] == [
        ("1.1.1", "open", 2),
        ("1.1.1", "false positive", 1),
    ]
    assert told[0]["Organisation"] == "Mudford Council"
    assert told[0]["Named in the statement"] == "no statement found"
    assert "Risk 3 × 2 = 6." in told[0]["How the risk is worked out"]
    assert (told[1]["Reason"], told[1]["Decided by"]) == ("It is decoration.", "Ann")


def test_nothing_in_the_workbook_is_a_formula(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells], "kept as text"
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_numbers_are_numbers_and_what_is_not_known_is_empty(book):
    (row, _) = rows(book["Register"])
    assert row["Risk (1 to 25)"] == 6
    assert row["Views in 28 days, estimated"] is None


def test_no_criterion_is_shown_as_met(book):
    said = {row["Criterion"]: row["What automation says"] for row in rows(book["Criteria"])}
    assert said == {
        "1.1.1": "failing",
        "1.2.5": "not tested automatically",
        "2.4.2": "asked",
    }


def test_the_case_has_the_columns_of_the_regulator(council, exported):
    (empty,) = rows(openpyxl.load_workbook(exported("xlsx"))["Regulator's cases"])
    assert empty["Case"] == "no report entered"
    report = council.add(
        "gds_reports", site_id=1, reference="C-1", received_on="2026-03-02", entered_at=""
    )
    for place, url in enumerate(["https://mudford.example/", "https://mudford.example/none"]):
        council.add(
            "gds_issues", report_id=report, place=place, requirement_id="wcag:1.1.1", url=url
        )
    steps = ["Say that you have the report", "Have mended what the report lists, and the statement"]
    for place, step in enumerate(steps):  # the weeks are those of the site's law
        council.add(
            "gds_deadlines", report_id=report, place=place, step=step, days=7 + 21 * place,
            due_on=f"2026-03-{9 + 21 * place:02}", by_whom="you",
        )  # fmt: skip
    (row,) = rows(openpyxl.load_workbook(exported("xlsx"))["Regulator's cases"])
    assert (row["Case"], row["Deadline to mend"]) == ("C-1", "2026-03-30")
    assert (row["Issues in the report"], row["Still found"], row["No check can tell"]) == (2, 1, 1)
    assert row["Regulator's recommendation"] is None


def test_the_same_record_gives_the_same_bytes(exported):
    assert exported("xlsx").read_bytes() == exported("xlsx").read_bytes()


def test_csv_runs_nothing(council, exported):
    council.db.execute("UPDATE causes SET title = ? WHERE id = 1", [FORMULA])
    council.db.execute("UPDATE sites SET title = '+Mudford'")
    council.db.conn.commit()
    raw = exported("csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "spreadsheets garble Welsh without it"
    first, second = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert first["Issue"] == f"'{FORMULA}"
    assert second["Organisation"] == "'+Mudford"
    assert first["Place in the report"] == "pages/1.html#cause-1"
