"""What the report says of the accessibility statement."""

import pytest


@pytest.fixture
def judged(record):
    """A record with a statement and the verdicts given: check, severity, verdict, is it a fault."""

    def make(*verdicts, changes="[]", with_statement=True):
        record.add(
            "profiles", id="uk", name="The regulations", jurisdiction="UK", standard="WCAG 2.2",
            checked_on="2026-11-22", confidence="P", source="a law", legal_effect="It counts.",
        )  # fmt: skip
        site = record.site(profile_id="uk")
        run = record.run(site)
        page = record.page(site, run, "https://mudford.example/accessibility", "Accessibility")
        if with_statement:
            record.add(
                "statements", site_id=site, page_id=page, url="https://mudford.example/accessibility",
                role="main", kind="statement", found_by="a link on the home page", content_hash="h",
                claim="fully", wcag_version="2.1", reviewed_on="2025-01-01", review_due_on="2026-01-01",
                promises='[["2026-01-31", "We will mend it."]]', changes=changes, first_run_id=run,
            )  # fmt: skip
        for place, (name, how, severity, verdict, is_fault) in enumerate(verdicts):
            record.add(
                "statement_checks", id=name, place=place, how=how, severity=severity,
                decides=severity == "critical", part="finding it", title=f"Check {name}", why="So that people know.",
            )  # fmt: skip
            record.add(
                "statement_verdicts", site_id=site, check_id=name, verdict=verdict, is_fault=is_fault,
                quote="Old words.", message="It is so.", write_instead="New words." if is_fault else "",
                first_run_id=run,
            )  # fmt: skip
        return site, run, page

    return make


def test_without_a_run_that_judged_it(record, report_on, judged):
    judged(with_statement=False)
    assert "No run has judged the statement" in report_on(record).text("statement.html")


def test_no_fault_is_told_without_praise(record, report_on, judged):
    judged(("S01", "automatic", "critical", "met", 0))
    record.db.execute("""UPDATE profiles SET monitoring = '{"body": "Mudford Watch"}'""")
    text = report_on(record).text("statement.html")
    assert "The Mudford Watch is the regulator." in text
    assert "These checks found no fault in the statement. People have to look at the rest." in text
    assert "not legal advice" in text


def test_none_found(record, report_on, judged):
    judged(("S01", "automatic", "critical", "not met", 1), with_statement=False)
    text = report_on(record).text("statement.html")
    assert "We found no accessibility statement on this site." in text


def test_the_verdict_comes_first_and_the_critical_faults_with_quote_and_remedy(
    record, report_on, judged
):
    judged(
        ("S12", "automatic", "low", "reworded", 1),
        ("S31", "automatic", "critical", "not met", 1),
        ("S19", "manual", "medium", "by hand", 0),
    )
    report = report_on(record)
    text = report.text("statement.html")
    assert "The statement fails, for 1 critical fault. It has 1 other fault besides." in text
    assert "The law of this site names no regulator" in text
    assert "The regulator would likely call it non-compliant." in text
    (critical,) = report.rows("statement.html", "critical-table")
    assert critical[0] == "Check S31 S31, critical; this alone could decide"
    assert critical[2:] == ["“Old words.”", "New words."]
    assert [row[0] for row in report.rows("statement.html", "others-table")] == [
        "Check S12 S12, low"
    ]
    assert len(report.rows("statement.html", "checks-1")) == 2
    assert report.rows("statement.html", "checks-2")[0][1] == "A person looks"


def test_drift_dates_hosts_and_history(record, report_on, judged):
    site, run, page = judged(
        ("S01", "automatic", "critical", "met", 0), changes='[["-", "Old."], ["+", "Fresh."]]'
    )
    record.add("profile_requirements", profile_id="uk", requirement_id="wcag:1.1.1")
    record.finding(page, record.cause(site, run), run)
    record.add("statement_hosts", site_id=site, host="maps.mudford.example", kind="own", pages=3,
               example_url="x", is_named=0)  # fmt: skip
    report = report_on(record)
    assert report.rows("statement.html", "missing-table") == [
        ["1.1.1 Non-text Content", "A", "1", "1"]
    ]
    assert report.rows("statement.html", "hosts-table")[0][2:] == ["3", "Not named"]
    assert report.rows("statement.html", "promises-table")[0][1] == "Passed"
    text = report.text("statement.html")
    assert "New: Fresh." in text
    assert "Gone: Old." in text
