"""The register: every row recomputed, what people set aside apart, no criterion ever met."""

import csv
from datetime import UTC, date, datetime

import pytest

from audits.manual_checks import load_manual_checks
from audits.regulator import load_regulator
from crawler.store.regulator import save_manual_checks, save_regulator
from crawler.store.triage import Decision, decide
from reports.exports import export

NOW = datetime(2026, 3, 2, tzinfo=UTC)
WHY = {"reason": "We looked", "person": "A. Reed"}


@pytest.fixture
def town(record):
    """A site with a home page and eleven others, and the regulator's list."""
    save_regulator(record.db, load_regulator().issues)
    save_manual_checks(record.db, load_manual_checks().values())
    record.site_id = record.site()
    record.run_id = record.run(record.site_id, audited=12)
    record.pages = [
        record.page(
            record.site_id,
            record.run_id,
            f"https://mudford.example/{number or ''}",
            f"Page {number}",
            click_depth=min(number, 1),
            template="t",
            owner="Waste team" if number == 1 else "",
        )
        for number in range(12)
    ]
    return record


def fail(town, *numbers, audit="axe:image-alt", region="main", status="failed", run=None, **cause):
    run = run or town.run_id
    found = town.cause(town.site_id, run, audit, region=region, **cause)
    for number in numbers:
        town.finding(town.pages[number], found, run, status=status)
    return found


def rows(town):
    found = town.db.query("SELECT * FROM risk_register ORDER BY cause_id, criterion")
    return [dict(row) for row in found]


def decided(town, kind, **about):
    return decide(town.db, town.site_id, [Decision(kind=kind, **WHY, **about)], now=NOW)


def test_what_only_a_person_can_tell_and_advice_are_no_risks(town):
    fail(town, 1, status="needs review")
    fail(town, 1, audit="axe:region")
    assert rows(town) == []


@pytest.mark.parametrize(
    ("where", "cause", "weighed"),
    [
        ([1], {"audit": "page-title", "region": ""}, (4, 2)),  # the list has it: page-title
        ([1], {}, (4, 2)),
        (range(1, 12), {}, (4, 3)),
        (range(1, 3), {"region": "footer"}, (4, 4)),
        ([1], {"region": "footer"}, (4, 2)),  # one page shares nothing
        (range(1, 9), {"region": ""}, (4, 4)),  # on 60 % of the pages of its template
        (range(1, 7), {"region": ""}, (4, 2)),
        ([0], {}, (5, 2)),
    ],
)
def test_likelihood_times_impact(town, where, cause, weighed):
    fail(town, *where, **cause)
    (row,) = rows(town)
    assert (row["likelihood"], row["impact"]) == weighed
    assert row["risk"] == weighed[0] * weighed[1]
    assert f"Risk {weighed[0]} × {weighed[1]} = {row['risk']}." in row["rule"]
    assert row["pages"] == len(where)


def test_what_the_list_lacks_is_less_likely(town):
    town.db.execute("DELETE FROM regulator_audits WHERE audit = 'axe:image-alt'")
    fail(town, 0)
    assert rows(town)[0]["rule"].startswith("Likelihood 3: the regulator's list lacks it.")


def test_a_task_counts_most_and_visits_only_where_they_were_counted(town):
    town.add("tasks", run_id=town.run_id, task_id="bin", name="Report a bin", state="found", page_id=town.pages[1], sureness="sure")  # fmt: skip
    town.add("tasks", run_id=town.run_id, task_id="tip", name="Find a tip", state="found", page_id=town.pages[2], sureness="unsure")  # fmt: skip
    town.add("behaviour", page_id=town.pages[3], source="GA4", period_start="2026-02-01", period_end="2026-02-28", days=28, views_28=120, has_enough=1, is_answer=0)  # fmt: skip
    fail(town, 1, 3)
    fail(town, 2)
    one, two = rows(town)
    assert (one["impact"], one["tasks"], one["task_names"], one["visits"]) == (5, 1, "Report a bin", 120)  # fmt: skip
    assert (two["impact"], two["tasks"], two["visits"]) == (2, 0, None)


def test_age_is_counted_to_the_last_run_and_for_what_is_fixed_to_the_repair(town):
    found = fail(town, 1)
    for day in (11, 21):
        town.run(town.site_id, audited=12, started_at=f"2026-03-{day}T01:00:00+00:00")
    assert [(row["first_seen"], row["age_days"]) for row in rows(town)] == [("2026-03-01", 20)]
    town.db.execute("UPDATE findings SET ended_run_id = 2, ending = 'fixed'")
    (row,) = rows(town)
    assert (row["cause_id"], row["status"], row["age_days"], row["pages"]) == (found, "fixed", 10, 1)  # fmt: skip


@pytest.mark.parametrize("ending", ["page gone", "no longer judged", "other verdict"])
def test_only_a_repair_is_called_fixed(town, ending):
    fail(town, 1)
    run = town.run(town.site_id, audited=12)
    town.db.execute("UPDATE findings SET ended_run_id = ?, ending = ?", [run, ending])
    assert rows(town) == []


def test_owner_and_day_come_from_people_before_pages(town):
    fail(town, 1, 2)
    assert (rows(town)[0]["owner"], rows(town)[0]["fix_by"]) == ("Waste team", None)
    decided(town, "assign", criterion="wcag:1.1.1", value="Web team")
    decided(town, "assign", pages="/1", value="Narrower")
    decided(town, "due", criterion="wcag:1.1.1", value="2026-06-30")
    assert (rows(town)[0]["owner"], rows(town)[0]["fix_by"]) == ("Narrower", "2026-06-30")


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("accepted", "accepted"),
        ("exempt", "exempt"),
        ("false positive", "false positive"),
        ("burden", "burden claimed"),
    ],
)
def test_what_people_decided_is_the_status(town, kind, status):
    fail(town, 1, 2)
    decided(town, kind, pages="/1", expires_on=date(2027, 1, 1))
    assert (rows(town)[0]["status"], rows(town)[0]["reviewer"]) == ("open", "")
    decided(town, kind, pages="/2", expires_on=date(2027, 1, 1))
    (row,) = rows(town)
    told = (row["status"], row["reviewer"], row["reason"], row["review_on"])
    assert told == (status, "A. Reed", "We looked", "2027-01-01")


def test_what_is_accepted_in_part_is_accepted(town):
    """The others are none of the law's business, but that part still fails."""
    fail(town, 1, 2)
    decided(town, "accepted", pages="/1")
    decided(town, "false positive", pages="/2")
    (row,) = rows(town)
    assert (row["status"], row["set_aside"]) == ("accepted", 2)
    decided(town, "exempt", pages="/1", criterion="wcag:1.1.1")
    assert rows(town)[0]["status"] == "exempt"


def test_whether_the_statement_names_it(town):
    fail(town, 1)
    assert rows(town)[0]["in_statement"] is None
    town.add("statements", site_id=town.site_id, url="https://mudford.example/a", role="main", kind="statement", content_hash="x", first_run_id=1)  # fmt: skip
    assert rows(town)[0]["in_statement"] == 0
    town.add("statement_criteria", site_id=town.site_id, requirement_id="wcag:1.1.1", quote="q", first_run_id=1)  # fmt: skip
    assert rows(town)[0]["in_statement"] == 1


def test_no_criterion_is_ever_met(town):
    def states():
        found = town.db.query("SELECT criterion, state FROM criteria_now")
        return {row["criterion"]: row["state"] for row in found}

    assert states() == {
        "1.1.1": "not tested automatically",
        "1.2.5": "not tested automatically",
        "2.4.2": "no automated failure found",
    }
    fail(town, 1, status="needs review")
    assert states()["1.1.1"] == "asked"
    cause = fail(town, 2)
    assert states()["1.1.1"] == "failing"
    (key,) = town.db.execute("SELECT key FROM causes WHERE id = ?", [cause]).fetchone()
    decided(town, "accepted", cause_key=key)
    assert states()["1.1.1"] == "failing"  # to live with it mends nothing
    decided(town, "false positive", cause_key=key)
    town.db.execute("UPDATE audits SET certainty = 'needs review' WHERE name = 'page-title'")
    town.db.conn.commit()
    assert states() == {
        "1.1.1": "asked",
        "1.2.5": "not tested automatically",
        "2.4.2": "not tested automatically",  # an audit that only asks can show no failure
    }


def test_what_is_set_aside_stands_in_no_list_of_the_report(town, report_on):
    one = fail(town, 1, 2, title="The first cause")
    fail(town, 3, title="The second cause")
    town.verdict(town.site_id, town.pages[1], "axe:image-alt", "failed", town.run_id)
    town.verdict(town.site_id, town.pages[3], "axe:image-alt", "failed", town.run_id)
    (key,) = town.db.execute("SELECT key FROM causes WHERE id = ?", [one]).fetchone()
    decided(town, "false positive", cause_key=key)
    report = report_on(town)
    told = {
        file.name
        for file in report.folder.rglob("*.*")
        if file.suffix in (".html", ".csv") and "The first cause" in file.read_text("utf-8")
    }
    assert told == {"settled.html", "risk-register.csv"}
    assert "False positive: 2 findings of 1 cause" in report.text("causes.html")
    words = "People set aside findings that this list leaves out: 2 false positive."
    assert words in report.text("index.html")
    assert report.facts("law.html")["Findings that people set aside"] == "2 2 false positive"
    assert "Causes that people set aside: 1 false positive" in report.text("by-hand.html")
    assert report.rows("settled.html", "apart-table")[0][1:] == [
        *("False positive", "2", "A. Reed: We looked", "No date set")
    ]
    assert report.facts(f"pages/{town.pages[1]}.html")["Set aside by people"] == "1 finding"
    facts = report.facts("audits/axe-image-alt.html")
    assert (facts["Pages that fail"], facts["A person set aside"]) == ("1", "1")
    with (report.folder / "set-aside.csv").open(encoding="utf-8-sig") as stream:
        assert [row["reason"] for row in csv.DictReader(stream)] == ["We looked", "We looked"]


def test_the_register_is_told_part_by_part(town, report_on):
    for number in range(27):
        fail(town, number % 12, title=f"Cause number {number}")
    report = report_on(town)
    first = report.rows("register.html", "risks-table")
    assert len(first) == 25
    assert first[0][0] == "10"
    assert "Visits not measured" in first[0][2]
    assert len(report.rows("register-2.html", "risks-table")) == 2
    assert "27 rows are open" in report.text("register.html")
    export(town.path, "csv", report.folder / "again.csv")
    made = [(report.folder / name).read_bytes() for name in ("risk-register.csv", "again.csv")]
    assert made[0] == made[1], "the report and the command give the same table"


def test_without_a_finding_nothing_is_called_well(town, report_on):
    report = report_on(town)
    words = "No check found a failure that is open. That does not mean that there is none."
    assert words in report.text("register.html")
    assert words in report.text("law.html")
    checks = report.rows("by-hand.html", "now-table")
    assert checks[0][1] == "Not tested automatically"
    assert checks[0][3].startswith("Read the words that stand for each picture")


def test_a_cause_tells_who_mends_it(town, report_on):
    cause = fail(town, 1, 2)
    decided(town, "assign", criterion="wcag:1.1.1", value="Web team")
    decided(town, "due", criterion="wcag:1.1.1", value="2026-06-30")
    facts = report_on(town).facts(f"causes/{cause}.html")
    assert (facts["Who mends it"], facts["By when"]) == ("Web team", "30 June 2026")
